import LunetteBase
import LunetteRunbook
import LunetteSettings
import LunetteSystem

/// Where a plan is kept: reads and writes it, with the rules of approval that are in force.
struct PlanPlace {
    let path: String

    private static let maximumSize = 64 << 20

    /// The plan, and what is wanted of it now; throws when a byte of it is another than was saved.
    func gate(_ settings: (Plan) throws -> Settings, now: Timestamp) throws -> PlanGate {
        let file = try read()
        return PlanGate(file, rules: ApprovalRules(try settings(file.plan).policies), now: now)
    }

    private func read() throws -> PlanFile {
        do {
            return try PlanFile(reading: readFile(path, maximumSize: Self.maximumSize))
        } catch let error as FileError {
            throw Failure(error)
        } catch let error as PlanFile.Damage {
            throw Failure(error, path: path)
        }
    }

    /// On disk, and its owner's only, before this returns.
    func write(_ file: PlanFile) throws {
        do {
            try replaceFile(path, with: file.bytes)
        } catch {
            throw Failure(
                .unreadableFile, "cannot write the plan to \(error.path): \(error.reason)",
                advice: ["nothing was saved"])
        }
    }
}

extension Settings {
    /// What is in force for a plan: with the settings of its runbook's folder, or, where that is on
    /// another machine, of the folder at hand. Refuses to go on where they cannot be relied upon:
    /// they may say that it needs an approval.
    static func inForce(for plan: Plan) throws -> Settings {
        let folder = Script.folder(of: plan.script.file)
        let settings = inForce(for: isThere(folder) ? folder : nil, .process)
        if let problem = settings.problems.first {
            throw Failure(
                .blocked,
                "the settings cannot be read, so that nothing may change: \(problem.text)",
                advice: ["mend that file"])
        }
        return settings
    }
}
