import LunetteBase

/// How many targets a run may still change: the blast limit.
struct ChangeBudget: Sendable {
    /// The limit on a real account when nobody names one.
    static let defaultOnRealAccount = 20

    let limit: Int?
    private(set) var used = 0

    init(limit: Int?) {
        self.limit = limit
    }

    /// Takes a call's targets out of the budget; false, and nothing taken, when it hasn't as many.
    mutating func take(_ targets: Int) -> Bool {
        if let limit, used + targets > limit { return false }
        used += targets
        return true
    }

    /// Whether so many targets more may be changed.
    func hasRoom(for targets: Int) -> Bool {
        limit.map { used + targets <= $0 } ?? true
    }

    /// How many targets a change acts on: one, unless a list of ids or an amount says more.
    static func targets(of parameters: [NamedValue]) -> Int {
        let listed = Dictionary(grouping: parameters.compactMap(idListName), by: \.self)
        let most = listed.values.map(\.count).max() ?? 1
        let amount = parameters.value(named: "Amount").flatMap(Int.init) ?? 1
        return max(1, most, amount)
    }

    /// `InstanceId.` of `InstanceId.3`: the lists that name what is changed.
    private static func idListName(_ parameter: NamedValue) -> String? {
        guard let list = idLists.first(where: parameter.name.hasPrefix) else { return nil }
        let number = parameter.name.utf8.dropFirst(list.utf8.count)
        let isNumber = !number.isEmpty && number.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber ? list : nil
    }

    private static let idLists = ["InstanceId.", "NetworkInterfaceId.", "ResourceId.", "DiskId."]
}
