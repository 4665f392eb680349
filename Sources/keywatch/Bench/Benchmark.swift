// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Something whose speed is known only beside a floor: work on the same bytes that nothing of its
/// kind can do without. Times differ from machine to machine, the ratio of the two hardly does.
struct Benchmark {
    var name: String
    /// What is measured.
    var summary: String
    /// What the floor does, and why it is one.
    var floor: String
    /// How many messages one pass takes.
    var messages: Int
    /// Bytes of one pass.
    var bytes: Int
    /// One pass over the floor; the result must depend on all of the work.
    var runFloor: () -> Int
    /// One pass over what is measured; likewise.
    var run: () -> Int
    /// What else is worth knowing of a pass, such as a share.
    var remark: String?
}

/// What several rounds of a benchmark came to. Times are the thread's own processor time, so that
/// other programs on the machine count little.
struct BenchResult {
    var name: String
    var messages: Int
    /// Nanoseconds a message: of the floor and of what is measured, least and median.
    var floorLeast: Double
    var floorMedian: Double
    var least: Double
    var median: Double
    /// Of each round its own ratio; their median.
    var ratio: Double

    /// Messages a second on one core, by the least time.
    var perSecond: Double { least > 0 ? 1e9 / least : 0 }

    /// Runs floor and measured thing by turns, after one pass of each that does not count.
    init(_ benchmark: Benchmark, rounds: Int) {
        name = benchmark.name
        messages = benchmark.messages
        var sink = benchmark.runFloor() &+ benchmark.run()
        var floors: [Double] = []
        var times: [Double] = []
        for _ in 0..<max(1, rounds) {
            floors.append(BenchResult.nanoseconds { sink &+= benchmark.runFloor() })
            times.append(BenchResult.nanoseconds { sink &+= benchmark.run() })
        }
        let ratios = zip(times, floors).map { $0 / max($1, 1) }
        let each = Double(max(1, benchmark.messages))
        floorLeast = (floors.min() ?? 0) / each
        floorMedian = BenchResult.median(floors) / each
        least = (times.min() ?? 0) / each
        median = BenchResult.median(times) / each
        ratio = BenchResult.median(ratios)
        // Never true; but the compiler cannot know, so no pass may be left out.
        if sink == .min { floorLeast = 0 }
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    private static func nanoseconds(_ body: () -> Void) -> Double {
        let before = threadTime()
        body()
        return threadTime() - before
    }

    private static func threadTime() -> Double {
        var time = timespec()
        // The pointer lives for the call only, which writes one `timespec`.
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
