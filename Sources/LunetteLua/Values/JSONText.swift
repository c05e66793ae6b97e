/// JSON text to be decoded straight into Lua tables: integers of 64 bits stay integers, null
/// becomes `json.null`.
public struct JSONText: Sendable {
    let pages: [[UInt8]]
    let list: String
    let shape: JSONShape?

    /// Keys are turned into snake_case, by the shape where it names them.
    public init(_ bytes: [UInt8], shape: JSONShape? = nil) {
        pages = [bytes]
        list = ""
        self.shape = shape
    }

    /// The first page, with the elements of the others' `list` (its Lua name, a field of the top
    /// object) appended to its own.
    public init(pages: [[UInt8]], list: String, shape: JSONShape? = nil) {
        precondition(!pages.isEmpty, "a JSON text has a page at least")
        self.pages = pages
        self.list = list
        self.shape = shape
    }
}

/// What the fields of an object are called in Lua, and what their values look like in turn.
///
/// An interpreter learns a shape once: make it once, and use it for every text of that kind.
public final class JSONShape: Sendable {
    public struct Field: Sendable {
        let name: String
        let shape: JSONShape?
        let wrapped: String?

        /// `wrapped`: the one member whose array stands for the whole value, so that
        /// `"Instances": {"Instance": […]}` becomes the array. `shape` is that of the value, or
        /// of each element where the value is an array.
        public init(name: String, shape: JSONShape? = nil, wrapped: String? = nil) {
            self.name = name
            self.shape = shape
            self.wrapped = wrapped
        }
    }

    let fields: [String: Field]

    /// Fields by their names in the JSON text; others are turned into snake_case.
    public init(_ fields: [String: Field]) {
        self.fields = fields
    }
}
