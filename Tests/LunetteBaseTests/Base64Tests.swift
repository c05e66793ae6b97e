import LunetteBase
import Testing

@Suite struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `the vectors of RFC 4648 come out, and back`(text: String, encoded: String) {
        #expect(base64Encoded(Array(text.utf8)) == encoded)
        #expect(base64Decoded(encoded) == Array(text.utf8))
    }

    @Test func `every byte survives`() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(base64Decoded(base64Encoded(bytes)) == bytes)
    }

    @Test(arguments: ["Zg", "Zg=", "Z===", "Zm 9", "Zg==Zg==", "=", "Zm-_"])
    func `what is not whole groups of the alphabet is refused`(text: String) {
        #expect(base64Decoded(text) == nil)
    }
}
