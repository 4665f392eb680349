// SPDX-License-Identifier: Apache-2.0
#ifndef KEYWATCH_CLINUX_SHIM_H
#define KEYWATCH_CLINUX_SHIM_H

// What Swift's Glibc module leaves out: whether the kernel's clock is synchronised, and how the
// allocator holds memory and gives it back.
#include <malloc.h>
#include <sys/timex.h>

#endif
