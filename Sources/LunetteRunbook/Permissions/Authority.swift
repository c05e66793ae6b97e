import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteLoop
import LunetteSettings

/// Says of each call of a run whether it may be made: gathers the facts, has `PermissionRules`
/// decide, and asks whoever runs it, at most once.
actor Authority {
    private let loop: ScriptLoop
    private let script: Script
    private let settings: RunSettings
    private let oversight: Oversight
    private let target: CloudTarget
    private let sources: SourceSet
    private let loaded: LoadedSources
    private var rules: PermissionRules
    /// Everybody whose account is meant from the start, to be shown when it is asked.
    private var named: [Caller] = []
    /// The answer for each account that somebody was asked about.
    private var answers: [String: Task<Bool, Never>] = [:]

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    nonisolated var isOneCaller: Bool { settings.isOneCaller }

    init(
        loop: ScriptLoop, script: Script, target: CloudTarget, settings: RunSettings,
        oversight: Oversight, loaded: LoadedSources
    ) {
        self.loop = loop
        self.script = script
        self.target = target
        self.settings = settings
        self.oversight = oversight
        self.loaded = loaded
        sources = SourceSet(of: script)
        rules = settings.permissions(script.manifest)
    }

    /// What a session lets through from now on.
    func change(to mode: SessionMode) {
        rules.mode = mode
    }

    // MARK: Before the script runs

    /// Refuses a run as a whole where that is certain: on another account than the one meant, or
    /// when its manifest's requests are not granted and nobody agrees to them.
    func admit(_ callers: [Caller]) async throws(ErrorObject) {
        named = callers
        guard let caller = callers.first else { return }
        if let profile = caller.profile, !settings.policiesAdmit(profile: profile) {
            throw Self.denial(
                "PermissionDenied", "the policy does not let scripts use the profile '\(profile)'",
                "name another one with --profile")
        }
        if let expected = settings.expectedAccount {
            let account = try await caller.account.account()
            if let mismatch = account.mismatch(with: expected) {
                throw Self.denial(
                    "AccountMismatch", mismatch,
                    "name the profile of the right account with --profile")
            }
        }
        guard rules.mode == .script, !rules.isDryRun, rules.settingsProblem == nil,
            rules.manifestAllow.contains(where: wantsGrant)
        else { return }
        let account = isGuarded(caller) ? try await caller.account.account() : nil
        let rules = rules(for: caller, account)
        guard rules.manifestGrant == .none else { return }
        let asked = script.manifest.allow.joined(separator: ", ")
        let who = account.map { " on the account \($0.text)" } ?? ""
        let reason = "the runbook asks for \(asked), and nobody granted it\(who)"
        guard try await isAgreed(to: reason, caller) else {
            throw Self.denial("PermissionDenied", reason, Self.waysOn(rules, script))
        }
    }

    /// Whether a pattern of the manifest asks for more than is granted already.
    private func wantsGrant(_ pattern: String) -> Bool {
        Catalogue.operations.contains { operation in
            let isPlain = operation.isReadOnly && !operation.isSensitive
            let isMeant =
                operation.isSensitive
                ? pattern == operation.permission : globMatches(pattern, operation.permission)
            return !isPlain && isMeant
                && !rules.granted.contains { globMatches($0, operation.permission) }
        }
    }

    private static func waysOn(_ rules: PermissionRules, _ script: Script) -> String {
        let file = script.file ?? "FILE"
        let allow = script.manifest.allow.map { "--allow '\($0)'" }.joined(separator: " ")
        return rules.isProduction
            ? "give the account's name with --account as well as --yes, or trust it for good with "
                + "lunette trust \(file)"
            : "say --yes, trust it for good with lunette trust \(file), or grant it for this run "
                + "with \(allow)"
    }

    // MARK: Call by call

    /// Returns when the call may be made; raises why not, and what would change that.
    func permit(
        _ operation: Operation, _ call: ServiceCall, as caller: Caller, isDryRun: Bool
    ) async throws(ErrorObject) {
        let isPlainRead = operation.isReadOnly && !operation.isSensitive
        let needsAccount =
            settings.policies.contains(where: \.namesAccounts)
            || (!isPlainRead && isGuarded(caller) && !rules.manifestAllow.isEmpty)
        let account = needsAccount ? try await caller.account.account() : nil
        var rules = rules(for: caller, account)
        rules.isDryRun = isDryRun
        // Only policies look at the targets.
        let targets = rules.policies.isEmpty ? [] : CallTarget.list(in: call.parameters)
        let request = PermissionRequest(
            operation, targets: targets, account: account, regionID: call.regionID,
            profile: caller.profile)
        switch rules.decision(on: request) {
        case .allow: return
        case .deny(let reason, let remedy): throw Self.denial(reason, remedy, call)
        case .confirm(let reason, let remedy):
            let breach = trustBreach(account)
            if try await isAgreed(to: breach ?? reason, caller) { return }
            throw Self.denial(breach ?? reason, remedy, call)
        }
    }

    /// Refuses a profile or a role that nobody named for this run.
    func admit(profile: String?, roleARN: String?) throws(ErrorObject) {
        if let profile, !settings.names(profile: profile) {
            throw Self.denial(
                "PermissionDenied",
                "the script wants the credentials profile '\(profile)', which "
                    + "nobody named",
                "run with --profile \(profilesToName(with: profile))")
        }
        if let roleARN, !settings.names(role: roleARN) {
            throw Self.denial(
                "PermissionDenied",
                "the script wants to take on the role \(roleARN), which nobody "
                    + "named",
                "run with --role \(roleARN)")
        }
    }

    /// Refuses to notify a host that some policy leaves out, or that may be left out by one that
    /// cannot be read.
    nonisolated func admit(_ webhook: Webhook) throws(ErrorObject) {
        if let problem = settings.settingsProblem {
            throw Self.denial(
                "PermissionDenied",
                "the settings cannot be read, so that nobody may be notified: \(problem)",
                "mend that file")
        }
        guard let policy = settings.policies.first(where: { !$0.admits(webhook) }) else { return }
        let hosts = policy.webhooks ?? []
        let named = hosts.isEmpty ? "none" : hosts.joined(separator: ", ")
        var object = Self.denial(
            "PermissionDenied",
            "the policy does not let scripts notify \(webhook.host); its webhooks: \(named) "
                + "(\(policy.origin))", "run without it, or with a webhook that the policy names")
        object.target = webhook.host
        throw object
    }

    /// What `--profile` would have to say: the one that calls are made with first.
    private func profilesToName(with profile: String) -> String {
        let named = settings.profiles.isEmpty ? [target.profile ?? "MAIN"] : settings.profiles
        return (named + [profile]).joined(separator: ",")
    }

    /// The rules as they are for this caller, with its account where that is known.
    private func rules(for caller: Caller, _ account: CloudAccount?) -> PermissionRules {
        var rules = rules
        rules.isProduction = isProduction(caller)
        if !isGuarded(caller) {
            rules.manifestGrant = .emulator
        } else if let account, trustBreach(account) == nil,
            oversight.trust.entry(for: sources, accountID: account.id) != nil
        {
            rules.manifestGrant = .trust
        }
        return rules
    }

    /// Whether a manifest's requests need somebody's word there.
    private func isGuarded(_ caller: Caller) -> Bool {
        target.isRealAccount || isProduction(caller)
    }

    private func isProduction(_ caller: Caller) -> Bool {
        caller.profile.map(settings.productionProfiles.contains) ?? false
    }

    /// Why trust that there was does not hold any more: a file was loaded that is not the one that
    /// somebody trusted.
    private func trustBreach(_ account: CloudAccount?) -> String? {
        guard let account,
            let entry = oversight.trust.entry(for: sources, accountID: account.id),
            let stranger = loaded.stranger(to: entry.sources)
        else { return nil }
        return "\(stranger) is not among the files that were trusted, or changed since"
    }

    // MARK: Asking

    /// Whether whoever runs this agrees to changes on this caller's account. Asked at most once for
    /// an account, for all those meant from the start together; everybody waits for the answer.
    private func isAgreed(to reason: String, _ caller: Caller) async throws(ErrorObject) -> Bool {
        let id = try await caller.account.account().id
        if let answer = answers[id] { return await answer.value }
        var shown: [ApprovalAccount] = []
        var mustType: String?
        for caller in [caller] + named {
            let account = try await caller.account.account()
            guard answers[account.id] == nil else { continue }
            if isProduction(caller) { mustType = mustType ?? account.name }
            guard !shown.contains(where: { $0.account == account }) else { continue }
            shown.append(ApprovalAccount(account: account, origin: caller.origin))
        }
        let question = question(reason, shown, mustType)
        if let answer = answers[id] { return await answer.value }
        let answer = Task { await agreement(to: question) }
        for account in shown { answers[account.account.id] = answer }
        return await answer.value
    }

    private func question(_ reason: String, _ accounts: [ApprovalAccount], _ mustType: String?)
        -> ApprovalQuestion
    {
        let manifest = script.manifest
        return ApprovalQuestion(
            name: script.name, accounts: accounts, operations: manifest.allow + settings.allow,
            regions: manifest.regions.isEmpty ? [target.regionID] : manifest.regions,
            maxChanges: settings.maxChanges(manifest, target), reason: reason,
            accountToType: mustType)
    }

    private func agreement(to asked: ApprovalQuestion) async -> Bool {
        // `admit` has held --account against the credentials: it is the account's name, typed.
        let isNamed = asked.accountToType == nil || settings.expectedAccount != nil
        if settings.isAgreedTo, isNamed { return true }
        return await oversight.approver.answer(to: asked) == .yes
    }

    // MARK: Refusing

    private static func denial(_ reason: String, _ remedy: String, _ call: ServiceCall)
        -> ErrorObject
    {
        var object = denial("PermissionDenied", reason, remedy)
        object.operation = call.operation
        object.target = call.target
        object.regionID = call.regionID
        return object
    }

    private static func denial(_ code: String, _ reason: String, _ remedy: String) -> ErrorObject {
        ErrorObject(
            kind: .denied, code: code, message: "\(reason); \(remedy)", disposition: .never,
            explanation: "Nothing was sent. To go on, \(remedy).")
    }
}

extension Caller {
    /// What leads there, for people.
    fileprivate var origin: String? {
        if let roleARN { return "role \(roleARN)" }
        return profile.map { "profile \($0)" }
    }
}

extension OperatorPolicy {
    fileprivate var namesAccounts: Bool { rules.contains { !$0.accounts.isEmpty } }

    /// By the host's name, with or without its port.
    fileprivate func admits(_ webhook: Webhook) -> Bool {
        webhooks?.contains { pattern in
            globMatches(pattern, webhook.host) || globMatches(pattern, webhook.hostWithoutPort)
        } ?? true
    }
}
