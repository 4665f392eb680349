// SPDX-License-Identifier: Apache-2.0

/// Puts the proxy's address in place of the broker's into the answers that hold one: Metadata and
/// FindCoordinator, in all their versions (<https://kafka.apache.org/protocol#protocol_messages>).
struct AddressRewriter: Sendable {
    /// The address that clients are to use.
    let host: String
    /// The port that clients are to use.
    let port: Int32
    /// The port whose every mention is replaced; an answer that names another is left as it is.
    let replacedPort: Int32

    /// Bytes of an answer and what reedits them.
    private struct Edit {
        let range: Range<Int>
        let bytes: [UInt8]
    }

    static func concerns(_ key: Int16) -> Bool {
        key == KafkaRequest.metadata.rawValue || key == KafkaRequest.findCoordinator.rawValue
    }

    /// The answer (from its correlation id on) with the addresses replaced. One that cannot be
    /// read, such as of a version yet unknown, is returned as it is.
    func rewrite(_ answer: [UInt8], _ kind: RequestStream.Kind) -> [UInt8] {
        var reader = WireReader(answer)
        let edits =
            kind.key == KafkaRequest.metadata.rawValue
            ? metadata(&reader, kind.version) : coordinator(&reader, kind.version)
        guard let edits, !edits.isEmpty else { return answer }
        var result: [UInt8] = []
        var done = 0
        for edit in edits {
            result += answer[done..<edit.range.lowerBound] + edit.bytes
            done = edit.range.upperBound
        }
        return result + answer[done...]
    }

    private func metadata(_ reader: inout WireReader, _ version: Int16) -> [Edit]? {
        let isFlexible = version >= 9
        guard skipHeader(&reader, isFlexible) else { return nil }
        if version >= 3 { guard reader.int32() != nil else { return nil } }  // throttle time
        guard let brokers = reader.arrayCount(isCompact: isFlexible) else { return nil }
        var edits: [Edit] = []
        var nodes: [Int32] = []
        for _ in 0..<brokers {
            guard let node = reader.int32(), address(&reader, isFlexible, &edits) else {
                return nil
            }
            nodes.append(node)
            if version >= 1 {  // rack
                guard reader.skipString(isCompact: isFlexible) else { return nil }
            }
            if isFlexible { guard reader.skipTags() else { return nil } }
        }
        if version >= 2 {  // cluster id
            guard reader.skipString(isCompact: isFlexible) else { return nil }
        }
        if version >= 1 { correctController(&reader, nodes, &edits) }
        return edits
    }

    /// The mock calls node 0 the controller, which it has not: a client that looks for the
    /// controller would wait for ever. It becomes the first node that there is.
    private func correctController(
        _ reader: inout WireReader, _ nodes: [Int32], _ edits: inout [Edit]
    ) {
        let start = reader.position
        guard let controller = reader.int32(), let first = nodes.first,
            !nodes.contains(controller)
        else { return }
        var writer = WireWriter()
        writer.int32(first)
        edits.append(Edit(range: start..<reader.position, bytes: writer.bytes))
    }

    private func coordinator(_ reader: inout WireReader, _ version: Int16) -> [Edit]? {
        let isFlexible = version >= 3
        guard skipHeader(&reader, isFlexible) else { return nil }
        if version >= 1 { guard reader.int32() != nil else { return nil } }  // throttle time
        var edits: [Edit] = []
        guard version >= 4 else {
            guard reader.int16() != nil else { return nil }  // error code
            if version >= 1 {  // error message
                guard reader.skipString(isCompact: isFlexible) else { return nil }
            }
            guard reader.int32() != nil, address(&reader, isFlexible, &edits) else { return nil }
            return edits
        }
        guard let count = reader.arrayCount(isCompact: true) else { return nil }
        for _ in 0..<count {
            guard reader.skipString(isCompact: true),  // key
                reader.int32() != nil,  // node
                address(&reader, true, &edits),
                reader.int16() != nil,  // error code
                reader.skipString(isCompact: true),  // error message
                reader.skipTags()
            else { return nil }
        }
        return edits
    }

    /// The correlation id and, in flexible versions, the header's tagged fields.
    private func skipHeader(_ reader: inout WireReader, _ isFlexible: Bool) -> Bool {
        guard reader.int32() != nil else { return false }
        return isFlexible ? reader.skipTags() : true
    }

    private func address(
        _ reader: inout WireReader, _ isCompact: Bool, _ edits: inout [Edit]
    ) -> Bool {
        let start = reader.position
        guard reader.skipString(isCompact: isCompact), let found = reader.int32() else {
            return false
        }
        if found == replacedPort {
            var writer = WireWriter()
            writer.string(host, isCompact: isCompact)
            writer.int32(port)
            edits.append(Edit(range: start..<reader.position, bytes: writer.bytes))
        }
        return true
    }
}
