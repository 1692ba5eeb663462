/* SPDX-License-Identifier: MIT */
#include "rubric.h"

const char *rubric_version(void)
{
    return RUBRIC_VERSION;
}
