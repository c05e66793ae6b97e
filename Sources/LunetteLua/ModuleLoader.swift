/// Finds the source of what `require` names.
public protocol ModuleLoader: Sendable {
    func module(named name: String) -> ModuleSource
}

/// What a loader found.
public enum ModuleSource: Sendable, Equatable {
    /// `chunk` is the name in messages, with Lua's `@` in front where it is a file.
    case found(source: [UInt8], chunk: String)
    /// The places where it was looked for, in words.
    case missing(tried: [String])
}

/// Asks one loader after the other.
public struct CombinedModules: ModuleLoader {
    private let loaders: [any ModuleLoader]

    public init(_ loaders: [any ModuleLoader]) {
        self.loaders = loaders
    }

    public func module(named name: String) -> ModuleSource {
        var places: [String] = []
        for loader in loaders {
            switch loader.module(named: name) {
            case .missing(let tried): places += tried
            case let found: return found
            }
        }
        return .missing(tried: places)
    }
}

/// Modules that are part of the binary, by name.
public struct EmbeddedModules: ModuleLoader {
    private let sources: [String: [UInt8]]

    public init(_ sources: [String: [UInt8]]) {
        self.sources = sources
    }

    public func module(named name: String) -> ModuleSource {
        guard let source = sources[name] else {
            return .missing(tried: ["the modules that come with Lunette"])
        }
        return .found(source: source, chunk: "=lunette/\(name).lua")
    }
}
