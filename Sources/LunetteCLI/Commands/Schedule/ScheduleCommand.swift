import ArgumentParser

/// `lunette schedule`: scheduled automations.
struct ScheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "Runs runbooks when they are due.",
        discussion: """
            Jobs are kept in schedules.toml, a table [jobs.NAME] each. `serve` runs them; `export`
            hands them to a scheduler that is there already.
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "Write",
                subcommands: [
                    ScheduleAddCommand.self, ScheduleRemoveCommand.self,
                    ScheduleEnableCommand.self, ScheduleDisableCommand.self,
                ]),
            CommandGroup(
                name: "Look",
                subcommands: [
                    ScheduleListCommand.self, ScheduleNextCommand.self, ScheduleCheckCommand.self,
                    ScheduleSimulateCommand.self,
                ]),
            CommandGroup(
                name: "Serve",
                subcommands: [ScheduleServeCommand.self, ScheduleExportCommand.self]),
        ])
}
