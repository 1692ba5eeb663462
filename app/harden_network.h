/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A filter of system calls: sockets lead to this machine's own services only. */
#ifndef HARDEN_NETWORK_H
#define HARDEN_NETWORK_H

#include <stdbool.h>
#include <stddef.h>

/**
 * From now on this process and those it starts can open sockets of the kinds
 * that sound servers, displays and devices use (Unix, netlink, Bluetooth), and no
 * others. Cannot be undone. False after one sentence to `err` where the kernel
 * has no filters, or the machine's processor is not known here.
 */
bool harden_network(char *err, size_t err_size);

#endif
