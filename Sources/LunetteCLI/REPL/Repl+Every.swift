import LunetteBase

/// Code that runs again and again while entries are typed.
struct Repetition {
    /// Sleeps, and starts one turn after the other.
    let task: Task<Void, Never>
    /// The turn under way; entries wait for its end.
    var turn: Task<Void, Never>?
}

extension Repl {
    /// `:every 5s CODE`, `:every off`.
    func every(_ text: String) async throws {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        if words == ["off"] {
            repetition?.task.cancel()
            repetition = nil
            view.say(view.style.dim("nothing repeats"))
            return
        }
        guard words.count == 2, let pause = Duration(text: words[0]), pause >= .milliseconds(10)
        else {
            throw Failure(.usage, ":every takes a time and code: :every 5s state.members \"sg-1\"")
        }
        repetition?.task.cancel()
        let loop = connection.loop
        let code = words[1]
        let task = Task { [self] in
            while !Task.isCancelled {
                do { try await loop.sleep(for: pause) } catch { return }
                await repeatOnce(code)
            }
        }
        repetition = Repetition(task: task)
        view.say(view.style.dim(printable("every \(pause.text): \(code); :every off ends it")))
    }

    /// One turn, unless something else is under way. The first failure is the last turn.
    private func repeatOnce(_ code: String) async {
        guard !isBusy, repetition != nil else { return }
        let turn = Task { await self.takeTurn(code) }
        repetition?.turn = turn
        await turn.value
        repetition?.turn = nil
    }

    private func takeTurn(_ code: String) async {
        let outcome = await session.run(code)
        await show(outcome, takesTime: false)
        guard outcome.failure != nil else { return }
        repetition?.task.cancel()
        repetition = nil
        view.say(view.style.dim("nothing repeats any more"))
        showPrompt()
    }
}
