// SPDX-License-Identifier: Apache-2.0
#ifndef KEYWATCH_CCLOCK_SHIM_H
#define KEYWATCH_CCLOCK_SHIM_H

// Whether the kernel's clock is synchronised; Swift's Glibc module leaves this header out.
#include <sys/timex.h>

#endif
