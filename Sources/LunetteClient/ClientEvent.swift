import LunetteBase

/// What a client tells whoever watches it, as it happens.
public enum ClientEvent: Sendable {
    /// A call is over; the time is all of it, waits included.
    case finished(ServiceCall, Result<ServiceResponse, ServiceError>, after: Duration)
    /// A try failed and another follows.
    case retrying(ServiceCall, after: ServiceError, attempt: Int, wait: Duration)
    /// A change's outcome is unknown, and a read is asked about it.
    case settling(ServiceCall, after: ServiceError)
    /// A minute's quota is used up. Told once a window for each operation and region.
    case pacing(ServiceCall, PacingNotice)
}

/// How long calls of one operation in one region have to wait for its quota.
public struct PacingNotice: Sendable, Hashable {
    /// When the next window opens.
    public let opensAt: Timestamp
    /// When the last of the calls that wait now can be sent, as far as is known.
    public let lastAt: Timestamp
    public let waiting: Int
    /// Learned from the last window that was used up; nil before that.
    public let callsPerMinute: Int?
}
