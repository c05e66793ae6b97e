"""Programs that are started, watched and ended."""

import contextlib
import os
import resource
import socket
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

LONGEST_SECONDS = 120
# What LeaveSecurityGroup answers.
SMALL_ANSWER = '{"RequestId":"4102183D-BE82-4EA2-905C-5F97430478B7"}'
CREDENTIALS = {
    "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid",
    "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
}


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def median(values):
    return statistics.median(values)


@dataclass
class Timing:
    """Seconds of one run: by the wall, and of the processor."""

    wall: float
    processor: float

    def __sub__(self, other):
        return Timing(self.wall - other.wall, self.processor - other.processor)


def run(command, folder, environment=None, text=""):
    """Runs a program to its end, with test credentials, no settings of the user's and `text` as its
    input; returns its output and its timing."""
    environment = (
        CREDENTIALS | {"HOME": str(folder), "PATH": os.environ["PATH"]} | (environment or {}))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True)
    with bounded(process, LONGEST_SECONDS):
        output, errors = process.communicate(text)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: {process.returncode}\n{errors}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return output, Timing(wall, processor)


@contextlib.contextmanager
def bounded(process, seconds):
    """Ends a program that takes longer. The `timeout` of subprocess looks for the end in steps of
    up to 50 ms, which a wait of some milliseconds is lost in."""
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def processor_seconds(process):
    """What a running process has used so far."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def started(command, **options):
    """A program that runs until the block ends."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, text=True, **options)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def nginx(folder, answer):
    """nginx with one worker that gives one answer to every POST; yields its port. Nothing of the
    system's instance is used but the program."""
    port = free_port()
    paths = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    configuration = Path(folder, "nginx.conf")
    configuration.write_text(f"""
        daemon off;
        worker_processes 1;
        pid {folder}/nginx.pid;
        error_log {folder}/nginx-errors.log;
        events {{ worker_connections 512; }}
        http {{
            {paths}
            access_log off;
            default_type application/json;
            keepalive_requests 1000000000;
            server {{
                listen 127.0.0.1:{port};
                location /_lunette/ {{ return 404; }}
                location / {{ return 200 '{answer}'; }}
            }}
        }}
        """)
    command = ["/usr/sbin/nginx", "-p", folder, "-c", configuration, "-e",
               f"{folder}/nginx-errors.log"]
    with started(command) as process:
        wait_until_open(port, process)
        yield port


def wait_until_open(port, process):
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"{process.args[0]} does not listen on 127.0.0.1:{port}")


@contextlib.contextmanager
def emulator(lunette, world):
    """The emulator with signature checking on; yields its process and port."""
    command = [lunette, "emulator", "--world", world]
    with started(command, stdout=subprocess.PIPE) as process:
        line = process.stdout.readline()
        if not line.startswith("listening on "):
            raise RuntimeError("the emulator does not start")
        yield process, int(line.strip().rpartition(":")[2])
