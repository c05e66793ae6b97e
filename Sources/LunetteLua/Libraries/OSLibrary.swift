import LunetteBase

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `os.time`, `date`, `clock` and `difftime`: by the run's clock, and always in UTC, so that a
/// script says the same wherever it runs.
enum OSLibrary {
    static func library(clock runClock: any RunClock) -> HostLibrary {
        HostLibrary(
            "os",
            functions: [
                HostFunction("os.time") { arguments in
                    if arguments.isAbsent(1) {
                        return .value(.integer(runClock.now().secondsSinceEpoch))
                    }
                    return .value(.integer(try time(try arguments.table(1, "time"))))
                },
                HostFunction("os.date") { arguments in
                    let format = arguments.isAbsent(1) ? "%c" : try arguments.text(1, "format")
                    let seconds =
                        arguments.isAbsent(2)
                        ? runClock.now().secondsSinceEpoch : try arguments.integer(2, "time")
                    return .value(try date(format, seconds))
                },
                HostFunction("os.clock") { _ in
                    .value(.number(Double(clock()) / Double(CLOCKS_PER_SEC)))
                },
                HostFunction("os.difftime") { arguments in
                    let later = try arguments.integer(1, "time")
                    let earlier = try arguments.integer(2, "time")
                    return .value(.number(Double(later) - Double(earlier)))
                },
            ])
    }

    // MARK: Time

    private static func time(_ table: LuaTable) throws -> Int64 {
        var fields = tm()
        fields.tm_year = try field("year", of: table, offset: -1900)
        fields.tm_mon = try field("month", of: table, offset: -1)
        fields.tm_mday = try field("day", of: table)
        fields.tm_hour = try field("hour", of: table, default: 12)
        fields.tm_min = try field("min", of: table, default: 0)
        fields.tm_sec = try field("sec", of: table, default: 0)
        return Int64(timegm(&fields))
    }

    private static func field(
        _ name: String, of table: LuaTable, offset: Int64 = 0, default missing: Int32? = nil
    ) throws -> Int32 {
        guard let value = table[name] else {
            if let missing { return missing }
            throw LuaMessage("field '\(name)' missing in date table")
        }
        let text = value.string.flatMap { Int64($0.text) }
        guard let number = value.integer ?? text else {
            throw LuaMessage("field '\(name)' is not an integer")
        }
        let (sum, overflow) = number.addingReportingOverflow(offset)
        guard !overflow, let result = Int32(exactly: sum) else {
            throw LuaMessage("field '\(name)' is out-of-bound")
        }
        return result
    }

    // MARK: Date

    /// Nothing interrupts it: a longer format would outlive a limit.
    private static let longestFormat = 64 << 10

    private static func date(_ format: String, _ seconds: Int64) throws -> LuaValue {
        guard format.utf8.count <= longestFormat else { throw LuaMessage("date format too long") }
        var format = Array(format.utf8)[...]
        if format.first == UInt8(ascii: "!") { format = format.dropFirst() }
        var moment = time_t(seconds)
        var fields = tm()
        guard gmtime_r(&moment, &fields) != nil else {
            throw LuaMessage("date result cannot be represented in this installation")
        }
        if format.starts(with: "*t".utf8) { return .table(table(fields)) }
        try checkConversions(format)
        return .string(LuaString(bytes: formatted(format, &fields)))
    }

    private static func table(_ fields: tm) -> LuaTable {
        LuaTable(fields: [
            ("year", .integer(Int64(fields.tm_year) + 1900)),
            ("month", .integer(Int64(fields.tm_mon) + 1)),
            ("day", .integer(Int64(fields.tm_mday))),
            ("hour", .integer(Int64(fields.tm_hour))),
            ("min", .integer(Int64(fields.tm_min))),
            ("sec", .integer(Int64(fields.tm_sec))),
            ("wday", .integer(Int64(fields.tm_wday) + 1)),
            ("yday", .integer(Int64(fields.tm_yday) + 1)),
            ("isdst", false),
        ])
    }

    /// C99's only: strftime's behaviour for others is undefined.
    private static func checkConversions(_ format: ArraySlice<UInt8>) throws {
        var rest = format
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") { try skipConversion(&rest) }
        }
    }

    private static func skipConversion(_ format: inout ArraySlice<UInt8>) throws {
        let plain = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%"
        let modified: [UInt8: String] = [
            UInt8(ascii: "E"): "cCxXyY", UInt8(ascii: "O"): "deHImMSuUVwWy",
        ]
        let start = format
        let letters = format.first.flatMap { modified[$0] }
        if letters != nil { format.removeFirst() }
        guard let letter = format.popFirst(), (letters ?? plain).utf8.contains(letter) else {
            let text = String(decoding: start.prefix { $0 != 0 }, as: UTF8.self)
            throw LuaMessage("invalid conversion specifier '%\(text)'")
        }
    }

    /// A NUL would end strftime's format: what stands between two of them is given to it alone.
    private static func formatted(_ format: ArraySlice<UInt8>, _ fields: inout tm) -> [UInt8] {
        var pieces: [[UInt8]] = []
        for piece in format.split(separator: 0, omittingEmptySubsequences: false) {
            pieces.append(formattedPiece(piece, &fields))
        }
        return Array(pieces.joined(separator: [0]))
    }

    /// In one call, which takes its time where a call for each conversion would take its tenfold.
    private static func formattedPiece(_ piece: ArraySlice<UInt8>, _ fields: inout tm) -> [UInt8] {
        // A mark in front: an empty result and one that doesn't fit look the same otherwise.
        let format = ([UInt8(ascii: "|")] + piece + [0]).map { CChar(bitPattern: $0) }
        // Nothing grows more than %c, two bytes, in a year of ten digits: to 31.
        var buffer = [CChar](repeating: 0, count: 16 * format.count)
        let count = strftime(&buffer, buffer.count, format, &fields)
        return buffer[1..<max(1, count)].map { UInt8(bitPattern: $0) }
    }
}
