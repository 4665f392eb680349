// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Notifications

/// Lines of JSON, gathered into writes of some size.
struct LineOutput {
    /// Nothing more can be written.
    struct Closed: Error {
        /// Why; nil when whoever reads has closed its end, as `head` does.
        var reason: String?
    }

    private let handle: FileHandle
    private var bytes: [UInt8] = []

    private static let bytesMax = 64 << 10

    init(_ handle: FileHandle) { self.handle = handle }

    mutating func write(_ line: JSONValue) throws(Closed) {
        bytes += line.utf8
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= LineOutput.bytesMax { try flush() }
    }

    mutating func flush() throws(Closed) {
        guard !bytes.isEmpty else { return }
        defer { bytes.removeAll(keepingCapacity: true) }
        do { try handle.write(contentsOf: bytes) } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            let number = cause.map(\.code) ?? Int(errno)
            let isClosed = number == Int(EPIPE)
            throw Closed(reason: isClosed ? nil : "the lines cannot be written")
        }
    }
}
