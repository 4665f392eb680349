// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// Every element transformed, on all processors at once, in the array's order.
    func mapInParallel<Value: Sendable>(
        _ transform: @Sendable (Element) -> Value
    ) -> [Value] {
        let parts = Swift.min(count, ProcessInfo.processInfo.activeProcessorCount)
        guard parts > 1 else { return map(transform) }
        let done = Mutex([[Value]](repeating: [], count: parts))
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let values = self[count * part / parts..<count * (part + 1) / parts].map(transform)
            done.withLock { $0[part] = values }
        }
        return done.withLock { $0.flatMap { $0 } }
    }
}
