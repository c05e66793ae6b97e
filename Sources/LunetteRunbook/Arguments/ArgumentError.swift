/// Why a runbook's arguments were refused; `flag` names the culprit.
public struct ArgumentError: Error, Sendable, Hashable {
    public let flag: String?
    public let message: String

    init(_ flag: String?, _ message: String) {
        self.flag = flag
        self.message = message
    }
}
