/// What keeps a request from being answered: the client's own codes, of no page of the service's.
/// The message names the host.
let transportCodes: [CodeAdvice] = [
    CodeAdvice(
        "HostNotResolved", .retry,
        "That name has no address here. Check how --endpoint and --region are spelt (`lunette "
            + "config show --origin` says where they come from), then name resolution on this "
            + "machine: `getent hosts NAME`. From inside the cloud without a way out, try "
            + "--endpoint vpc."),
    CodeAdvice(
        "ProxyNotResolved", .retry,
        "The proxy's name has no address here. Correct HTTPS_PROXY, or name hosts that need no "
            + "proxy in NO_PROXY."),
    CodeAdvice(
        "ConnectionFailed", .retry,
        "Nobody accepts a connection there. Check --endpoint, --region and the firewall; where "
            + "the way out is a proxy, name it in HTTPS_PROXY."),
    CodeAdvice(
        "ProxyConnectionFailed", .retry,
        "The proxy does not accept connections. Start it or correct HTTPS_PROXY; NO_PROXY names "
            + "hosts that need none."),
    CodeAdvice(
        "ProxyRefused", .fix,
        "The proxy that HTTPS_PROXY names is there and refuses to pass this on. Have it allow the "
            + "host, port 443, or give it the name and password that it wants "
            + "(http://NAME:PASSWORD@PROXY:PORT)."),
    CodeAdvice(
        "TLSFailed", .fix,
        "Both sides agree on no encryption. Most often that port speaks plain HTTP, or a device "
            + "in between cuts the connection."),
    CodeAdvice(
        "CertificateUntrusted", .fix,
        "Nobody whom this machine trusts vouches for that server, and nothing was sent. Behind a "
            + "proxy that looks into TLS, or with an authority of the company's own, name its "
            + "certificate: SSL_CERT_FILE=/path/ca.pem, or install it (update-ca-certificates). "
            + "Otherwise somebody may be listening: do not go on."),
    CodeAdvice(
        "CertificateExpired", .fix,
        "The server's certificate is good for another time than this machine's. Check its clock "
            + "(`date -u`; a certificate can be too new, too); else the server's owner must renew "
            + "the certificate."),
    CodeAdvice(
        "CertificateOfAnotherHost", .fix,
        "The server that answers is another than the one meant, and nothing was sent. Check how "
            + "--endpoint is spelt: an address or an alias will not do where the certificate "
            + "names a host."),
    CodeAdvice(
        "CertificatesUnreadable", .fix,
        "The certificates of those who are trusted cannot be read, so that nobody is. Correct "
            + "SSL_CERT_FILE, SSL_CERT_DIR or CURL_CA_BUNDLE, or take them away."),
    CodeAdvice(
        "Timeout", .retry,
        "No answer came in time. Check the network and the proxy; a read is repeated a few times "
            + "before this is said."),
    CodeAdvice(
        "ConnectionBroken", .retry,
        "The connection ended before the whole answer had come. Repeat it; where it keeps on, "
            + "look at what stands in between: proxy, VPN, load balancer."),
    CodeAdvice(
        "BrokenAnswer", .retry,
        "What answered is cut off, or is no answer of the service's: a proxy's page or a login "
            + "page of the network, most often. Check --endpoint and HTTPS_PROXY."),
    CodeAdvice(
        "AnswerTooLarge", .fix, "Ask for fewer items at once, by a filter or a smaller page."),
    CodeAdvice(
        "RequestRefused", .fix,
        "Nothing was sent. Keys and answers are never sent in the open."),
    CodeAdvice(
        "TransportUnavailable", .fix,
        "Calls need libcurl on this machine: apt-get install libcurl4."),
    CodeAdvice(
        "TransportFailed", .retry,
        "The request could not be sent, for a reason that only the library knows."),
]
