// swift-tools-version: 6.2
import PackageDescription

// Storeys, from the ground up; a target imports only what stands below it. README.md draws the map.

let swift: [SwiftSetting] = [
    // Async functions stay on their caller's executor: a script's calls never hop to a pool.
    .enableUpcomingFeature("NonisolatedNonsendingByDefault")
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swift)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name), "LunetteTesting"] + dependencies,
        swiftSettings: swift)
}

let package = Package(
    name: "lunette",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "lunette", targets: ["lunette"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // C: the system's libraries, and what Swift cannot say.
        .systemLibrary(
            name: "CLua", pkgConfig: "lua5.4",
            providers: [.apt(["liblua5.4-dev"]), .brew(["lua"])]),
        .target(
            name: "CLunetteLua", dependencies: ["CLua", "CLunetteJSON"],
            // A call over the border is half a dozen of the library's: each by one jump, not two.
            cSettings: [.unsafeFlags(["-fno-plt"])]),
        .target(
            name: "CLunetteJSON",
            linkerSettings: [.linkedLibrary("simdjson", .when(platforms: [.macOS]))]),
        .target(name: "CLunetteCurl"),
        .target(name: "CLunetteCatalogue"),
        .target(name: "CLunetteSystem"),
        .target(name: "CLunetteVersion"),
        .target(name: "CLunetteStdlib", path: "stdlib", sources: ["stdlib.c"]),

        // Pure values and rules, no I/O.
        library("LunetteBase", ["CLunetteSystem"]),
        library(
            "LunetteSigning",
            ["LunetteBase", .product(name: "Crypto", package: "swift-crypto")]),
        library("LunetteCatalogue", ["LunetteBase", "CLunetteCatalogue"]),
        library("LunetteWorld", ["LunetteBase", "LunetteCatalogue"]),
        library("LunetteSyntax"),

        library("LunetteSystem", ["CLunetteSystem"]),

        // Effects: the loop, Lua, the cloud, the cloud's double, the disk, the terminal.
        library("LunetteLoop", ["LunetteBase", "CLunetteSystem"]),
        library(
            "LunetteHTTP",
            [
                "LunetteBase", "CLunetteSystem",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        library("LunetteLua", ["LunetteBase", "LunetteLoop", "CLunetteLua"]),
        library(
            "LunetteClient",
            [
                "LunetteBase", "LunetteSystem", "LunetteLoop", "LunetteSigning",
                "LunetteCatalogue", "CLunetteCurl", "CLunetteSystem",
            ]),
        library(
            "LunetteEmulator",
            [
                "LunetteBase", "LunetteSystem", "LunetteSigning", "LunetteWorld", "LunetteHTTP",
            ]),
        library(
            "LunetteJournal",
            [
                "LunetteBase", "LunetteSystem",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        library("LunetteZones", ["LunetteBase", "LunetteSystem"]),
        library("LunetteSettings", ["LunetteBase", "LunetteSystem"]),
        library("LunetteTerminal", ["LunetteBase", "LunetteSystem", "CLunetteSystem"]),

        // When to run; one script, its permissions, one outcome; and the words around it.
        library(
            "LunetteScheduler",
            [
                "LunetteBase", "LunetteSystem", "LunetteLoop", "LunetteSettings",
                "LunetteJournal", "LunetteHTTP", "LunetteZones", "CLunetteSystem",
            ]),
        library(
            "LunetteRunbook",
            [
                "LunetteBase", "LunetteSystem", "LunetteLoop", "LunetteLua", "LunetteClient",
                "LunetteWorld", "LunetteCatalogue", "LunetteSyntax", "LunetteJournal",
                "LunetteSettings", "LunetteSigning", "LunetteZones", "CLunetteStdlib",
                .product(name: "Logging", package: "swift-log"),
            ]),
        library(
            "LunetteCheck",
            [
                "LunetteBase", "LunetteSyntax", "LunetteCatalogue", "LunetteWorld",
                "LunetteRunbook", "CLunetteStdlib",
            ]),
        library(
            "LunetteTrials",
            [
                "LunetteBase", "LunetteSyntax", "LunetteSystem", "LunetteLoop", "LunetteLua",
                "LunetteSigning", "LunetteClient", "LunetteWorld", "LunetteEmulator",
                "LunetteRunbook",
            ]),
        library(
            "LunetteCLI",
            [
                "LunetteTrials", "LunetteRunbook", "LunetteCheck", "LunetteSyntax", "LunetteClient",
                "LunetteEmulator", "LunetteSigning",
                "LunetteCatalogue", "LunetteSystem", "LunetteSettings", "LunetteJournal",
                "LunetteScheduler", "LunetteHTTP", "LunetteTerminal", "CLunetteSystem",
                "CLunetteStdlib",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "lunette", dependencies: ["LunetteCLI", "CLunetteVersion"], swiftSettings: swift),

        // Attacks on the Lua engine, and its comparison with stock Lua; no part of the product.
        .executableTarget(
            name: "lua-corpus", dependencies: ["LunetteLua", "LunetteSystem"],
            swiftSettings: swift),

        // The Swift side of scripts/benchmarks/lua; no part of the product.
        .executableTarget(
            name: "lua-bench", dependencies: ["LunetteLua"], path: "scripts/benchmarks/lua/swift",
            swiftSettings: swift),

        // What a hijacked process would try in the jail; no part of the product.
        .target(name: "CJailTrials", path: "Tests/JailProbe/trials"),
        .executableTarget(
            name: "jail-probe", dependencies: ["LunetteSystem", "CJailTrials"],
            path: "Tests/JailProbe/probe", swiftSettings: swift),

        // The Swift side of scripts/benchmarks/record.py; no part of the product.
        .executableTarget(
            name: "journal-bench", dependencies: ["LunetteJournal"],
            path: "scripts/benchmarks/journal", swiftSettings: swift),

        // Tests mirror the sources.
        .target(
            name: "LunetteTesting", dependencies: ["LunetteBase", "LunetteJournal"],
            path: "Tests/LunetteTesting",
            swiftSettings: swift),
        tests("LunetteBase"),
        tests("LunetteSystem", ["jail-probe"]),
        tests("LunetteLoop"),
        tests("LunetteSigning"),
        tests("LunetteCatalogue"),
        tests("LunetteWorld"),
        tests("LunetteSyntax"),
        tests("LunetteLua", ["LunetteCatalogue", "lua-corpus"]),
        tests("LunetteClient", ["LunetteEmulator", "LunetteWorld", "CLunetteSystem"]),
        tests("LunetteEmulator"),
        tests("LunetteJournal"),
        tests("LunetteZones"),
        tests("LunetteSettings"),
        tests("LunetteTerminal", ["LunetteSystem"]),
        tests("LunetteScheduler", ["LunetteHTTP", "LunetteSystem"]),
        tests("LunetteRunbook", ["LunetteEmulator", "LunetteSigning", "LunetteSystem"]),
        tests("LunetteCheck", ["LunetteLua", "LunetteEmulator"]),
        tests("LunetteTrials"),
        tests("LunetteCLI", ["LunetteSystem", "LunetteScheduler", "LunetteJournal", "jail-probe"]),
        .testTarget(
            name: "TidyTests", dependencies: ["LunetteTesting", "LunetteSystem"],
            swiftSettings: swift),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c2x,
    cxxLanguageStandard: .cxx17
)
