/// What a script is checked for.
public enum Rule: String, Sendable, CaseIterable {
    case syntax
    case manifest
    case reservedParameter = "reserved-parameter"
    case undefinedGlobal = "undefined-global"
    case unknownField = "unknown-field"
    case readOnlyModule = "read-only-module"
    case accidentalGlobal = "accidental-global"
    case unusedLocal = "unused-local"
    case unknownArgument = "unknown-argument"
    case unusedParameter = "unused-parameter"
    case unknownModule = "unknown-module"
    case unknownOperation = "unknown-operation"
    case wrongArguments = "wrong-arguments"
    case unknownParameter = "unknown-parameter"
    case wrongType = "wrong-type"
    case missingParameter = "missing-parameter"
    case unknownValue = "unknown-value"
    case unknownAnswerField = "unknown-answer-field"
    case notAList = "not-a-list"
    case noIterator = "no-iterator"
    case unknownErrorCode = "unknown-error-code"
    case deprecatedOperation = "deprecated-operation"
    case notPermitted = "not-permitted"
    case unneededPermission = "unneeded-permission"
    case ignoredResult = "ignored-result"
    case duplicateKey = "duplicate-key"
    case waitInCallback = "wait-in-callback"
    case finalizer
    case comparisonAsKey = "comparison-as-key"
    case breakPastClose = "break-past-close"
    case constantsInBitwise = "constants-in-bitwise"

    /// Errors are what fails when that line runs, or does nothing then; warnings may be meant.
    var severity: Complaint.Severity {
        switch self {
        case .unknownAnswerField, .unknownValue, .accidentalGlobal, .unusedLocal, .unusedParameter,
            .deprecatedOperation,
            .unneededPermission, .ignoredResult, .duplicateKey, .constantsInBitwise:
            .warning
        default: .error
        }
    }

    /// What it looks for, in one line; `lunette check --rules` prints them.
    public var summary: String {
        switch self {
        case .syntax: "the source does not compile"
        case .manifest: "the manifest cannot be read, or is not where it belongs"
        case .reservedParameter: "a parameter has the name of one of Lunette's own flags"
        case .undefinedGlobal: "a global is read that nobody sets"
        case .unknownField: "a module has no such field"
        case .readOnlyModule: "something is assigned to a field of a library"
        case .accidentalGlobal: "a global is set, where a local was probably meant"
        case .unusedLocal: "a local is never read"
        case .unknownArgument: "args has no such parameter in the manifest"
        case .unusedParameter: "a parameter of the manifest is never read"
        case .unknownModule: "require finds no such module"
        case .unknownOperation: "ECS has no such operation, or it answers no pages"
        case .wrongArguments: "an operation takes one table of named parameters"
        case .unknownParameter: "the operation, or function, takes no such parameter"
        case .wrongType: "a parameter's value has the wrong type"
        case .missingParameter: "a required parameter is missing, or two exclude each other"
        case .unknownAnswerField: "the operation's answer documents no such field"
        case .unknownValue: "a parameter's value is none that the operation's page lists"
        case .notAList: "a list is wanted, and an operation's whole answer is given"
        case .noIterator: "a for loop goes over a table without ipairs or pairs"
        case .unknownErrorCode: "no operation documents such an error code"
        case .deprecatedOperation: "the vendor advises against the operation"
        case .notPermitted: "a call that the manifest does not allow"
        case .unneededPermission: "the manifest allows what no call needs"
        case .ignoredResult: "the error that a call hands over is dropped"
        case .duplicateKey: "a table constructor sets a key twice"
        case .waitInCallback: "a call waits where Lua cannot wait (table.sort, string.gsub)"
        case .finalizer: "the sandbox takes no __gc"
        case .comparisonAsKey: "Lua 5.4.4 compiles t[a < b] wrongly"
        case .breakPastClose: "Lua 5.4.4 fails at a break out of such a for loop"
        case .constantsInBitwise: "Lua 5.4.4 may compute such an operation wrongly"
        }
    }

    /// How to mend it, where no more is known.
    var usualRemedy: String {
        switch self {
        case .syntax: "Lua gave up here; the mistake may stand just before"
        case .undefinedGlobal: "declare it with local, or get it with require"
        case .wrongType, .unknownParameter, .missingParameter:
            "lunette explain OPERATION lists parameters and their types"
        default: "lunette check --rules says what is checked for"
        }
    }
}
