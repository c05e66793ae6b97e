import LunetteBase

/// What a field of a world file can hold.
protocol FileValue {
    init(fileValue: JSONValue) throws(FileMistake)
    var fileValue: JSONValue { get }
}

/// A record of a world file: an object with known members.
protocol FileRecord: FileValue {
    init()
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake)
}

extension FileRecord {
    init(fileValue: JSONValue) throws(FileMistake) {
        guard let object = fileValue.object else {
            throw FileMistake("\(fileValue.kind) where an object should be")
        }
        self.init()
        var fields = FieldCoder(reading: object)
        try code(&fields)
        try fields.finish()
    }

    var fileValue: JSONValue {
        var copy = self
        var fields = FieldCoder(reading: nil)
        do {
            try copy.code(&fields)
        } catch {
            preconditionFailure("writing fails only by mistake: \(error)")
        }
        return .object(fields.written)
    }
}

extension String: FileValue {
    init(fileValue: JSONValue) throws(FileMistake) {
        guard let string = fileValue.string else {
            throw FileMistake("\(fileValue.kind) where a string should be")
        }
        self = string
    }

    var fileValue: JSONValue { .string(self) }
}

extension Bool: FileValue {
    init(fileValue: JSONValue) throws(FileMistake) {
        guard let bool = fileValue.bool else {
            throw FileMistake("\(fileValue.kind) where true or false should be")
        }
        self = bool
    }

    var fileValue: JSONValue { .bool(self) }
}

/// Numbers in a world file count something: none is negative.
extension Int: FileValue {
    init(fileValue: JSONValue) throws(FileMistake) {
        guard let integer = fileValue.integer, integer >= 0, let value = Int(exactly: integer)
        else { throw FileMistake("\(fileValue.kind) where a whole number from 0 should be") }
        self = value
    }

    var fileValue: JSONValue { .integer(Int64(self)) }
}

extension Double: FileValue {
    init(fileValue: JSONValue) throws(FileMistake) {
        guard let value = fileValue.double else {
            throw FileMistake("\(fileValue.kind) where a number should be")
        }
        self = value
    }

    var fileValue: JSONValue { .number(self) }
}

extension Array: FileValue where Element: FileValue {
    init(fileValue: JSONValue) throws(FileMistake) {
        guard let elements = fileValue.array else {
            throw FileMistake("\(fileValue.kind) where an array should be")
        }
        self = []
        reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do {
                append(try Element(fileValue: element))
            } catch {
                throw error.inside(.element(index))
            }
        }
    }

    var fileValue: JSONValue { .array(map(\.fileValue)) }
}

/// Text by name, sorted by name: tags, and the parameters that a fault matches.
extension Dictionary: FileValue where Key == String, Value == String {
    init(fileValue: JSONValue) throws(FileMistake) {
        guard let object = fileValue.object else {
            throw FileMistake("\(fileValue.kind) where an object should be")
        }
        self = [:]
        for member in object.members {
            do {
                self[member.name] = try String(fileValue: member.value)
            } catch {
                throw error.inside(.member(member.name))
            }
        }
    }

    var fileValue: JSONValue {
        var object = JSONObject()
        for (name, value) in sorted(by: { $0.key < $1.key }) { object.append(name, .string(value)) }
        return .object(object)
    }
}

extension Secret: FileValue {
    init(fileValue: JSONValue) throws(FileMistake) {
        self.init(try String(fileValue: fileValue))
    }

    /// A world's secrets are the emulator's own: its file shows them.
    var fileValue: JSONValue { .string(reveal()) }
}

extension Timestamp: FileValue {
    init(fileValue: JSONValue) throws(FileMistake) {
        guard let time = Timestamp(text: try String(fileValue: fileValue)) else {
            throw FileMistake("a time looks like 2024-03-19T00:00:00Z")
        }
        self = time
    }

    var fileValue: JSONValue { .string(millisecondText) }
}

/// A word out of a list.
protocol FileWord: FileValue, RawRepresentable<String>, CaseIterable {}

extension FileWord {
    init(fileValue: JSONValue) throws(FileMistake) {
        let text = try String(fileValue: fileValue)
        guard let word = Self(rawValue: text) else {
            let words = Self.allCases.map(\.rawValue)
            let hint = suggestion(for: text, among: words).map { "did you mean \"\($0)\"?" }
            throw FileMistake(
                "\"\(text)\" is none of \(words.joined(separator: ", "))"
                    + (hint.map { "; \($0)" } ?? ""))
        }
        self = word
    }

    var fileValue: JSONValue { .string(rawValue) }
}

extension Instance.Status: FileWord {}
extension NetworkInterface.Status: FileWord {}
extension NetworkInterface.Kind: FileWord {}
extension SecurityGroup.Kind: FileWord {}
extension SecurityGroup.InnerAccessPolicy: FileWord {}
extension Permission.Direction: FileWord {}
extension Permission.Policy: FileWord {}
extension AccessKey.Status: FileWord {}
extension Policy.Effect: FileWord {}
