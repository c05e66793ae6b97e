import LunetteSystem

extension JailReport {
    /// What is not shut in, and why, in one line; nil when all is.
    var problem: String? {
        let halves = [
            Self.words("its files (Landlock)", files),
            Self.words("its system calls (seccomp)", systemCalls),
        ].compactMap { $0 }
        return halves.isEmpty ? nil : "the run is not shut in: \(halves.joined(separator: "; "))"
    }

    /// How to get a whole jail.
    static let remedy =
        "Landlock needs Linux 5.13, and landlock among the names in /sys/kernel/security/lsm; a "
        + "container's own filter may hide it and seccomp"

    private static func words(_ half: String, _ state: State) -> String? {
        switch state {
        case .inForce: nil
        case .notOffered: "this kernel does not limit \(half)"
        case .failed(let reason): "it could not limit \(half): \(reason)"
        }
    }
}

extension Failure {
    /// The refusal to run where `--require-jail` was given and the jail is not whole.
    init(requiredJail problem: String) {
        self.init(
            .configuration, problem,
            advice: [
                JailReport.remedy,
                "without --require-jail the Lua sandbox alone holds the script",
            ])
    }
}
