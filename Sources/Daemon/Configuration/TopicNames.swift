// SPDX-License-Identifier: Apache-2.0

package import Bus
package import Casework
package import Notifications

/// An input topic; its raw value is the key in the configuration and the end of the default name.
package enum InputTopic: String, CaseIterable, Sendable {
    /// Hospitals.
    case admissions
    /// Schools.
    case school
    /// Councils' social care.
    case socialCare = "social-care"
    /// The register; compacted.
    case register
    /// Providers' lists of the people in their care.
    case census
    /// Answers and recordings.
    case responses

    /// What a message here is taken for when it does not say.
    package var kind: NotificationKind {
        switch self {
        case .admissions, .census: .admission
        case .school: .school
        case .socialCare: .socialCare
        case .register: .register
        case .responses: .response
        }
    }

    /// Whether it is read to its end before any notification is decided.
    package var isState: Bool { self == .register || self == .responses }
}

/// The names of the topics; each can be configured (CONTRACT.md §3).
package struct TopicNames: Hashable, Sendable {
    private var inputs: [InputTopic: String] = [:]
    private var outputs: [OutputTopic: String] = [:]

    /// The default names.
    package init() {}

    /// The name of an input topic.
    package func input(_ topic: InputTopic) -> String {
        inputs[topic] ?? "keywatch.in.\(topic.rawValue)"
    }

    /// The name of an output topic. Answers given here are published where answers are read.
    package func output(_ topic: OutputTopic) -> String {
        topic == .responses ? input(.responses) : outputs[topic] ?? "keywatch.out.\(topic.rawValue)"
    }

    /// Gives an input or output topic, by its key in the configuration, another name; false when
    /// there is no such key.
    package mutating func rename(_ key: String, to name: String) -> Bool {
        if let topic = InputTopic(rawValue: key) {
            inputs[topic] = name
        } else if let topic = OutputTopic(rawValue: key) {
            outputs[topic] = name
        } else {
            return false
        }
        return true
    }

    /// The input topic of that name.
    package func inputTopic(named name: String) -> InputTopic? {
        InputTopic.allCases.first { input($0) == name }
    }

    /// Every topic, with what a daemon that may create topics asks for.
    package func specifications(partitions: Int32) -> [TopicSpec] {
        let inputs = InputTopic.allCases.map { topic in
            TopicSpec(
                input(topic), partitions: partitions,
                config: topic == .register ? ["cleanup.policy": "compact"] : [:])
        }
        let outputs = OutputTopic.allCases.filter { $0 != .responses }.map {
            TopicSpec(output($0), partitions: partitions)
        }
        return inputs + outputs
    }
}
