"""alibabacloud-ecs20140526: requests signed with ACS3-HMAC-SHA256."""

import re

from alibabacloud_ecs20140526 import client, models
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException
from alibabacloud_tea_openapi.utils_models import Config, OpenApiRequest, Params
from darabonba.runtime import RuntimeOptions

NAME = "alibabacloud-ecs20140526"
WRONG_SECRET = "SignatureDoesNotMatch"


class Client:
    always_sends_region = False

    def __init__(self, port, key="testid", secret="testsecret", token=None):
        self.client = client.Client(
            Config(
                access_key_id=key,
                access_key_secret=secret,
                security_token=token,
                region_id="cn-hangzhou",
                endpoint=f"127.0.0.1:{port}",
                protocol="http",
            )
        )

    def assume_role(self, arn):
        """Returns the credentials of a session."""
        parameters = Params(
            action="AssumeRole", version="2015-04-01", protocol="HTTP", pathname="/",
            method="POST", auth_type="AK", style="RPC", req_body_type="formData",
            body_type="json")
        request = OpenApiRequest(query={"RoleArn": arn, "RoleSessionName": "two"})
        answer = self.client.call_api(parameters, request, RuntimeOptions())
        return answer["body"]["Credentials"]

    def call(self, operation, parameters):
        """Returns the error's code and status, or None and 200, and the answer."""
        request = getattr(models, f"{operation}Request")().from_map(parameters)
        method = getattr(self.client, re.sub(r"(?<=[a-z])(?=[A-Z])", "_", operation).lower())
        try:
            return None, 200, method(request).body.to_map()
        except AlibabaCloudException as error:
            return error.code, error.status_code, {}
