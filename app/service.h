/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Telling systemd how the kiosk is, where systemd started it; no-ops elsewhere. Main thread only. */
#ifndef SERVICE_H
#define SERVICE_H

/** The first screen is up. */
void service_ready(void);
/** From the main loop, as often as it turns: pings twice per watchdog interval. */
void service_alive(double now_s);
void service_stopping(void);

#endif
