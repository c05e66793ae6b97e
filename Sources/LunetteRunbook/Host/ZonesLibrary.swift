import LunetteBase
import LunetteLua
import LunetteZones

/// What `stdlib/time.lua` asks of the host: the machine's time zones, by name.
public enum ZonesLibrary {
    private static let zones = ZoneFolder()

    public static var library: HostLibrary {
        HostLibrary(
            "zones",
            functions: [
                HostFunction("zones.offset", immediate: offset),
                HostFunction("zones.moment", immediate: moment),
            ])
    }

    /// `zones.offset(name, seconds)`: how far local time is ahead of UTC at a moment, in seconds.
    @Sendable private static func offset(_ arguments: borrowing Arguments) throws -> Reply {
        try answer(arguments) { zone, time in zone.segment(at: time).period.offset }
    }

    /// `zones.moment(name, local)`: when the clocks there show a local time, which is counted as if
    /// it were UTC: the first time, where they do so twice; right after the gap, where never.
    @Sendable private static func moment(_ arguments: borrowing Arguments) throws -> Reply {
        try answer(arguments) { zone, local in zone.moment(ofLocal: local) }
    }

    private static func answer(
        _ arguments: borrowing Arguments, _ question: (Zone, Int64) -> Int64
    ) throws -> Reply {
        let zone: Zone
        do {
            zone = try zones.zone(named: try arguments.text(1, "zone"))
        } catch let error as ZoneError {
            return .absent(.string(LuaString("no time zone '\(error.name)': \(error.reason)")))
        }
        let seconds = try arguments.integer(2, "seconds")
        // Further away than any calendar goes, sums would overflow.
        guard seconds.magnitude < 1 << 40 else {
            throw arguments.misfit(2, "seconds", "out of range")
        }
        return .value(.integer(question(zone, seconds)))
    }
}
