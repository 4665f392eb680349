// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Daemon

/// What a reply to an answer means, in plain English and as an exit code.
enum AnswerReply {
    /// The line to show, and the code to end with; nil for success.
    static func meaning(
        _ reply: CommandForm.Reply, of event: AnswerEvent
    ) -> (text: String, code: ExitCode?) {
        switch reply.outcome.flatMap(Outcome.init(rawValue:)) {
        case .acted:
            return ("\(event.word.rawValue): \(event.obligation)", nil)
        case .duplicate:
            return (
                "nothing changed: it was answered so before, or has ended (\(event.obligation))",
                nil
            )
        case .review:
            return ("not \(event.word.rawValue): " + reason(reply.reason, event), .refused)
        case .noMatch:
            return ("the daemon knows no obligation \(event.obligation)", .wanting)
        default:
            return ("the answer could not be decided: \(reply.reason)", .fault)
        }
    }

    private static func reason(_ word: String, _ event: AnswerEvent) -> String {
        switch word {
        case "not-entitled":
            return """
                \(event.by) may not answer it: only its addressee, whoever stands in, is on call \
                for or manages the addressee, or a higher rung of its ladder. The addressee has \
                been told that somebody tried
                """
        case "unknown-author":
            return "the directory has nobody with the id \(event.by)"
        case "incomplete":
            return switch event.word {
            case .declined: "a decline needs its reason: give --reason"
            case .completed:
                """
                its rule is not fulfilled by saying so, or asks for more than was given: see \
                `keywatch explain \(event.obligation.prefix(8))`, and give what it asks with \
                --detail name=value
                """
            default: "something that its rule asks for is missing"
            }
        default:
            return word
        }
    }
}
