import LunetteBase
import LunetteSyntax

extension Subject {
    /// What is wrong with the names of variables and fields.
    mutating func nameFindings() -> [Complaint] {
        undefinedGlobals + accidentalGlobals + unusedLocals + unknownFields()
    }

    private var knownGlobals: Set<String> {
        isTest ? names.globals.union(["test"]) : names.globals
    }

    private var undefinedGlobals: [Complaint] {
        let written = Set(reading.globals.filter(\.isWrite).map(\.name))
        let known = knownGlobals.union(written)
        let locals = Set(reading.variables.map(\.name.text))
        return reading.globals.filter { !$0.isWrite && !known.contains($0.name) }.map { use in
            Complaint(
                .undefinedGlobal, at: use.place, columns: use.name.utf8.count,
                "'\(use.name)' is not defined", remedy: remedy(for: use.name, known, locals))
        }
    }

    private func remedy(for name: String, _ known: Set<String>, _ locals: Set<String>) -> String? {
        if let advice = outsideOfSandbox[name] { return advice }
        if ModuleSources.stdlibNames.contains(name) {
            return "write local \(name) = require \"\(name)\" first"
        }
        if locals.contains(name) {
            return "a local of this name exists elsewhere; here it is out of sight"
        }
        let candidates = locals.union(known).sorted().filter { $0.utf8.count > 1 }
        return suggestion(for: name, among: candidates).map { "did you mean '\($0)'?" }
    }

    private var accidentalGlobals: [Complaint] {
        var seen: Set<String> = []
        return reading.globals.filter { $0.isWrite && seen.insert($0.name).inserted }.map { use in
            let isKnown = knownGlobals.contains(use.name)
            return Complaint(
                .accidentalGlobal, at: use.place, columns: use.name.utf8.count,
                isKnown
                    ? "'\(use.name)' hides what Lunette gives under this name"
                    : "'\(use.name)' becomes a global",
                remedy: isKnown ? "choose another name" : "write local in front of it")
        }
    }

    private var unusedLocals: [Complaint] {
        reading.variables.indices.filter(isUnused).map { id in
            let variable = reading.variables[id]
            return Complaint(
                .unusedLocal, at: variable.name.place, columns: variable.name.text.utf8.count,
                variable.writes > 0
                    ? "'\(variable.name.text)' is set, but never read"
                    : "'\(variable.name.text)' is never read",
                remedy: "take it out, or name it _\(variable.name.text) if it must be there")
        }
    }

    private func isUnused(_ id: Int) -> Bool {
        let variable = reading.variables[id]
        guard variable.kind == .local || variable.kind == .function, variable.reads == 0,
            !variable.name.text.hasPrefix("_"), variable.name.attribute != "close"
        else { return false }
        // Whoever wants the second result must name the first.
        return reading.variables[id...].prefix(variable.followers + 1).allSatisfy { $0.reads == 0 }
    }

    // MARK: Fields of libraries

    private mutating func unknownFields() -> [Complaint] {
        var findings: [Complaint] = []
        for use in reading.fields where !isChecked(use) {
            for length in 1..<use.path.count {
                let base = Array(use.path.prefix(length))
                guard let fields = names.fields(of: base) else { break }
                if use.isWrite, length == use.path.count - 1, base[0] != "args" {
                    findings.append(readOnly(use, joined(base)))
                    break
                }
                guard !fields.contains(use.path[length]) else { continue }
                findings.append(unknown(use, joined(base), use.path[length], fields))
                break
            }
        }
        return findings
    }

    /// Operations, codes and arguments have rules of their own.
    private func isChecked(_ use: FieldUse) -> Bool {
        use.operationName != nil || use.path[0] == "errors" || use.path[0] == "args"
            || use.path[0] == "_G"
    }

    private func readOnly(_ use: FieldUse, _ base: String) -> Complaint {
        Complaint(
            .readOnlyModule, at: use.place, columns: use.columns,
            "\(base) is read-only: scripts cannot change what others use",
            remedy: "keep it in a local or a table of your own")
    }

    private func unknown(
        _ use: FieldUse, _ base: String, _ field: String, _ fields: Set<String>
    ) -> Complaint {
        let full = "\(base).\(field)"
        let hint =
            suggestion(for: field, among: fields.sorted())
            ?? fields.first { field.hasPrefix($0) || $0.hasPrefix(field) }
        return Complaint(
            .unknownField, at: use.place, columns: use.columns, "there is no \(full)",
            remedy: outsideOfSandbox[full] ?? hint.map { "did you mean \(base).\($0)?" }
                ?? "\(base) has: \(fields.sorted().prefix(12).joined(separator: ", "))")
    }
}

/// What stock Lua has and the sandbox has not, and what to do instead.
private let outsideOfSandbox: [String: String] = [
    "io": "scripts open no files: declare a parameter of type file, and its bytes are in args",
    "dofile": "use require for modules beside the runbook",
    "loadfile": "use require for modules beside the runbook",
    "loadstring": "Lua 5.4 calls it load", "unpack": "Lua 5.4 calls it table.unpack",
    "setfenv": "Lua 5.4 has _ENV and load's fourth argument instead",
    "package": "require finds stdlib modules and those beside the runbook",
    "warn": "use log.warn",
    "os.execute": "scripts start no programs",
    "os.getenv": "declare a parameter; a secret one takes env:NAME",
    "os.exit": "end with return or error; the exit code says how it ended",
    "os.remove": "scripts change no files", "os.rename": "scripts change no files",
    "os.tmpname": "scripts write no files",
    "debug.getinfo": "the sandbox has debug.traceback only",
    "string.dump": "the sandbox takes no bytecode",
    "table.getn": "write #list", "math.pow": "write x ^ y",
]
