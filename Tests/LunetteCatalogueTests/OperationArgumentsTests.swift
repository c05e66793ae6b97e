import LunetteBase
import LunetteCatalogue
import Testing

@Suite struct OperationArgumentsTests {
    private func wire(_ name: String, _ arguments: JSONObject, region: String = "cn-hangzhou")
        throws
        -> [String: String]
    {
        let operation = try #require(Catalogue.operation(named: name))
        let pairs = try operation.wireParameters(arguments, region: region)
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.name, $0.value) })
    }

    private func refusal(_ name: String, _ arguments: JSONObject) throws -> InvalidArguments {
        try #require(throws: InvalidArguments.self) { try wire(name, arguments) }
    }

    @Test func `lists, objects and booleans take the wire's forms`() throws {
        let run = try wire(
            "run_instances",
            [
                "image_id": "m-1", "security_group_ids": ["sg-1", "sg-2"], "dry_run": true,
                "tag": [["key": "a", "value": "1"], ["Key": "b"]], "system_disk": ["size": "40"],
                "amount": 3, "cpu_options": ["core": 2],
            ])
        #expect(
            run == [
                "RegionId": "cn-hangzhou", "ImageId": "m-1", "SecurityGroupIds.1": "sg-1",
                "SecurityGroupIds.2": "sg-2", "DryRun": "true", "Tag.1.Key": "a",
                "Tag.1.Value": "1", "Tag.2.Key": "b", "SystemDisk.Size": "40", "Amount": "3",
                "CpuOptions.Core": "2",
            ])
    }

    @Test func `a list for a parameter that is JSON text on the wire is written so`() throws {
        let pairs = try wire("describe_instances", ["instance_ids": ["i-1", "i-2"]])
        #expect(pairs["InstanceIds"] == #"["i-1","i-2"]"#)
        #expect(try wire("describe_instances", ["instance_ids": [:]])["InstanceIds"] == "[]")
    }

    @Test func `the region is filled, but for a membership named by instance`() throws {
        #expect(try wire("describe_instances", [:])["RegionId"] == "cn-hangzhou")
        let byInstance: JSONObject = ["security_group_id": "sg-1", "instance_id": "i-1"]
        #expect(try wire("leave_security_group", byInstance)["RegionId"] == nil)
        let byInterface: JSONObject = [
            "security_group_id": "sg-1", "network_interface_id": "eni-1",
        ]
        #expect(try wire("leave_security_group", byInterface)["RegionId"] == "cn-hangzhou")
    }

    @Test(
        arguments: [
            (
                ["security_group_id": "sg-1"], "MissingParameter",
                "instance_id or network_interface_id"
            ),
            (["instance_id": "i-1"], "MissingParameter", "needs security_group_id"),
            (
                ["security_group_id": "sg", "instance_id": "i", "network_interface_id": "e"],
                "InvalidParam.EniIdAndInstanceId.Conflict", "not both"
            ),
            (
                ["security_group_id": "sg", "network_interface_id": "e", "region_id": ""],
                "MissingParameter.RegionId", "region_id"
            ),
            (
                ["securty_group_id": "sg", "instance_id": "i"], "UnknownParameter",
                "did you mean 'security_group_id'?"
            ),
            (
                ["security_group_id": 5, "instance_id": "i"], "InvalidParameterType",
                "security_group_id must be a string, not an integer"
            ),
            (
                ["security_group_id": "a", "SecurityGroupId": "b", "instance_id": "i"],
                "RepeatedParameter", "given twice"
            ),
        ] as [(JSONObject, String, String)])
    func `a mistake is refused before anything is sent`(
        arguments: JSONObject, code: String, words: String
    ) throws {
        let error = try refusal("leave_security_group", arguments)
        #expect(error.code == code)
        #expect(error.message.contains(words), "\(error.message)")
        #expect(!error.explanation.isEmpty)
    }

    @Test func `nested names are checked and named with their path`() throws {
        let error = try refusal("run_instances", ["tag": [["kye": "a"]]])
        #expect(error.message.contains("'tag.1.kye'; did you mean 'key'?"), "\(error.message)")
        let list = try refusal("describe_instance_status", ["instance_id": "i-1"])
        #expect(list.message.contains("a list"), "\(list.message)")
    }
}
