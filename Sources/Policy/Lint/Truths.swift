// SPDX-License-Identifier: Apache-2.0

/// The truths that a condition may come out with.
struct Truths: OptionSet, Hashable {
    let rawValue: UInt8

    static let yes = Truths(rawValue: 1)
    static let no = Truths(rawValue: 2)
    static let unknown = Truths(rawValue: 4)

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    init(_ truth: Truth) {
        switch truth {
        case .yes: self = .yes
        case .no: self = .no
        case .unknown: self = .unknown
        }
    }

    var negated: Truths { Truths(all.map { Truths($0.negated) }) }

    /// What comes of every pair of one of these and one of those.
    func merged(_ other: Truths, _ merge: (Truth, Truth) -> Truth) -> Truths {
        Truths(all.flatMap { left in other.all.map { Truths(merge(left, $0)) } })
    }

    private var all: [Truth] { Truth.allCases.filter { contains(Truths($0)) } }
}
