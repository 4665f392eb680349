// SPDX-License-Identifier: Apache-2.0
import Testing

/// A small file on which a rule is tried, with the lines at which it must find something.
struct Plant: Sendable, CustomTestStringConvertible {
    let rule: TidyRule
    let path: String
    let text: String
    let lines: [Int]

    var testDescription: String { "\(rule.name), in \(text.prefix(60).debugDescription)" }

    /// A fault on the named lines.
    init(
        _ rule: TidyRule, in path: String = "Sources/Bus/Planted.swift", at lines: [Int] = [],
        _ text: String
    ) {
        self.rule = rule
        self.path = path
        self.text = text
        self.lines = lines
    }

    /// Where the rule finds something.
    var found: [Int] {
        rule.check([SourceText(path: path, text: text)]).map(\.line).sorted()
    }

    private static let core = "Sources/Casework/Planted.swift"

    private static func function(lines: Int) -> String {
        "func f(\n    _ g: () -> Void = { }\n) {\n"
            + String(repeating: "    a()\n", count: lines - 4) + "}\n"
    }

    /// Each rule with faults that it must find.
    static let faults: [Plant] = [
        Plant(.imports, at: [1], "import Casework\n"),
        Plant(.imports, at: [2], "import Foundation\n@preconcurrency package import GRDB\n"),
        Plant(.imports, in: "Sources/Casework/Planted.swift", at: [1], "import Foundation\n"),
        Plant(
            .imports, in: "Sources/Casework/Planted.swift", at: [1],
            "import struct Foundation.Date\n"),
        Plant(.imports, in: "Sources/Daemon/Planted.swift", at: [1], "import GRDB\n"),
        Plant(.imports, in: "Sources/keywatch/Planted.swift", at: [1], "import CLinux\n"),
        Plant(.imports, in: "Sources/Policy/Planted.swift", at: [1], "import Logging\n"),
        Plant(.imports, in: "Sources/Attic/Planted.swift", at: [1], "import Foundation\n"),
        Plant(
            .manifestPins, in: "Package.swift", at: [2],
            "dependencies: [\n.package(url: \"u\", from: \"1.0.0\"),\n"
                + ".package(\n  url: \"u\",\n  exact: \"1.0.0\"),\n]\n"),
        Plant(.namesOfPlaces, in: "Sources/Bus/Utils/Clock.swift", at: [1], ""),
        Plant(.namesOfPlaces, in: "Sources/Bus/BrokerManager.swift", at: [1], ""),
        Plant(.namesOfPlaces, in: "Sources/Bus/Broker+Common.swift", at: [1], ""),
        Plant(.noMachinePaths, in: "Config/a.yaml", at: [2], "a: 1\nb: /ho" + "me/somebody/x\n"),
        Plant(.spdx, at: [1], "import Foundation\n// SPDX-License-Identifier: Apache-2.0\n"),
        Plant(.spdx, in: "Package.swift", at: [1], "// swift-tools-version: 6.2\nimport P\n"),
        Plant(.lineLength, at: [2], "a\n" + String(repeating: "é", count: 101) + "\n"),
        Plant(.fileLength, at: [401], String(repeating: "a\n", count: 401)),
        Plant(.fileLength, in: "Tests/A/B.swift", at: [601], String(repeating: "a\n", count: 601)),
        Plant(.functionLength, at: [1], function(lines: 71)),
        Plant(
            .functionLength, at: [4],
            "protocol P {\n    func g()\n}\n" + function(lines: 71) + "func h() {}\n"),
        Plant(.noPublic, at: [1], "public struct A {}\n"),
        Plant(.noForce, at: [1, 2], "let a = try! b()\nlet c = d as! E\n"),
        Plant(.noForce, at: [1, 2, 3], "let a = b!\nf(c[0]!.d)\nvar e: G<H>?!\n"),
        Plant(.noForce, at: [1], "let text = \"a \\(b!) c\"\n"),
        Plant(
            .noUnstructuredTask, at: [1, 2], "Task { a() }\nTask.detached(priority: .high) { }\n"),
        Plant(.noFatalError, at: [1], "default: fatalError(\"no\")\n"),
        Plant(.noTodo, at: [1], "// TO" + "DO: later\n"),
        Plant(.uncheckedIsProved, at: [2], "// Fine.\nfinal class A: @unchecked Sendable {}\n"),
        Plant(.uncheckedIsProved, at: [1], "nonisolated(unsafe) var a = 0\n"),
        Plant(
            .packageIsDocumented, at: [3, 4],
            "/// A.\npackage struct A {\n    package var b: Int\n"
                + "    @inlinable package static func c() {}\n}\n"),
        Plant(
            .packageIsDocumented, at: [2],
            "// Not a doc comment.\npackage protocol A {}\n"),
        Plant(.typeIsNotItsModule, at: [1], "package enum Bus {}\n"),
        Plant(.coreIsPure, in: core, at: [1, 2, 3], "a(Date())\nb.randomElement()\nawait c()\n"),
        Plant(.coreIsPure, in: core, at: [1, 2], "print(a)\nx.hashValue\n"),
        Plant(.coreIsPure, in: core, at: [1], "let now = ContinuousClock().now\n"),
        Plant(
            .coreOrderIsStable, in: core, at: [2, 3, 4],
            "var a: Set<Int> = []\nfor b in a {}\nlet c = self.a.map(f)\n"
                + "for d in x.a where e {}\n"),
        Plant(
            .coreOrderIsStable, in: core, at: [2, 3],
            "let a: [String: Int]\nfor b in a.keys {}\na.values.forEach(f)\n"),
    ]

