// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Logging
import Policy
import ServiceLifecycle
import UnixSignals

/// Reads policy, directory and calendar again at SIGHUP. A bad file is refused and what ran stays;
/// the refusal is logged, counted and shown (CONTRACT.md §1).
struct ReloadService: Service {
    let assembly: AreaAssembly
    let state: AreaState
    let log: Logger

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        for await _ in signals.cancelOnGracefulShutdown() {
            do {
                let context = try assembly.reloaded()
                state.reload(context)
                log.notice("reloaded", metadata: ["policy": "\(context.pack.version)"])
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
