import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a process keeps when it gives up the rest for good: a bug in what it runs afterwards can
/// then neither read other files nor start programs.
///
/// Landlock takes away files and TCP ports; a filter of system calls takes away starting programs,
/// looking into other processes, and other ways around (`seccomp.c` lists them).
public struct Jail: Sendable, Hashable {
    /// Which TCP connections may be opened.
    public enum Network: Sendable, Hashable {
        case open
        /// To these ports only; and nothing may listen.
        case ports([UInt16])
    }

    public var openings: [Opening]
    public var network: Network

    public init(openings: [Opening], network: Network) {
        self.openings = openings
        self.network = network
    }

    /// Shuts the process in, as far as the kernel can, and tells how far that was. To be called
    /// before there is a second thread: Landlock binds the calling thread and what it starts.
    public func enter(_ kernel: JailKernel = .running) -> JailReport {
        JailReport(
            files: kernel.landlockVersion > 0
                ? enterLandlock(version: kernel.landlockVersion) : .notOffered,
            systemCalls: kernel.filtersSystemCalls
                ? Self.state(clunette_seccomp_enter()) : .notOffered)
    }

    private func enterLandlock(version: Int) -> JailReport.State {
        guard clunette_thread_count() <= 1 else { return .failed("other threads run already") }
        for opening in openings { opening.makeIfAbsent() }
        let rules = LandlockRuleset(self, version: version)
        let ruleset = clunette_landlock_ruleset(rules.files.rawValue, rules.ports, rules.scopes)
        guard ruleset >= 0 else { return Self.state(clunette_errno()) }
        defer { close(ruleset) }
        for open in rules.openPaths {
            let error = clunette_landlock_open_path(
                ruleset, open.path, open.rights.rawValue, LandlockRights.ofFiles.rawValue)
            // What is not there, or out of reach, stays shut.
            guard error == 0 || Self.meansOutOfReach(error) else { return Self.state(error) }
        }
        for port in rules.openPorts {
            let error = clunette_landlock_open_port(
                ruleset, port, LandlockRuleset.connectPort)
            guard error == 0 else { return Self.state(error) }
        }
        return Self.state(clunette_landlock_enter(ruleset))
    }

    private static func meansOutOfReach(_ error: Int32) -> Bool {
        [ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG, ENXIO, ENODEV].contains(error)
    }

    private static func state(_ error: Int32) -> JailReport.State {
        error == 0 ? .inForce : .failed(String(cString: strerror(error)))
    }
}

extension Opening {
    /// Makes it where it is to be made. A failure shows when it is used.
    fileprivate func makeIfAbsent() {
        switch absence {
        case .staysShut: break
        case .folderIsMade: try? makeFolder(path)
        case .fileIsMade:
            let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
            if descriptor >= 0 { close(descriptor) }
        }
    }
}
