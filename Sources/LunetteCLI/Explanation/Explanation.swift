import LunetteBase
import LunetteCatalogue
import LunetteCheck

/// What Lunette has to say of a name: for `lunette explain NAME`, and for `?NAME` in a session.
enum Explanation {
    case operation(OperationPage)
    case code(CodePage)
    case function(FunctionPage)

    /// The page of an operation (`LeaveSecurityGroup`, `ecs.leave_security_group`,
    /// `ecs.try.leave_security_group`) or an error code (`InstanceLastSecurityGroup`,
    /// `errors["InvalidInstanceId.NotFound"]`), a function or a module (`list.map`, `log`); nil
    /// when there is none.
    init?(of name: String) {
        let bare = Self.bareName(name)
        if let operation = Catalogue.operation(named: bare) {
            self = .operation(OperationPage(operation: operation))
        } else if let page = CodePage(code: bare) {
            self = .code(page)
        } else if let page = FunctionPage(named: name) {
            self = .function(page)
        } else {
            return nil
        }
    }

    /// The name that was probably meant, where there is no page.
    static func suggestion(for name: String) -> String? {
        LunetteBase.suggestion(
            for: bareName(name),
            among: Catalogue.names + ErrorCodes.all + FunctionIndex.names)
    }

    /// For a person, in so many columns.
    func text(_ style: Style, width: Int) -> String {
        let text =
            switch self {
            case .operation(let page): page.text(style)
            case .code(let page): page.text(style)
            case .function(let page): page.text(style)
            }
        return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            wrapped(String(line), width: width, indent: line.prefix { $0 == " " }.count)
        }.joined(separator: "\n")
    }

    /// Longer lines are hard to read.
    static let widest = 78

    var json: JSONValue {
        switch self {
        case .operation(let page): page.json
        case .code(let page): page.json
        case .function(let page): page.json
        }
    }

    /// The name without what scripts write around it.
    private static func bareName(_ name: String) -> String {
        let prefixes = ["ecs.try.", "ecs.each.", "ecs.preview.", "ecs.", "ecs:", "errors."]
        for prefix in prefixes where name.hasPrefix(prefix) {
            return String(name.dropFirst(prefix.count))
        }
        for quote in ["\"", "'"] where name.hasPrefix("errors[\(quote)") {
            return String(name.dropFirst(8).prefix { !"\"'".contains($0) })
        }
        return name
    }
}
