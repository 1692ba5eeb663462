/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service.h"

#include <stdlib.h>
#include <systemd/sd-daemon.h>

void service_ready(void)
{
    sd_notify(0, "READY=1");
}

void service_alive(double now_s)
{
    static double next_s; /* one kiosk a process, main thread only */
    /* Not sd_watchdog_enabled(): under cage WATCHDOG_PID is cage's. */
    const char *interval = getenv("WATCHDOG_USEC");
    double interval_s = interval != NULL ? strtod(interval, NULL) / 1e6 : 0;
    if (interval_s > 0 && now_s >= next_s) {
        sd_notify(0, "WATCHDOG=1");
        next_s = now_s + interval_s / 2;
    }
}

void service_stopping(void)
{
    sd_notify(0, "STOPPING=1");
}
