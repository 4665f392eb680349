// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// A program of our own that runs beside the test, its output in files.
final class ChildProcess {
    private let process = Process()
    let outputPath: String
    let errorPath: String

    /// Starts `program`; `name` is that of its output files in `folder`.
    init(
        _ program: URL, _ arguments: [String], name: String, in folder: TemporaryFolder,
        environment: [String: String] = [:]
    ) throws {
        outputPath = folder.path("\(name).out")
        errorPath = folder.path("\(name).err")
        for path in [outputPath, errorPath] {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: outputPath)
        process.standardError = FileHandle(forWritingAtPath: errorPath)
        try process.run()
    }

    deinit { send(SIGKILL) }

    var id: Int32 { process.processIdentifier }

    var isRunning: Bool { process.isRunning }

    /// Sends a signal, unless it has ended: its number may by then be somebody else's.
    func send(_ signal: Int32) {
        guard process.isRunning, process.processIdentifier > 1 else { return }
        _ = Glibc.kill(process.processIdentifier, signal)
    }

    /// Kills it and waits for its end.
    func kill() {
        send(SIGKILL)
        process.waitUntilExit()
    }

    /// How it exits, or nil when it does not within `seconds`.
    func exit(withinSeconds seconds: Double) -> Int32? {
        guard waitUntil(seconds: seconds, { !process.isRunning }) else { return nil }
        process.waitUntilExit()
        return process.terminationReason == .exit
            ? process.terminationStatus : -process.terminationStatus
    }

    var output: String { (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOfFile: errorPath, encoding: .utf8)) ?? "" }

    /// A number of kilobytes from `/proc`, such as `VmRSS`.
    func memoryKB(_ name: String) -> Int? {
        let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("\(name):") }
        return line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }
    }
}
