/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hold_lock FILE.db: keeps everybody else out of a database until it is ended. */
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    sqlite3 *db = NULL;
    if (argc != 2 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK
        || sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "hold_lock: %s\n", db != NULL ? sqlite3_errmsg(db) : "no file was named");
        sqlite3_close(db);
        return 1;
    }
    puts("locked");
    fflush(stdout);
    pause();
    return 0;
}
