import CLunetteLua

/// Putting Swift's libraries into the environment.
extension Border {
    func install(_ libraries: [HostLibrary], _ modules: any ModuleLoader) {
        for library in libraries { setGlobal(library.name, to: .library(library)) }
        let finder = HostFunction("require") { arguments in
            let name = try arguments.text(1, "name")
            switch modules.module(named: name) {
            case .found(let source, let chunk):
                return .values([.string(LuaString(bytes: source)), .string(chunk)])
            case .missing(let tried):
                let places = tried.joined(separator: ", nor in ")
                throw LuaMessage("module '\(name)' not found: not in \(places)")
            }
        }
        clunette_set_module_finder(engine, register(finder))
    }

    func names(at path: [String]) -> [String] {
        clunette_reply_begin(engine)
        for name in path { write(.string(name)) }
        guard clunette_list_names(engine), let list = packedValues().first?.table else { return [] }
        return list.elements.compactMap { $0.string?.text }.sorted()
    }

    func setGlobal(_ name: String, to value: LuaValue) {
        clunette_reply_begin(engine)
        write(value)
        let isDone = clunette_set_global(engine, name)
        precondition(isDone, "no memory for the global \(name)")
    }
}
