import LunetteSystem
import LunetteTesting
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A Swift source file of the project.
struct SourceFile: Sendable, CustomStringConvertible {
    /// From the checkout's root: `Sources/LunetteBase/Secret.swift`.
    let path: String
    let lines: [String]

    var description: String { path }
    var target: String { String(path.split(separator: "/")[1]) }
    var imports: [String] {
        lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index <= 1, index + 1 < words.count
            else { return nil }
            return String(words[index + 1])
        }
    }

    static let all: [SourceFile] = list("Sources").map { path in
        let bytes = (try? readFile(Checkout.root + "/" + path)) ?? []
        let text = String(decoding: bytes, as: UTF8.self)
        return SourceFile(
            path: path,
            lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }

    private static func list(_ folder: String) -> [String] {
        guard let directory = opendir(Checkout.root + "/" + folder) else { return [] }
        defer { closedir(directory) }
        var paths: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            if entry.pointee.d_type == UInt8(DT_DIR) {
                paths += list("\(folder)/\(name)")
            } else if name.hasSuffix(".swift") {
                paths.append("\(folder)/\(name)")
            }
        }
        return paths.sorted()
    }
}

@Suite struct TidyTests {
    @Test func `the sources are found`() {
        #expect(SourceFile.all.count > 30)
    }

    /// What each target may import of ours and of others; a third-party package is imported by
    /// one target only.
    private static let mayImport: [String: Set<String>] = [
        "LunetteBase": [],
        "LunetteSystem": ["CLunetteSystem"],
        "LunetteSigning": ["LunetteBase", "Crypto"],
        "LunetteCatalogue": ["LunetteBase", "CLunetteCatalogue"],
        "LunetteWorld": ["LunetteBase", "LunetteCatalogue"],
        "LunetteSyntax": [],
        "LunetteLoop": ["LunetteBase", "CLunetteSystem"],
        "LunetteLua": [
            "LunetteBase", "LunetteLoop", "CLunetteLua", "CLunetteJSON", "CLunetteSystem",
        ],
        "LunetteClient": [
            "LunetteBase", "LunetteLoop", "LunetteSigning", "LunetteCatalogue", "LunetteSystem",
            "CLunetteCurl", "CLunetteSystem",
        ],
        "LunetteEmulator": [
            "LunetteBase", "LunetteSystem", "LunetteSigning", "LunetteWorld", "LunetteHTTP",
        ],
        "LunetteHTTP": ["LunetteBase", "CLunetteSystem", "NIOCore", "NIOPosix", "NIOHTTP1"],
        "LunetteJournal": ["LunetteBase", "LunetteSystem", "Crypto", "GRDB"],
        "LunetteSettings": ["LunetteBase", "LunetteSystem"],
        "LunetteZones": ["LunetteBase", "LunetteSystem"],
        "LunetteTerminal": ["LunetteBase", "LunetteSystem", "CLunetteSystem"],
        "LunetteScheduler": [
            "LunetteBase", "LunetteSystem", "LunetteLoop", "LunetteSettings", "LunetteJournal",
            "LunetteHTTP", "LunetteZones", "CLunetteSystem",
        ],
        "LunetteRunbook": [
            "LunetteBase", "LunetteSystem", "LunetteLoop", "LunetteLua", "LunetteClient",
            "LunetteWorld", "LunetteCatalogue", "LunetteSyntax", "LunetteJournal",
            "LunetteSettings", "LunetteSigning", "LunetteZones", "CLunetteStdlib",
        ],
        "LunetteCheck": [
            "LunetteBase", "LunetteSyntax", "LunetteCatalogue", "LunetteWorld", "LunetteRunbook",
            "CLunetteStdlib",
        ],
        "LunetteTrials": [
            "LunetteBase", "LunetteSyntax", "LunetteSystem", "LunetteLoop", "LunetteLua",
            "LunetteSigning", "LunetteClient", "LunetteWorld", "LunetteEmulator", "LunetteRunbook",
        ],
        "LunetteCLI": [
            "LunetteTrials", "LunetteCheck", "CLunetteStdlib",
            "LunetteBase", "LunetteSystem", "LunetteLoop", "LunetteLua", "LunetteClient",
            "LunetteWorld", "LunetteCatalogue", "LunetteSigning", "LunetteRunbook",
            "LunetteEmulator", "LunetteSettings", "LunetteJournal", "LunetteScheduler",
            "LunetteHTTP", "LunetteZones",
            "LunetteTerminal", "LunetteSyntax", "CLunetteSystem", "ArgumentParser", "Logging",
        ],
        "lunette": ["LunetteCLI", "CLunetteVersion"],
        "lua-corpus": [
            "LunetteBase", "LunetteSystem", "LunetteLoop", "LunetteLua", "CLunetteSystem",
        ],
    ]
    private static let ofTheSystem: Set<String> = ["Glibc", "Darwin", "Synchronization"]

