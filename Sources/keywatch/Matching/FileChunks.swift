// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Reads a file piece by piece, so that its size does not matter; `-` is standard input.
enum FileChunks {
    private static let bytes = 256 * 1024

    static func forEach(of path: String, _ body: (Data) throws -> Void) throws {
        let file = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        guard let file else { throw CommandFailure("\(path): the file cannot be read", .usage) }
        defer { if path != "-" { try? file.close() } }
        do {
            while let chunk = try file.read(upToCount: bytes), !chunk.isEmpty { try body(chunk) }
        } catch let error as CocoaError {
            throw CommandFailure(
                "\(path): reading failed (\(error.code.rawValue))", .unreachable)
        }
    }
}

/// Writes what a command makes beside its data.
enum OutputFile {
    static func write(_ text: String, to path: String) throws {
        do {
            try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure("\(path): the file cannot be written", .unreachable)
        }
    }
}
