/* SPDX-License-Identifier: MIT */
/** Text of a YAML scalar as a value, the same in every locale. */
#ifndef VALUE_H
#define VALUE_H

#include <stdbool.h>

/** "12", "-0.5", "1e3". False: not a number; `out` untouched. */
bool value_number(const char *text, double *out);
/** "12". False: not a whole number from 0 to UINT_MAX; `out` untouched. */
bool value_whole(const char *text, unsigned *out);
/** true/false, yes/no, on/off in small letters. False: none of them; `out` untouched. */
bool value_bool(const char *text, bool *out);

#endif
