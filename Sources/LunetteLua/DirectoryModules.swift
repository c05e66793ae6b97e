#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The `.lua` files under one folder, and nothing outside of it: `a.b` is `a/b.lua`.
///
/// Every step of the way is opened by itself and without following links, from a descriptor of
/// the folder that is taken once: what is renamed or linked meanwhile leads nowhere else.
public final class DirectoryModules: ModuleLoader {
    private let folder: Int32
    private let name: String
    private let largest: Int

    /// Nil when the folder cannot be opened. `name` is what messages call it; files larger than
    /// `largest` bytes count as missing.
    public init?(root: String, name: String = "", largest: Int = 256 << 10) {
        folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        self.name = name
        self.largest = largest
        if folder < 0 { return nil }
    }

    deinit {
        if folder >= 0 { close(folder) }
    }

    public func module(named module: String) -> ModuleSource {
        let steps = module.split(separator: ".", omittingEmptySubsequences: false)
        let path = steps.joined(separator: "/") + ".lua"
        let place = name.isEmpty ? path : "\(name)/\(path)"
        guard steps.allSatisfy(Self.isName), let source = read(steps) else {
            return .missing(tried: [place])
        }
        return .found(source: source, chunk: "@\(place)")
    }

    /// Letters, digits, `_` and `-`: no `/`, no NUL, and `..` is two empty steps.
    private static func isName(_ step: Substring) -> Bool {
        !step.isEmpty
            && step.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
                    || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            }
    }

    private func read(_ steps: [Substring]) -> [UInt8]? {
        var descriptor = dup(folder)
        defer { if descriptor >= 0 { close(descriptor) } }
        for step in steps.dropLast() {
            let next = openat(
                descriptor, String(step), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            close(descriptor)
            descriptor = next
            guard next >= 0 else { return nil }
        }
        // Not to wait on a pipe that stands there.
        let file = openat(
            descriptor, "\(steps.last ?? "").lua", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return contents(of: file)
    }

    private func contents(of file: Int32) -> [UInt8]? {
        var information = stat()
        guard fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
            information.st_size <= largest
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: largest + 1)
        var count = 0
        while count <= largest {
            let wanted = bytes.count - count
            let got = bytes.withUnsafeMutableBytes { buffer in
                Self.read(file, into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
            }
            if got <= 0 || wanted == 0 { break }
            count += got
        }
        return count <= largest ? Array(bytes[..<count]) : nil
    }

    /// The system's read, by a name that the method above doesn't hide.
    private static func read(_ file: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(file, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(file, buffer.baseAddress, buffer.count)
        #endif
    }
}
