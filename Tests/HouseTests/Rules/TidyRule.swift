// SPDX-License-Identifier: Apache-2.0
import Testing

/// A property of the source text itself, as a pure function from files to faults.
struct TidyRule: Sendable, CustomTestStringConvertible {
    /// The name under which it fails.
    let name: String
    /// The faults in those files, which are the whole house or a planted one.
    let check: @Sendable ([SourceText]) -> [Finding]

    var testDescription: String { name }

    /// A rule that looks at one file at a time.
    static func each(
        _ name: String, in scope: Scope, _ check: @escaping @Sendable (SourceText) -> [Finding]
    ) -> TidyRule {
        TidyRule(name: name) { files in files.filter(scope.holds).flatMap(check) }
    }

    /// Every rule of the house.
    static let all: [TidyRule] =
        [imports, manifestPins, namesOfPlaces, noMachinePaths, spdx, lineLength, fileLength]
        + [functionLength, noPublic, noForce, noUnstructuredTask, noFatalError, noTodo]
        + [uncheckedIsProved, packageIsDocumented, typeIsNotItsModule]
        + [coreIsPure, coreOrderIsStable]
}

/// The files that a rule looks at.
enum Scope: Sendable {
    /// Whatever is delivered.
    case everything
    /// Swift files.
    case swift
    /// Swift files and headers.
    case licensed
    /// Swift files of `Sources`.
    case rooms
    /// Swift files of the pure core.
    case core
    /// The manifest.
    case manifest

    func holds(_ file: SourceText) -> Bool {
        switch self {
        case .everything: true
        case .swift: file.isSwift
        case .licensed: file.isSwift || file.path.hasSuffix(".h")
        case .rooms: file.room != nil && file.isSwift
        case .core: file.room == "Casework" && file.isSwift
        case .manifest: file.path == "Package.swift"
        }
    }
}
