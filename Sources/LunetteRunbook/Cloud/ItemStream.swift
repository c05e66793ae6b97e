import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteLoop
import LunetteLua

/// The items of a paged list, one after the other; a page is fetched when the one before is used
/// up.
actor ItemStream {
    private let session: CloudSession
    private let operation: Operation
    private let call: ServiceCall
    private let list: ResponseShapes.List
    private let shape: JSONShape?
    private var walk: PageWalk
    private var page: [UInt8] = []
    private var ranges: ArraySlice<Range<Int>> = []
    private var hasMore = true

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        session.loop.asUnownedSerialExecutor()
    }

    /// Nil when the operation answers no list in pages.
    init?(_ operation: Operation, call: ServiceCall, session: CloudSession) {
        var parameters = call.parameters
        parameters.removeAll { PageWalk.parameterNames.contains($0.name) }
        guard let list = ResponseShapes.list(of: operation),
            let walk = PageWalk(operation, parameters: parameters)
        else { return nil }
        self.session = session
        self.operation = operation
        self.call = call
        self.list = list
        self.walk = walk
        shape = ResponseShapes.elementShape(of: operation)
    }

    /// The next item; nil behind the last.
    func next() async throws -> LuaValue? {
        while ranges.isEmpty {
            guard hasMore else { return nil }
            try await fetch()
        }
        let range = ranges.removeFirst()
        return .json(JSONText(Array(page[range]), shape: shape))
    }

    private func fetch() async throws {
        var walk = walk
        (page, hasMore) = try await session.nextPage(operation, call, list, &walk)
        self.walk = walk
        guard let elements = JSONElements(of: page, at: list.wirePath) else {
            throw session.incompleteList("a page has no list in it", "Read it again.", call)
        }
        ranges = elements.ranges[...]
    }
}
