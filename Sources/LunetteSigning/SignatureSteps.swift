/// The steps on the way to a signature, made into text when somebody looks.
enum SignatureSteps: Sendable, Hashable {
    case acs3(ACS3Signature)
    case rpc(RPCSignature)

    var canonicalQuery: String {
        switch self {
        case .acs3(let signature): signature.canonicalQuery
        case .rpc(let signature): signature.canonicalQuery
        }
    }

    /// Only ACS3 has one.
    var canonicalRequest: String? {
        if case .acs3(let signature) = self { signature.canonicalRequest } else { nil }
    }

    var stringToSign: String {
        switch self {
        case .acs3(let signature): signature.stringToSign
        case .rpc(let signature): signature.stringToSign
        }
    }
}
