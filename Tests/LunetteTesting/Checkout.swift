/// Where the checkout and the build under test lie.
public enum Checkout {
    /// The folder of Package.swift.
    public static let root: String = {
        // …/Tests/LunetteTesting/Checkout.swift
        var parts = #filePath.split(separator: "/")
        parts.removeLast(3)
        return "/" + parts.joined(separator: "/")
    }()

    /// The `lunette` that this test run built.
    public static let binary = product("lunette")

    /// An executable that this test run built.
    public static func product(_ name: String) -> String {
        // The test bundle's own path: …/.build/ARCHITECTURE/debug/lunettePackageTests.xctest
        let executable = CommandLine.arguments.first ?? ""
        let isBundle = executable.contains("lunettePackageTests")
        guard isBundle, let slash = executable.lastIndex(of: "/") else {
            return root + "/.build/debug/" + name
        }
        return String(executable[..<slash]) + "/" + name
    }
}
