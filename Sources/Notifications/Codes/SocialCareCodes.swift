// SPDX-License-Identifier: Apache-2.0

/// The code lists of children in need and of child protection (DOMAIN.md §7.1, the children in
/// need census).
package enum SocialCareCodes {
    /// Who referred.
    package static let referralSource = CodeList(
        "referral source",
        "1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10")
    /// The primary need; N2 is the child's disability and no diagnosis.
    package static let primaryNeed = CodeList("category of need", "N1 N2 N3 N4 N5 N6 N7 N8 N9")
    /// Why a case was closed.
    package static let closureReason = CodeList(
        "closure reason", "RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9")
    /// Disabilities. AUT demands a medical diagnosis; a school's ASD is not one.
    package static let disability = CodeList(
        "disability", "NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA")
    /// Categories of abuse on a protection plan, by word, census code and CP-IS number.
    package static let protectionCategory = CodeList(
        "protection category",
        "NEGLECT PHYSICAL SEXUAL EMOTIONAL MULTIPLE NEG PHY SAB EMO MUL 01 02 03 04")
    /// M whereabouts unknown, A away without authorisation from a place that is known.
    package static let absence = CodeList("missing or absent", "M A")
    /// Whether a return interview was offered or accepted.
    package static let interview = CodeList("return interview", "Y N NA")
}
