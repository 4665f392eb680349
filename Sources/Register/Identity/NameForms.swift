// SPDX-License-Identifier: Apache-2.0

/// The parts by which a name may be found, each once, in order. Initials find nobody.
///
/// Given and family names are one bag, for senders exchange them; but two given names alone are
/// shared by too many to find anybody, so a form remembers whether it may be a family name.
struct NameForms: Hashable {
    struct Form: Hashable {
        var text: String
        /// Whether it is a family name, a part of one, or of a name of unknown kind.
        var isFamily: Bool
    }

    /// More parts make a text, not a name; the first of the order are taken.
    static let formsMax = 10

    let forms: [Form]

    init(_ profile: IdentityProfile) {
        var all: [Form] = []
        NameForms.forEach(in: profile) { all.append(Form(text: $0, isFamily: $1)) }
        all.sort { $0.text < $1.text }
        var unique: [Form] = []
        for form in all {
            if let last = unique.last, last.text == form.text {
                unique[unique.count - 1].isFamily = last.isFamily || form.isFamily
            } else {
                unique.append(form)
            }
        }
        forms = Array(unique.prefix(NameForms.formsMax))
    }

    /// Calls `body` with each part, in no order and perhaps more than once.
    private static func forEach(
        in profile: IdentityProfile, _ body: (_ text: String, _ isFamily: Bool) -> Void
    ) {
        if profile.family.utf8.count > 1 { body(profile.family, true) }
        for part in profile.familyParts where part.utf8.count > 2 { body(part, true) }
        for part in profile.given where part.utf8.count > 1 { body(part, false) }
        for part in profile.others where part.utf8.count > 1 { body(part, true) }
    }

    /// What the forms share with an entry's, as far as blocking keys go.
    struct Shared {
        /// Whether one form is in both.
        var isOne = false
        /// Whether two are that make a key in both.
        var isPair = false
    }

    func shared(with entry: IdentityProfile) -> Shared {
        // Entries keep no forms; those of a name of usual length need not be sorted to be met.
        let parts =
            1 + entry.familyParts.count + entry.given.count + entry.others.count
        if parts > NameForms.formsMax {
            return shared { body in
                for form in NameForms(entry).forms { body(form.text, form.isFamily) }
            }
        }
        return shared { body in NameForms.forEach(in: entry, body) }
    }

    private func shared(
        _ forEachOther: ((_ text: String, _ isFamily: Bool) -> Void) -> Void
    ) -> Shared {
        var met: UInt16 = 0
        var isFamilyHere = false
        var isFamilyThere = false
        forEachOther { text, isFamily in
            for index in forms.indices where forms[index].text == text {
                met |= 1 << UInt16(index)
                isFamilyHere = isFamilyHere || forms[index].isFamily
                isFamilyThere = isFamilyThere || isFamily
            }
        }
        return Shared(
            isOne: met != 0,
            isPair: met.nonzeroBitCount > 1 && isFamilyHere && isFamilyThere)
    }
}
