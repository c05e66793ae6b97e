import LunetteBase

extension ByteWriter {
    /// `a=1&b=%20`: sorted by the bytes of the names, values percent-encoded (RFC 3986 §2.3).
    ///
    /// The RPC signature encodes names too; ACS3, as the vendor's libraries write it, does not. No
    /// documented parameter has a name for which that makes a difference.
    mutating func writeQuery(_ items: [NamedValue], encodingNames: Bool) {
        var isFirst = true
        for item in items.count > 1 ? items.sorted(by: precedes) : items {
            if !isFirst { write(UInt8(ascii: "&")) }
            isFirst = false
            if encodingNames { writePercentEncoded(item.name) } else { write(item.name) }
            write(UInt8(ascii: "="))
            writePercentEncoded(item.value)
        }
    }
}

/// The most that a query may take.
func largestQuerySize(_ items: [NamedValue]) -> Int {
    items.reduce(0) { $0 + 3 * ($1.name.utf8.count + $1.value.utf8.count) + 2 }
}

/// The query as it stands in a URL. A space is `%20`: a `+` would mean one to some servers only.
public func wireQuery(_ items: [NamedValue]) -> String {
    String(capacity: largestQuerySize(items)) { $0.writeQuery(items, encodingNames: true) }
}

/// By the bytes of the name; the values of one name by theirs, so that order on the wire is moot.
func precedes(_ left: NamedValue, _ right: NamedValue) -> Bool {
    let names = compareBytes(left.name, right.name)
    return names == 0 ? compareBytes(left.value, right.value) < 0 : names < 0
}

/// Below zero, zero or above, as the left's bytes come before, are, or come after the right's.
func compareBytes(_ left: String, _ right: String) -> Int {
    left.withBytes { left in
        right.withBytes { right in
            for (left, right) in zip(left, right) where left != right {
                return left < right ? -1 : 1
            }
            return left.count - right.count
        }
    }
}
