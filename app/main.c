/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <rubric.h>
#include <stdio.h>

int main(void)
{
    printf("greenroom %s\n", rubric_version());
    return 0;
}
