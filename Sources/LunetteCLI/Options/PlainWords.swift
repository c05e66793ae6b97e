/// A command line whose words can mean only one thing.
///
/// ArgumentParser reads any command line and explains bad ones, but it asks the Swift runtime some
/// two hundred times whether a type conforms to a protocol, and each time that walks all records
/// of the binary: 3 of the 9 ms that an `eval ''` took. What people wait for is read from here
/// instead: each option group takes its own words, under the names that it also gives to
/// ArgumentParser (PlainWordsTests holds both readings against each other). Whatever is not plain,
/// or wrong, is left to ArgumentParser and its messages.
struct PlainWords {
    /// Nil where a word was taken: a value stands right behind its option's name.
    private var words: [String?]
    /// Whether every word so far could be read.
    private(set) var isPlain: Bool

    init(_ words: [String]) {
        self.words = words
        isPlain = !words.contains(where: Self.hasRulesOfItsOwn)
    }

    /// What was not taken.
    var rest: [String] { words.compactMap(\.self) }

    /// Short options may be bundled or hold their value; ArgumentParser's own end the command.
    private static func hasRulesOfItsOwn(_ word: String) -> Bool {
        if !word.hasPrefix("--") { return word.hasPrefix("-") && word != "-y" }
        return word == "--" || word == "--version" || word.hasPrefix("--help")
            || word.hasPrefix("--generate-") || word.hasPrefix("--experimental-")
    }

    /// Takes the first word that is left, where that is no option.
    mutating func takeOperand() -> String? {
        guard let place = words.firstIndex(where: { $0 != nil }), let word = words[place],
            !word.hasPrefix("-")
        else { return nil }
        words[place] = nil
        return word
    }

    /// Takes `--name`, given at most once.
    mutating func take(flag name: String, or short: String? = nil) -> Bool {
        let places = words.indices.filter {
            words[$0] == name || short != nil && words[$0] == short
        }
        for place in places { words[place] = nil }
        if places.count > 1 { isPlain = false }
        return !places.isEmpty
    }

    /// Takes `--name VALUE` or `--name=VALUE`, given at most once.
    mutating func take(_ name: String) -> String? {
        let values = takeAll(name)
        if values.count > 1 { isPlain = false }
        return values.first
    }

    /// The same for a value that is more than text.
    mutating func take<Value>(_ name: String, _ read: (String) -> Value?) -> Value? {
        guard let text = take(name) else { return nil }
        let value = read(text)
        if value == nil { isPlain = false }
        return value
    }

    /// Takes note of whether options that were taken agree with each other.
    mutating func check(_ validate: () throws -> Void) {
        do { try validate() } catch { isPlain = false }
    }

    /// Takes each `--name VALUE` or `--name=VALUE`, in order.
    mutating func takeAll(_ name: String) -> [String] {
        var values: [String] = []
        for place in words.indices {
            if words[place] == name {
                let next = place + 1 < words.count ? words[place + 1] : nil
                values.append(next ?? "")
                words[place] = nil
                if next != nil { words[place + 1] = nil }
            } else if let word = words[place], word.hasPrefix("\(name)=") {
                values.append(String(word.dropFirst(name.count + 1)))
                words[place] = nil
            }
        }
        // ArgumentParser takes neither for a value.
        if values.contains(where: { $0.isEmpty || $0.hasPrefix("-") }) { isPlain = false }
        return values
    }
}

extension PlainWords {
    /// What the words ask for, where they are plain and name what people wait for.
    static func work(_ words: [String]) -> (any JailedWork)? {
        let rest = PlainWords(Array(words.dropFirst()))
        return switch words.first {
        case "run": RunWork(plain: rest)
        case "eval": EvalWork(plain: rest)
        case "repl": ReplWork(plain: rest)
        default: nil
        }
    }
}
