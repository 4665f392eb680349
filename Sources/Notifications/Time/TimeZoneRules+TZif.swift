// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Why a time zone could not be read.
package enum TimeZoneError: Error, Hashable, Sendable {
    /// The file is missing, unreadable or implausibly large.
    case unreadable(path: String)
    /// The content does not begin as a TZif file does.
    case notTZif
    /// The content ends before what its header promises.
    case truncated
    /// The content contradicts RFC 8536; the text says where.
    case invalid(String)
}

extension TimeZoneRules {
    /// The rules of the system's file for Europe/London.
    package static func london() throws(TimeZoneError) -> TimeZoneRules {
        try TimeZoneRules(path: "/usr/share/zoneinfo/Europe/London")
    }

    /// The rules of the TZif file at that path.
    package init(path: String) throws(TimeZoneError) {
        guard let data = FileManager.default.contents(atPath: path),
            data.count <= TimeZoneRules.bytesMax
        else { throw .unreadable(path: path) }
        try self.init(tzif: Array(data))
    }

    /// The rules in the content of a TZif file. From version 2 on the 64-bit data and the footer
    /// are read, else the 32-bit data. Files with leap seconds are refused.
    package init(tzif bytes: [UInt8]) throws(TimeZoneError) {
        var reader = TZifReader(bytes)
        var header = try reader.header()
        var wide = false
        if header.version >= 2 {
            try reader.skip(header.blockBytes(timeBytes: 4))
            header = try reader.header()
            wide = true
        }
        guard header.leapCount == 0 else { throw .invalid("leap seconds are not supported") }
        guard header.typeCount > 0 else { throw .invalid("no local time type") }
        var transitions: [Int64] = []
        transitions.reserveCapacity(header.transitionCount)
        for _ in 0..<header.transitionCount {
            let second = try wide ? reader.int64() : Int64(reader.int32())
            if let last = transitions.last, last >= second {
                throw .invalid("transitions do not ascend")
            }
            transitions.append(second)
        }
        var types: [Int] = []
        for _ in 0..<header.transitionCount { types.append(Int(try reader.byte())) }
        var typeOffsets: [Int] = []
        for _ in 0..<header.typeCount {
            let offset = Int(try reader.int32())
            // RFC 8536 §3.2: between -25 and +26 hours, exclusive.
            guard (-89_999...93_599).contains(offset) else { throw .invalid("offset") }
            typeOffsets.append(offset)
            try reader.skip(2)
        }
        guard types.allSatisfy({ $0 < typeOffsets.count }), let first = typeOffsets.first else {
            throw .invalid("unknown local time type")
        }
        try reader.skip(
            header.designationBytes + header.standardCount + header.universalCount)
        self.bytes = bytes
        formatVersion = header.version
        self.transitions = transitions
        offsets = types.map { typeOffsets[$0] }
        firstOffset = first
        footer = wide ? try reader.footer() : nil
    }

    /// The largest file of the tz database is under 4 KB, of a "fat" build under 8 KB.
    private static let bytesMax = 1 << 20
}

/// The counts of one TZif header.
private struct TZifHeader {
    var version: Int
    var universalCount: Int
    var standardCount: Int
    var leapCount: Int
    var transitionCount: Int
    var typeCount: Int
    var designationBytes: Int

    /// The length of the data block that follows the header. Every count is below 2^16.
    func blockBytes(timeBytes: Int) -> Int {
        transitionCount * (timeBytes + 1) + typeCount * 6 + designationBytes
            + leapCount * (timeBytes + 4) + standardCount + universalCount
    }
}

/// Big-endian reading that never passes the end.
private struct TZifReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func byte() throws(TimeZoneError) -> UInt8 {
        guard position < bytes.count else { throw .truncated }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func skip(_ count: Int) throws(TimeZoneError) {
        guard bytes.count - position >= count else { throw .truncated }
        position += count
    }

    mutating func int32() throws(TimeZoneError) -> Int32 {
        var value: UInt32 = 0
        for _ in 0..<4 { value = value << 8 | UInt32(try byte()) }
        return Int32(bitPattern: value)
    }

    mutating func int64() throws(TimeZoneError) -> Int64 {
        var value: UInt64 = 0
        for _ in 0..<8 { value = value << 8 | UInt64(try byte()) }
        return Int64(bitPattern: value)
    }

    /// A count; more than 65,535 of anything is no time zone.
    private mutating func count() throws(TimeZoneError) -> Int {
        let count = UInt32(bitPattern: try int32())
        guard count <= 0xFFFF else { throw .invalid("count out of range") }
        return Int(count)
    }

    mutating func header() throws(TimeZoneError) -> TZifHeader {
        guard bytes.count - position >= 44 else {
            if position == 0, !bytes.starts(with: Array("TZif".utf8)) { throw .notTZif }
            throw .truncated
        }
        guard bytes[position...].starts(with: Array("TZif".utf8)) else { throw .notTZif }
        position += 4
        let version: Int
        switch try byte() {
        case 0: version = 1
        case UInt8(ascii: "2"): version = 2
        case UInt8(ascii: "3"): version = 3
        case UInt8(ascii: "4"): version = 4
        default: throw .invalid("version")
        }
        try skip(15)
        return TZifHeader(
            version: version, universalCount: try count(), standardCount: try count(),
            leapCount: try count(), transitionCount: try count(), typeCount: try count(),
            designationBytes: try count())
    }

    /// The POSIX rule between two newlines; nil when it is empty.
    mutating func footer() throws(TimeZoneError) -> POSIXZone? {
        guard try byte() == UInt8(ascii: "\n") else { throw .invalid("footer") }
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else {
            throw .truncated
        }
        let text = bytes[position..<end]
        position = end + 1
        guard !text.isEmpty else { return nil }
        guard let zone = POSIXZone(Array(text)) else { throw .invalid("footer rule") }
        return zone
    }
}
