// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The package on disk, found from where this file lies.
enum House {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent()  // Text
        .deletingLastPathComponent()  // HouseTests
        .deletingLastPathComponent()  // Tests
        .deletingLastPathComponent()

    /// What is read: everything that is delivered, and nothing that is built.
    private static let places = [
        "Sources", "Tests", "Config", "Deploy", ".ci", "Package.swift", "README.md",
    ]

    /// Every text file, by path.
    static let files: [SourceText] = places.flatMap { place -> [SourceText] in
        let url = root.appending(path: place)
        let isFolder = try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory
        guard isFolder == true else { return [read(place)].compactMap(\.self) }
        let paths = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String }
        return (paths ?? []).sorted().compactMap { read("\(place)/\($0)") }
    }

    /// The file there; nil for a folder and for what is not UTF-8.
    private static func read(_ path: String) -> SourceText? {
        guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8)
        else { return nil }
        return SourceText(path: path, text: text)
    }
}
