import LunetteSyntax

/// The documentation of what scripts can call: of Lunette's modules, and of what the host gives.
public enum FunctionIndex {
    /// The entry of a function or value: `list.map`, `log.info`, `ecs.wait.membership`.
    public static func entry(named name: String) -> LuaDocumentation.Entry? {
        let module = name.prefix { $0 != "." }
        if let source = ModuleSources.stdlib(String(module)),
            let entry = LuaDocumentation(source).entries.first(where: { $0.name == name })
        {
            return entry
        }
        return hostEntries.first { $0.name == name }
    }

    /// The names of all entries, sorted.
    public static var names: [String] {
        (hostEntries.map(\.name) + ModuleSources.stdlibNames.flatMap(entries).map(\.name)).sorted()
    }

    /// The entries of a module, in the order of its source; those of the host's under their first
    /// part.
    public static func entries(of module: String) -> [LuaDocumentation.Entry] {
        let own = ModuleSources.stdlib(module).map { LuaDocumentation($0).entries } ?? []
        return own + hostEntries.filter { $0.name.hasPrefix("\(module).") }
    }

    private static var hostEntries: [LuaDocumentation.Entry] {
        ModuleSources.definitions().flatMap { LuaDocumentation($0).entries }
    }
}
