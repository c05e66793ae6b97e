import LunetteBase

/// `a=1&b=%20`: sorted by the bytes of the names, values percent-encoded (RFC 3986 §2.3).
///
/// The RPC signature encodes names too; ACS3, as the vendor's libraries write it, does not. No
/// documented parameter has a name for which that makes a difference.
func canonicalQuery(_ items: [NamedValue], encodingNames: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(items.count * 32)
    appendCanonicalQuery(items, encodingNames: encodingNames, to: &result)
    return result
}

/// The same, appended to a buffer.
func appendCanonicalQuery(
    _ items: [NamedValue], encodingNames: Bool, to bytes: inout [UInt8]
) {
    var isFirst = true
    for item in items.count > 1 ? items.sorted(by: precedes) : items {
        if !isFirst { bytes.append(UInt8(ascii: "&")) }
        isFirst = false
        if encodingNames {
            appendPercentEncoded(item.name, to: &bytes)
        } else {
            bytes.append(contentsOf: item.name.utf8)
        }
        bytes.append(UInt8(ascii: "="))
        appendPercentEncoded(item.value, to: &bytes)
    }
}

/// The query as it stands in a URL. A space is `%20`: a `+` would mean one to some servers only.
public func wireQuery(_ items: [NamedValue]) -> String {
    String(decoding: canonicalQuery(items, encodingNames: true), as: UTF8.self)
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
