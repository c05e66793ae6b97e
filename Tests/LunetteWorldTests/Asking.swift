import LunetteBase
import LunetteWorld

/// When tests start.
let testStart = Timestamp(secondsSinceEpoch: 1_767_225_600)

extension World {
    /// Sends a request as the first account's root, or as `caller`, with cn-hangzhou as its region
    /// unless the parameters say otherwise.
    mutating func ask(
        _ operation: String, _ parameters: [String: String] = [:],
        contract: ContractProfile = .current, caller: Identity? = nil,
        at now: Timestamp = testStart,
        product: String = "Ecs", format: AnswerFormat = .json
    ) -> ServiceAnswer {
        answer(
            ServiceRequest(
                product: product, operation: operation,
                parameters: ["RegionId": "cn-hangzhou"].merging(parameters) { $1 },
                caller: caller ?? anonymousIdentity,
                requestID: "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E", format: format,
                hostID: "127.0.0.1", contract: contract),
            now: now)
    }

    /// A world from its file's text.
    init(text: String) throws {
        try self.init(parsing: Array(text.utf8))
    }
}

extension ServiceAnswer {
    var json: JSONValue? { try? JSONValue(parsing: body) }

    /// The values of a field in a list's items: `values("Instances", "Instance", "InstanceId")`.
    func values(_ list: String, _ element: String, _ field: String) -> [String] {
        (json?[list]?[element]?.array ?? []).compactMap { $0[field]?.string }
    }

    var text: String { String(decoding: body, as: UTF8.self) }
}
