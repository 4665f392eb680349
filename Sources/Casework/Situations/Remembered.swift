// SPDX-License-Identifier: Apache-2.0

/// Answers by number, each with what it rests on. They are kept in rows: a row of which nothing has
/// changed is handed on whole, so that a decision costs what has changed and not what is known.
struct Remembered<Value> {
    /// An answer, and what it was read from.
    struct Answer {
        let value: Value
        let grounds: Grounds
    }

    /// A row of which nothing is known is empty.
    private var rows: [[Answer?]] = []
    /// What the answers of each row rest on together.
    private var grounds: [Grounds] = []
    /// Which answers are known to be nothing.
    private(set) var nothings = Nothings()

    private static var width: Int { 8 }

    /// Room for as many answers, of which none is known.
    init(count: Int) { grow(to: count) }

    /// Makes room for as many answers.
    mutating func grow(to count: Int) {
        while rows.count * Remembered.width < count {
            rows.append([])
            grounds.append(Grounds())
            nothings.rows.append(0)
        }
    }

    /// The answer of a number below the room; nil: it is not known.
    func answer(_ number: Int) -> Answer? {
        let row = rows[number / Remembered.width]
        return row.isEmpty ? nil : row[number % Remembered.width]
    }

    /// Remembers an answer.
    mutating func note(_ answer: Answer, as number: Int, isNothing: Bool = false) {
        if rows[number / Remembered.width].isEmpty {
            rows[number / Remembered.width] = Array(repeating: nil, count: Remembered.width)
        }
        rows[number / Remembered.width][number % Remembered.width] = answer
        grounds[number / Remembered.width].note(answer.grounds)
        if isNothing { nothings.insert(number) } else { nothings.remove(number) }
    }

    /// Which answers are known to be nothing, a bit for each: most are, and it is asked first.
    struct Nothings {
        fileprivate var rows: [UInt8] = []

        /// Whether the answer of a number below the room is known to be nothing.
        func contains(_ number: Int) -> Bool {
            rows[number / Remembered.width] & Nothings.bit(number) != 0
        }

        fileprivate mutating func insert(_ number: Int) {
            rows[number / Remembered.width] |= Nothings.bit(number)
        }

        fileprivate mutating func remove(_ number: Int) {
            rows[number / Remembered.width] &= ~Nothings.bit(number)
        }

        private static func bit(_ number: Int) -> UInt8 { 1 << UInt8(number % Remembered.width) }
    }

    /// Forgets the answers that rest on what has changed.
    mutating func forget(touchedBy change: Grounds.Change) {
        for row in rows.indices where grounds[row].areTouched(by: change) {
            var left = Grounds()
            for index in rows[row].indices {
                guard let answer = rows[row][index] else { continue }
                if answer.grounds.areTouched(by: change) {
                    rows[row][index] = nil
                    nothings.remove(row * Remembered.width + index)
                } else {
                    left.note(answer.grounds)
                }
            }
            grounds[row] = left
        }
    }
}
