/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What a test's program leaves in a folder made for it. */
#ifndef LEFTOVERS_H
#define LEFTOVERS_H

#include <stddef.h>

/** Remove `names`, below `folder` and in that order; "" is the folder itself. What is not there is
 *  left out; what is not named stays, and the folder with it. */
void leftovers_remove(const char *folder, const char *const *names, size_t count);

#endif
