import LunetteBase
import LunetteRunbook
import LunetteSystem

/// Files in, and files out.
extension Repl {
    func load(_ file: String) async throws {
        guard !file.isEmpty else { throw Failure(.usage, ":load takes a file") }
        let source = try readSource(file)
        typed.append(TypedEntry(text: ":load \(file)", hasFailed: true))
        await show(await session.run(file: file, source: source), takesTime: showsTime)
    }

    func save(_ file: String) async throws {
        guard !file.isEmpty else { throw Failure(.usage, ":save takes a file: :save FILE.lua") }
        if (try? readFile(file, maximumSize: 1 << 30)) != nil {
            throw Failure(.usage, "\(file) is there already", advice: ["name another file"])
        }
        var saved = SavedSession(target: target.name, regionID: target.regionID, entries: [])
        for entry in typed {
            let isStatement = await session.isStatement(entry.text)
            saved.entries.append((entry, isStatement))
        }
        do {
            try replaceFile(file, with: Array(saved.text.utf8))
        } catch {
            throw Failure(
                .journalUnwritable, "cannot write \(file): \(error.reason)")
        }
        view.say(printable("\(typed.count) entries are in \(file); lunette run \(file) runs them"))
    }
}
