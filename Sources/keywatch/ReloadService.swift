// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Logging
import Policy
import ServiceLifecycle
import UnixSignals

/// Reads policy, directory, calendar, dialects and the costs of matching again at SIGHUP; the loop
/// says when they count. A bad file is refused and what ran stays; the refusal is logged, counted
/// and shown (CONTRACT.md §1).
struct ReloadService: Service {
    let assembly: AreaAssembly
    let state: AreaState
    let log: Logger

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        for await _ in signals.cancelOnGracefulShutdown() {
            do {
                state.reload(try assembly.reloaded())
            } catch PolicyError.invalid(let faults) {
                state.note(.reloadRefused)
                for fault in faults {
                    log.error("reload refused", metadata: ["fault": "\(fault)"])
                }
            } catch {
                state.note(.reloadRefused)
                log.error("reload refused", metadata: ["fault": "\(error)"])
            }
        }
    }
}
