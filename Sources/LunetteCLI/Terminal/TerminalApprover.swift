import CLunetteSystem
import LunetteBase
import LunetteRunbook
import Synchronization

/// Asks the person at the terminal.
final class TerminalApprover: Approver {
    private let style: Style
    private let waiting = Mutex<CheckedContinuation<String?, Never>?>(nil)

    init(style: Style) {
        self.style = style
    }

    func answer(to question: ApprovalQuestion) async -> Approval? {
        guard Console.inputIsTerminal, Console.errorIsTerminal else { return nil }
        Console.writeError(text(of: question))
        let line = await readLine()
        if let name = question.accountToType {
            return AccountQuestion(name: name).isAnswered(by: line) ? .yes : .no
        }
        return ["y", "yes"].contains(line?.trimmed.lowercased()) ? .yes : .no
    }

    /// Ends the question, if one is open, with no. From any thread.
    func cancel() {
        resume(with: nil)
    }

    /// Standard input is read on a thread of its own: the script's loop goes on meanwhile.
    private func readLine() async -> String? {
        await withCheckedContinuation { continuation in
            waiting.withLock { $0 = continuation }
            let context = Unmanaged.passRetained(self).toOpaque()
            let started = clunette_start_thread(
                128 << 10,
                { context in
                    let approver = Unmanaged<TerminalApprover>.fromOpaque(context)
                        .takeRetainedValue()
                    approver.resume(with: Swift.readLine())
                }, context)
            if started != 0 {
                Unmanaged<TerminalApprover>.fromOpaque(context).release()
                resume(with: nil)
            }
        }
    }

    private func resume(with line: String?) {
        let continuation = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        continuation?.resume(returning: line)
    }

    // MARK: Words

    func text(of question: ApprovalQuestion) -> String {
        var lines = [
            "\(style.bold(printable(question.name))) wants to change things "
                + "(\(printable(question.reason)))"
        ]
        for account in question.accounts {
            let origin = account.origin.map { ", \($0)" } ?? ""
            lines.append(
                row("account", style.yellow(printable(account.account.text)) + printable(origin)))
        }
        lines.append(row("may call", printable(question.operations.joined(separator: ", "))))
        lines.append(row("in", printable(question.regions.joined(separator: ", "))))
        let most = question.maxChanges.map { "at most \($0) targets" } ?? "any number of targets"
        lines.append(row("changes", most))
        if let name = question.accountToType {
            lines.append(AccountQuestion(name: name).text)
        } else {
            lines.append("Go on? [y/N] ")
        }
        return lines.joined(separator: "\n")
    }

    private func row(_ head: String, _ text: String) -> String {
        "  " + style.dim(head + String(repeating: " ", count: max(1, 10 - head.count))) + text
    }
}
