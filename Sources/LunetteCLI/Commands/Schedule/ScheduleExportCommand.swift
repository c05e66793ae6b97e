import ArgumentParser
import LunetteBase
import LunetteRunbook
import LunetteScheduler
import LunetteSystem

/// `lunette schedule export`.
struct ScheduleExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the jobs for another scheduler.")

    /// `--to`.
    enum Form: String, ExpressibleByArgument, CaseIterable, Sendable {
        case systemd, cron, kubernetes
    }

    @Argument(help: "The jobs (default: all).") var names: [String] = []
    @Option(help: "For whom: systemd, cron or kubernetes.") var to: Form
    @Option(help: ArgumentHelp("Write files into this folder.", valueName: "folder"))
    var out: String?
    @Option(help: "The lunette to call there (default: this one).") var binary: String?
    @Option(help: "The container image (kubernetes).") var image = "lunette:latest"
    @OptionGroup var file: ScheduleFileOptions

    func run() async throws {
        let access = ScheduleAccess(file)
        let schedule = Schedule(path: access.path, jobs: try access.jobs(names))
        let settings = ExportSettings(binary: try binary ?? ownBinary(), image: image)
        let files: [ExportedFile]
        do throws(ExportError) {
            switch to {
            case .systemd: files = try schedule.systemdUnits(settings)
            case .cron: files = [try schedule.crontab(settings)]
            case .kubernetes: files = try schedule.cronJobs(settings)
            }
        } catch {
            throw Failure(error)
        }
        guard let out else {
            let separator = to == .kubernetes ? "---\n" : ""
            for file in files {
                let title = files.count > 1 ? "\(separator)# \(file.name)\n" : ""
                Console.writeOut("\(title)\(file.text)\n")
            }
            return
        }
        try write(files, to: out)
    }

    private func write(_ files: [ExportedFile], to folder: String) throws {
        do throws(FileError) {
            try makeFolder(folder)
            for file in files {
                try replaceFile(
                    "\(folder)/\(file.name)", with: Array(file.text.utf8), permissions: 0o644)
            }
        } catch {
            throw Failure(.journalUnwritable, "cannot write \(error.path): \(error.reason)")
        }
        Console.writeOut(printable("wrote \(files.count) files to \(folder)") + "\n")
    }
}
