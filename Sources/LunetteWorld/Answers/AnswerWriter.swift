import LunetteBase

/// Writes an answer's body straight into bytes, as JSON or XML: one stream of fields, two forms.
///
/// A list in the service's JSON is an object that holds an array under the element's name
/// (`{"Instances":{"Instance":[…]}}`); in XML its elements bear that name.
struct AnswerWriter {
    let format: AnswerFormat
    private(set) var bytes: [UInt8] = []
    /// Nothing has been written yet since the innermost `{` or `[`.
    private var isFirst = true

    init(format: AnswerFormat) {
        self.format = format
        bytes.reserveCapacity(1_024)
    }

    /// The whole body; `root` names it in XML.
    mutating func document(_ root: String, _ content: (inout AnswerWriter) -> Void) {
        if format == .xml {
            append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        }
        nest(root, content)
    }

    mutating func field(_ name: String, _ value: String) {
        begin(name)
        switch format {
        case .json: JSONValue.write(value, to: &bytes)
        case .xml: appendEscaped(value)
        }
        end(name)
    }

    mutating func field(_ name: String, _ value: Int) {
        begin(name)
        append(String(value))
        end(name)
    }

    mutating func field(_ name: String, _ value: Bool) {
        begin(name)
        append(value ? "true" : "false")
        end(name)
    }

    mutating func object(_ name: String, _ content: (inout AnswerWriter) -> Void) {
        begin(name)
        nest(nil, content)
        end(name)
    }

    /// A list of objects.
    mutating func list<Element>(
        _ name: String, of element: String, _ items: some Sequence<Element>,
        _ content: (inout AnswerWriter, Element) -> Void
    ) {
        listBody(name, element) { writer in
            for item in items {
                writer.separate()
                writer.nest(element) { content(&$0, item) }
            }
        }
    }

    /// A list of strings.
    mutating func list(_ name: String, of element: String, _ items: some Sequence<String>) {
        listBody(name, element) { writer in
            for item in items {
                writer.separate()
                switch writer.format {
                case .json: JSONValue.write(item, to: &writer.bytes)
                case .xml:
                    writer.append("<\(element)>")
                    writer.appendEscaped(item)
                    writer.append("</\(element)>")
                }
            }
        }
    }

    private mutating func listBody(
        _ name: String, _ element: String, _ items: (inout AnswerWriter) -> Void
    ) {
        object(name) { writer in
            guard writer.format == .json else { return items(&writer) }
            writer.begin(element)
            writer.append("[")
            writer.isFirst = true
            items(&writer)
            writer.append("]")
            writer.isFirst = false
        }
    }

    /// An object's braces, or its tags in XML where it has a name of its own.
    private mutating func nest(_ tag: String?, _ content: (inout AnswerWriter) -> Void) {
        switch format {
        case .json:
            append("{")
            isFirst = true
            content(&self)
            append("}")
            isFirst = false
        case .xml:
            if let tag { append("<\(tag)>") }
            content(&self)
            if let tag { append("</\(tag)>") }
        }
    }

    private mutating func separate() {
        if format == .json, !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    private mutating func begin(_ name: String) {
        switch format {
        case .json:
            separate()
            bytes.append(UInt8(ascii: "\""))
            append(name)
            bytes.append(UInt8(ascii: "\""))
            bytes.append(UInt8(ascii: ":"))
        case .xml:
            bytes.append(UInt8(ascii: "<"))
            append(name)
            bytes.append(UInt8(ascii: ">"))
        }
    }

    private mutating func end(_ name: String) {
        guard format == .xml else { return }
        append("</")
        append(name)
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// XML text. Control characters, which XML 1.0 cannot hold, become spaces.
    private mutating func appendEscaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            case UInt8(ascii: "&"): append("&amp;")
            case 0..<0x20 where byte != 0x09 && byte != 0x0A: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
    }
}
