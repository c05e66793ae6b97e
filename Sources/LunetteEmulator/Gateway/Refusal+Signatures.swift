import LunetteHTTP

extension Refusal {
    static let unsupportedMethod = Refusal(
        405, "UnsupportedHTTPMethod", "This http method is not supported.")
    static let unknownPath = Refusal(
        404, "InvalidApi.NotFound",
        "Specified api is not found, please check your url and method.")
    static let expiredDate = Refusal(
        400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.")
    static let malformedDate = Refusal(
        400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.")
    static let usedNonce = Refusal(
        400, "SignatureNonceUsed", "Specified signature nonce was used already.")
    static let unknownKey = Refusal(
        404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")
    static let inactiveKey = Refusal(
        400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled.")
    static let missingToken = Refusal(
        400, "MissingSecurityToken", "SecurityToken is mandatory for this action.")
    static let expiredToken = Refusal(
        400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.")
    static let malformedToken = Refusal(
        400, "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed.")
    static let foreignToken = Refusal(
        400, "InvalidSecurityToken.MismatchWithAccessKey",
        "Specified SecurityToken mismatch with the AccessKey.")
    static let unknownVersion = Refusal(
        400, "InvalidVersion", "Specified parameter Version is not valid.")

    static func repeated(_ name: String) -> Refusal {
        Refusal(400, "InvalidParameter", "The parameter \(name) is given more than once.")
    }

    static func missing(_ name: String) -> Refusal {
        Refusal(
            400, "MissingParameter",
            "The input parameter \"\(name)\" that is mandatory for processing this request is "
                + "not supplied.")
    }

    static func invalidSignatureMethod(_ name: String) -> Refusal {
        Refusal(
            400, "InvalidSignatureMethod", "Specified \(name) names no supported signature.")
    }

    /// `text` is what the gateway computed. The vendor's RPC library compares it with its own, and
    /// reports a wrong secret when the two are equal.
    static func wrongSignature(_ text: String) -> Refusal {
        Refusal(
            400, "SignatureDoesNotMatch",
            "Specified signature is not matched with our calculation. server string to sign is:"
                + text)
    }

    static func unsignedHeader(_ name: String) -> Refusal {
        Refusal(
            400, "SignatureDoesNotMatch",
            "Specified signature is not matched with our calculation. The header \(name) must "
                + "be among the SignedHeaders.")
    }
}
