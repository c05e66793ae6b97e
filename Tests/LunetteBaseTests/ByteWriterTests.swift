import LunetteBase
import Testing

@Suite struct ByteWriterTests {
    @Test func `pieces stand one behind the other, in no more memory than was asked for`() {
        let bytes = [UInt8](capacity: 32) { text in
            text.write("弦")
            text.write(UInt8(ascii: " "))
            text.writePercentEncoded("a b")
            [UInt8]([0x00, 0x9F]).withUnsafeBytes { text.writeHexadecimal($0) }
            #expect(text.count == 13)
        }
        #expect(String(decoding: bytes, as: UTF8.self) == "弦 a%20b009f")
        #expect(String(capacity: 0) { _ in } == "")
        #expect(String(capacity: 3) { $0.write("abc") } == "abc")
    }

    @Test func `what was not said does not fit`() async {
        await #expect(processExitsWith: .failure) {
            _ = [UInt8](capacity: 2) { $0.write("abc") }
        }
        await #expect(processExitsWith: .failure) {
            _ = [UInt8](capacity: 0) { $0.write(0) }
        }
    }
}
