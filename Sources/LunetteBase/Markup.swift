/// Text from elsewhere as HTML, on one line.
public func html(_ text: String) -> String { markup(printable(text)) }

/// Text as HTML and XML write it, where it is known to hold no controls.
public func markup(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
