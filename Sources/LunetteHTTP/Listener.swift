import LunetteBase
import NIOCore
import NIOHTTP1
import NIOPosix

/// The listening socket on loopback, and the connections that it has taken.
final class Listener: Sendable {
    let port: Int
    private let channel: any Channel
    private let connections: ConnectionsByLoop
    private let sweeps: [RepeatedTask]

    /// Takes connections from now on.
    static func start(
        on socket: ListeningSocket, limits: ConnectionLimits,
        _ threads: MultiThreadedEventLoopGroup, responder: any Responder
    ) async throws -> Listener {
        let connections = ConnectionsByLoop(threads, limits)
        let bootstrap = bootstrap(threads, limits, responder, connections)
        let channel = try await bootstrap.withBoundSocket(socket.descriptor).get()
        return Listener(channel, socket.port, connections, limits)
    }

    private static func bootstrap(
        _ group: MultiThreadedEventLoopGroup, _ limits: ConnectionLimits,
        _ responder: any Responder, _ connections: ConnectionsByLoop
    ) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try open(channel, limits, responder, connections.here(channel.eventLoop))
                }
            }
    }

    private static func open(
        _ channel: any Channel, _ limits: ConnectionLimits, _ responder: any Responder,
        _ connections: OpenConnections
    ) throws {
        let progress = ConnectionProgress(now: .now())
        guard connections.add(channel, progress) else { return channel.close(promise: nil) }
        let assembly = RequestAssembly(
            limits: limits, isFromLoopback: isLoopback(channel.remoteAddress))
        let decoder = HTTPRequestDecoder(limitConfiguration: decoderLimits(limits))
        try channel.pipeline.syncOperations.addHandlers([
            ByteGate(progress: progress),
            ByteToMessageHandler(decoder),
            Connection(responder: responder, progress: progress, assembly: assembly),
        ])
    }

    private static func decoderLimits(_ limits: ConnectionLimits)
        -> NIOHTTPDecoderLimitConfiguration
    {
        var configuration = NIOHTTPDecoderLimitConfiguration()
        configuration.maxHeaderFieldSize = limits.headSize
        configuration.maxHeaderListSize = limits.headSize
        configuration.maxHeaderFieldCount = limits.headerCount
        return configuration
    }

    private init(
        _ channel: any Channel, _ port: Int, _ connections: ConnectionsByLoop,
        _ limits: ConnectionLimits
    ) {
        self.channel = channel
        self.connections = connections
        self.port = port
        let pause = TimeAmount.nanoseconds(
            min(.seconds(1), limits.stall, limits.farewell).nanoseconds)
        sweeps = connections.boxes.map { box in
            box.eventLoop.scheduleRepeatedTask(initialDelay: pause, delay: pause) { _ in
                box.value.closeOverdue(at: .now())
            }
        }
    }

    /// Stops listening and closes every connection.
    func stop() async {
        for sweep in sweeps { sweep.cancel() }
        try? await channel.close()
        for box in connections.boxes {
            try? await box.eventLoop.submit { box.value.closeAll() }.get()
        }
    }
}

/// The open connections of each event loop.
private struct ConnectionsByLoop: Sendable {
    let boxes: [NIOLoopBoundBox<OpenConnections>]

    init(_ threads: MultiThreadedEventLoopGroup, _ limits: ConnectionLimits) {
        let loops = Array(threads.makeIterator())
        var share = limits
        share.connections = max(1, limits.connections / loops.count)
        boxes = loops.map { loop in
            .makeBoxSendingValue(OpenConnections(limits: share), eventLoop: loop)
        }
    }

    /// Those of the loop that the caller is on.
    func here(_ loop: any EventLoop) -> OpenConnections {
        guard let box = boxes.first(where: { $0.eventLoop === loop }) else {
            preconditionFailure("a connection is served by one of the listener's own loops")
        }
        return box.value
    }
}

/// The connections that are open. On the event loop only.
private final class OpenConnections {
    private let limits: ConnectionLimits
    private var open: [ObjectIdentifier: (channel: any Channel, progress: ConnectionProgress)] = [:]

    init(limits: ConnectionLimits) {
        self.limits = limits
    }

    /// False when there are too many already.
    func add(_ channel: any Channel, _ progress: ConnectionProgress) -> Bool {
        guard open.count < limits.connections else { return false }
        let id = ObjectIdentifier(channel)
        open[id] = (channel, progress)
        channel.closeFuture.assumeIsolated().whenComplete { _ in self.open[id] = nil }
        return true
    }

    func closeOverdue(at now: NIODeadline) {
        for (channel, progress) in open.values where progress.isOverdue(at: now, limits: limits) {
            channel.close(promise: nil)
        }
    }

    func closeAll() {
        for (channel, _) in open.values { channel.close(promise: nil) }
    }
}

private func isLoopback(_ address: SocketAddress?) -> Bool {
    switch address {
    case .v4?: address?.ipAddress?.hasPrefix("127.") ?? false
    case .v6?: address?.ipAddress == "::1"
    default: false
    }
}
