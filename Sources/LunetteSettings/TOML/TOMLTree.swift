/// A table while a document is read: what may still be added to it depends on how it came to be.
final class TOMLTree {
    enum Origin {
        /// Named on the way to another one: `a` of `[a.b]`. Its own header may still come.
        case implicit
        /// By its own header.
        case header
        /// By a key with dots: `a` of `a.b = 1`.
        case dotted
    }

    enum Entry {
        /// Whole: nothing can be added.
        case value(TOMLValue)
        case table(TOMLTree)
        /// `[[a]]`; the last one is under way.
        case tables([TOMLTree])
    }

    let steps: [TOMLStep]
    var origin: Origin
    var entries: [String: Entry] = [:]

    init(_ steps: [TOMLStep], _ origin: Origin) {
        self.steps = steps
        self.origin = origin
    }

    /// The table below this key on the way of a header; nil where there is none to go through.
    func step(through name: String) -> TOMLTree? {
        switch entries[name] {
        case nil: return addTable(name, .implicit)
        case .table(let table)?: return table
        case .tables(let tables)?: return tables.last
        case .value?: return nil
        }
    }

    /// The table that a header `[… name]` opens; nil when it was opened before, or is none.
    func open(_ name: String) -> TOMLTree? {
        switch entries[name] {
        case nil: return addTable(name, .header)
        case .table(let table)? where table.origin == .implicit:
            table.origin = .header
            return table
        case _?: return nil
        }
    }

    /// The next table of `[[… name]]`; nil when something else has that name.
    func append(_ name: String) -> TOMLTree? {
        var tables: [TOMLTree] = []
        switch entries[name] {
        case nil: break
        case .tables(let before)?: tables = before
        case _?: return nil
        }
        let table = TOMLTree(steps + [.key(name), .element(tables.count)], .header)
        entries[name] = .tables(tables + [table])
        return table
    }

    /// The table below this key on the way of a key with dots; nil where there is none to add to.
    func extend(through name: String) -> TOMLTree? {
        switch entries[name] {
        case nil: return addTable(name, .dotted)
        case .table(let table)? where table.origin == .dotted: return table
        case _?: return nil
        }
    }

    private func addTable(_ name: String, _ origin: Origin) -> TOMLTree {
        let table = TOMLTree(steps + [.key(name)], origin)
        entries[name] = .table(table)
        return table
    }

    /// What was read.
    var fields: [String: TOMLValue] {
        entries.mapValues { entry in
            switch entry {
            case .value(let value): value
            case .table(let table): .table(table.fields)
            case .tables(let tables): .list(tables.map { .table($0.fields) })
            }
        }
    }
}
