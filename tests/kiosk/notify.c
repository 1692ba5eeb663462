/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notify SOCKET: stands for systemd; prints what is told through SOCKET, a line each, until ended. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    char message[512];
    if (argc != 2 || strlen(argv[1]) >= sizeof(address.sun_path)) {
        fprintf(stderr, "usage: notify SOCKET\n");
        return 2;
    }
    memcpy(address.sun_path, argv[1], strlen(argv[1]));
    unlink(argv[1]);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (const struct sockaddr *)&address, sizeof(address)) != 0) {
        perror(argv[1]);
        return 1;
    }
    ssize_t n;
    while ((n = recv(fd, message, sizeof(message) - 1, 0)) >= 0) {
        message[n] = '\0';
        printf("%s\n", message);
        fflush(stdout);
    }
    return 0;
}
