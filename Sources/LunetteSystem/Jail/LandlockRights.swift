/// Landlock's rights on files and folders, as the kernel numbers them (linux/landlock.h).
struct LandlockRights: OptionSet, Sendable, Hashable {
    let rawValue: UInt64

    static let execute = LandlockRights(bit: 0)
    static let writeFile = LandlockRights(bit: 1)
    static let readFile = LandlockRights(bit: 2)
    static let readFolder = LandlockRights(bit: 3)
    static let removeFolder = LandlockRights(bit: 4)
    static let removeFile = LandlockRights(bit: 5)
    static let makeCharacterDevice = LandlockRights(bit: 6)
    static let makeFolder = LandlockRights(bit: 7)
    static let makeFile = LandlockRights(bit: 8)
    static let makeSocket = LandlockRights(bit: 9)
    static let makePipe = LandlockRights(bit: 10)
    static let makeBlockDevice = LandlockRights(bit: 11)
    static let makeLink = LandlockRights(bit: 12)
    /// From one folder to another.
    static let move = LandlockRights(bit: 13)
    static let truncate = LandlockRights(bit: 14)
    static let controlDevice = LandlockRights(bit: 15)

    init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    private init(bit: UInt64) {
        self.init(rawValue: 1 << bit)
    }

    /// All rights that this version of the interface knows. What is not known cannot be taken
    /// away, and must not be given back.
    static func known(toVersion version: Int) -> LandlockRights {
        let bits: UInt64 =
            switch version {
            case ...0: 0
            case 1: 13
            case 2: 14
            case 3, 4: 15
            default: 16
            }
        return LandlockRights(rawValue: 1 << bits - 1)
    }

    /// Those that a file, which is no folder, can have.
    static let ofFiles: LandlockRights = [
        .execute, .writeFile, .readFile, .truncate, .controlDevice,
    ]
}

extension Opening.Use {
    var rights: LandlockRights {
        switch self {
        case .reading: [.readFile, .readFolder]
        case .changing:
            [
                .readFile, .readFolder, .writeFile, .truncate, .makeFile, .makeFolder,
                .removeFile, .removeFolder, .move,
            ]
        case .device: [.readFile, .readFolder, .writeFile, .truncate, .controlDevice]
        }
    }
}
