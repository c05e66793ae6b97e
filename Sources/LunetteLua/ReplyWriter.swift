import CLunetteLua

/// Writing values for the C side to turn into Lua's.
extension Border {
    /// How deep a tree of values may be.
    private static let deepest = 64

    /// Makes the reply hold what a waiting function answered.
    func write(answer outcome: Result<Reply, any Error>) {
        clunette_reply_begin(engine)
        switch outcome {
        case .success(let reply):
            write(reply)
        case .failure(let error):
            write(error)
            clunette_reply_answer(engine, CLUNETTE_RAISED)
        }
    }

    func write(_ reply: Reply) {
        switch reply {
        case .none: break
        case .value(let value): write(value)
        case .values(let values): for value in values { write(value) }
        }
    }

    func write(_ error: any Error) {
        switch error {
        // The cast to a protocol is the slow one.
        case let error as LuaMessage: write(error.text)
        case let error as any LuaErrorConvertible: write(.error(error))
        case is CancellationError: write(.string("cancelled"))
        default: write(.string("\(error)"))
        }
    }

    func write(_ value: LuaValue, depth: Int = 0) {
        // Our own mistake: what scripts give never gets this deep.
        precondition(depth <= Self.deepest, "values nested too deeply for Lua")
        switch value {
        case .nothing, .opaque: clunette_reply_simple(engine, CLUNETTE_NIL)
        case .boolean(let value):
            clunette_reply_simple(engine, value ? CLUNETTE_TRUE : CLUNETTE_FALSE)
        case .integer(let value): clunette_reply_integer(engine, value)
        case .number(let value): clunette_reply_number(engine, value)
        case .string(let value): write(value)
        case .null: clunette_reply_simple(engine, CLUNETTE_NULL)
        case .table(let table): write(table, depth)
        case .error(let error): write(error, depth)
        case .object(let object): write(object)
        case .function(let function): clunette_reply_function(engine, function.reference)
        case .hostFunction(let function): write(function)
        case .library(let library): write(library, depth)
        case .json(let text): write(text)
        }
    }

    @inline(__always)
    private func write(_ string: LuaString) {
        switch string.storage {
        case .short(let short):
            clunette_reply_short_bytes(
                engine, short.first.littleEndian, short.second.littleEndian, Int(short.count))
        case .long(let bytes): write(bytes)
        }
    }

    private func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { clunette_reply_bytes(engine, $0.baseAddress, $0.count) }
    }

    private func write(_ text: String) {
        var text = text
        text.withUTF8 { clunette_reply_bytes(engine, $0.baseAddress, $0.count) }
    }

    private func write(_ table: LuaTable, _ depth: Int) {
        clunette_reply_table(
            engine, table.elements.count, table.pairs.count, table.isEmptyList)
        for element in table.elements { write(element, depth: depth + 1) }
        for pair in table.pairs {
            write(pair.key, depth: depth + 1)
            write(pair.value, depth: depth + 1)
        }
    }

    private func write(_ error: any LuaErrorConvertible, _ depth: Int) {
        clunette_reply_error(engine, Unmanaged.passRetained(ErrorBox(error)).toOpaque())
        write(error.luaSummary)
        write(LuaTable(fields: error.luaFields), depth + 1)
    }

    private func write(_ object: any HostObject) {
        let type = type(of: object).luaType
        let pointer = Unmanaged.passRetained(object as AnyObject).toOpaque()
        let address = type.address
        let isNew = !clunette_knows_type(engine, address)
        clunette_reply_object(engine, pointer, address, isNew)
        guard isNew else { return }
        write(type.name)
        clunette_reply_table(engine, 0, type.methods.count, false)
        for method in type.methods {
            write(method.fieldName)
            write(method)
        }
    }

    private func write(_ function: HostFunction) {
        clunette_reply_host_function(engine, register(function), function.waits)
    }

    private func write(_ library: HostLibrary, _ depth: Int) {
        clunette_reply_library(engine, library.fields.count, library.isLazy)
        write(library.name)
        if library.isLazy {
            write(
                HostFunction(library.name) { arguments in
                    try library.answer(try arguments.text(1, "field"))
                })
        }
        for (name, value) in library.fields {
            write(name)
            write(value, depth: depth + 1)
        }
    }

    private func write(_ text: JSONText) {
        let shape = text.shape.map(number(of:)) ?? -1
        clunette_reply_json(engine, text.pages.count, Int64(shape))
        write(text.list)
        for page in text.pages { write(page) }
    }

    /// Tells the C side of a shape when it first is used.
    private func number(of shape: JSONShape) -> Int32 {
        if let known = shapes[ObjectIdentifier(shape)] { return known }
        let number = Int32(knownShapes.count)
        // Held, so that no other shape ever has its identity.
        knownShapes.append(shape)
        shapes[ObjectIdentifier(shape)] = number
        for (key, field) in shape.fields {
            let child = field.shape.map(self.number(of:)) ?? -1
            clunette_define_field(engine, number, key, field.name, child, field.wrapped)
        }
        return number
    }
}
