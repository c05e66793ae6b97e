import CLunetteCatalogue
import LunetteBase

/// The codes that the `errors` table knows: what any operation documents, and what the gateway
/// and the code book add.
public enum ErrorCodes {
    /// Whether a script may name this code. Cheap: it searches the data without reading it.
    public static func contains(_ code: String) -> Bool {
        guard !code.isEmpty, code.utf8.allSatisfy(isCodeByte) else { return false }
        return Catalogue.dataContains(quoted(code)) || bookCodes.contains(code)
            || isOfStatus(code)
    }

    /// `HTTP503`: what an answer gets that has no code of its own.
    private static func isOfStatus(_ code: String) -> Bool {
        code.hasPrefix("HTTP") && Int(code.dropFirst(4)).map { (300...599).contains($0) } ?? false
    }

    /// All codes, sorted. Reads the whole catalogue.
    public static var all: [String] {
        let documented = Catalogue.operations.flatMap { $0.errors.map(\.code) }
        return Set(documented).union(bookCodes).sorted()
    }

    /// The operations whose pages list this code, in order.
    public static func operations(documenting code: String) -> [String] {
        Catalogue.names(ofLinesWith: quoted(code))
    }

    /// A code as the data has it.
    private static func quoted(_ code: String) -> [UInt8] {
        Array("\"code\":\"\(code)\"".utf8)
    }

    private static let bookCodes: Set<String> = Set(
        exactCodes.map(\.pattern) + ["Throttling", "Throttling.User", "Throttling.Api"])

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
