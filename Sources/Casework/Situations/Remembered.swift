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

    private static var width: Int { 8 }

    /// Room for as many answers, of which none is known.
    init(count: Int) { grow(to: count) }

    /// Makes room for as many answers.
    mutating func grow(to count: Int) {
        while rows.count * Remembered.width < count {
            rows.append([])
            grounds.append(Grounds())
        }
    }

    /// The answer of a number below the room; nil: it is not known.
    func answer(_ number: Int) -> Answer? {
        let row = rows[number / Remembered.width]
        return row.isEmpty ? nil : row[number % Remembered.width]
    }

    /// Remembers an answer.
    mutating func note(_ answer: Answer, as number: Int) {
        if rows[number / Remembered.width].isEmpty {
            rows[number / Remembered.width] = Array(repeating: nil, count: Remembered.width)
        }
        rows[number / Remembered.width][number % Remembered.width] = answer
        grounds[number / Remembered.width].note(answer.grounds)
    }

    /// Forgets the answers that rest on what has changed.
    mutating func forget(touchedBy change: Grounds.Change) {
        for row in rows.indices where grounds[row].areTouched(by: change) {
            var left = Grounds()
            for index in rows[row].indices {
                guard let answer = rows[row][index] else { continue }
                if answer.grounds.areTouched(by: change) {
                    rows[row][index] = nil
                } else {
                    left.note(answer.grounds)
                }
            }
            grounds[row] = left
        }
    }
}
