// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// One thing to read.
struct InputPath: Equatable {
    /// The path as messages name it; nil for standard input.
    var path: String?
    /// Its bytes, where the file system tells.
    var bytes: Int64?
    /// Why there is nothing to read, if so.
    var fault: String?

    /// What messages call it.
    var name: String { path ?? "standard input" }
}

/// Turns arguments into files: folders into all the files in them, patterns into what they match,
/// in an order that depends on names alone.
enum InputPaths {
    /// No argument, or `-`, is standard input. What is not there is told in its place.
    static func expand(_ arguments: [String]) -> [InputPath] {
        (arguments.isEmpty ? ["-"] : arguments).flatMap { argument -> [InputPath] in
            if argument == "-" { return [InputPath()] }
            if FileManager.default.fileExists(atPath: argument) { return files(argument) }
            let isPattern = argument.contains { "*?[".contains($0) }
            guard isPattern else {
                return [InputPath(path: argument, fault: "there is no such file or folder")]
            }
            let found = matches(argument).flatMap(files)
            return found.isEmpty
                ? [InputPath(path: argument, fault: "the pattern matches no file")] : found
        }
    }

    /// A file as itself; a folder as the files in it and below. Names that begin with a full stop
    /// are passed over there, and links to folders not followed.
    private static func files(_ path: String) -> [InputPath] {
        var isFolder: ObjCBool = false
        _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return isFolder.boolValue ? contents(of: path) : [InputPath(path: path, bytes: size(path))]
    }

    private static func contents(of folder: String) -> [InputPath] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return [InputPath(path: folder, fault: "the folder cannot be read")]
        }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return names.filter { !$0.hasPrefix(".") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .flatMap { name -> [InputPath] in
                let path = prefix + name
                let attributes = try? FileManager.default.attributesOfItem(atPath: path)
                switch attributes?[.type] as? FileAttributeType {
                case .typeDirectory: return contents(of: path)
                case .typeRegular: return [InputPath(path: path, bytes: size(path))]
                case .typeSymbolicLink:
                    var isFolder: ObjCBool = false
                    _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                    return isFolder.boolValue ? [] : [InputPath(path: path, bytes: size(path))]
                default: return []
                }
            }
    }

    /// The size of a regular file; of pipes and devices nothing is known.
    private static func size(_ path: String) -> Int64? {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
            attributes[.type] as? FileAttributeType == .typeRegular
        else { return nil }
        return (attributes[.size] as? NSNumber)?.int64Value
    }

    /// What a shell's pattern matches, sorted.
    private static func matches(_ pattern: String) -> [String] {
        var found = unsafe glob_t()
        defer { unsafe globfree(&found) }
        guard unsafe glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(unsafe found.gl_pathc)).compactMap { index in
            unsafe found.gl_pathv[index].map { unsafe String(cString: $0) }
        }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
