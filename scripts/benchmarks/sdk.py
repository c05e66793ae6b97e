"""DescribeInstanceAttribute through one of the vendor's SDKs.

sdk.py generation_one|generation_two PORT COUNT: makes the calls, and prints how many a second,
the first one aside.
"""

import importlib
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "official-sdks"))


def main(generation, port, count):
    client = importlib.import_module(generation).Client(port)
    parameters = {"InstanceId": "i-bench"}
    start = time.perf_counter()
    for index in range(count):
        code, _, _ = client.call("DescribeInstanceAttribute", parameters)
        if code:
            raise SystemExit(code)
        if index == 0:
            start = time.perf_counter()
    if count > 1:
        print((count - 1) / (time.perf_counter() - start))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
