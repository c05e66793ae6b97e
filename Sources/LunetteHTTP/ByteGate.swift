import NIOCore

/// Stands before the parser: notes that bytes came, and lets none through once the connection is
/// ending. They are still read, since closing with unread bytes would take back our answer.
final class ByteGate: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let progress: ConnectionProgress

    init(progress: ConnectionProgress) {
        self.progress = progress
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard progress.farewellStart == nil else { return }
        progress.lastByte = .now()
        if progress.requestStart == nil { progress.requestStart = progress.lastByte }
        context.fireChannelRead(data)
    }
}
