// SPDX-License-Identifier: Apache-2.0

import Notifications

extension BenchResult {
    /// What a person reads.
    func lines(_ benchmark: Benchmark) -> [String] {
        var lines = [
            "\(name): \(benchmark.summary)",
            "  \(BenchResult.grouped(perSecond))/s; \(BenchResult.short(least)) ns each at best, "
                + "\(BenchResult.short(median)) ns in the median",
            "  \(BenchResult.short(ratio)) times its floor of \(BenchResult.short(floorLeast)) ns: "
                + benchmark.floor,
        ]
        if let remark = benchmark.remark { lines.append("  \(remark)") }
        return lines
    }

    /// `{name, messages, perSecond, nanoseconds, nanosecondsMedian, floorNanoseconds,
    /// floorNanosecondsMedian, ratio}`.
    func jsonValue() -> JSONValue {
        func number(_ value: Double) -> JSONValue { .number(BenchResult.short(value)) }
        return .object([
            .init("name", .string(name)), .init("messages", .number("\(messages)")),
            .init("perSecond", .number("\(Int(perSecond))")),
            .init("nanoseconds", number(least)), .init("nanosecondsMedian", number(median)),
            .init("floorNanoseconds", number(floorLeast)),
            .init("floorNanosecondsMedian", number(floorMedian)), .init("ratio", number(ratio)),
        ])
    }

    /// With one decimal.
    private static func short(_ value: Double) -> String {
        "\((value * 10).rounded() / 10)"
    }

    /// Thousands parted by commas.
    private static func grouped(_ value: Double) -> String {
        var text = ""
        let digits = Array("\(Int(value))")
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
