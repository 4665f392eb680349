// SPDX-License-Identifier: Apache-2.0

/// Who may import whom: the house's table.
enum Arrows {
    /// The rooms that a room may import, with all that those may import. A target that is not
    /// named here fails.
    private static let rooms: [String: [String]] = [
        "keywatch": ["Rehearsal"],
        "Rehearsal": ["Daemon"],
        "Daemon": ["Console", "Delivery", "Bus", "Ledger"],
        "Console": ["Casework", "Policy", "Register"],
        "Delivery": ["Casework", "Policy"],
        "Bus": [],
        "Ledger": ["Casework"],
        "Casework": ["Policy", "Register", "Notifications"],
        "Policy": ["Register", "Notifications"],
        "Register": ["Notifications"],
        "Notifications": [],
        "CRDKafka": [],
        "COpenSSL": [],
        "CLinux": [],
    ]

    /// The engine that a room wraps: no other room may see it.
    private static let engines: [String: Set<String>] = [
        "Bus": ["CRDKafka"],
        "Ledger": ["GRDB", "COpenSSL"],
        "Policy": ["Yams"],
        "Console": hummingbird,
        "Delivery": ["AsyncHTTPClient"],
        "Daemon": hummingbird.union(["CLinux"]),
        "keywatch": ["ArgumentParser"],
    ]

    /// What a room shares with the rooms above it that wire it up: how to log, to live, to count.
    private static let facades: [String: Set<String>] = [
        "Bus": ["Logging"],
        "Ledger": ["Logging"],
        "Console": ["Logging"],
        "Delivery": ["Logging"],
        "Daemon": ["Logging", "ServiceLifecycle", "UnixSignals", "Metrics"],
    ]

    /// Hummingbird speaks in the types of the others, which must be imported to use their members.
    private static let hummingbird: Set<String> = [
        "Hummingbird", "HTTPTypes", "NIOCore", "NIOPosix",
    ]

    /// Anywhere.
    private static let everywhere: Set<String> = [
        "Swift", "Synchronization", "Collections", "BasicContainers", "BitCollections",
        "DequeModule", "HashTreeCollections", "HeapModule", "OrderedCollections",
    ]

    /// The platform: anywhere but in the core, which knows neither files nor clocks.
    private static let platform: Set<String> = [
        "Foundation", "FoundationEssentials", "Dispatch", "Glibc",
    ]

    /// Everything that the target may import; nil when the table does not name it.
    static func allowed(_ target: String) -> Set<String>? {
        guard rooms[target] != nil else { return nil }
        var reached: Set<String> = []
        var waiting = rooms[target] ?? []
        while let next = waiting.popLast() {
            if reached.insert(next).inserted { waiting += rooms[next] ?? [] }
        }
        for room in reached.union([target]) { reached.formUnion(facades[room] ?? []) }
        reached.formUnion(engines[target] ?? [])
        reached.formUnion(everywhere)
        if target != "Casework" { reached.formUnion(platform) }
        return reached
    }
}

extension TidyRule {
    /// Every import follows an arrow of the table.
    static let imports = TidyRule.each("imports follow the arrows", in: .rooms) { file in
        guard let room = file.room else { return [] }
        guard let allowed = Arrows.allowed(room) else {
            return [file.finding(0, "the target \(room) is not in the table of rooms")]
        }
        return file.code.indices.compactMap { index in
            guard let module = importedModule(file.code[index]), !allowed.contains(module) else {
                return nil
            }
            return file.finding(index, "\(room) must not import \(module)")
        }
    }

    /// The module that the line imports, if it imports one.
    static func importedModule(_ line: String) -> String? {
        guard line.hasBytes("import ") else { return nil }
        let pattern = /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:\w+\s+)?(\w+)/
        return line.firstMatch(of: pattern).map { String($0.1) }
    }
}
