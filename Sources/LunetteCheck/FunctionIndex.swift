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

    /// The names of all entries and forms, sorted.
    public static var names: [String] {
        (hostEntries.map(\.name) + ModuleSources.stdlibNames.flatMap(entries).map(\.name)
            + allForms.map(\.name)).sorted()
    }

    /// The form of a table by its name: `fleet.Options`.
    public static func form(named name: String) -> LuaDocumentation.Form? {
        allForms.first { $0.name == name }
    }

    /// The forms of the tables that an entry takes and answers, and of those in them.
    public static func forms(of entry: LuaDocumentation.Entry) -> [LuaDocumentation.Form] {
        var texts = entry.annotations
        var found: [LuaDocumentation.Form] = []
        let all = allForms
        while !texts.isEmpty {
            let named = all.filter { form in
                !found.contains { $0.name == form.name }
                    && texts.contains { Self.names(in: $0).contains(form.name) }
            }
            found += named
            texts = named.flatMap(\.fields).map(\.type)
        }
        return found
    }

    /// The words of a type, or an annotation.
    private static func names(in text: String) -> [String] {
        text.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") }.map(String.init)
    }

    private static var allForms: [LuaDocumentation.Form] {
        ModuleSources.stdlibNames.compactMap(ModuleSources.stdlib).flatMap {
            LuaDocumentation($0).forms
        }
            + ModuleSources.definitions().flatMap { LuaDocumentation($0).forms }
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
