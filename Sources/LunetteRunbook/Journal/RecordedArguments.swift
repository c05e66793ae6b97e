import LunetteBase
import LunetteJournal

extension [String: ArgumentValue] {
    /// As they are put on record: secrets are not among them, and of files only their hashes.
    public var recorded: (values: JSONObject, fileHashes: JSONObject) {
        var values = JSONObject()
        var hashes = JSONObject()
        for (name, value) in sorted(by: { $0.key < $1.key }) {
            switch value {
            case .string(let text): values.append(name, .string(text))
            case .integer(let integer): values.append(name, .integer(integer))
            case .number(let number): values.append(name, .number(number))
            case .boolean(let flag): values.append(name, .bool(flag))
            case .list(let elements): values.append(name, .array(elements.map(JSONValue.string)))
            case .duration(let duration): values.append(name, .string(duration.text))
            case .file(let bytes): hashes.append(name, .string(fingerprint(of: bytes)))
            case .secret, .webhook: break
            }
        }
        return (values, hashes)
    }
}

extension ArgumentBinder {
    /// The arguments of a run that goes on: those on record, and from the words of its command
    /// line what is not on record, which are secrets and files.
    public func bind(recorded: JSONObject, words: [String])
        async throws(ArgumentError) -> [String: ArgumentValue]
    {
        var arguments = try await bind(wordsOfUnrecorded(words), requiresAll: false)
        for parameter in parameters {
            guard let json = recorded[parameter.name] else { continue }
            arguments[parameter.name] = parameter.value(json)
        }
        return arguments
    }

    private func wordsOfUnrecorded(_ words: [String]) -> [String] {
        var kept: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            let flag = word.split(separator: "=", maxSplits: 1).first.map(String.init) ?? word
            guard let parameter = parameters.first(where: { $0.flag == flag }) else { continue }
            var parts = [word]
            if flag == word, parameter.kind != .boolean, let value = rest.popFirst() {
                parts.append(value)
            }
            if [.secret, .webhook, .file].contains(parameter.kind) { kept += parts }
        }
        return kept
    }
}

extension ParameterDeclaration {
    fileprivate func value(_ json: JSONValue) -> ArgumentValue? {
        switch kind {
        case .string: json.string.map(ArgumentValue.string)
        case .integer: json.integer.map(ArgumentValue.integer)
        case .number: json.double.map(ArgumentValue.number)
        case .boolean: json.bool.map(ArgumentValue.boolean)
        case .list: (json.array?.compactMap(\.string)).map(ArgumentValue.list)
        case .duration: json.string.flatMap(Duration.init(text:)).map(ArgumentValue.duration)
        case .file, .secret, .webhook: nil
        }
    }
}
