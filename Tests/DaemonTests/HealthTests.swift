// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Notifications
import Testing

@Suite("What the admin listener says")
struct HealthTests {
    private func snapshot() -> AreaSnapshot { AreaState().snapshot() }

    @Test("A daemon that has not read its register is not ready, and says so")
    func notReadyAtStart() {
        let readiness = Readiness(snapshot())
        #expect(!readiness.isReady)
        #expect(readiness.reasons == ["register-not-loaded", "relay-not-started"])
    }

    @Test("Ready is each reason's absence")
    func reasons() {
        var shown = snapshot()
        shown.isRegisterLoaded = true
        shown.isRelayReady = true
        #expect(Readiness(shown).isReady)
        shown.engineNow = Instant(milliseconds: 1_000_000)
        shown.oldestWaitingSinceMs = 1_000_000 - 60_000
        #expect(Readiness(shown).isReady)
        shown.oldestWaitingSinceMs = 1_000_000 - 60_001
        #expect(Readiness(shown).reasons == ["output-unconfirmed"])
        shown.oldestWaitingSinceMs = nil
        shown.belief = .jumped
        #expect(Readiness(shown).reasons == ["clock-jumped"])
        shown.belief = .believed
        shown.refusedOutputs = 1
        #expect(Readiness(shown).reasons == ["output-refused"])
        shown.refusedOutputs = 0
        shown.relayFailure = .fenced("PRODUCER_FENCED")
        #expect(Readiness(shown).reasons == ["relay-stopped"])
    }

    @Test("librdkafka's statistics are read for what an operator asks about")
    func statistics() throws {
        let json = """
            {"type":"consumer","msg_cnt":4,"brokers":{"a":{"nodeid":-1,"state":"UP"},\
            "b":{"nodeid":1,"state":"UP","rtt":{"p99":900}},\
            "c":{"nodeid":2,"state":"DOWN","rtt":{"p99":2500000}}},\
            "topics":{"t":{"partitions":{"0":{"ls_offset":12,"app_offset":5},\
            "1":{"ls_offset":9,"app_offset":9},"-1":{"ls_offset":-1001,"app_offset":-1001}}}}}
            """
        let said = try #require(ClientStatistics(json: Array(json.utf8)))
        #expect(said.brokersKnown == 2 && said.brokersUp == 1)
        #expect(said.lag == ["t": 7])
        var shown = snapshot()
        shown.statistics = [.news: said]
        let page = MetricsPage.text(shown)
        #expect(page.contains(#"keywatch_bus_brokers{client="news",state="up"} 1"#))
        #expect(page.contains(#"keywatch_bus_round_trip_seconds{client="news"} 2.5"#))
        #expect(page.contains(#"keywatch_bus_records_waiting{client="news"} 4"#))
        #expect(page.contains(#"keywatch_input_lag_records{topic="t"} 7"#))
        for other in ["", "[]", "{}", "{\"type\":1}"] {
            #expect(ClientStatistics(json: Array(other.utf8)) == nil)
        }
    }

    @Test("The metrics are OpenMetrics, labelled by topic and outcome, and end with EOF")
    func metrics() {
        var shown = snapshot()
        shown.counts = [
            OutcomeKey(topic: "keywatch.in.school", outcome: .noMatch): 7,
            OutcomeKey(topic: "keywatch.in.admissions", outcome: .acted): 3,
        ]
        let lines = MetricsPage.text(shown).split(separator: "\n").map(String.init)
        #expect(
            lines.contains(
                #"keywatch_notifications_total{topic="keywatch.in.admissions",outcome="acted"} 3"#))
        #expect(
            lines.contains(
                #"keywatch_notifications_total{topic="keywatch.in.school",outcome="no-match"} 7"#))
        #expect(lines.contains("keywatch_ready 0"))
        #expect(lines.last == "# EOF")
        let names = lines.filter { $0.hasPrefix("# TYPE") }
        #expect(names.count == Set(names).count)
    }

    private struct BareContext: RequestContext {
        struct Source: RequestContextSource {
            let logger = Logger(label: "test")
        }
        var coreContext: CoreRequestContextStorage
        init(source: Source) { coreContext = .init(source: source) }
    }

    @Test("The routes answer, and an unready daemon answers 503", arguments: ["healthz", "readyz"])
    func routes(_ path: String) async throws {
        let responder = AdminListener.router(AreaState(), context: BareContext.self)
            .buildResponder()
        let request = Request(
            head: .init(method: .get, scheme: nil, authority: nil, path: "/\(path)"),
            body: .init(buffer: .init()))
        let response = try await responder.respond(
            to: request, context: BareContext(source: .init()))
        #expect(response.status == .serviceUnavailable)
    }
}
