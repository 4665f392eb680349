// SPDX-License-Identifier: Apache-2.0

extension InputPosition {
    /// The position written as `topic/partition/offset`, with `/index` behind it in a batch; nil
    /// for any other text.
    package init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3 || parts.count == 4, !parts[0].isEmpty,
            let partition = Int32(parts[1]), partition >= 0, let offset = Int64(parts[2]),
            offset >= 0
        else { return nil }
        let index = parts.count == 4 ? UInt32(parts[3]) : 0
        guard let index else { return nil }
        self.init(topic: String(parts[0]), partition: partition, offset: offset, index: index)
    }
}
