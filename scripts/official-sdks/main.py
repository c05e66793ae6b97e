"""Takes each SDK through the whole life of a membership, each on an emulator of its own."""

import contextlib
import functools
import subprocess
import sys

import generation_one
import generation_two
import life


@contextlib.contextmanager
def emulator(binary):
    """Yields the port of a fresh emulator of the default world."""
    command = [binary, "emulator", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline()
            if not line.startswith("listening on "):
                sys.exit(f"{' '.join(command)} said {line!r} instead of where it listens")
            yield int(line.rsplit(":", 1)[1])
        finally:
            process.terminate()


def main(binary):
    tally = life.Tally()
    for sdk in (generation_one, generation_two):
        with emulator(binary) as port:
            tally.name = sdk.NAME
            life.run(sdk.Client(port), tally)
            life.permissions(functools.partial(sdk.Client, port), tally)
            client = sdk.Client(port, secret="wrong")
            tally.expect_code("a wrong secret", client, sdk.WRONG_SECRET, "DescribeRegions")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
