import LunetteBase

/// How far an endpoint's clock is ahead of `clock` (negative: behind), to about a second; nil when
/// its answer does not tell the time. Sends one unsigned request, whatever it is answered: a
/// signature's date may be at most 15 minutes off.
public func clockSkew(
    of endpoint: Endpoint, transport: any Transport, clock: any RunClock
) async throws(TransportError) -> Duration? {
    let answer = try await transport.send(HTTPRequest(url: "\(endpoint.url)/"))
    guard let date = answer.header("date").flatMap(Timestamp.init(httpDate:)) else { return nil }
    return date - clock.now()
}

extension Timestamp {
    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7; its obsolete forms are refused).
    init?(httpDate text: String) {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]),
            let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3])
        else { return nil }
        let time = parts[4].split(separator: ":").compactMap { Int($0) }
        guard time.count == 3,
            let civil = CivilTime(
                year: year, month: month + 1, day: day, hour: time[0], minute: time[1],
                second: time[2])
        else { return nil }
        self = civil.timestamp
    }
}
