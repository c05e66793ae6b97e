import LunetteLua

/// Where the calls of a task go, and as whom, where a script does not say otherwise: whatever runs
/// for one target of `fleet.across` is bound to it, `state` and `ensure` included.
struct CloudBinding: Sendable {
    var regionID: String?
    var session: CloudSession?

    /// Of the calling task; a task that it starts has the same.
    @TaskLocal static var current = CloudBinding()
}

/// Where the calls of one `ecs` module go, and as whom: where the calling task is bound to, but for
/// what `ecs.with` said.
struct CloudPlace: Sendable {
    private var ownSession: CloudSession
    private var ownRegionID: String
    private var isSessionFixed = false
    private var isRegionFixed = false

    init(session: CloudSession, regionID: String) {
        ownSession = session
        ownRegionID = regionID
    }

    var session: CloudSession {
        isSessionFixed ? ownSession : CloudBinding.current.session ?? ownSession
    }

    var regionID: String {
        isRegionFixed ? ownRegionID : CloudBinding.current.regionID ?? ownRegionID
    }

    /// The same, but always here and so; nil leaves either as it is.
    func fixed(session: CloudSession?, regionID: String?) -> CloudPlace {
        var place = self
        if let session { (place.ownSession, place.isSessionFixed) = (session, true) }
        if let regionID { (place.ownRegionID, place.isRegionFixed) = (regionID, true) }
        return place
    }
}
