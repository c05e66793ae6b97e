import Foundation

/// How long soak and chaos tests take: short by default, long with `scripts/test --long`.
public enum TestLength {
    public static let isLong = getenv("LUNETTE_TEST_LONG") != nil

    /// One of two numbers of rounds.
    public static func rounds(_ short: Int, long: Int) -> Int {
        isLong ? long : short
    }
}