    /// What looks like a fault and is none.
    static let innocent: [Plant] = [
        Plant(.imports, "import CRDKafka\ninternal import Synchronization\n// import GRDB\n"),
        Plant(.imports, in: "Sources/Daemon/Planted.swift", "import Casework\nimport Bus\n"),
        Plant(.imports, in: "Sources/Casework/Planted.swift", "import HeapModule\n"),
        Plant(.imports, in: "Sources/keywatch/Planted.swift", "import Logging\nimport Bus\n"),
        Plant(.noMachinePaths, in: "README.md", "docs.example/ho" + "me/page and a/ro" + "ot/b\n"),
        Plant(.namesOfPlaces, in: "Sources/Policy/Commoner.swift", ""),
        Plant(.fileLength, String(repeating: "a\n", count: 400)),
        Plant(.functionLength, function(lines: 70)),
        Plant(.functionLength, "protocol P {\n    func a()\n    init(b: Int)\n}\n"),
        Plant(
            .noPublic, "// public\nlet a = \"public\"\n/* a /* b */ public */ let publication = 1\n"
        ),
        Plant(.noForce, "if a != b, !c {}\nlet d = \"no!\"\nlet e = \"\"\"\n  f!\n  \"\"\"\n"),
        Plant(.noForce, "let a = #\"\\(b!)\"#\n"),
        Plant(.noUnstructuredTask, "group.addTask { a() }\nlet a: Task<Int, Never>\n"),
        Plant(
            .uncheckedIsProved,
            "// Proof: the lock is held wherever `a` is touched.\n@safe\n"
                + "final class A: @unchecked Sendable {}\n"),
        Plant(
            .packageIsDocumented,
            "/// A.\n@frozen\n@safe\npackage struct A: Codable {\n"
                + "    package init(from decoder: any Decoder) throws {}\n}\n"
                + "package import Bus\npackage extension A {}\n"),
        Plant(.coreIsPure, in: "Sources/Bus/Planted.swift", "let a = Date()\n"),
        Plant(.coreIsPure, in: core, "let updated = birthDate(of: a)\nlet b = Dates.all\n"),
        Plant(
            .coreOrderIsStable, in: core,
            "var a: Set<Int> = []\nfor b in a.sorted() {}\n"
                + "// The order does not matter because a sum has none.\nlet c = a.reduce(0, +)\n"
                + "let d: [Int] = []\nfor e in d {}\nif a.contains(1) {}\n"),
    ]
}

@Suite struct PlantTests {
    @Test(arguments: Plant.faults) func aRuleFindsWhatWasPlanted(_ plant: Plant) {
        #expect(plant.found == plant.lines)
    }

    @Test(arguments: Plant.innocent) func aRuleLeavesTheInnocentAlone(_ plant: Plant) {
        #expect(plant.found == [])
    }

    @Test func blankingKeepsEveryLineAndTheCodeBetween() {
        let text =
            "let a = \"b // c \\(d(\"e\")) f\" // g\n/* h\n i */ let j = #\"k \"l\" \\(m)\"#\n"
        let code = CodeOnly.text(of: text)
        #expect(code.split(separator: "\n").count == text.split(separator: "\n").count)
        #expect(code.contains("d(\""))
        #expect(code.contains("let j ="))
        for blanked in ["b", "c", "f", "g", "h", "i", "k", "m"] {
            #expect(!code.split { !$0.isLetter }.contains { $0 == blanked }, "\(blanked)")
        }
    }
}
