import LunetteBase
import Testing

@testable import LunetteSigning

@Suite struct SigningKeyTests {
    /// The first is of RFC 4231 (§4.3); the others by another library, with keys as long as a
    /// block of SHA-256, and longer.
    @Test(arguments: [
        ("Jefe", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        (
            String(repeating: "k", count: 64),
            "63f12563e45dcef7c354a6ba71d0c713aa28eea869b5a199da814b225867f54c"
        ),
        (
            String(repeating: "k", count: 65),
            "58b6aa8aff9a0a75db8f453becc657e29cdde625b22acf3febfb296484223f22"
        ),
        (
            String(repeating: "k", count: 131),
            "ac392e02db84d07ccef2ec61fe41ed21f8176cf691c2cf82b98cf53270ce263e"
        ),
    ])
    func `a key signs by HMAC-SHA256, again and again`(key: String, code: String) {
        let key = SigningKey(Secret(key))
        for _ in 0..<2 {
            let bytes = Array("what do ya want for nothing?".utf8)
            #expect(hexadecimal(key.authenticationCode(of: bytes)) == code)
        }
    }
}
