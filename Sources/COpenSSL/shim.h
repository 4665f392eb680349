// SPDX-License-Identifier: Apache-2.0
#ifndef KEYWATCH_COPENSSL_SHIM_H
#define KEYWATCH_COPENSSL_SHIM_H

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/core_names.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#endif
