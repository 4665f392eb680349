// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Bus
import Casework
import Daemon
import Ledger
import Logging
import Policy

/// Turns errors into one clear line each and the exit code that belongs to them.
enum Faults {
    /// Runs `body`; an error is said on standard error and ends the command with its exit code.
    static func reported<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let exit as ExitCode {
            throw exit
        } catch {
            throw code(of: error) { Terminal.say("keywatch: \($0)") }
        }
    }

    /// Ends the daemon with an error's exit code, after a log line.
    static func end(_ error: any Error, _ log: Logger) throws -> Never {
        throw code(of: error) { log.critical("stopped", metadata: ["reason": "\($0)"]) }
    }

    private static func code(of error: any Error, say: (String) -> Void) -> ExitCode {
        switch error {
        case let failure as CommandFailure:
            say(failure.text)
            return failure.code
        case PolicyError.invalid(let faults):
            for fault in faults {
                say(
                    "\(fault.file):\(fault.line):\(fault.column): error \(fault.code.rawValue): "
                        + fault.message)
            }
            return .usage
        case CaseworkError.vanishedRules(let rules):
            for rule in rules { say("error policy.vanished-rule: \(rule.text)") }
            return .usage
        case PolicyError.unreadable(let path):
            say("\(path): error config.unreadable: the file cannot be read as UTF-8 text")
            return .usage
        case BusError.portTaken(let host, let port),
            AdminListenerError.portTaken(let host, let port):
            say("port \(port) of \(host) is taken by another program; choose another")
            return .unreachable
        case let failure as RelayFailure:
            say(failure.text)
            return .refused
        case let failure as AreaFailure:
            say(failure.text)
            return .refused
        case LedgerError.locked, LedgerError.damaged, LedgerError.wrongKey,
            LedgerError.newerFormat, LedgerError.notALedger:
            say("\(error)")
            return .refused
        case let failure as LedgerError:
            say("\(failure)")
            return .unreachable
        case let failure as BusError:
            say("\(failure)")
            return .unreachable
        default:
            say("\(type(of: error)): \(error)")
            return .fault
        }
    }
}
