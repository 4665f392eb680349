// SPDX-License-Identifier: Apache-2.0

/// Logarithms and powers: the core has no mathematics library, and the same bits on every machine.
enum Logarithm {
    /// log₂ of a positive number, to some 14 digits; of what is not positive, the least there is.
    static func base2(_ value: Double) -> Double {
        guard value > 0 else { return -1_074 }
        guard value.isFinite else { return 1_024 }
        // Between √½ and √2 the series of the inverse hyperbolic tangent is short.
        var (fraction, exponent) = (value.significand, Double(value.exponent))
        if fraction > 1.414_213_562_373_095 {
            fraction /= 2
            exponent += 1
        }
        let x = (fraction - 1) / (fraction + 1)
        var (term, sum) = (x, 0.0)
        for n in 0..<12 {
            sum += term / Double(2 * n + 1)
            term *= x * x
        }
        return exponent + 2 * sum * 1.442_695_040_888_963_4
    }

    /// 2 to a power.
    static func powerOf2(_ exponent: Double) -> Double {
        let whole = exponent.rounded(.down)
        guard whole > -1_000, whole < 1_000 else { return whole < 0 ? 0 : .infinity }
        let x = (exponent - whole) * 0.693_147_180_559_945_3
        var (term, sum) = (1.0, 1.0)
        for n in 1...16 {
            term *= x / Double(n)
            sum += term
        }
        return Double(sign: .plus, exponent: Int(whole), significand: sum)
    }
}