    @Test(arguments: SourceFile.all)
    func `imports go down only`(file: SourceFile) throws {
        let allowed = try #require(Self.mayImport[file.target], "an unknown target")
        for module in file.imports where !Self.ofTheSystem.contains(module) {
            #expect(allowed.contains(module), "\(file) imports \(module)")
        }
    }

    @Test(arguments: SourceFile.all)
    func `files and lines keep their size`(file: SourceFile) {
        let isData = file.path.hasSuffix("Data.swift")
        #expect(isData || file.lines.count <= 400, "\(file) has \(file.lines.count) lines")
        for (index, line) in file.lines.enumerated() {
            #expect(line.count <= 100, "\(file):\(index + 1) has \(line.count) columns")
        }
    }

    @Test(arguments: SourceFile.all)
    func `functions keep their size`(file: SourceFile) {
        var start: (line: Int, indent: Int)?
        for (index, line) in file.lines.enumerated() {
            let indent = line.prefix { $0 == " " }.count
            let words = line.split(separator: " ")
            let isFunction = words.contains("func") || words.contains { $0.hasPrefix("init(") }
            if isFunction, line.hasSuffix("{") || !line.contains("{"), start == nil {
                start = (index, indent)
            }
            if let begun = start, index > begun.line,
                line.trimmingPrefix(while: { $0 == " " }) == "}",
                indent == begun.indent
            {
                let length = index - begun.line + 1
                #expect(length <= 60, "\(file):\(begun.line + 1) is \(length) lines long")
                start = nil
            }
        }
    }

    private static let banned: [(String, Set<String>)] = [
        ("Date()", []), ("Task.sleep", []), ("ProcessInfo", []), ("try!", []), ("as!", []),
        ("print(", ["lua-corpus"]), ("fatalError(", []), ("DispatchSemaphore", []),
        ("FoundationNetworking", []),
    ]

    @Test(arguments: SourceFile.all)
    func `banned calls are not made`(file: SourceFile) {
        for (index, line) in file.lines.enumerated() where !isComment(line) {
            for (call, exempt) in Self.banned where !exempt.contains(file.target) {
                let found = line.ranges(of: call).contains { range in
                    // `write.print(` and `debugPrint(` are other things than `print(`.
                    guard range.lowerBound > line.startIndex else { return true }
                    let before = line[line.index(before: range.lowerBound)]
                    return !before.isLetter && !before.isNumber && before != "." && before != "\""
                        && before != "`"
                }
                #expect(!found, "\(file):\(index + 1) calls \(call)")
            }
        }
    }

    @Test(arguments: SourceFile.all)
    func `public types and functions say what they are`(file: SourceFile) {
        let kinds = ["struct ", "enum ", "class ", "actor ", "protocol ", "func "]
        for (index, line) in file.lines.enumerated() {
            guard line.hasPrefix("public "), kinds.contains(where: { line.contains($0) }) else {
                continue
            }
            var before = index - 1
            while before >= 0, isAttribute(file.lines[before]) { before -= 1 }
            let isDocumented = before >= 0 && isComment(file.lines[before])
            #expect(isDocumented, "\(file):\(index + 1) \(line)")
        }
    }

    private func isComment(_ line: String) -> Bool {
        line.trimmingPrefix { $0 == " " }.hasPrefix("//")
    }

    private func isAttribute(_ line: String) -> Bool {
        line.trimmingPrefix { $0 == " " }.hasPrefix("@")
    }
}
