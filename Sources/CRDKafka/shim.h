// SPDX-License-Identifier: Apache-2.0
#ifndef KEYWATCH_CRDKAFKA_SHIM_H
#define KEYWATCH_CRDKAFKA_SHIM_H

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#endif
