// SPDX-License-Identifier: Apache-2.0

/// The words that CONTRACT.md itself allows in members of `detail` and of a register entry.
enum ContractWords {
    static let reviewKind = CodeList(
        "review kind",
        "COMMUNITY-CETR POST-ADMISSION-CETR INPATIENT-CETR COMMUNITY-CTR POST-ADMISSION-CTR "
            + "INPATIENT-CTR")
    static let keyworking = CodeList("keyworking", "CONTINUE STEP-DOWN END")
    static let actionStatus = CodeList("action status", "OPEN DONE DROPPED")
    static let contactMode = CodeList("contact mode", "FACE-TO-FACE VIDEO PHONE MESSAGE")
    static let coproduced = CodeList("coproduced", "YES NO PARTLY")
    static let emergencyWhy = CodeList(
        "emergency reason", "OUT-OF-HOURS PANEL-CANNOT-BE-MOBILISED CLINICAL-URGENCY")
    static let youthJustice = CodeList(
        "youth justice kind", "REMAND CUSTODY LIAISON-AND-DIVERSION")
    static let consentFlag = CodeList(
        "consent flag",
        "REGISTER CETR KEYWORKER SHARING.EDUCATION SHARING.HEALTH SHARING.SOCIAL-CARE")
    static let consentStatus = CodeList(
        "consent status", "GIVEN REFUSED WITHDRAWN BEST-INTERESTS NOT-ASKED LAPSED")
    /// 01 absent without leave, 02 home leave, 03 section 17, 04 trial leave (DOMAIN.md §5.2).
    static let leaveType = CodeList("leave type", "01 02 03 04")
}
