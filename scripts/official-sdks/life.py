"""A membership's whole life on the emulator's default world, and every refusal of Leave."""

REGION = "cn-hangzhou"

# What LeaveSecurityGroup is asked, and the refusal that its page documents for that.
REFUSALS = [
    (400, "MissingParameter", {"InstanceId": "i-running2"}),
    (400, "MissingParameter.RegionId",
     {"SecurityGroupId": "sg-web", "NetworkInterfaceId": "eni-available1"}),
    (403, "InvalidParam.EniIdAndInstanceId.Conflict",
     {"SecurityGroupId": "sg-web", "InstanceId": "i-running2",
      "NetworkInterfaceId": "eni-secondary1"}),
    (400, "InvalidInstanceId.Malformed", {"SecurityGroupId": "sg-web", "InstanceId": "running2"}),
    (403, "InvalidParam.Malformed", {"SecurityGroupId": "web", "InstanceId": "i-running2"}),
    (404, "InvalidInstanceId.NotFound", {"SecurityGroupId": "sg-web", "InstanceId": "i-missing"}),
    (404, "InvalidEniId.NotFound",
     {"RegionId": REGION, "SecurityGroupId": "sg-web", "NetworkInterfaceId": "eni-missing"}),
    (404, "InvalidSecurityGroupId.NotFound",
     {"SecurityGroupId": "sg-missing", "InstanceId": "i-running2"}),
    (403, "InvalidOperation.ResourceManagedByCloudProduct",
     {"SecurityGroupId": "sg-managed", "InstanceId": "i-managed"}),
    (403, "InvalidOperation.EniServiceManaged",
     {"RegionId": REGION, "SecurityGroupId": "sg-web", "NetworkInterfaceId": "eni-managed"}),
    (403, "InvalidOperation.InvalidEniType",
     {"RegionId": REGION, "SecurityGroupId": "sg-web",
      "NetworkInterfaceId": "eni-running2-primary"}),
    (400, "InvalidOperation.InvalidEniState",
     {"RegionId": REGION, "SecurityGroupId": "sg-web", "NetworkInterfaceId": "eni-attaching"}),
    (403, "InstanceLockedForSecurity", {"SecurityGroupId": "sg-web", "InstanceId": "i-locked"}),
    (403, "IncorrectInstanceStatus", {"SecurityGroupId": "sg-web", "InstanceId": "i-starting"}),
    (400, "InvalidSecurityGroupAssociation.NotFound",
     {"SecurityGroupId": "sg-ops", "InstanceId": "i-single"}),
    (403, "InstanceLastSecurityGroup", {"SecurityGroupId": "sg-web", "InstanceId": "i-single"}),
    (403, "InvalidOperation.AtLeastInOneGroup",
     {"RegionId": REGION, "SecurityGroupId": "sg-web", "NetworkInterfaceId": "eni-single"}),
    (504, "RequestTimeout", {"SecurityGroupId": "sg-web", "InstanceId": "i-timeout"}),
]


class Tally:
    def __init__(self):
        self.name, self.passed, self.failed = "", 0, 0

    def check(self, claim, found, expected):
        if found == expected:
            self.passed += 1
        else:
            self.failed += 1
            print(f"{self.name}: {claim}: expected {expected!r}, found {found!r}")

    def expect_code(self, claim, client, code, operation, **parameters):
        self.check(claim, client.call(operation, parameters)[0], code)


def groups(client, instance):
    _, _, answer = client.call(
        "DescribeInstances", {"RegionId": REGION, "InstanceIds": f'["{instance}"]'})
    return [
        group for found in answer["Instances"]["Instance"]
        for group in found["SecurityGroupIds"]["SecurityGroupId"]]


def interface_groups(client, interface):
    _, _, answer = client.call(
        "DescribeNetworkInterfaces", {"RegionId": REGION, "NetworkInterfaceId": [interface]})
    return [
        group for found in answer["NetworkInterfaceSets"]["NetworkInterfaceSet"]
        for group in found["SecurityGroupIds"]["SecurityGroupId"]]


def run(client, tally):
    reads(client, tally)
    life_of_instance(client, tally)
    life_of_interface(client, tally)
    for status, code, parameters in REFUSALS:
        if code == "MissingParameter.RegionId" and client.always_sends_region:
            continue
        found_code, found_status, _ = client.call("LeaveSecurityGroup", parameters)
        tally.check(f"Leave {parameters}", (found_status, found_code), (status, code))


