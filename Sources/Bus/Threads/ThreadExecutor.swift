// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Runs an actor's jobs one after the other on a thread of their own, so that blocking calls do
/// not occupy a thread of the cooperative pool.
///
/// An actor uses it by `nonisolated var unownedExecutor: UnownedSerialExecutor {
/// executor.asUnownedSerialExecutor() }`, and must hold it as long as it lives.
///
/// `@unchecked Sendable`: `name` and `condition` never change; `jobs`, `thread` and `isShutDown`
/// are touched only while `condition` is locked. Jobs run one at a time because at most one thread
/// is in `run()`: it is started only while `thread` is nil, and sets that to nil under the lock as
/// its last act, when no job is left.
package final class ThreadExecutor: SerialExecutor, @unchecked Sendable {
    private let name: String
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var thread: Thread?
    private var isShutDown = false

    /// An executor whose thread bears `name`; the system shows its first 15 bytes. The thread
    /// starts with the first job.
    package init(name: String) { self.name = name }

    /// Adds a job; called by the Swift runtime.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.lock()
        defer { condition.unlock() }
        jobs.append(job)
        if thread == nil {
            // After a shutdown too: a job that never ran would leave its task waiting for ever.
            let thread = Thread { [self] in run() }
            self.thread = thread
            thread.start()
        } else {
            condition.broadcast()
        }
    }

    /// Lets the thread end once no job is left, and waits for that, unless called on it. A job
    /// that comes later still runs, on a thread that ends after it.
    package func shutDown() {
        condition.lock()
        defer { condition.unlock() }
        isShutDown = true
        condition.broadcast()
        guard Thread.current !== thread else { return }
        while thread != nil { condition.wait() }
    }

    private func run() {
        // `start` is called with the lock held, so it has returned by now: until then Foundation
        // does not know the thread that a name is put on.
        condition.lock()
        Thread.current.name = name
        while true {
            while jobs.isEmpty && !isShutDown { condition.wait() }
            guard !jobs.isEmpty else { break }
            let job = jobs.removeFirst()
            condition.unlock()
            unsafe job.runSynchronously(on: asUnownedSerialExecutor())
            condition.lock()
        }
        thread = nil
        condition.broadcast()
        condition.unlock()
    }
}
