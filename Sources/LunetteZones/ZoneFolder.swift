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
            throw ZoneError(
                name: name, reason: "no such zone in \(path) (package tzdata): \(error.reason)")
        }
        guard let zone = ZoneFileReader.zone(named: name, from: bytes) else {
            throw ZoneError(name: name, reason: "\(path)/\(name) is no time zone file")
        }
        return zone
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
