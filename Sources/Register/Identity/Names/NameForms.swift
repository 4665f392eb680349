// SPDX-License-Identifier: Apache-2.0

import Notifications

/// The parts by which a name may be found, each once, in order. Initials find nobody.
///
/// Given and family names are one bag, for senders exchange them; but two given names alone are
/// shared by too many to find anybody, so a form remembers whether it may be a family name.
struct NameForms: Hashable {
    struct Form: Hashable {
        var text: String
        /// Whether it is a family name, a part of one, or of a name of unknown kind.
        var isFamily: Bool
        let hashes: FormHashes

        init(text: String, isFamily: Bool) {
            self.text = text
            self.isFamily = isFamily
            hashes = FormHashes(text)
        }

        /// With what the form begins: of most slips of the pen the beginning is free.
        var beginning: Substring.UTF8View {
            Substring(text).utf8.prefix(FormHashes.beginningLength)
        }

        /// The first letter and the last two, in that order; of a shorter name, zeros for them.
        var frame: [UInt8] {
            let letters = Array(text.utf8.suffix(2))
            let (first, last) = (text.utf8.first ?? 0, letters.last ?? 0)
            let bytes = [first, letters.count > 1 ? letters[0] : 0, last]
            return bytes
        }

        /// The first letter.
        var initial: Substring.UTF8View { Substring(text).utf8.prefix(1) }
    }

    /// More parts make a text, not a name; the first of the order are taken.
    static let formsMax = 10

    let forms: [Form]

    init(_ profile: IdentityProfile) {
        var all: [Form] = []
        if profile.family.utf8.count > 1 { all.append(Form(text: profile.family, isFamily: true)) }
        for part in profile.familyParts where part.utf8.count > 2 {
            all.append(Form(text: part, isFamily: true))
        }
        for part in profile.given where part.utf8.count > 1 {
            all.append(Form(text: part, isFamily: false))
        }
        for part in profile.others where part.utf8.count > 1 {
            all.append(Form(text: part, isFamily: true))
        }
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

    /// Whether a form begins alike in both.
    func sharesBeginning(with other: NameForms) -> Bool {
        forms.contains { form in
            other.forms.contains { $0.hashes.beginning == form.hashes.beginning }
        }
    }

    /// Whether a form begins alike in both, or has the same frame.
    func sharesOutline(with other: NameForms) -> Bool {
        forms.contains { form in
            other.forms.contains { $0.hashes.hasOutline(of: form.hashes) }
        }
    }

    /// Whether a form has the same first letter in both.
    func sharesInitial(with other: NameForms) -> Bool {
        forms.contains { form in
            other.forms.contains { $0.hashes.initial == form.hashes.initial }
        }
    }

    /// Whether one form is in both, and a second one has the same outline, of which either may be a
    /// family name.
    func sharesPair(with other: NameForms) -> Bool {
        for (place, form) in forms.enumerated() {
            for (otherPlace, same) in other.forms.enumerated()
            where same.hashes.whole == form.hashes.whole {
                for (second, outline) in forms.enumerated()
                where second != place && (form.isFamily || outline.isFamily) {
                    let isFound = other.forms.indices.contains { otherSecond in
                        let candidate = other.forms[otherSecond]
                        return otherSecond != otherPlace && (same.isFamily || candidate.isFamily)
                            && candidate.hashes.hasOutline(of: outline.hashes)
                    }
                    if isFound { return true }
                }
            }
        }
        return false
    }
}
