// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Bus

@Suite struct ThreadExecutorTests {
    private actor Worker {
        private let executor: ThreadExecutor
        nonisolated var unownedExecutor: UnownedSerialExecutor {
            unsafe executor.asUnownedSerialExecutor()
        }
        private(set) var seen: [Int] = []

        init(_ executor: ThreadExecutor) { self.executor = executor }

        func add(_ number: Int) -> String {
            seen.append(number)
            return Thread.current.name ?? ""
        }
    }

    @Test func jobsRunOnTheNamedThread() async {
        let executor = ThreadExecutor(name: "bus.test")
        let worker = Worker(executor)
        for number in 0..<100 { #expect(await worker.add(number) == "bus.test") }
        #expect(await worker.seen == Array(0..<100))
        executor.shutDown()
    }

    @Test func aJobThatComesAfterTheShutdownStillRuns() async {
        let executor = ThreadExecutor(name: "bus.test")
        let worker = Worker(executor)
        _ = await worker.add(1)
        executor.shutDown()
        _ = await worker.add(2)
        #expect(await worker.seen == [1, 2])
        executor.shutDown()
    }

    @Test func jobsOfManyTasksRunOneAtATime() async {
        let executor = ThreadExecutor(name: "bus.test")
        let worker = Worker(executor)
        await withTaskGroup { group in
            for number in 0..<200 { group.addTask { _ = await worker.add(number) } }
        }
        #expect(await worker.seen.sorted() == Array(0..<200))
        executor.shutDown()
    }
}
