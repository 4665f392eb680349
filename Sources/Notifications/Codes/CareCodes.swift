// SPDX-License-Identifier: Apache-2.0

/// The code lists of children looked after (DOMAIN.md §7.1, the SSDA903 return).
package enum CareCodes {
    /// Why an episode of care began: S start, L legal status, P placement and carer, T placement,
    /// B both and carer, U both.
    package static let episodeReason = CodeList("reason for new episode", "S L P T B U")
    /// Legal statuses.
    package static let legalStatus = CodeList(
        "care legal status", "C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3")
    /// Placements.
    package static let placement = CodeList(
        "placement",
        "K1 K2 H5 P1 P2 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 A3 A4 A5 A6 Z1")
    /// Providers of placements.
    package static let provider = CodeList("placement provider", "PR0 PR1 PR2 PR3 PR4 PR5")
    /// Why a placement changed; written on the episode that ends, of the old placement.
    package static let changeReason = CodeList(
        "placement change reason",
        "CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER")
    /// Why an episode ceased.
    package static let ceaseReason = CodeList(
        "episode cease reason",
        "X1 E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E8 E9 E14 E15 E16 E17")
    /// What the child's participation in the review was.
    package static let participation = CodeList(
        "review participation", "PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7")
}
