/* SPDX-License-Identifier: MIT */
/** A fuzz target, for libFuzzer or for the driver of this folder. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
