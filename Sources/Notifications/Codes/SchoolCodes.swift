// SPDX-License-Identifier: Apache-2.0

/// The code lists of schools and of special educational needs (DOMAIN.md §6).
package enum SchoolCodes {
    /// Reasons for a suspension or exclusion (§6.1). OT was withdrawn in 2020 and stands in older
    /// rows.
    package static let exclusionReason = CodeList(
        "exclusion reason", "PP PA VP VA OW BU RA LG DS SM DA DM TH MT PH DB OT")
    /// Kinds of suspension and exclusion (§6.1). FIXD is the older word for SUSP.
    package static let exclusionKind = CodeList("exclusion kind", "PERM FIXD SUSP LNCH")
    /// The most reasons that one suspension or exclusion may have (§6.1).
    package static let exclusionReasonsMax = 3
    /// Marks of the attendance register, by the regulations in force from 19 August 2024 (§6.2).
    package static let attendanceMark = CodeList(
        "attendance mark",
        "/ \\ L K V P W B D C1 C2 C M J1 S X T R I E Q Y1 Y2 Y3 Y4 Y5 Y6 Y7 G N O U Z #")
    /// Types of special educational need (§6.3). ASD is what a school recorded: never a diagnosis.
    package static let need = CodeList(
        "SEN type", "SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD OTH")
    /// Kinds of provision: E education, health and care plan, K SEN support, N none.
    package static let provision = CodeList("SEN provision", "E K N")
    /// Why an education, health and care plan ceased (§6.3).
    package static let planCeased = CodeList("EHC plan cease reason", "1 2 3 4 5 6 7 8 9")
    /// Outcomes of a request or an assessment for a plan (§6.3).
    package static let planOutcome = CodeList("EHC outcome", "Y N A W H")
}
