import LunetteBase

/// The RPC signature, HMAC-SHA1 version 1.0, with each step on the way to it.
public struct RPCSignature: Sendable, Hashable {
    public static let algorithm = "HMAC-SHA1"

    /// Query and form together, without `Signature` itself.
    public let canonicalQuery: String
    public let stringToSign: String
    /// Base64.
    public let signature: String

    /// Signs the request's query and form; headers and path are not covered.
    public init(of request: SignableRequest, accessKeySecret: Secret) {
        let items = (request.query + request.form).filter { $0.name != "Signature" }
        let query = [UInt8](capacity: largestQuerySize(items)) {
            $0.writeQuery(items, encodingNames: true)
        }
        let head = "\(request.method)&%2F&"
        let text = [UInt8](capacity: head.utf8.count + 3 * query.count) { text in
            text.write(head)
            query.withUnsafeBufferPointer { text.writePercentEncoded($0) }
        }
        let key = Array("\(accessKeySecret.reveal())&".utf8)
        canonicalQuery = String(decoding: query, as: UTF8.self)
        stringToSign = String(decoding: text, as: UTF8.self)
        signature = base64Encoded(hmacSHA1(text, key: key))
    }
}
