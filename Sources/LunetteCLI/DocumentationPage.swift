import CLunetteStdlib

/// A page of `stdlib/docs`, as it lies in the binary: the guide, the world file.
struct DocumentationPage {
    let text: String

    /// Nil when there is none of that name.
    init?(_ name: String) {
        guard let page = clunette_stdlib_page(name) else { return nil }
        let bytes = UnsafeBufferPointer(start: page.pointee.source, count: page.pointee.size)
        text = String(decoding: bytes, as: UTF8.self)
    }
}
