/// What is decided, line by line; `PermissionCase` says how to read it.
let permissionTable = """
    # Reads go, whoever says nothing; those that reveal secrets do not.
    DescribeInstances | | allow
    ListTagResources | | allow
    DescribeInstances | read-only | allow
    DescribeInstances | live | allow
    DescribeInstances | dry | allow
    DescribeInstances | production | allow
    DescribeInstances | broken | allow
    DescribeInstances | manifest=ecs:Leave* | allow
    DescribeUserData | | deny
    GetInstanceConsoleOutput | | deny
    GetInstanceScreenshot | | deny
    DescribeInstanceVncUrl | | deny
    DescribeUserData | allow=ecs:Describe* | deny
    DescribeUserData | allow=ecs:* | deny
    DescribeUserData | allow=* | deny
    DescribeUserData | allow=ecs:DescribeUserData | allow
    DescribeUserData | allow=ecs:DescribeUserDat? | deny
    DescribeUserData | manifest=ecs:Describe* emulator | deny
    DescribeUserData | manifest=ecs:DescribeUserData emulator | allow
    DescribeUserData | manifest=ecs:DescribeUserData | confirm
    DescribeUserData | manifest=ecs:DescribeUserData trust | allow
    DescribeUserData | manifest=ecs:DescribeUserData confirmed | allow
    DescribeUserData | manifest=ecs:DescribeUserData dry | confirm
    DescribeUserData | allow=ecs:DescribeUserData broken | deny
    DescribeUserData | allow=ecs:DescribeUserData broken dry | deny
    DescribeUserData | live | deny
    DescribeUserData | live allow=ecs:DescribeUserData | allow
    DescribeUserData | read-only | deny
    DescribeUserData | read-only allow=ecs:DescribeUserData | allow
    GetInstanceConsoleOutput | allow=ecs:DescribeUserData | deny

    # Changes go as somebody grants them.
    LeaveSecurityGroup | | deny
    StopInstance | | deny
    DeleteSecurityGroup | | deny
    LeaveSecurityGroup | allow=ecs:LeaveSecurityGroup | allow
    LeaveSecurityGroup | allow=ecs:Leave* | allow
    LeaveSecurityGroup | allow=ecs:* | allow
    LeaveSecurityGroup | allow=* | allow
    LeaveSecurityGroup | allow=*Group | allow
    LeaveSecurityGroup | allow=ecs:JoinSecurityGroup | deny
    LeaveSecurityGroup | allow=ecs:JoinSecurityGroup,ecs:Leave* | allow
    LeaveSecurityGroup | allow=ecs:leavesecuritygroup | deny
    LeaveSecurityGroup | allow=LeaveSecurityGroup | deny
    LeaveSecurityGroup | allow=ecs: | deny
    JoinSecurityGroup | allow=ecs:Leave* | deny
    AuthorizeSecurityGroupEgress | allow=ecs:AuthorizeSecurityGroup | deny
    AuthorizeSecurityGroupEgress | allow=ecs:AuthorizeSecurityGroup* | allow

    # A manifest is a request.
    LeaveSecurityGroup | manifest=ecs:LeaveSecurityGroup | confirm
    LeaveSecurityGroup | manifest=ecs:LeaveSecurityGroup emulator | allow
    LeaveSecurityGroup | manifest=ecs:LeaveSecurityGroup trust | allow
    LeaveSecurityGroup | manifest=ecs:LeaveSecurityGroup confirmation | allow
    LeaveSecurityGroup | manifest=ecs:LeaveSecurityGroup confirmed | allow
    LeaveSecurityGroup | manifest=ecs:LeaveSecurityGroup allow=ecs:Leave* | allow
    LeaveSecurityGroup | manifest=ecs:LeaveSecurityGroup allow=ecs:Stop* | confirm
    LeaveSecurityGroup | manifest=ecs:Leave*,ecs:Join* emulator | allow
    StopInstance | manifest=ecs:Leave* emulator | deny
    StopInstance | manifest=ecs:Leave* trust | deny
    StopInstance | manifest=ecs:Leave* confirmed | deny
    StopInstance | manifest=ecs:Describe* emulator | deny
    LeaveSecurityGroup | emulator | deny
    LeaveSecurityGroup | trust | deny
    LeaveSecurityGroup | confirmed | deny

    # Regions: the manifest's bind reads as well.
    DescribeInstances | regions=cn-beijing | deny
    DescribeInstances | regions=cn-beijing in=cn-beijing | allow
    DescribeInstances | regions=cn-beijing,cn-hangzhou | allow
    LeaveSecurityGroup | regions=cn-beijing allow=ecs:* | deny
    LeaveSecurityGroup | regions=cn-beijing in=cn-beijing allow=ecs:* | allow
    LeaveSecurityGroup | regions=cn-beijing in=cn-beijing manifest=ecs:* | confirm
    LeaveSecurityGroup | regions=cn-beijing manifest=ecs:* trust | deny
    LeaveSecurityGroup | regions=cn-* allow=ecs:* | deny
    LeaveSecurityGroup | regions=cn-beijing live | deny
    LeaveSecurityGroup | regions=cn-beijing manifest=ecs:* dry | deny

    # Sessions in which a person types.
    LeaveSecurityGroup | read-only | deny
    LeaveSecurityGroup | read-only allow=ecs:Leave* | allow
    LeaveSecurityGroup | read-only manifest=ecs:* | deny
    LeaveSecurityGroup | read-only manifest=ecs:* trust | deny
    LeaveSecurityGroup | read-only confirmed | deny
    LeaveSecurityGroup | read-only dry | allow
    LeaveSecurityGroup | read-only dry policy=deny:ecs:* | deny
    LeaveSecurityGroup | live | allow
    LeaveSecurityGroup | live production | allow
    LeaveSecurityGroup | live broken | deny
    LeaveSecurityGroup | live policy=deny:ecs:Leave* | deny
    LeaveSecurityGroup | live policy=confirm:ecs:* | allow

    # A dry run sends nothing: what the manifest asks for is predicted, and no more.
    LeaveSecurityGroup | dry | deny
    LeaveSecurityGroup | dry manifest=ecs:Leave* | allow
    LeaveSecurityGroup | dry manifest=ecs:Stop* | deny
    LeaveSecurityGroup | dry allow=ecs:Leave* | allow
    LeaveSecurityGroup | dry manifest=ecs:Leave* production | allow
    LeaveSecurityGroup | dry manifest=ecs:Leave* broken | allow
    LeaveSecurityGroup | dry manifest=ecs:Leave* policy=deny:ecs:Leave* | deny
    LeaveSecurityGroup | dry manifest=ecs:Leave* policy=confirm:ecs:Leave* | allow

    # Production profiles, and settings that cannot be read.
    LeaveSecurityGroup | production allow=ecs:* | confirm
    LeaveSecurityGroup | production allow=ecs:* confirmed | allow
    LeaveSecurityGroup | production manifest=ecs:* | confirm
    LeaveSecurityGroup | production manifest=ecs:* trust | allow
    LeaveSecurityGroup | production manifest=ecs:* confirmation | confirm
    LeaveSecurityGroup | production | deny
    LeaveSecurityGroup | production confirmed | deny
    LeaveSecurityGroup | broken allow=ecs:* | deny
    LeaveSecurityGroup | broken manifest=ecs:* emulator | deny
    LeaveSecurityGroup | broken manifest=ecs:* trust | deny
    LeaveSecurityGroup | broken confirmed allow=ecs:* | deny

    # A policy takes away, and gives nothing.
    LeaveSecurityGroup | policy=allow:ecs:* | deny
    LeaveSecurityGroup | policy=allow:ecs:* manifest=ecs:* | confirm
    LeaveSecurityGroup | policy=allow:ecs:* allow=ecs:* | allow
    LeaveSecurityGroup | policy=deny:ecs:Leave* allow=ecs:* | deny
    LeaveSecurityGroup | policy=deny:ecs:Leave* manifest=ecs:* emulator | deny
    LeaveSecurityGroup | policy=deny:ecs:Leave* manifest=ecs:* trust confirmed | deny
    LeaveSecurityGroup | policy=deny:ecs:Stop* allow=ecs:* | allow
    LeaveSecurityGroup | policy=deny:* allow=ecs:* | deny
    DescribeInstances | policy=deny:ecs:Describe* | deny
    DescribeInstances | policy=deny:* | deny
    DescribeInstances | policy=deny:ecs:Leave* | allow
    DescribeUserData | policy=allow:ecs:* allow=ecs:DescribeUserData | allow
    DescribeUserData | policy=deny:ecs:DescribeUserData allow=ecs:DescribeUserData | deny

    # The first rule that matches counts.
    LeaveSecurityGroup | policy=allow:ecs:Leave*;deny:ecs:* allow=ecs:* | allow
    StopInstance | policy=allow:ecs:Leave*;deny:ecs:* allow=ecs:* | deny
    LeaveSecurityGroup | policy=deny:ecs:*;allow:ecs:Leave* allow=ecs:* | deny
    LeaveSecurityGroup | policy=confirm:ecs:*;deny:ecs:Leave* allow=ecs:* | confirm
    LeaveSecurityGroup | policy=allow:ecs:Leave*;confirm:ecs:* allow=ecs:* | allow

    # What no rule matches: denied once something is allowed by a rule.
    LeaveSecurityGroup | policy=allow:ecs:Stop* allow=ecs:* | deny
    LeaveSecurityGroup | policy=allow:ecs:Stop*;else:allow allow=ecs:* | allow
    LeaveSecurityGroup | policy=allow:ecs:Stop*;else:confirm allow=ecs:* | confirm
    LeaveSecurityGroup | policy=deny:ecs:Stop*;else:deny allow=ecs:* | deny
    LeaveSecurityGroup | policy=confirm:ecs:Stop* allow=ecs:* | allow
    DescribeInstances | policy=allow:ecs:Leave* | allow
    DescribeInstances | policy=else:deny | allow
    DescribeUserData | policy=allow:ecs:Leave* allow=ecs:DescribeUserData | deny

    # Some want a person to agree.
    LeaveSecurityGroup | policy=confirm:ecs:* allow=ecs:* | confirm
    LeaveSecurityGroup | policy=confirm:ecs:* allow=ecs:* confirmed | allow
    LeaveSecurityGroup | policy=confirm:ecs:* manifest=ecs:* trust | confirm
    LeaveSecurityGroup | policy=confirm:ecs:* manifest=ecs:* emulator | confirm
    LeaveSecurityGroup | policy=confirm:ecs:* | deny
    DescribeInstances | policy=confirm:ecs:* | allow
    DescribeUserData | policy=confirm:ecs:* allow=ecs:DescribeUserData | confirm

    # Rules about targets.
    StopInstance | policy=deny:ecs:*@i-prod* allow=ecs:* ids=InstanceId:i-prod1 | deny
    StopInstance | policy=deny:ecs:*@i-prod* allow=ecs:* ids=InstanceId:i-dev1 | allow
    StopInstances | policy=deny:ecs:*@i-prod* allow=ecs:* ids=InstanceId:i-dev,InstanceId:i-prod | deny
    StopInstances | policy=allow:ecs:*@i-dev* allow=ecs:* ids=InstanceId:i-dev1,InstanceId:i-dev2 | allow
    StopInstances | policy=allow:ecs:*@i-dev* allow=ecs:* ids=InstanceId:i-dev1,InstanceId:i-x | deny
    LeaveSecurityGroup | policy=allow:ecs:*@sg-web allow=ecs:* ids=SecurityGroupId:sg-web,InstanceId:i-1 | allow
    LeaveSecurityGroup | policy=allow:ecs:*@sg-web allow=ecs:* ids=SecurityGroupId:sg-db,InstanceId:i-1 | deny
    LeaveSecurityGroup | policy=allow:ecs:*@sg-web,i-1 allow=ecs:* ids=SecurityGroupId:sg-web,InstanceId:i-2 | allow
    LeaveSecurityGroup | policy=deny:ecs:*@sg-web allow=ecs:* ids=SecurityGroupId:sg-web,InstanceId:i-1 | deny
    LeaveSecurityGroup | policy=confirm:ecs:*@sg-web allow=ecs:* ids=SecurityGroupId:sg-web | confirm
    LeaveSecurityGroup | policy=confirm:ecs:*@sg-web allow=ecs:* ids=SecurityGroupId:sg-db | allow
    CreateSecurityGroup | policy=allow:ecs:*@sg-* allow=ecs:* ids=VpcId:vpc-1 | deny

    # Rules about accounts: one that nobody knows is meant by strict rules.
    LeaveSecurityGroup | policy=deny:ecs:*#11* allow=ecs:* on=1122 | deny
    LeaveSecurityGroup | policy=deny:ecs:*#11* allow=ecs:* on=2211 | allow
    LeaveSecurityGroup | policy=deny:ecs:*#prod-* allow=ecs:* on=1122/prod-main | deny
    LeaveSecurityGroup | policy=deny:ecs:*#prod-* allow=ecs:* on=1122/dev | allow
    LeaveSecurityGroup | policy=deny:ecs:*#prod-* allow=ecs:* | deny
    LeaveSecurityGroup | policy=allow:ecs:*#1122 allow=ecs:* | deny
    LeaveSecurityGroup | policy=allow:ecs:*#1122 allow=ecs:* on=1122 | allow
    LeaveSecurityGroup | policy=confirm:ecs:*#1122 allow=ecs:* | confirm
    DescribeInstances | policy=deny:ecs:*#1122 on=1122 | deny
    DescribeInstances | policy=deny:ecs:*#1122 on=2211 | allow

    # Rules about regions and profiles.
    LeaveSecurityGroup | policy=deny:ecs:*%cn-* allow=ecs:* | deny
    LeaveSecurityGroup | policy=deny:ecs:*%us-* allow=ecs:* | allow
    LeaveSecurityGroup | policy=deny:ecs:*~prod allow=ecs:* as=prod | deny
    LeaveSecurityGroup | policy=deny:ecs:*~prod allow=ecs:* as=dev | allow
    LeaveSecurityGroup | policy=deny:ecs:*~prod allow=ecs:* | allow
    LeaveSecurityGroup | policy=deny:ecs:*~* allow=ecs:* | deny
    LeaveSecurityGroup | policy=allow:ecs:*~dev allow=ecs:* as=prod | deny
    LeaveSecurityGroup | policy=allow:ecs:*~dev allow=ecs:* as=dev | allow
    LeaveSecurityGroup | policy=deny:ecs:*%cn-*~prod allow=ecs:* as=prod in=us-east-1 | allow
    LeaveSecurityGroup | policy=deny:ecs:*%cn-*~prod allow=ecs:* as=prod | deny
    DescribeInstances | policy=where:cn-* in=us-east-1 | deny
    DescribeInstances | policy=where:cn-*,us-* in=us-east-1 | allow
    LeaveSecurityGroup | policy=where:cn-* allow=ecs:* in=us-east-1 | deny

    # The strictest of several policies counts.
    LeaveSecurityGroup | policy=allow:ecs:* policy=deny:ecs:* allow=ecs:* | deny
    LeaveSecurityGroup | policy=deny:ecs:* policy=allow:ecs:* allow=ecs:* | deny
    LeaveSecurityGroup | policy=allow:ecs:* policy=confirm:ecs:* allow=ecs:* | confirm
    LeaveSecurityGroup | policy=allow:ecs:* policy=allow:ecs:Leave* allow=ecs:* | allow
    LeaveSecurityGroup | policy=allow:ecs:* policy=allow:ecs:Stop* allow=ecs:* | deny
    LeaveSecurityGroup | policy=allow:ecs:* policy=where:us-* allow=ecs:* | deny
    """
