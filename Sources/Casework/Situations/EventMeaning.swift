// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// What an event means in the words of DUTIES.tsv §8: crisis, risk of admission, signal.
struct EventMeaning {
    private let event: CaseEvent
    private let reading: CaseReading

    init(_ event: CaseEvent, _ reading: CaseReading) {
        self.event = event
        self.reading = reading
    }

    /// What may be a crisis; nothing else is.
    static let namesOfCrises: EventNames = [
        .crisisContact, .crisisSection136, .crisisReported, .admissionAbsent,
        .admissionLeaveStarted, .admissionEmergencyAttended, .socialCareMissing,
    ]

    /// What may be a signal; nothing else is.
    static let namesOfSignals = namesOfCrises.union([
        .schoolPermanentlyExcluded, .schoolSuspended, .schoolPartTimeTimetable,
        .schoolAbsenceThreshold, .socialCareSection47Started, .socialCareProtectionPlanStarted,
        .socialCareCareStarted, .socialCarePlacementChanged, .socialCareYouthJustice,
    ])

    /// What takes a signal back.
    static let namesThatTakeBack: EventNames = [.schoolExclusionWithdrawn]

    private var name: EventName { event.event }

    private var isDetainedForSafety: Bool {
        let status = event.encounter?.legalStatus.value
        return status == "19" || status == "20"
    }

    /// An emergency attendance for mental health, self-harm or a reason that is not stated, or
    /// under section 135 or 136.
    private var isMentalHealthEmergency: Bool {
        event.event == .admissionEmergencyAttended
            && (event.mentalHealthReason ?? true || isDetainedForSafety)
    }

    /// An emergency attendance with a stated reason that is neither.
    var hasOtherEmergencyReason: Bool {
        event.event == .admissionEmergencyAttended && !isMentalHealthEmergency
    }

    var isHealthCrisis: Bool {
        switch name {
        case .crisisContact, .crisisSection136, .crisisReported, .admissionAbsent: true
        case .admissionLeaveStarted: event.encounter?.leaveType == "01" || leaveDetail == "01"
        default: isMentalHealthEmergency
        }
    }

    private var leaveDetail: String? { event.detail["leaveType"]?.string }

    var isCrisis: Bool {
        EventMeaning.namesOfCrises.contains(name) && (isHealthCrisis || name == .socialCareMissing)
    }

    var isRiskOfAdmission: Bool {
        switch name {
        case .admissionConsidered, .crisisAssessmentRequested, .crisisSection136, .crisisContact,
            .crisisReported:
            true
        case .admissionPlanned, .admissionPlanCancelled:
            event.encounter.map { $0.bedKind.isInScope || $0.bedKind == .unknown } ?? true
        default: isMentalHealthEmergency
        }
    }

    var isSignal: Bool { EventMeaning.namesOfSignals.contains(name) && meansASignal }

    private var meansASignal: Bool {
        switch name {
        case .schoolPermanentlyExcluded, .schoolPartTimeTimetable, .socialCareSection47Started,
            .socialCareProtectionPlanStarted, .socialCareCareStarted, .socialCareMissing:
            true
        case .schoolAbsenceThreshold: (percent ?? 0) >= 10
        case .schoolSuspended: isSecondSuspensionOfTerm
        case .socialCarePlacementChanged:
            event.detail["planned"]?.bool == false
                || event.detail["planned"]?.string == "false"
                || event.detail["placement"]?.string == EventMeaning.secureHome
        case .socialCareYouthJustice:
            ["remand", "custody"].contains(event.detail["kind"]?.string ?? "")
        default: isHealthCrisis
        }
    }

    /// Placement code of a secure children's home (DOMAIN.md §7.1).
    private static let secureHome = "K1"

    private var percent: Double? {
        switch event.detail["percent"] {
        case .number(let text), .string(let text): Double(text)
        default: nil
        }
    }

    /// Terms where the school's calendar is not known: from September, from January, from the
    /// day after Easter Sunday (DUTIES.tsv §8, "signal").
    private var isSecondSuspensionOfTerm: Bool {
        reading.told(event.event).contains {
            $0.key != event.key && CaseEvent.happensBefore($0, event)
                && term(of: $0.occurredAt) == term(of: event.occurredAt)
        }
    }

    private func term(of instant: Instant) -> String {
        let date = reading.context.calendar.localDate(of: instant)
        if date.month >= 9 { return "\(date.year) autumn" }
        return date > EnglishBankHolidays.easterSunday(in: date.year)
            ? "\(date.year) summer" : "\(date.year) spring"
    }

    /// Whether this event takes an earlier signal of that name back.
    func takesBack(_ signal: EventName) -> Bool {
        EventMeaning.namesThatTakeBack.contains(name)
            && (signal == .schoolPermanentlyExcluded || signal == .schoolSuspended)
    }

    var agency: Agency {
        switch event.event.family {
        case "school": .education
        case "social-care": .socialCare
        default: .health
        }
    }
}
