// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// What has become of keyworking with a person, by what people recorded (DUTIES.tsv §8, "known
/// keyworking case").
struct KeyworkingCase: Equatable {
    /// The last exit that was complete.
    private(set) var exit: CaseEvent?
    /// Whether keyworking began again after that exit.
    private(set) var isReopened = false
    /// The level of support after the last step since keyworking began.
    private(set) var level: Int?
    /// Whether the last step was down and nobody has taken on what is left to do.
    private(set) var isStepDownUnsupported = false
    /// When the plan was agreed, in this case.
    private(set) var planAgreedAt: Instant?
    /// When the plan last moved.
    private(set) var planMovedAt: Instant?
    /// Whether a service has said that it will receive the person, and nobody has said otherwise.
    private(set) var hasReceiver = false
    private var outcomes: [Outcome] = []
    private var hasOngoingSupport = false

    /// What was last said of one of the plan's outcomes.
    private struct Outcome: Equatable {
        let id: String
        let isMet: Bool
    }

    /// Whether outcomes are recorded, and the last word on each is that it is met.
    var areOutcomesMet: Bool { !outcomes.isEmpty && outcomes.allSatisfy(\.isMet) }

    /// The level of support before anything is stepped down (DOMAIN.md SEED-098).
    private static let highestLevel = 3

    /// Follows the events in the order in which they happened.
    init(_ history: [CaseEvent]) {
        for event in history where KeyworkingCase.isTold(by: event) { take(event) }
    }

    private static let names: EventNames = [
        .keyworkerExited, .keyworkerReopened, .keyworkerAccepted, .keyworkerSteppedDown,
        .requestAccepted, .keyworkerPlanAgreed, .planItemAdded, .planItemUpdated, .outcomeRecorded,
    ]

    /// Whether an event tells anything of keyworking as a whole.
    static func isTold(by event: CaseEvent) -> Bool {
        names.contains(event.event) || isAcceptance(event)
    }

    private mutating func take(_ event: CaseEvent) {
        if KeyworkingCase.isAcceptance(event) { hasReceiver = true }
        switch event.event {
        case .keyworkerExited where event.isCompleteExit: self = KeyworkingCase(after: event)
        case .keyworkerReopened, .keyworkerAccepted: isReopened = exit != nil
        case .keyworkerSteppedDown: step(event)
        case .requestAccepted:
            let kind = event.detail["kind"]?.string
            if kind == KeyworkingCase.support { hasOngoingSupport = true }
            if kind == nil || kind == KeyworkingCase.support { isStepDownUnsupported = false }
        case .keyworkerPlanAgreed:
            planAgreedAt = event.occurredAt
            planMovedAt = event.occurredAt
        case .planItemAdded, .planItemUpdated:
            if event.detail["kind"]?.string == KeyworkingCase.support {
                (hasOngoingSupport, isStepDownUnsupported) = (true, false)
            }
            if planMovedAt != nil { planMovedAt = event.occurredAt }
        case .outcomeRecorded:
            note(outcome: event.detail)
            if planMovedAt != nil { planMovedAt = event.occurredAt }
        default: break
        }
    }

    private init(after exit: CaseEvent) {
        self.exit = exit
    }

    /// What is said of one outcome, by its id where it has one. Said to be neither met nor not, it
    /// is not met.
    private mutating func note(outcome detail: JSONValue) {
        let id = detail["id"]?.string ?? ""
        let word = detail["met"] ?? detail["status"] ?? detail["outcome"]
        let isMet = word?.saysYes ?? ["met", "achieved"].contains(word?.string ?? "")
        outcomes.removeAll { $0.id == id }
        outcomes.append(Outcome(id: id, isMet: isMet))
    }

    /// Whether an event says that somebody takes the person on: a request to step down or refer was
    /// accepted, or the service and the day are named.
    private static func isAcceptance(_ event: CaseEvent) -> Bool {
        if event.event == .requestAccepted {
            return ["step-down", "referral", support].contains(event.detail["kind"]?.string ?? "")
        }
        return ["receivingService", "acceptedOn"].allSatisfy {
            event.detail[$0]?.isStated ?? false
        }
    }

    private mutating func step(_ event: CaseEvent) {
        let to = event.detail["level"]?.integer.flatMap(Int.init(exactly:))
        let isUp = to.map { $0 > level ?? KeyworkingCase.highestLevel } ?? false
        let isTakenOn = ["receivingService", "acceptedOn"].allSatisfy {
            event.detail[$0]?.isStated ?? false
        }
        isStepDownUnsupported = !isUp && !isTakenOn && !hasOngoingSupport
        if let to { level = to }
    }

    /// The kind of a request or plan item that goes on when keyworking steps down.
    private static let support = "ongoing-support"
}

extension CaseEvent {
    /// Whether an exit says all that it must; one that does not is refused, and keyworking goes on
    /// as it was (DUTIES.tsv D-099).
    var isCompleteExit: Bool {
        ["reason", "receivingService", "explainedToFamilyOn", "reEntryInfoGiven"].allSatisfy {
            content.detail[$0]?.isStated ?? false
        }
    }
}
