import LunetteBase

/// A TOML file's values, each with its place, so that whoever uses them can point at a mistake.
public struct TOMLDocument: Sendable {
    /// What messages call it.
    public let path: String
    let places: TOMLPlaces
    let root: [String: TOMLValue]

    /// Reads a document (TOML 1.0).
    public init(path: String, source: [UInt8]) throws(TOMLError) {
        self.path = path
        guard String(validating: source, as: UTF8.self) != nil else {
            throw TOMLError(
                path: path, position: TextPosition(line: 1, column: 1),
                message: "the file is not UTF-8 text")
        }
        do {
            var parser = TOMLParser(source)
            root = try parser.document()
            places = parser.places
        } catch {
            throw TOMLError(path: path, position: error.position, message: error.message)
        }
    }

    /// The table that the whole document is.
    public var section: TOMLSection {
        TOMLSection(document: self, steps: [], fields: root)
    }
}

/// Where each key and value of a document stands.
struct TOMLPlaces: Sendable {
    var keys: [[TOMLStep]: TextPosition] = [:]
    var values: [[TOMLStep]: TextPosition] = [:]
}
