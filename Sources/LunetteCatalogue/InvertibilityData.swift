/// Where an operation's verb does not tell: what it costs, moves or throws away does.
let invertibilities: [String: Invertibility] = [
    // Groups, interfaces, tags: as it was before.
    "LeaveSecurityGroup": .invertible, "JoinSecurityGroup": .invertible,
    "CreateSecurityGroup": .invertible, "CreateNetworkInterface": .invertible,
    "TagResources": .invertible, "UntagResources": .invertible,
    // The interface's place on the instance, and its sessions, are not kept.
    "DetachNetworkInterface": .lossy,
    // What was in memory and on instance-store disks is lost, public addresses may change.
    "StartInstance": .lossy, "StartInstances": .lossy, "StopInstance": .lossy,
    "StopInstances": .lossy, "DetachDisk": .lossy, "DetachKeyPair": .lossy,
    "DetachInstanceRamRole": .invertible, "DetachClassicLinkVpc": .invertible,
    // What was written to it since goes with it.
    "RunInstances": .lossy, "CreateInstance": .lossy,
    // Addresses that are given back may go to somebody else.
    "UnassignIpv6Addresses": .lossy, "UnassignPrivateIpAddresses": .lossy,
    "UnassociateEipAddress": .lossy,
    // Paid for, bound for a term, or with a key that is shown once.
    "CreateSavingsPlan": .irreversible, "CreateElasticityAssurance": .irreversible,
    "CreateKeyPair": .lossy, "ModifyDiskChargeType": .irreversible,
    "ModifyInstanceChargeType": .irreversible, "ModifyDedicatedHostsChargeType": .irreversible,
    "ModifyPrepayInstanceSpec": .irreversible, "ModifyReservedInstances": .irreversible,
    "ModifyInstanceVncPasswd": .irreversible, "OpenSnapshotService": .irreversible,
    // They move or restart what they are about.
    "ModifyInstanceSpec": .lossy, "ModifyInstanceDeployment": .lossy, "ModifyDiskSpec": .lossy,
    "ModifyDiskDeployment": .lossy, "ModifyInstanceVpcAttribute": .lossy,
    // A disk or group of disks only grows.
    "ResizeDisk": .irreversible,
    // What was done, was done.
    "RunCommand": .irreversible, "InvokeCommand": .irreversible, "StopInvocation": .irreversible,
    "EndTerminalSession": .irreversible, "StartTerminalSession": .lossy,
    "AcceptInquiredSystemEvent": .irreversible, "ReActivateInstances": .irreversible,
    "SendDiagnosticInterrupt": .irreversible, "DeregisterManagedInstance": .irreversible,
    "RecoverVirtualBorderRouter": .irreversible,
    // Their undoing is in the catalogue under another name.
    "CancelAutoSnapshotPolicy": .invertible, "ApplyAutoSnapshotPolicy": .invertible,
]
