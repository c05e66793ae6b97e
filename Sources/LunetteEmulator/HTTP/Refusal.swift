/// Why a request never reached the service: what the gateway answers itself.
struct Refusal: Error, Hashable {
    let status: Int
    let code: String
    let message: String

    init(_ status: Int, _ code: String, _ message: String) {
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
    static let unsupportedMethod = Refusal(
        405, "UnsupportedHTTPMethod", "This http method is not supported.")
    static let unknownPath = Refusal(
        404, "InvalidApi.NotFound",
        "Specified api is not found, please check your url and method.")
    static let malformedQuery = Refusal(
        400, "InvalidRequest.Query", "The query or the form is not percent-encoded UTF-8.")
}
