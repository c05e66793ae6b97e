import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One client's connection: takes requests in, and gives each its answer, in order.
///
/// Answers are written as bytes, head and body at once: they are whole already, and a truncated or
/// reset one is no answer that an encoder would write.
final class Connection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Item {
        case request(ReceivedRequest)
        case refusal(Refusal)
    }

    private let responder: any Responder
    private let progress: ConnectionProgress
    private var assembly: RequestAssembly
    private var queue = CircularBuffer<Item>(initialCapacity: 2)
    /// No request is taken in any more; what is queued is still answered.
    private var isEnding = false
    private var isInRead = false
    private var needsFlush = false
    private var hasHeldRead = false

    init(responder: any Responder, progress: ConnectionProgress, assembly: RequestAssembly) {
        self.responder = responder
        self.progress = progress
        self.assembly = assembly
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isEnding else { return }
        isInRead = true
        do throws(Refusal) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                try assembly.begin(head)
                inviteBody(context)
            case .body(let bytes): try assembly.append(bytes)
            case .end: takeRequest(context)
            }
        } catch {
            refuse(error, context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isInRead = false
        flushIfNeeded(context)
        context.fireChannelReadComplete()
    }

    /// Answers that wait hold back the reading of more requests.
    func read(context: ChannelHandlerContext) {
        if queue.isEmpty {
            context.read()
        } else {
            hasHeldRead = true
        }
    }

    private func inviteBody(_ context: ChannelHandlerContext) {
        guard assembly.awaitsContinue, queue.isEmpty, !progress.isAnswering else { return }
        write(context.channel.allocator.buffer(string: "HTTP/1.1 100 Continue\r\n\r\n"), context)
    }

    private func takeRequest(_ context: ChannelHandlerContext) {
        guard let request = assembly.finish() else { return }
        progress.requestStart = nil
        isEnding = !request.keepsAlive
        queue.append(.request(request))
        answerNext(context)
    }

    private func refuse(_ refusal: Refusal, _ context: ChannelHandlerContext) {
        isEnding = true
        queue.append(.refusal(refusal))
        answerNext(context)
    }

    // MARK: Answers

    private func answerNext(_ context: ChannelHandlerContext) {
        while !progress.isAnswering, context.channel.isWritable, let item = queue.popFirst() {
            progress.isAnswering = true
            switch answer(to: item) {
            case .now(let reply): send(reply, context)
            case .later(let pending, let pause):
                pending.future(on: context.eventLoop, after: pause)
                    .assumeIsolated().whenComplete { result in
                        guard context.channel.isActive else { return }
                        switch result {
                        case .success(let reply): self.send(reply, context)
                        case .failure: context.close(promise: nil)
                        }
                        self.answerNext(context)
                    }
            }
        }
        if queue.isEmpty, hasHeldRead {
            hasHeldRead = false
            context.read()
        }
    }

    private func answer(to item: Item) -> Answer {
        switch item {
        case .request(let request): responder.answer(to: request)
        case .refusal(let refusal): .now(responder.reply(to: refusal))
        }
    }

    private func send(_ reply: Reply, _ context: ChannelHandlerContext) {
        let isLast = reply.closesConnection || (isEnding && queue.isEmpty)
        switch reply.delivery {
        case .reset: reset(context)
        case .truncated:
            write(halved(reply, context), context)
            finish(last: true, context)
        case .whole:
            var buffer = context.channel.allocator.buffer(
                capacity: 512 + (reply.body.first?.count ?? 0))
            reply.writeHead(closing: isLast, to: &buffer)
            buffer.writeBytes(reply.body.first ?? [])
            if reply.body.count > 1 {
                send(reply.body.dropFirst(), after: buffer, last: isLast, context)
            } else {
                write(buffer, context)
                finish(last: isLast, context)
            }
        }
    }

    /// Writes a piece at a time, the next one when the last has gone out.
    private func send(
        _ pieces: ArraySlice<[UInt8]>, after buffer: ByteBuffer, last: Bool,
        _ context: ChannelHandlerContext
    ) {
        needsFlush = false
        context.writeAndFlush(wrapOutboundOut(buffer)).assumeIsolated().whenComplete { result in
            guard case .success = result else { return context.close(promise: nil) }
            self.progress.lastByte = .now()
            guard let piece = pieces.first else {
                self.finish(last: last, context)
                return self.answerNext(context)
            }
            let next = context.channel.allocator.buffer(bytes: piece)
            self.send(pieces.dropFirst(), after: next, last: last, context)
        }
    }

    private func finish(last: Bool, _ context: ChannelHandlerContext) {
        progress.isAnswering = false
        progress.lastByte = .now()
        if last { sayFarewell(context) }
    }

    private func halved(_ reply: Reply, _ context: ChannelHandlerContext) -> ByteBuffer {
        var buffer = context.channel.allocator.buffer(capacity: 512 + reply.bodySize / 2)
        reply.writeHead(closing: false, to: &buffer)
        buffer.writeBytes(reply.body.joined().prefix(reply.bodySize / 2))
        return buffer
    }

    // MARK: The connection's end

    /// Ends our side; the client's side is read until it ends or its time is over.
    private func sayFarewell(_ context: ChannelHandlerContext) {
        isEnding = true
        queue.removeAll()
        progress.farewellStart = .now()
        flushIfNeeded(context)
        context.close(mode: .output, promise: nil)
    }

    /// Closes so that the client sees a reset instead of an end: unsent data is thrown away.
    private func reset(_ context: ChannelHandlerContext) {
        isEnding = true
        queue.removeAll()
        progress.isAnswering = false
        let socket = context.channel as? any SocketOptionProvider
        let atOnce = linger(l_onoff: 1, l_linger: 0)
        guard let isSet = socket?.setSoLinger(atOnce) else { return context.close(promise: nil) }
        isSet.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            let isIdle = queue.isEmpty && !progress.isAnswering
            if isIdle || progress.farewellStart != nil { return context.close(promise: nil) }
            isEnding = true
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error as? HTTPParserError {
        case nil: context.close(promise: nil)
        case _ where isEnding: break
        case .headerOverflow?: refuse(.headTooLarge, context)
        case .invalidEOFState? where !assembly.isUnderWay && progress.requestStart == nil: break
        case .invalidEOFState?: refuse(.incompleteRequest, context)
        case _?: refuse(.malformedRequest, context)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        progress.blockedSince = context.channel.isWritable ? nil : .now()
        answerNext(context)
        context.fireChannelWritabilityChanged()
    }

    private func write(_ buffer: ByteBuffer, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(buffer), promise: nil)
        needsFlush = true
        if !isInRead { flushIfNeeded(context) }
    }

    private func flushIfNeeded(_ context: ChannelHandlerContext) {
        guard needsFlush else { return }
        needsFlush = false
        context.flush()
    }
}
