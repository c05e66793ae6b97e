import LunetteRunbook
import LunetteSyntax

/// Finds mistakes in a script without running it.
public struct Checker {
    let names: KnownNames
    let sources: ModuleSources
    /// The flags of `lunette run`, which no parameter may be named like.
    let reservedFlags: Set<String>

    /// `globals` are known besides those that every script has.
    public init(
        sources: ModuleSources = ModuleSources(), reservedFlags: Set<String> = [],
        globals: Set<String> = []
    ) {
        names = KnownNames(besides: globals)
        self.sources = sources
        self.reservedFlags = reservedFlags
    }

    /// What is wrong, in the order of the source. Only Lua's compiler knows whether what has no
    /// finding of the rule `syntax` does compile.
    public func findings(in source: [UInt8], isTest: Bool = false) -> [Complaint] {
        let tree: LuaBlock
        do {
            tree = try LuaParser.chunk(source)
        } catch {
            return [Complaint(error, in: source)]
        }
        var subject = Subject(tree, source: source, isTest: isTest, checker: self)
        var findings = subject.reading.findings
        findings += subject.manifestFindings()
        findings += subject.nameFindings()
        findings += subject.argumentFindings()
        findings += subject.moduleFindings()
        findings += subject.callFindings()
        findings += subject.listFindings()
        findings += subject.optionFindings()
        findings += subject.codeFindings()
        findings += subject.permissionFindings()
        return findings.sorted {
            ($0.place.line, $0.place.column, $0.rule.rawValue)
                < ($1.place.line, $1.place.column, $1.rule.rawValue)
        }
    }
}

/// A script under check: its tree, what it declares and calls, and what its manifest says.
struct Subject {
    let tree: LuaBlock
    let reading: Reading
    let isTest: Bool
    let manifest: Manifest?
    let manifestError: ManifestError?
    let reservedFlags: Set<String>
    var names: KnownNames
    var graph: ModuleGraph

    init(_ tree: LuaBlock, source: [UInt8], isTest: Bool, checker: Checker) {
        self.tree = tree
        reading = Reading(tree)
        self.isTest = isTest
        do {
            manifest = try Manifest(source: source)
            manifestError = nil
        } catch {
            manifest = nil
            manifestError = error
        }
        reservedFlags = checker.reservedFlags
        names = checker.names
        graph = ModuleGraph(checker.sources)
    }

    /// Whether the source is made to be required: it ends by handing over a table that it filled.
    var isModule: Bool {
        guard case .returned(let values)? = tree.statements.last?.form, values.count == 1 else {
            return false
        }
        switch values[0].form {
        case .name: return true
        case .call(let callee, _): return callee.isName("setmetatable")
        default: return false
        }
    }

    /// The table of `runbook { … }`, where the first statement is one.
    var manifestTable: [LuaField]? {
        guard case .call(let call)? = tree.statements.first?.form,
            case .call(let callee, let arguments) = call.form, callee.isName("runbook"),
            case .table(let fields)? = arguments.first?.form
        else { return nil }
        return fields
    }
}

extension LuaExpression {
    fileprivate func isName(_ name: String) -> Bool {
        if case .name(let own) = form { own == name } else { false }
    }
}
