// SPDX-License-Identifier: Apache-2.0

/// Something suspicious in a canonical form, and the names that lead to it.
struct CanonicalNote: Hashable {
    let code: String
    let path: [String]
}
