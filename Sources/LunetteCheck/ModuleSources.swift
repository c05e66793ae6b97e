import CLunetteStdlib

/// Where the sources of the modules are that a script requires.
public struct ModuleSources: Sendable {
    /// The source of a module beside the script; nil when there is none.
    private let beside: @Sendable (_ name: String) -> [UInt8]?

    /// `beside` is asked for what is no module of Lunette's own.
    public init(beside: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }) {
        self.beside = beside
    }

    /// A module's source, as `require` would find it.
    func source(of name: String) -> [UInt8]? {
        Self.stdlib(name) ?? beside(name)
    }

    /// The source of a module of the standard library.
    static func stdlib(_ name: String) -> [UInt8]? {
        clunette_stdlib_module(name).map { bytes($0.pointee) }
    }

    /// The definitions of what the host gives to scripts, as LuaCATS files.
    static func definitions() -> [[UInt8]] {
        var sources: [[UInt8]] = []
        while let module = clunette_stdlib_definitions_at(sources.count) {
            sources.append(bytes(module.pointee))
        }
        return sources
    }

    /// The definitions and the modules, as files by name, for editors.
    public static var editorFiles: [(String, [UInt8])] {
        [("host.lua", definitions().flatMap { $0 })]
            + stdlibNames.map { ("\($0).lua", stdlib($0) ?? []) }
    }

    /// The names of the standard library's modules.
    static var stdlibNames: [String] {
        var names: [String] = []
        while let module = clunette_stdlib_module_at(names.count) {
            names.append(String(cString: module.pointee.name))
        }
        return names
    }

    private static func bytes(_ module: clunette_module) -> [UInt8] {
        Array(UnsafeBufferPointer(start: module.source, count: module.size))
    }
}
