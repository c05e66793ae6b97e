import LunetteBase

extension Schedule {
    /// A CronJob manifest for each job that is enabled.
    public func cronJobs(_ settings: ExportSettings) throws(ExportError) -> [ExportedFile] {
        var files: [ExportedFile] = []
        var names = Set<String>()
        for job in jobs where job.isEnabled {
            let name = try resourceName(job)
            guard names.insert(name).inserted else {
                throw ExportError(job: job.name, reason: "another job is called \(name) there, too")
            }
            let fields = try job.calendar.expression.plainFields(for: job.name)
            files.append(
                ExportedFile(name: "\(name).yaml", text: manifest(job, name, fields, settings)))
        }
        return files
    }

    /// Lower-case letters, digits and '-', at most 52: the controller appends eleven more.
    private func resourceName(_ job: Job) throws(ExportError) -> String {
        let name = "lunette-" + job.name.lowercased().replacing("_", with: "-")
        guard name.utf8.count <= 52, !name.hasSuffix("-") else {
            throw ExportError(
                job: job.name, reason: "its name is too long there (44), or ends with a '-'")
        }
        return name
    }

    private func manifest(
        _ job: Job, _ name: String, _ fields: String, _ settings: ExportSettings
    ) -> String {
        let words = (["lunette"] + job.command).map { "                - \(yaml($0))" }
            .joined(separator: "\n")
        let limit = Int64((job.timeLimit + RunTermination.grace).inSeconds.rounded(.up))
        // Below ten seconds the controller may never come to it.
        let window = max(10, Int64(job.catchUp.inSeconds))
        return """
            # From \(printable(path)); jitter, heartbeat and max_failures are not carried over.
            # The image holds the runbooks at the same place, and the Secret \(name) the variables.
            apiVersion: batch/v1
            kind: CronJob
            metadata:
              name: \(name)
            spec:
              schedule: \(yaml(fields))
              timeZone: \(yaml(job.calendar.zone.name))
              concurrencyPolicy: Forbid
              startingDeadlineSeconds: \(window)
              successfulJobsHistoryLimit: 3
              failedJobsHistoryLimit: 3
              jobTemplate:
                spec:
                  activeDeadlineSeconds: \(limit)
                  backoffLimit: 0
                  template:
                    spec:
                      restartPolicy: Never
                      containers:
                        - name: lunette
                          image: \(yaml(settings.image))
                          workingDir: \(yaml(folder))
                          command:
            \(words)
                          envFrom:
                            - secretRef:
                                name: \(name)
                                optional: true

            """
    }

    /// A YAML string in double quotes: JSON's form of it is one.
    private func yaml(_ text: String) -> String { JSONValue.string(text).text }
}
