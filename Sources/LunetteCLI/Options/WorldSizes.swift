import ArgumentParser

/// How large a generated world is: `instances=5000,groups=40,enis=8000,seed=1`.
struct WorldSizes: ExpressibleByArgument, Sendable {
    var instances = 100
    var groups = 10
    var enis = 120
    var seed = 1

    init?(argument: String) {
        for part in argument.split(separator: ",") {
            let pair = part.split(separator: "=")
            guard pair.count == 2, let value = Int(pair[1]), (0...1_000_000).contains(value) else {
                return nil
            }
            switch pair[0] {
            case "instances": instances = value
            case "groups": groups = value
            case "enis": enis = value
            case "seed": seed = value
            default: return nil
            }
        }
    }
}
