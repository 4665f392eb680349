// SPDX-License-Identifier: Apache-2.0

/// What follows from what the facts mean: no case has the first without the second.
///
/// Each law is true by the definitions of ``FactName``. A law that is missing here only makes the
/// lint see less; none may be here that the engine's own answers break.
struct FactLaw {
    private let premise: Condition
    private let conclusion: Condition
    /// The facts that the law speaks of.
    let facts: [FactName]

    /// The law as a condition that is never `no`.
    var condition: Condition { .any([.not(premise), conclusion]) }

    private init(_ premise: Condition, _ conclusion: Condition) {
        self.premise = premise
        self.conclusion = conclusion
        facts = premise.facts + conclusion.facts
    }

    /// Every law.
    static let all: [FactLaw] =
        follows(
            from: so(.stayInScope),
            [
                so(.stayOpen), notSo(.stayWasInScopeAtEnd), notSo(.stayEnded),
                notSo(.stayCancelled), so(.stayEverInScope),
                .test(
                    .stayBedKind, .among([.code("mental-health"), .code("learning-disability")])),
                isUnknown(.stayEndedAt), isKnown(.stayInScopeSince),
                .test(.stayClass, .among([.code("inpatient")])),
            ])
        + follows(
            from: so(.stayOpen),
            [
                notSo(.stayEnded), notSo(.stayCancelled), isUnknown(.stayEndedAt),
                .test(.stayClass, .among([.code("inpatient")])),
            ])
        + follows(
            from: so(.stayEnded),
            [
                isKnown(.stayEndedAt), isKnown(.stayEndedLongAgoOnReceipt),
                .test(.stayClass, .among([.code("inpatient")])),
            ])
        + follows(from: so(.stayWasInScopeAtEnd), [so(.stayEnded)])
        + follows(
            from: so(.stayCancelled), [.test(.stayBedKind, .among([.code("unknown")]))])
        + follows(from: notSo(.stayEnded), [isUnknown(.stayEndedAt)])
        + follows(from: so(.stayEverInScope), [isKnown(.stayInScopeSince)])
        + follows(from: so(.stayMethodStated), [isKnown(.stayEmergencyMethod)])
        + follows(from: notSo(.stayMethodStated), [isUnknown(.stayEmergencyMethod)])
        + follows(from: so(.stayDetained), [isKnown(.stayDetainedSince)])
        + follows(from: notSo(.stayDetained), [isUnknown(.stayDetainedSince)])
        + follows(
            from: so(.personMember),
            [
                so(.personKnown), notSo(.personSealed), notSo(.personFormer), notSo(.personDied),
                .not(consent(["refused", "withdrawn"])), isKnown(.personEntryChangedAt),
            ])
        + follows(from: so(.eventCrisis), [notSo(.eventOtherEmergencyReason)])
        + follows(
            from: so(.personSealed),
            [so(.personKnown), notSo(.personFormer), consent(["refused", "withdrawn"])])
        + follows(
            from: so(.personFormer),
            [so(.personKnown), .not(consent(["refused", "withdrawn"]))])
        + follows(from: so(.personKeyworkerNamed), [isUnknown(.personUnnamedSince)])
        + follows(
            from: notSo(.personKeyworkerNamed),
            [
                isUnknown(.personKeyworkerAcceptedAt), isUnknown(.personInTouchSince),
                isUnknown(.personSeenSince), notSo(.personMet),
            ])
        + follows(
            from: so(.personDied), [isKnown(.personDiedKnownAt), notSo(.personDeathUncertain)])
        + follows(from: notSo(.personDied), [isUnknown(.personDiedKnownAt)])
        + follows(
            from: .test(.itemKind, .among([.code("transition")])), [isKnown(.itemAt)])
        + follows(from: so(.personAgeKnown), [isKnown(.personUnder18)])
        + follows(from: notSo(.personAgeKnown), [isUnknown(.personUnder18)])

    private static func follows(from premise: Condition, _ conclusions: [Condition]) -> [FactLaw] {
        conclusions.map { FactLaw(premise, $0) }
    }

    private static func so(_ fact: FactName) -> Condition { .test(fact, .among([.bool(true)])) }

    private static func notSo(_ fact: FactName) -> Condition { .test(fact, .among([.bool(false)])) }

    private static func isUnknown(_ fact: FactName) -> Condition { .test(fact, .among([.unknown])) }

    private static func isKnown(_ fact: FactName) -> Condition { .not(isUnknown(fact)) }

    private static func consent(_ codes: [String]) -> Condition {
        .test(.personConsent, .among(codes.map { .code($0) }))
    }
}
