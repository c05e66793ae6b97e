"""How soon the session is there, and how soon a key is on the screen: both in a pseudo-terminal."""

import contextlib
import fcntl
import os
import pty
import select
import struct
import termios
import time

from line import Line
from machine import CREDENTIALS, median

STARTS = 10
KEYS = 200
LINES = 2_000
PASTE = ("\x1b[200~", "\x1b[201~")


class Terminal:
    """A program on a terminal of 80 x 24."""

    def __init__(self, command, folder):
        self.started = time.perf_counter()
        self.process, self.master = pty.fork()
        if self.process == 0:
            environment = CREDENTIALS | {
                "HOME": str(folder), "PATH": os.environ["PATH"], "TERM": "xterm-256color"}
            os.chdir(folder)
            os.execve(command[0], command, environment)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def send(self, text):
        data = text.encode()
        while data:
            # The program may write while it is typed to.
            readable, writable, _ = select.select([self.master], [self.master], [], 10)
            if readable:
                os.read(self.master, 1 << 16)
            if writable:
                data = data[os.write(self.master, data[:1024]):]

    def wait_for(self, text, seconds=20):
        """Reads until the text has come."""
        seen = b""
        end = time.perf_counter() + seconds
        while text.encode() not in seen:
            if not select.select([self.master], [], [], end - time.perf_counter())[0]:
                raise RuntimeError(f"no {text!r} in {seen[-400:]!r}")
            seen += os.read(self.master, 1 << 16)

    def settle(self):
        """Reads until nothing has come for a while."""
        while select.select([self.master], [], [], 0.3)[0]:
            os.read(self.master, 1 << 16)

    def end(self):
        os.kill(self.process, 9)
        os.waitpid(self.process, 0)
        os.close(self.master)


@contextlib.contextmanager
def terminal(command, folder):
    one = Terminal(command, folder)
    try:
        yield one
    finally:
        one.end()


def start_milliseconds(command, prompt, folder):
    times = []
    for _ in range(STARTS):
        with terminal(command, folder) as one:
            one.wait_for(prompt)
            times.append(1_000 * (time.perf_counter() - one.started))
    return median(times)


def key_milliseconds(command, folder):
    """From each key to the first byte that comes of it, in an entry of so many lines."""
    with terminal(command, folder) as one:
        one.wait_for("cn-hangzhou")
        one.settle()
        entry = [f"total = total + {i} -- a line of an entry" for i in range(LINES)]
        begin, end = PASTE
        one.send(begin + "\r".join(entry) + end)
        one.settle()
        times = []
        for number in range(KEYS):
            key = "abcdefgh"[number % 8]
            started = time.perf_counter()
            one.send(key)
            one.wait_for(key)
            times.append(1_000 * (time.perf_counter() - started))
        return sorted(times)


def lines(lunette, folder):
    ours = start_milliseconds([lunette, "repl", "--emulator"], "cn-hangzhou", folder)
    theirs = start_milliseconds(["/usr/bin/lua5.4", "-i"], "> ", folder)
    yield Line(
        "start to the first prompt, on a terminal, the emulator included",
        f"lunette repl --emulator {ours:.1f} ms", f"lua5.4 -i {theirs:.1f} ms", ours / theirs,
        at_most=3, reason="the process, the emulator and its world, the interpreter")
    times = key_milliseconds([lunette, "repl", "--emulator"], folder)
    worst = times[int(len(times) * 0.99)]
    yield Line(
        f"a key in an entry of {LINES} lines, to its first byte on the screen",
        f"median {median(times):.2f} ms, p99 {worst:.2f} ms", "5 ms", worst / 5, at_most=1,
        reason="what is done for each key grows with the entry")
