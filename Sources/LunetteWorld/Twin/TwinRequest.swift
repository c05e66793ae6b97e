/// A request to predict: what a `ServiceRequest` says, and where it would be sent.
public struct TwinRequest: Sendable, Hashable {
    public let operation: String
    /// By their flat names on the wire.
    public let parameters: [String: String]
    /// The region whose endpoint it goes to; `RegionId` says otherwise where it is given.
    public let regionID: String

    public init(operation: String, parameters: [String: String], regionID: String) {
        self.operation = operation
        self.parameters = parameters
        self.regionID = regionID
    }

    subscript(name: String) -> String? {
        parameters[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The values of `Name.1`, `Name.2`, … up to the first gap.
    func list(_ name: String) -> [String] {
        var values: [String] = []
        while let value = parameters["\(name).\(values.count + 1)"] { values.append(value) }
        return values
    }

    func with(_ changes: [String: String], without names: Set<String> = []) -> TwinRequest {
        let kept = parameters.filter { !names.contains($0.key) }
        return TwinRequest(
            operation: operation, parameters: kept.merging(changes) { $1 }, regionID: regionID)
    }
}
