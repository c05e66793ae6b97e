/// What RAM is asked about when an operation is called.
public enum AccessNeed: Sendable, Hashable {
    /// A resource of this kind (`instance`, `securitygroup`, `eni`) that a parameter names.
    case named(kind: String, parameter: String)
    /// Those that a list parameter names.
    case listed(kind: String, parameter: String)
    /// All of a kind, whichever the call asks for.
    case every(kind: String)
    /// Something that has no resource of its own.
    case anything

    /// The needs of an operation, by its name on the wire; nil when the world does not play it.
    public static func needs(of operation: String) -> [AccessNeed]? {
        OperationModel.byName[operation]?.resources.map { reference in
            switch reference {
            case .named(let kind, let parameter):
                .named(kind: kind.rawValue, parameter: parameter)
            case .listed(let kind, let parameter):
                .listed(kind: kind.rawValue, parameter: parameter)
            case .every(let kind): .every(kind: kind.rawValue)
            case .role, .anything: .anything
            }
        }
    }
}
