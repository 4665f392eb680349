// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Reads lengths of time as people write them: `14 cd after stay.inScopeSince`, `1 wd after the
/// later of person.ratingAt and person.unnamedSince`, `28 days beginning with stay.inScopeSince`,
/// `same wd as receipt`, `10 wd after 90 cd after stay.inScopeSince`, `silence-red after
/// person.inTouchSince` by the name of a parameter, the bare `2 wd` of a ladder, a fact alone for
/// the end of its own day, and `24 h after receipt, at most event.expectedAt`.
struct DuePhrase {
    let reader: YAMLReader
    let reach: FactReach

    /// No clock of DUTIES.tsv is longer than 36 months; a hundred years in days is a slip.
    static let amountMax = 10_000

    /// The clock that a phrase says, or nil with a fault.
    func clock(_ value: YAMLValue) -> DueClock? {
        guard let text = reader.text(value) else { return nil }
        if !text.contains(" ") { return moment(value) }
        let parts = text.split(separator: ", at most ", maxSplits: 1)
        guard let first = parts.first,
            var clock = clock(words: first.split(separator: " "), value, text)
        else { return nil }
        if parts.count == 2 {
            guard let cap = anchors([parts[1]], value)?.first else { return nil }
            clock.cap = cap
        }
        return clock
    }

    /// The moment that a test of time says: a fact alone (`person.turns16At`), or a clock.
    func moment(_ value: YAMLValue) -> DueClock? {
        guard let text = reader.text(value) else { return nil }
        let words = text.split(separator: " ")
        guard words.count == 1 else { return clock(words: words, value, text) }
        return anchors(words, value).map {
            DueClock(amount: 0, unit: .calendarDays, anchors: $0)
        }
    }

    private func clock(words: [Substring], _ value: YAMLValue, _ text: String) -> DueClock? {
        if words.count >= 5, words[1] == "days", words[2] == "beginning", words[3] == "with",
            let amount = DuePhrase.amount(words[0])
        {
            guard let names = anchorNames(words[4...]) else { return fault(value, text) }
            return anchors(names, value).map {
                DueClock(amount: amount, unit: .calendarDays, anchors: $0, beginningWith: true)
            }
        }
        if words.starts(with: ["same", "wd", "as"]) {
            guard let names = anchorNames(words[3...]) else { return fault(value, text) }
            return anchors(names, value).map {
                DueClock(amount: 0, unit: .workingDays, anchors: $0)
            }
        }
        var names = words[...]
        guard let length = span(&names, value) else { return fault(value, text) }
        var inner = names
        let base = span(&inner, value)
        if base != nil { names = inner }
        guard let anchorNames = anchorNames(names) else { return fault(value, text) }
        return anchors(anchorNames, value).map {
            var clock = DueClock(amount: length.amount, unit: length.unit, anchors: $0)
            clock.base = base
            return clock
        }
    }

    /// A length and its direction, `14 cd after` or `silence-red before`, taken from the front;
    /// nil where something else stands there.
    private func span(_ words: inout ArraySlice<Substring>, _ value: YAMLValue) -> Wait? {
        guard let first = words.first else { return nil }
        let length: Wait?
        var rest = words.dropFirst()
        if let amount = DuePhrase.amount(first) {
            length = rest.popFirst().flatMap(DuePhrase.unit).map { Wait(amount: amount, unit: $0) }
        } else {
            length = reach.parameters.named(first)?.value
        }
        guard let length, let direction = rest.popFirst(),
            direction == "after" || direction == "before"
        else { return nil }
        words = rest
        return Wait(
            amount: direction == "before" ? -length.amount : length.amount, unit: length.unit)
    }

    /// One name, or `the later of` several.
    private func anchorNames(_ words: ArraySlice<Substring>) -> [Substring]? {
        guard words.starts(with: ["the", "later", "of"]) else {
            return words.count == 1 ? Array(words) : nil
        }
        let names = words.dropFirst(3).filter { $0 != "and" }
        return names.count >= 2 ? Array(names) : nil
    }

    /// The wait that a bare `2 wd` says, or nil.
    static func wait(_ text: String) -> Wait? {
        let words = text.split(separator: " ")
        guard words.count == 2, let amount = amount(words[0]), let unit = unit(words[1]) else {
            return nil
        }
        return Wait(amount: amount, unit: unit)
    }

    private static func amount(_ word: Substring) -> Int? {
        guard let amount = Int(word), (1...amountMax).contains(amount) else { return nil }
        return amount
    }

    private static func unit(_ word: Substring) -> ClockUnit? {
        switch word {
        case "week": .weeks
        case "month": .months
        case "year": .years
        default: ClockUnit(rawValue: String(word))
        }
    }

    private func anchors(_ names: [Substring], _ value: YAMLValue) -> [FactName]? {
        let conditions = ConditionReader(reader: reader, reach: reach)
        var anchors: [FactName] = []
        for name in names.map({ $0.hasSuffix(",") ? $0.dropLast() : $0 }) {
            // The receipt is an anchor everywhere: it is kept with the obligation it opened.
            let isReceipt = name == FactName.receipt.rawValue
            let found = isReceipt ? .receipt : conditions.fact(String(name), at: value.place)
            guard let fact = found else { return nil }
            guard fact.type == .instant else {
                reader.faults.add(
                    .anchor, at: value.place, "'\(name)' is no instant: nothing is due after it")
                return nil
            }
            anchors.append(fact)
        }
        return anchors
    }

    private func fault(_ value: YAMLValue, _ text: String) -> DueClock? {
        reader.faults.add(
            .phrase, at: value.place,
            "'\(text)' is no due such as '14 cd after stay.inScopeSince'; units: wd, cd, h, wh, "
                + "sd, weeks, months, years, or 'days beginning with'")
        return nil
    }
}

extension DueClock {
    /// The clock that ``text`` says; nil for what is no clock of this language.
    package init?(text: String) {
        let reader = YAMLReader(FaultList())
        let place = SourceLocation(file: "", line: 0, column: 0)
        let reach = FactReach(about: .item, hasStay: true, hasEvent: true, hasAnchor: true)
        let clock = DuePhrase(reader: reader, reach: reach)
            .clock(YAMLValue(content: .scalar(text, isQuoted: true), place: place))
        guard let clock else { return nil }
        self = clock
    }
}
