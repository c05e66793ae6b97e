import CLunetteSystem
import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The interpreter of the system, to compare with.
enum StockLua {
    /// What a file prints when stock `lua5.4` runs it; nil when it cannot be run, fails, or
    /// takes half a minute.
    static func output(of path: String) throws -> [UInt8]? {
        let printed = "/tmp/lua-corpus-\(getpid()).out"
        defer { unlink(printed) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, printed, flags, 0o600)
        var process: pid_t = 0
        var words =
            ["timeout", "30", "lua5.4", path].map { (word: String) in strdup(word) } + [nil]
        defer { for word in words { free(word) } }
        guard posix_spawnp(&process, "timeout", &actions, nil, &words, environ) == 0 else {
            return nil
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, clunette_errno() == EINTR {}
        return status == 0 ? try readFile(printed) : nil
    }
}
