import LunetteBase

/// Reads the text of one field: `*`, `5`, `mon-fri`, `*/15`, `10-40/10`, `1,15`, `L`, `5L`, `1#2`.
struct CronFieldParser {
    let field: CronField
    let expression: String
    /// The column of the field's first character.
    let column: Int

    func values(of text: Substring) throws(CronError) -> CronValues {
        var values = CronValues()
        values.isStar = text.hasPrefix("*") || text == "?"
        var start = column
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard !item.isEmpty else { throw failure("an item is missing in the list", start) }
            try read(item, start, into: &values)
            start += item.utf8.count + 1
        }
        return values
    }

    private func read(_ item: Substring, _ column: Int, into values: inout CronValues)
        throws(CronError)
    {
        if field.takesLast, item.lowercased() == "l" {
            values.lastDay = true
        } else if field.takesNth, let weekday = item.lowercased().dropping(suffix: "l") {
            values.lastWeekdays |= 1 << UInt64(try number(weekday[...], column) % 7)
        } else if field.takesNth, let hash = item.firstIndex(of: "#") {
            let weekday = try number(item[..<hash], column) % 7
            guard let nth = Int(item[item.index(after: hash)...]), (1...5).contains(nth) else {
                throw failure("'\(item)' wants a number from 1 to 5 behind the #", column)
            }
            values.nthWeekdays |= 1 << UInt64(8 * weekday + nth)
        } else {
            let (range, step) = try rangeAndStep(item, column)
            for value in stride(from: range.lowerBound, through: range.upperBound, by: step) {
                values.insert(field.takesNth ? value % 7 : value)
            }
        }
    }

    private func rangeAndStep(_ item: Substring, _ column: Int) throws(CronError)
        -> (ClosedRange<Int>, Int)
    {
        guard let slash = item.firstIndex(of: "/") else {
            return (try range(item, column, isStepped: false), 1)
        }
        let stepText = item[item.index(after: slash)...]
        guard let step = Int(stepText), step > 0, stepText.allSatisfy(\.isNumber) else {
            throw failure("'\(item)' wants a number from 1 behind the /", column)
        }
        guard step <= field.range.upperBound else {
            throw failure(
                "'\(item)' steps over the whole range: the \(field.name) goes from "
                    + "\(field.range.lowerBound) to \(field.range.upperBound)", column)
        }
        return (try range(item[..<slash], column, isStepped: true), step)
    }

    private func range(_ text: Substring, _ column: Int, isStepped: Bool) throws(CronError)
        -> ClosedRange<Int>
    {
        let top = field.takesNth ? 6 : field.range.upperBound
        if text == "*" || text == "?" { return field.range.lowerBound...top }
        guard let dash = text.firstIndex(of: "-") else {
            let low = try number(text, column)
            return low...(isStepped ? max(low, top) : low)
        }
        let low = try number(text[..<dash], column)
        var high = try number(text[text.index(after: dash)...], column)
        if field.takesNth, high == 0, low > 0 { high = 7 }
        guard low <= high else {
            throw failure(
                "'\(text)' runs backwards; write it as two, such as "
                    + "\(text[..<dash])-\(top),\(field.range.lowerBound)-"
                    + "\(text[text.index(after: dash)...])", column)
        }
        return low...high
    }

    private func number(_ text: Substring, _ column: Int) throws(CronError) -> Int {
        if let index = field.names.firstIndex(of: text.lowercased()) {
            return index + field.range.lowerBound
        }
        guard let value = Int(text), text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            let hint = suggestion(for: String(text), among: field.names)
                .map { "; did you mean '\($0)'?" }
            throw failure("'\(text)' is no \(field.name)\(hint ?? "")", column)
        }
        guard field.range.contains(value) else {
            throw failure(
                "\(value) is out of range: the \(field.name) goes from "
                    + "\(field.range.lowerBound) to \(field.range.upperBound)", column)
        }
        return value
    }

    private func failure(_ message: String, _ column: Int) -> CronError {
        CronError(message, in: expression, at: column)
    }
}

extension String {
    /// The text without a suffix; nil when it has none, or is nothing else.
    fileprivate func dropping(suffix: String) -> String? {
        hasSuffix(suffix) && count > suffix.count ? String(dropLast(suffix.count)) : nil
    }
}
