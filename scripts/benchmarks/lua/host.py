"""The other peer: lupa from PyPI, Lua in Python, with the functions of the Swift host.

host.py FILE
"""

import sys
import time
from pathlib import Path

from lupa.lua54 import LuaRuntime, LuaError


class Thing:
    pass


class ItFailed(Exception):
    pass


def fail():
    raise ItFailed("it failed")


def main():
    lua = LuaRuntime(unpack_returned_tuples=True)
    names = ("a", "b", "c", "d")

    def copy(fields):
        return lua.table_from({name: fields[name] for name in names})

    lua.globals().host = lua.table_from(
        {
            "clock": time.thread_time_ns,
            "report": lambda name, value: print(f"{name}\t{value:.1f}"),
            "add": lambda left, right: left + right,
            "copy": copy,
            "fail": fail,
            "object": Thing,
        }
    )
    try:
        lua.execute(Path(sys.argv[1]).read_text())
    except LuaError as error:
        sys.exit(str(error))


main()
