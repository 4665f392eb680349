// SPDX-License-Identifier: Apache-2.0

package import Bus
package import Casework
import Foundation

/// A record that could not be read, as the ledger keeps it, sealed: everything that deciding it
/// again needs, so that a retry asks nothing of its topic, which may have forgotten it.
package struct SetAsideRecord: Codable, Equatable, Sendable {
    private struct Header: Codable, Equatable, Sendable {
        var name: String
        var value: Data?
    }

    private var key: Data?
    private var headers: [Header]
    private var bytes: Data?
    private var timestampMs: Int64?

    /// The record's value; nil for a tombstone. Personal data.
    package var value: [UInt8]? { bytes.map { [UInt8]($0) } }

    /// What is kept of a record.
    package init(_ record: Record) {
        key = record.key.map { Data($0) }
        headers = record.headers.map { Header(name: $0.name, value: $0.value.map { Data($0) }) }
        bytes = record.value.map { Data($0) }
        timestampMs = record.timestampMs
    }

    /// A record of which only the value was kept.
    init(value: [UInt8]) {
        headers = []
        bytes = Data(value)
    }

    /// The record as it was read at `position`.
    package func record(at position: InputPosition) -> Record {
        Record(
            topic: position.topic, partition: position.partition, offset: position.offset,
            key: key.map { [UInt8]($0) }, value: value,
            headers: headers.map { Bus.Header($0.name, $0.value.map { [UInt8]($0) }) },
            timestampMs: timestampMs)
    }
}
