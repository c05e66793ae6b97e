"""API requests as bytes on the wire, signed with ACS3-HMAC-SHA256."""

import hashlib
import hmac
import http.client
import time
import uuid
from urllib.parse import quote

from machine import CREDENTIALS

EMPTY = hashlib.sha256(b"").hexdigest()
KEY = CREDENTIALS["ALIBABA_CLOUD_ACCESS_KEY_ID"]
SECRET = CREDENTIALS["ALIBABA_CLOUD_ACCESS_KEY_SECRET"].encode()


def signed_request(port, operation, **parameters):
    """One POST with a nonce of its own, dated now: good for 15 minutes, once."""
    host = f"127.0.0.1:{port}"
    query = "&".join(f"{name}={quote(str(parameters[name]), safe='~')}"
                     for name in sorted(parameters))
    headers = {
        "host": host,
        "x-acs-action": operation,
        "x-acs-content-sha256": EMPTY,
        "x-acs-date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "x-acs-signature-nonce": uuid.uuid4().hex,
        "x-acs-version": "2014-05-26",
    }
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    names = ";".join(headers)
    canonical = f"POST\n/\n{query}\n{lines}\n{names}\n{EMPTY}"
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    signature = hmac.new(SECRET, f"ACS3-HMAC-SHA256\n{digest}".encode(), "sha256").hexdigest()
    headers["authorization"] = (
        f"ACS3-HMAC-SHA256 Credential={KEY},SignedHeaders={names},Signature={signature}")
    headers["accept"] = "application/json"
    headers["content-length"] = "0"
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST /?{query} HTTP/1.1\r\n{head}\r\n"


class Sender:
    """Sends signed requests over one connection, one after the other."""

    def __init__(self, port):
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def send(self, operation, **parameters):
        """The answer's text; an error status is a mistake of the benchmark's."""
        request = signed_request(self.port, operation, **parameters)
        head, *fields = request.strip().split("\r\n")
        headers = dict(field.split(": ", 1) for field in fields)
        self.connection.request("POST", head.split()[1], headers=headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status != 200:
            raise RuntimeError(text)
        return text
