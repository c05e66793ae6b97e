import LunetteCatalogue

/// What `lunette --version` says.
enum Version {
    static let number = "0.1.0"

    static var text: String {
        "lunette \(number) (catalogue \(Catalogue.version) of \(Catalogue.date))"
    }
}
