import Glibc

/// The machine's own `lua5.4`, to compare with.
enum StockLua {
    static let isInstalled = access("/usr/bin/lua5.4", X_OK) == 0

    /// What a program prints there.
    static func output(of program: String) throws -> String {
        var path = Array("/tmp/lunette-stock-XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        defer {
            close(descriptor)
            unlink(path)
        }
        let bytes = Array(program.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else { throw Trouble() }
        let name = String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard let pipe = popen("timeout 20 /usr/bin/lua5.4 \(name) 2>&1", "r") else {
            throw Trouble()
        }
        defer { pclose(pipe) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
            output += buffer[..<count]
        }
        return String(decoding: output, as: UTF8.self)
    }

    struct Trouble: Error {}
}
