import LunetteBase

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Timestamp {
    /// `2026-11-25 03:04:05 +0100`: the machine's local time with its offset, for terminals.
    var localText: String {
        var seconds = time_t(secondsSinceEpoch)
        var local = tm()
        guard localtime_r(&seconds, &local) != nil else { return text }
        var buffer = [CChar](repeating: 0, count: 40)
        let count = strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M:%S %z", &local)
        let bytes = buffer.prefix(count).map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
