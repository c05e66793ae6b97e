import LunetteClient
import LunetteJournal

extension ErrorObject {
    /// A change that is refused, or whose outcome is not on record, for the journal's sake.
    init(_ error: JournalError) {
        self.init(
            kind: .denied, code: Self.code(of: error.kind),
            message: "\(error.path): \(error.reason)", disposition: .never,
            explanation: Self.explanation(of: error))
    }

    private static func code(of kind: JournalError.Kind) -> String {
        switch kind {
        case .missing, .unwritable, .unreadable: "JournalUnwritable"
        case .damaged: "JournalDamaged"
        case .fenced: "LockLost"
        case .foreign: "OtherAccount"
        }
    }

    private static func explanation(of error: JournalError) -> String {
        switch error.kind {
        case .missing, .unwritable, .unreadable:
            "No change is sent that is not on record, and the journal cannot be written. Make room "
                + "or give permission, or name another folder with LUNETTE_HOME; then lunette "
                + "resume goes on, or a session with its next entry."
        case .damaged:
            "The journal was changed behind Lunette's back, and nothing is added to it. lunette "
                + "runs verify names the entry; LUNETTE_HOME names another folder to go on with."
        case .fenced:
            "Another run of this runbook has begun meanwhile, and took its lock. Nothing more is "
                + "sent."
        case .foreign: "Use the credentials of the account that the run began on."
        }
    }
}
