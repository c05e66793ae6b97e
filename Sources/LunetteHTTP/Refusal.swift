/// Why a request is answered without being looked into: what the front answers itself.
public struct Refusal: Error, Hashable {
    public let status: Int
    public let code: String
    public let message: String

    public init(_ status: Int, _ code: String, _ message: String) {
        self.status = status
        self.code = code
        self.message = message
    }
}

extension Refusal {
    static let malformedRequest = Refusal(
        400, "InvalidRequest.Malformed", "The request is not valid HTTP/1.1.")
    static let incompleteRequest = Refusal(
        400, "InvalidRequest.Incomplete", "The connection ended in the middle of the request.")
    static let headTooLarge = Refusal(
        431, "InvalidRequest.HeadTooLarge",
        "The request line or the headers are larger than the gateway accepts.")
    static let bodyTooLarge = Refusal(
        413, "InvalidRequest.BodyTooLarge", "The request body is larger than the gateway accepts.")
    public static let malformedQuery = Refusal(
        400, "InvalidRequest.Query", "The query or the form is not percent-encoded UTF-8.")
}
