// SPDX-License-Identifier: Apache-2.0

extension IdentityIndex {
    /// How many bytes of memory the index holds, for metrics: its tables by capacity. What few
    /// entries must not be linked with is not counted.
    package var bytesApproximate: Int {
        entries.bytes + placesById.bytes + postings.bytes + outlined.bytes + namesakes.bytes
    }
}
