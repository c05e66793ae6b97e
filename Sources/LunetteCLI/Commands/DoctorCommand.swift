import ArgumentParser
import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteLoop
import LunetteRunbook
import LunetteSettings
import LunetteSystem

/// `lunette doctor`: looks at what a run needs, and says how to mend what is missing.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", _superCommandName: "lunette",
        abstract: "Checks credentials, the endpoint and the clock; says how to mend each.")

    @OptionGroup(title: "Where") var target: TargetOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    private var settings: Settings { .inForce(for: nil, .process) }

    func run() async throws {
        let loop = ScriptLoop()
        let transport = CurlTransport(
            loop: loop, authorities: CertificateAuthorities(.process))
        let findings =
            try await [
                credentialsFinding(loop, transport), endpointFinding(transport),
                jailFinding(.running),
            ] + libraryFindings + settingsFindings
        loop.stop()
        show(findings)
        if let worst = findings.first(where: { !$0.isGood }) {
            throw ExitCode(worst.reason.exitCode)
        }
    }

    private func credentialsFinding(_ loop: ScriptLoop, _ transport: any Transport) async throws
        -> Finding
    {
        let context = CredentialsContext(
            environment: .process, transport: transport,
            endpoint: try target.endpoint(.process, over: settings))
        let chain = CredentialsChain(
            loop: loop, context: context, profile: target.profile(over: settings)?.value)
        do {
            _ = try await chain.credentials()
            let refusals = await chain.refusals.map { "\($0.provider): \($0.reason)" }
            return Finding(
                "credentials", .done, "found: \(await chain.chosenName ?? "static")",
                details: refusals)
        } catch {
            return Finding(
                "credentials", .configuration, "none found",
                details: error.attempts.map { "\($0.provider): \($0.reason)" },
                remedy: "set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or "
                    + "make a profile in ~/.aliyun/config.json; without an account, --emulator")
        }
    }

    private func endpointFinding(_ transport: any Transport) async throws -> Finding {
        let region = target.regionID(.process, over: settings)
        let endpoint =
            try target.endpoint(.process, over: settings)
            ?? .cloud(
                .ecs, regionID: region,
                isVPC: target.usesVPCEndpoints(.process, over: settings))
        do {
            let skew = try await clockSkew(
                of: endpoint, transport: transport, clock: SystemClock())
            guard let skew else {
                return Finding("endpoint", .done, "\(endpoint.url) answers; it tells no time")
            }
            let seconds = Int64(skew.inSeconds)
            guard abs(seconds) < 300 else {
                return Finding(
                    "clock", .configuration,
                    "\(endpoint.url) answers; this machine's clock is \(abs(seconds)) s "
                        + (seconds > 0 ? "behind" : "ahead"),
                    remedy: "set the clock; 15 minutes off, and every request is refused")
            }
            return Finding(
                "endpoint", .done, "\(endpoint.url) answers; the clocks agree to \(abs(seconds)) s")
        } catch {
            return Finding(
                "endpoint", .unreachable, "\(endpoint.url): \(error.message)",
                remedy: CodeBook.advice(for: error.kind.code).explanation)
        }
    }

    /// A kernel without is no reason to fail: runs go on in the Lua sandbox alone.
    private func jailFinding(_ kernel: JailKernel) -> Finding {
        let landlock = kernel.landlockVersion
        let parts = [
            landlock > 0 ? "Landlock (version \(landlock))" : "no Landlock",
            kernel.filtersSystemCalls ? "seccomp" : "no seccomp",
        ]
        let isWhole = landlock > 0 && kernel.filtersSystemCalls
        return Finding(
            "jail", .done, "this kernel offers \(parts.joined(separator: " and "))",
            details: landlock > 0 && landlock < 4
                ? ["ports are not limited: that takes version 4, Linux 6.7"] : [],
            remedy: isWhole ? nil : JailReport.remedy)
    }

    private var libraryFindings: [Finding] {
        guard let problem = Runner.libraryProblem else { return [] }
        return [
            Finding(
                "libraries", .configuration, "answers cannot be read: \(problem)",
                remedy: "install simdjson as the system has it (libsimdjson-dev on Debian)")
        ]
    }

    /// What can't be read, and an approval that a run goes around.
    private var settingsFindings: [Finding] {
        if let problem = settings.problems.first {
            return [
                Finding(
                    "settings", .configuration, problem.text,
                    remedy: "mend that file; until then scripts only read")
            ]
        }
        let rules = ApprovalRules(settings.policies)
        guard rules.required > 0 else { return [] }
        let wanted = "\(rules.required) approval\(rules.required == 1 ? "" : "s")"
        if settings.policies.contains(where: { $0.approval?.onlyPlans ?? false }) {
            return [Finding("approval", .done, "changes are made by plans with \(wanted) only")]
        }
        return [
            Finding(
                "approval", .done, "a plan needs \(wanted) to be applied; a run needs none",
                remedy:
                    "lunette run, resume, eval and sessions make changes without one, as far as "
                    + "they are granted; only_plans = true below [policy.approval] ends that")
        ]
    }

    private func show(_ findings: [Finding]) {
        if output.json {
            Console.writeOut(JSONValue.array(findings.map(\.json)).printout)
            return
        }
        let style = output.outStyle
        for finding in findings {
            let mark =
                !finding.isGood
                ? style.red("✗") : finding.remedy == nil ? style.green("✓") : style.yellow("!")
            Console.writeOut("\(mark) \(style.bold(finding.name)): \(printable(finding.state))\n")
            for detail in finding.details {
                Console.writeOut(style.dim("    \(printable(detail))") + "\n")
            }
            if let remedy = finding.remedy {
                Console.writeOut(wrapped(remedy, width: 74).map { "    \($0)\n" }.joined())
            }
        }
    }
}

/// What one look found.
private struct Finding {
    let name: String
    let reason: ExitReason
    let state: String
    let details: [String]
    let remedy: String?

    init(
        _ name: String, _ reason: ExitReason, _ state: String, details: [String] = [],
        remedy: String? = nil
    ) {
        self.name = name
        self.reason = reason
        self.state = state
        self.details = details
        self.remedy = remedy
    }

    var isGood: Bool { reason == .done }

    var json: JSONValue {
        [
            "check": .string(name), "ok": .bool(isGood), "state": .string(state),
            "details": .array(details.map(JSONValue.string)),
            "remedy": remedy.map(JSONValue.string) ?? .null,
        ]
    }
}
