// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Ledger
import Notifications
import Policy

/// What `ledger stats` says; `outcomes` is the same as the metric of that name (CONTRACT.md §8).
enum StatsReport {
    /// Reads everything, as the object that `--json` prints.
    static func read(_ view: LedgerView) throws -> JSONValue {
        let stats = try view.reader.stats()
        var open: [String: Int] = [:]
        try view.forEachCase { state in
            for obligation in state.obligations where obligation.isOpen {
                open[obligation.kind.rawValue, default: 0] += 1
            }
        }
        let facts = view.reader.facts
        let confirmed = try view.confirmedFrame()
        let frames = stats.frames
        return .object([
            .init("area", .string(facts.area)),
            .init("path", .string(view.path)),
            .init("createdAt", .string(Instant(milliseconds: facts.createdAt).formatted)),
            number("fileBytes", stats.fileBytes), number("walBytes", stats.walBytes),
            number("frames", frames), number("checkpointFrame", stats.checkpointSeq),
            number("cases", stats.cases), number("casesDue", stats.casesDue),
            .init(
                "openObligations",
                .object(
                    open.sorted { $0.key < $1.key }.map { number($0.key, Int64($0.value)) })),
            number("stubs", stats.stubs), number("deadLetters", stats.deadLetters),
            number("subjects", stats.subjects), number("erasedSubjects", stats.erasedSubjects),
            .init("outcomes", try outcomes(view)),
            .init("positions", try positions(view)),
            .init(
                "relay",
                .object([
                    number("frame", confirmed),
                    number("framesBehind", max(0, frames - confirmed)),
                ])),
        ])
    }

    /// The same for people.
    static func lines(_ report: JSONValue) -> [String] {
        var lines: [String] = []
        for member in report.members {
            switch member.value {
            case .string(let text), .number(let text): lines.append("\(member.name): \(text)")
            case .object(let members) where member.name == "outcomes":
                for topic in members {
                    let counts = topic.value.members.map { "\($0.name) \($0.value.text)" }
                    lines.append("outcomes of \(topic.name): " + counts.joined(separator: ", "))
                }
            case .object(let members):
                let parts = members.map { "\($0.name) \($0.value.text)" }
                lines.append(
                    "\(member.name): " + (parts.isEmpty ? "none" : parts.joined(separator: ", ")))
            case .array(let elements):
                for element in elements {
                    let partition = element["partition"]?.text ?? ""
                    lines.append(
                        "read: \(element["topic"]?.string ?? "")/\(partition) up to "
                            + (element["nextOffset"]?.text ?? ""))
                }
            default: break
            }
        }
        return lines
    }

    private static func outcomes(_ view: LedgerView) throws -> JSONValue {
        var byTopic: [String: [(Outcome, Int64)]] = [:]
        for count in try view.reader.outcomeCounts() {
            guard let outcome = Outcome(code: count.outcome) else { continue }
            byTopic[view.topicName(count.topic), default: []].append((outcome, count.n))
        }
        return .object(
            byTopic.sorted { $0.key < $1.key }.map { topic, counts in
                .init(topic, .object(counts.map { number($0.0.rawValue, $0.1) }))
            })
    }

    private static func positions(_ view: LedgerView) throws -> JSONValue {
        .array(
            try view.reader.positions().map { position in
                .object([
                    .init("topic", .string(view.topicName(position.topic))),
                    number("partition", Int64(position.partition)),
                    number("nextOffset", position.nextOffset),
                ])
            })
    }

    private static func number(_ name: String, _ value: Int64) -> JSONValue.Member {
        .init(name, .number(String(value)))
    }
}
