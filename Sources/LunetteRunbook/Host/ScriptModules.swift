import CLunetteStdlib
import LunetteLua

/// Where `require` looks: the modules in the binary, then the runbook's own folder.
enum ScriptModules {
    static func loader(for script: Script, recorder: RunRecorder? = nil) -> any ModuleLoader {
        var loaders: [any ModuleLoader] = [StdlibModules()]
        if let folder = script.folder, let modules = DirectoryModules(root: folder) {
            loaders.append(
                recorder.map { RecordedModules(modules: modules, recorder: $0) } ?? modules)
        }
        return CombinedModules(loaders)
    }
}

/// The runbook's own files, each put on record when it is required.
struct RecordedModules: ModuleLoader {
    let modules: DirectoryModules
    let recorder: RunRecorder

    func module(named name: String) -> ModuleSource {
        let found = modules.module(named: name)
        if case .found(let source, _) = found {
            recorder.assumeIsolated { $0.note(module: name, source: source) }
        }
        return found
    }
}

/// The Lua standard library.
public struct StdlibModules: ModuleLoader {
    public init() {}

    /// The names of a module's functions, from its source: those of a module are there before it
    /// is compiled.
    static func functions(of module: String) -> [String] {
        guard case .found(let source, _) = StdlibModules().module(named: module) else { return [] }
        let start = "function \(module)."
        return String(decoding: source, as: UTF8.self).split(separator: "\n").compactMap { line in
            guard line.hasPrefix(start) else { return nil }
            return String(line.dropFirst(start.count).prefix { $0 != "(" })
        }
    }

    /// What `require` finds of it.
    public static var names: [String] {
        var names: [String] = []
        while let module = clunette_stdlib_module_at(names.count) {
            names.append(String(cString: module.pointee.name))
        }
        return names
    }

    public func module(named name: String) -> ModuleSource {
        guard let module = clunette_stdlib_module(name) else {
            return .missing(tried: ["the modules that come with Lunette"])
        }
        let bytes = UnsafeBufferPointer(start: module.pointee.source, count: module.pointee.size)
        return .found(source: Array(bytes), chunk: "=lunette/\(name).lua")
    }
}
