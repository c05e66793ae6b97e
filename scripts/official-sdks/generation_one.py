"""aliyun-python-sdk-ecs: RPC requests, signed with HMAC-SHA1."""

import importlib
import json

from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.auth.credentials import AccessKeyCredential, StsTokenCredential
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest

NAME = "aliyun-python-sdk-ecs"
# The SDK finds its own string-to-sign in the emulator's message, and concludes this.
WRONG_SECRET = "InvalidAccessKeySecret"


class Client:
    always_sends_region = True

    def __init__(self, port, key="testid", secret="testsecret", token=None):
        credential = (
            StsTokenCredential(key, secret, token) if token else AccessKeyCredential(key, secret))
        self.client = AcsClient(
            region_id="cn-hangzhou", credential=credential, auto_retry=False)
        self.endpoint = f"127.0.0.1:{port}"

    def assume_role(self, arn):
        """Returns the credentials of a session."""
        request = CommonRequest(
            domain=self.endpoint, version="2015-04-01", action_name="AssumeRole")
        request.add_query_param("RoleArn", arn)
        request.add_query_param("RoleSessionName", "one")
        answer = json.loads(self.client.do_action_with_exception(request))
        return answer["Credentials"]

    def call(self, operation, parameters):
        """Returns the error's code and status, or None and 200, and the answer."""
        module = importlib.import_module(f"aliyunsdkecs.request.v20140526.{operation}Request")
        request = getattr(module, f"{operation}Request")()
        request.set_endpoint(self.endpoint)
        for name, value in parameters.items():
            if name == "RegionId":
                continue  # Most requests have no such setter: the client adds its own.
            # A list's setter bears a plural of its own.
            setter = f"set_{name}s" if isinstance(value, list) else f"set_{name}"
            getattr(request, setter)(value)
        try:
            return None, 200, json.loads(self.client.do_action_with_exception(request))
        except ServerException as error:
            return error.get_error_code(), error.get_http_status(), {}
