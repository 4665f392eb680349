// SPDX-License-Identifier: Apache-2.0

/// What CONTRACT.md §4 says of one member of `detail`.
struct DetailRule {
    /// What may stand in the member.
    enum Shape {
        /// A code of one of the lists.
        case code([CodeList])
        /// A code, or an array of at most so many.
        case codes([CodeList], countMax: Int)
        /// `YYYY-MM-DD`.
        case date
        /// A date, or a date and time.
        case moment
        /// True or false, also as a word.
        case truth
        /// A number of a range, also as text.
        case number(ClosedRange<Double>)
        /// A whole number that is not negative, also as text.
        case count
        /// Text that is not empty.
        case text
        /// An array of texts.
        case texts
        /// A reference such as a document number; prose is a warning.
        case reference
        /// An array of actions.
        case actions
    }

    let member: String
    let shape: Shape
    /// Whether the event says nothing without it.
    let isNeeded: Bool

    init(_ member: String, _ shape: Shape, isNeeded: Bool = false) {
        self.member = member
        self.shape = shape
        self.isNeeded = isNeeded
    }
}
