import LunetteBase
import LunetteSystem
import Synchronization

/// The machine's time zones, by name; each is read once.
public final class ZoneFolder: Sendable {
    private let path: String
    private let known = Mutex<[String: Zone]>(["UTC": .utc])

    /// `path` is where the compiled zones lie.
    public init(path: String = "/usr/share/zoneinfo") {
        self.path = path
    }

    /// The zone of this name: `Europe/Berlin`, `UTC`.
    public func zone(named name: String) throws(ZoneError) -> Zone {
        if let zone = known.withLock({ $0[name] }) { return zone }
        let zone = try read(name)
        known.withLock { $0[name] = zone }
        return zone
    }

    private func read(_ name: String) throws(ZoneError) -> Zone {
        guard Self.isName(name) else {
            throw ZoneError(name: name, reason: "a zone is named such as Europe/Berlin or UTC")
        }
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try readFile("\(path)/\(name)", maximumSize: 1 << 20)
        } catch {
            let rest = closeName(to: name).map { "; did you mean \($0)?" } ?? ": \(error.reason)"
            throw ZoneError(
                name: name, reason: "no such zone in \(path) (package tzdata)\(rest)")
        }
        guard let zone = ZoneFileReader.zone(named: name, from: bytes) else {
            throw ZoneError(name: name, reason: "\(path)/\(name) is no time zone file")
        }
        return zone
    }

    /// The zone that was probably meant; its city alone, or one in another continent, will do.
    private func closeName(to name: String) -> String? {
        let names = self.names
        if let close = suggestion(for: name, among: names) { return close }
        let cities = Dictionary(names.map { (Self.city($0), $0) }) { first, _ in first }
        return suggestion(for: Self.city(name), among: cities.keys.sorted()).flatMap { cities[$0] }
    }

    private static func city(_ name: String) -> String {
        name.split(separator: "/").last.map(String.init) ?? name
    }

    /// All names, from the list of zones (`Z Europe/Berlin …`) and their other names (`L Asia/Tokyo
    /// Japan`) that lies beside them.
    private var names: [String] {
        guard let list = try? readFile("\(path)/tzdata.zi", maximumSize: 1 << 20) else { return [] }
        return list.split(separator: 0x0A).compactMap { line in
            let words = line.split(separator: 0x20)
            let name: ArraySlice<UInt8>? =
                switch words.first?.first {
                case UInt8(ascii: "Z"): words.dropFirst().first
                case UInt8(ascii: "L"): words.dropFirst(2).first
                default: nil
                }
            return name.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// Nothing that leads out of the folder.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { character in
                        character.isASCII
                            && (character.isLetter || character.isNumber
                                || "_+-".contains(character))
                    }
            }
    }
}
