import LunetteBase
import LunetteLua

/// How a fleet is gone through.
struct FleetPlan: Sendable {
    enum OnError: String, CaseIterable, Sendable {
        /// No item begins any more; what is under way ends.
        case stop
        case `continue`
    }

    /// What tells this fleet from the others of its run.
    var name: String
    /// One for each item, in their order.
    var keys: [String]
    /// How many items are under way at a time, at most.
    var concurrency = 8
    /// From the beginning of one item to that of the next, at least.
    var interval: Duration = .zero
    var onError = OnError.stop
    /// How many items may fail; with one more no item begins any more.
    var mostFailures: Int?
    /// How many items go first, and alone.
    var canary = 0
    /// How many items go together, before a pause and a check.
    var batch: Int?
    var pause: Duration = .zero
    /// What the progress is of, in words; nil shows none.
    var label: String?
    /// Where each item's calls go, if not where the script's do; as many as there are keys.
    var targets: [FleetTarget] = []

    /// Which of `count` items go together: the canary, then batch by batch.
    func waves(of count: Int) -> [Range<Int>] {
        var waves: [Range<Int>] = []
        var start = 0
        while start < count {
            let isCanary = start == 0 && canary > 0
            let size = isCanary ? canary : batch ?? count
            let end = start + min(size, count - start)
            waves.append(start..<end)
            start = end
        }
        return waves
    }

    /// What is so after a failure: whether another item may begin.
    func goesOn(afterFailures count: Int) -> Bool {
        guard let mostFailures else { return onError == .continue }
        return count <= mostFailures
    }
}

extension FleetPlan {
    static let optionNames = [
        "name", "keys", "concurrency", "rate", "on_error", "max_errors", "max_failures", "canary",
        "batch", "pause", "progress", "label", "targets",
    ]

    /// Reads the options as `fleet.lua` hands them over.
    init(_ options: OptionTable) throws(ErrorObject) {
        name = try options.text("name") ?? ""
        keys = try options.texts("keys") ?? []
        concurrency = try options.count("concurrency", in: 1...1_024) ?? concurrency
        onError = try options.word("on_error") ?? onError
        canary = try options.count("canary", in: 0...Int.max) ?? canary
        batch = try options.count("batch", in: 1...Int.max)
        pause = try options.duration("pause") ?? pause
        let errors = try options.count("max_errors", in: 0...Int.max)
        mostFailures = try options.count("max_failures", in: 0...Int.max) ?? errors
        interval = try Self.interval(options)
        label = try Self.label(options)
        let places = options.table["targets"]?.table?.elements ?? []
        targets = places.map { FleetTarget($0.table ?? LuaTable()) }
    }

    /// A fleet in a fleet shows its progress only when that is asked for.
    private static func label(_ options: OptionTable) throws(ErrorObject) -> String? {
        if options.table["progress"]?.boolean == false { return nil }
        if let given = try options.text("progress") { return given }
        let isInner = FleetScope.current != nil || CloudBinding.current.regionID != nil
        return isInner ? nil : try options.text("label")
    }

    /// `rate`: items a second, or `"30/m"`.
    private static func interval(_ options: OptionTable) throws(ErrorObject) -> Duration {
        guard let rate = options.table["rate"] else { return .zero }
        let misfit = options.misfit(
            "rate must be items a second, or a text such as \"10/s\" or \"30/m\"")
        if let number = rate.number {
            guard number > 0, number.isFinite else { throw misfit }
            return .seconds(1) / number
        }
        let parts = (rate.string?.text ?? "").split(separator: "/")
        let seconds = ["s": 1, "m": 60, "h": 3_600]
        guard parts.count == 2, let count = Int(parts[0]), count > 0,
            let unit = seconds[String(parts[1])]
        else { throw misfit }
        return .seconds(unit) / count
    }
}
