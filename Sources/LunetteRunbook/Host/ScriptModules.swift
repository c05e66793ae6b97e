import CLunetteStdlib
import LunetteLua

/// Where `require` looks: the modules in the binary, then the runbook's own folder.
enum ScriptModules {
    static func loader(for script: Script) -> any ModuleLoader {
        var loaders: [any ModuleLoader] = [StdlibModules()]
        if let folder = script.folder, let modules = DirectoryModules(root: folder) {
            loaders.append(modules)
        }
        return CombinedModules(loaders)
    }
}

/// The Lua standard library.
public struct StdlibModules: ModuleLoader {
    public init() {}

    public func module(named name: String) -> ModuleSource {
        guard let module = clunette_stdlib_module(name) else {
            return .missing(tried: ["the modules that come with Lunette"])
        }
        let bytes = UnsafeBufferPointer(start: module.pointee.source, count: module.pointee.size)
        return .found(source: Array(bytes), chunk: "=lunette/\(name).lua")
    }
}
