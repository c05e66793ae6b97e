/// An interface and an instance that a request would bring together or part: the subject of the
/// checks of Attach, Detach and Delete.
struct InterfaceAttachment: Sendable {
    let call: Call
    let interface: NetworkInterface?
    let instance: Instance?

    init(_ call: Call, in world: World) {
        self.call = call
        let place = Page.place(call)
        interface = call["NetworkInterfaceId"].flatMap(world.interface)
            .flatMap { $0.place == place ? $0 : nil }
        instance = call["InstanceId"].flatMap(world.instance)
            .flatMap { $0.place == place ? $0 : nil }
    }

    var isInstanceSteady: Bool { instance?.status == .running || instance?.status == .stopped }

    private func kindProblem(_ expected: String) -> String? {
        "The type of the network interface is invalid, expecting [\(expected)] while current "
            + "[\(interface?.kind.rawValue ?? "")]."
    }

    private func stateProblem(_ expected: String) -> String? {
        "The state of the network interface is invalid, expecting [\(expected)] while current "
            + "[\(interface?.status.rawValue ?? "")]."
    }

    static let commonChecks: [Check<InterfaceAttachment>] = [
        Check("IA1") { subject, _ in
            subject.interface == nil ? subject.call["NetworkInterfaceId"] ?? "" : nil
        },
        Check("IA2") { subject, _ in
            subject.interface?.isServiceManaged ?? false ? subject.interface?.id : nil
        },
    ]

    static let attachChecks: [Check<InterfaceAttachment>] =
        commonChecks + [
            Check("IA3") { subject, _ in
                subject.instance == nil ? subject.call["InstanceId"] ?? "" : nil
            },
            Check("IA4") { subject, _ in
                subject.interface?.kind == .primary || subject.interface?.kind == .member
                    ? subject.kindProblem("Secondary, Trunk") : nil
            },
            Check("IA5") { subject, _ in
                subject.interface?.status == .available
                    ? nil : subject.stateProblem("Available")
            },
            Check("IA6") { subject, _ in subject.isInstanceSteady ? nil : subject.instance?.id },
            Check("IA7") { subject, _ in
                subject.interface?.vpcID == subject.instance?.vpcID ? nil : subject.interface?.id
            },
            Check("IA8") { subject, _ in
                subject.interface?.zoneID == subject.instance?.zoneID ? nil : subject.interface?.id
            },
            Check("IA9") { subject, world in
                let count = world.interfaces(ofInstance: subject.instance?.id ?? "").count
                return count < world.quotas.interfacesPerInstance ? nil : subject.instance?.id
            },
        ]

    static let detachChecks: [Check<InterfaceAttachment>] =
        commonChecks + [
            Check("IA3") { subject, _ in
                subject.instance == nil ? subject.call["InstanceId"] ?? "" : nil
            },
            Check("IA10") { subject, _ in
                subject.interface?.kind == .primary ? subject.interface?.id : nil
            },
            Check("IA5") { subject, _ in
                subject.interface?.status == .inUse
                    && subject.interface?.instanceID == subject.instance?.id
                    ? nil : subject.stateProblem("InUse")
            },
            Check("IA6") { subject, _ in subject.isInstanceSteady ? nil : subject.instance?.id },
        ]

    static let deleteChecks: [Check<InterfaceAttachment>] =
        commonChecks + [
            Check("IA4") { subject, _ in
                subject.interface?.kind == .primary
                    ? subject.kindProblem("Secondary, Trunk, Member") : nil
            },
            Check("IA5") { subject, _ in
                subject.interface?.status == .available
                    || subject.interface?.status == .createFailed
                    ? nil : subject.stateProblem("Available, CreateFailed")
            },
        ]
}

/// Attaches an available interface to an instance of its zone and VPC.
enum AttachNetworkInterface {
    static let model = OperationModel(
        "AttachNetworkInterface", .change,
        on: [.named(.networkInterface, "NetworkInterfaceId"), .named(.instance, "InstanceId")],
        run: run)

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let subject = InterfaceAttachment(call, in: world)
        _ = try world.check(
            subject, against: InterfaceAttachment.attachChecks, in: call.contract)
        guard let interface = subject.interface, let instance = subject.instance else {
            return Reply()
        }
        world.attach(interface.id, to: instance.id, now: call.now)
        return .changed
    }
}

/// Takes a secondary interface off its instance; it keeps its groups.
enum DetachNetworkInterface {
    static let model = OperationModel(
        "DetachNetworkInterface", .change,
        on: [.named(.networkInterface, "NetworkInterfaceId"), .named(.instance, "InstanceId")],
        run: run)

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let subject = InterfaceAttachment(call, in: world)
        _ = try world.check(
            subject, against: InterfaceAttachment.detachChecks, in: call.contract)
        world.setStatus(.detaching, ofInterface: subject.interface?.id ?? "", now: call.now)
        return .changed
    }
}

/// Deletes an interface that is attached to nothing.
enum DeleteNetworkInterface {
    static let model = OperationModel(
        "DeleteNetworkInterface", .change, on: [.named(.networkInterface, "NetworkInterfaceId")],
        run: run)

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let subject = InterfaceAttachment(call, in: world)
        _ = try world.check(
            subject, against: InterfaceAttachment.deleteChecks, in: call.contract)
        world.setStatus(.deleting, ofInterface: subject.interface?.id ?? "", now: call.now)
        return .changed
    }
}
