import LunetteLua

/// The global `runbook`: the manifest was read before the run, so that nothing is left to do but
/// to refuse one that isn't where it belongs.
enum RunbookFunction {
    static func function(of script: Script) -> HostFunction {
        HostFunction(
            "runbook",
            immediate: { _ in
                guard script.hasManifest else {
                    throw LuaMessage(
                        "runbook { … } must be the first statement of the script, and a literal "
                            + "table: it is read before anything runs")
                }
                return .none
            })
    }
}
