import LunetteBase

/// What has a person show that a production account is meant: its name, typed.
struct AccountQuestion {
    /// Its alias, or its id where it has none.
    let name: String

    /// What stands in front of the answer.
    var text: String {
        "This is production. Type the account's name (\(printable(name))) to go on: "
    }

    func isAnswered(by line: String?) -> Bool { line?.trimmed == name }
}