def reads(client, tally):
    _, _, answer = client.call("DescribeRegions", {})
    found = {region["RegionId"] for region in answer["Regions"]["Region"]}
    tally.check("regions", {"cn-hangzhou", "us-east-1", "na-south-1"} <= found, True)
    _, _, answer = client.call("DescribeSecurityGroups", {"RegionId": REGION, "PageSize": 50})
    found = {group["SecurityGroupId"] for group in answer["SecurityGroups"]["SecurityGroup"]}
    tally.check("groups", {"sg-web", "sg-ops", "sg-managed"} <= found, True)
    _, _, answer = client.call(
        "DescribeSecurityGroupAttribute", {"RegionId": REGION, "SecurityGroupId": "sg-web"})
    tally.check("rules", len(answer["Permissions"]["Permission"]), 2)
    _, _, answer = client.call("DescribeInstanceAttribute", {"InstanceId": "i-running1"})
    tally.check("one instance", answer["InstanceId"], "i-running1")


def life_of_instance(client, tally):
    membership = {"InstanceId": "i-running1", "SecurityGroupId": "sg-web"}
    tally.check("before", groups(client, "i-running1"), ["sg-web", "sg-ops"])
    tally.expect_code("leave", client, None, "LeaveSecurityGroup", **membership)
    tally.check("after leaving", groups(client, "i-running1"), ["sg-ops"])
    tally.expect_code(
        "leave again", client, "InvalidSecurityGroupAssociation.NotFound", "LeaveSecurityGroup",
        **membership)
    tally.expect_code("join", client, None, "JoinSecurityGroup", **membership)
    tally.check("after joining", sorted(groups(client, "i-running1")), ["sg-ops", "sg-web"])
    tally.expect_code(
        "join again", client, "InvalidInstanceId.AlreadyExists", "JoinSecurityGroup",
        **membership)
    tally.expect_code(
        "modify", client, None, "ModifyInstanceAttribute", InstanceId="i-running1",
        SecurityGroupIds=["sg-quarantine", "sg-web"])
    tally.check(
        "after modifying", sorted(groups(client, "i-running1")), ["sg-quarantine", "sg-web"])


def life_of_interface(client, tally):
    interface = "eni-secondary1"
    target = {"RegionId": REGION, "NetworkInterfaceId": interface}
    tally.check("interface before", interface_groups(client, interface), ["sg-web", "sg-ops"])
    tally.expect_code(
        "interface leaves", client, None, "LeaveSecurityGroup", SecurityGroupId="sg-web", **target)
    tally.check("interface after leaving", interface_groups(client, interface), ["sg-ops"])
    tally.expect_code(
        "interface joins", client, None, "JoinSecurityGroup", SecurityGroupId="sg-web", **target)
    tally.expect_code(
        "interface modified", client, None, "ModifyNetworkInterfaceAttribute",
        SecurityGroupId=["sg-quarantine"], **target)
    tally.check(
        "interface after modifying", interface_groups(client, interface), ["sg-quarantine"])


def permissions(connect, tally):
    """`connect` makes a client from an access key, its secret and perhaps a token."""
    leave = {"InstanceId": "i-running2", "SecurityGroupId": "sg-web"}
    reader = connect("testreader", "testsecret")
    tally.check("a reader sees", len(groups(reader, "i-running2")), 2)
    tally.expect_code(
        "a reader leaves", reader, "Forbidden.RAM", "LeaveSecurityGroup", **leave)

    session = connect("testoperator", "testsecret").assume_role(
        "acs:ram::1234567890123456:role/operator")
    key, secret = session["AccessKeyId"], session["AccessKeySecret"]
    stranger = connect(key, secret, "made-up")
    tally.expect_code(
        "a wrong token", stranger, "InvalidSecurityToken.Malformed", "DescribeRegions")
    tally.expect_code(
        "no token", connect(key, secret), "MissingSecurityToken", "DescribeRegions")
    operator = connect(key, secret, session["SecurityToken"])
    tally.expect_code("a session leaves", operator, None, "LeaveSecurityGroup", **leave)
