extension String {
    /// Calls `body` with the text's UTF-8. A loop over these bytes costs a tenth of one over
    /// `utf8`, which asks anew for each byte how the text is stored.
    @inlinable
    public func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        // All but texts of another system's: nothing is copied or retained.
        if let value = utf8.withContiguousStorageIfAvailable(body) { return value }
        var text = self
        return text.withUTF8(body)
    }
}
