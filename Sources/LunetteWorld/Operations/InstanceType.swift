/// What an instance type's name says: `ecs.g7.2xlarge` has 8 vCPUs and 4 GiB for each.
struct InstanceType {
    let processors: Int
    let memoryMebibytes: Int
    let family: String

    init(_ name: String) {
        let parts = name.split(separator: ".")
        let size = parts.last.map(String.init) ?? ""
        processors = Self.processors(of: size)
        let gibibytesEach =
            switch parts.dropFirst().first?.first {
            case "c": 2
            case "r": 8
            default: 4
            }
        memoryMebibytes = processors * gibibytesEach * 1_024
        family = parts.dropLast().joined(separator: ".")
    }

    private static func processors(of size: String) -> Int {
        switch size {
        case "small": 1
        case "large": 2
        case "xlarge": 4
        default: size.hasSuffix("xlarge") ? 4 * (Int(size.dropLast(6)) ?? 1) : 2
        }
    }
}
