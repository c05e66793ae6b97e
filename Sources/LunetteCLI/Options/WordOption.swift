import ArgumentParser

/// An option that takes one of a few words.
///
/// It says itself what ArgumentParser would else find out by key paths and mirrors, at a third of a
/// millisecond for each such type in every start.
protocol WordOption: ExpressibleByArgument, CaseIterable, RawRepresentable, Sendable
where RawValue == String, AllCases == [Self] {}

extension WordOption {
    static var allValueStrings: [String] { allCases.map { $0.rawValue } }
    static var allValueDescriptions: [String: String] { [:] }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
    var defaultValueDescription: String { rawValue }
}
