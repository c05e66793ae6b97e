import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Opening {
    /// What a process needs of the machine, whatever it does, to resolve names, to verify
    /// certificates, to load libraries late and to tell local time.
    public static func ofTheSystem(_ environment: Environment) -> [Opening] {
        let named = pathLists.flatMap { name in
            (environment[name] ?? "").split(separator: ":").map(String.init)
        }
        let replaced = resolverFolder.map { [$0] } ?? []
        let read = libraries + resolver + replaced + certificates + others + named
        return read.map(Opening.reading) + devices.map(Opening.device)
    }

    /// libcurl, and the C library's own name services, are opened at the first request.
    private static let libraries = [
        "/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/lib",
        "/nix/store", "/etc/ld.so.cache", "/etc/ld.so.preload",
    ]

    private static let resolver = [
        "/etc/resolv.conf", "/etc/hosts", "/etc/host.conf", "/etc/nsswitch.conf", "/etc/gai.conf",
        "/etc/services", "/etc/protocols", "/etc/networks", "/etc/passwd", "/etc/group",
    ]

    private static let certificates = [
        "/etc/ssl/certs", "/etc/ssl/cert.pem", "/etc/ssl/openssl.cnf", "/etc/pki/tls",
        "/etc/pki/ca-trust", "/etc/ca-certificates", "/usr/share/ca-certificates",
        "/usr/local/share/ca-certificates", "/usr/share/pki", "/etc/crypto-policies",
        "/usr/share/crypto-policies", "/etc/gnutls", "/etc/krb5.conf", "/etc/ldap/ldap.conf",
    ]

    /// Of `/proc`, Dispatch reads how busy its threads are, and ends the process when it cannot; of
    /// other processes Landlock still shows nothing but what `ps` does.
    private static let others = [
        "/proc", "/usr/share/zoneinfo", "/etc/localtime", "/etc/timezone",
        "/sys/devices/system/cpu",
        "/usr/share/terminfo", "/etc/terminfo", "/lib/terminfo",
    ]

    private static let devices = [
        "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty",
        "/dev/pts",
    ]

    /// Variables that name further places, as a search path does.
    private static let pathLists = [
        "LD_LIBRARY_PATH", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR", "OPENSSL_CONF",
        "TZDIR", "TERMINFO",
    ]

    /// The folder that the resolver's file lies in, where `/etc` has a link to it only: daemons
    /// put a new file there when the network changes, and a rule holds for a file or a folder,
    /// never for a name.
    private static var resolverFolder: String? {
        guard let path = realpath("/etc/resolv.conf", nil) else { return nil }
        defer { free(path) }
        let file = String(cString: path)
        guard let slash = file.lastIndex(of: "/"), !file.hasPrefix("/etc/") else { return nil }
        return String(file[..<slash])
    }
}
