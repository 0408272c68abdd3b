"""What the workers of tests/test_workers.py do. Holds no test: worker processes import it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Final

from ttt.worker_process import Begun, Say, SetUp

GARBAGE: Final[list[bytearray]] = []
done: list[str] = []


def load() -> SetUp:
    """Return what sets a worker up."""
    return make


def make(start: object, say: Say) -> Callable[[tuple[str, int]], object]:
    """Return a worker that does what it is told; `start` may tell it to fail before."""
    match start:
        case "raise":
            raise ValueError("no set-up")
        case "exit":
            os._exit(5)
        case "hang":
            time.sleep(60)

    def work(task: tuple[str, int]) -> object:
        what, number = task
        done.append(what)
        if what == "begin":
            for piece in range(number):
                say(Begun(piece))
                time.sleep(0.4)
            loop(0)
        if what == "say":
            for piece in range(number):
                say(piece)
        return start if what in {"echo", "say"} else WORK[what](number)

    return work


def who(_: int) -> tuple[int, int]:
    time.sleep(0.05)
    return os.getpid(), len(done)


def held_back(_: int) -> bool:
    return sys.platform != "win32" and signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def loop(_: int) -> None:
    while True:
        pass


def hold(_: int) -> None:
    """Compute for hours without ever letting another thread run."""
    sum(range(10**12))


def hog(number: int) -> None:
    GARBAGE.extend(bytearray(1 << 22) for _ in range(number))
    time.sleep(60)


def fat(number: int) -> int:
    GARBAGE.append(bytearray(number << 20))
    return len(done)


def fail(number: int) -> None:
    raise ValueError(f"task {number}")


WORK: Final[dict[str, Callable[[int], object]]] = {
    "held back": held_back,
    "double": lambda number: number * 2,
    "who": who,
    "loop": loop,
    "hold": hold,
    "hog": hog,
    "fat": fat,
    "exit": os._exit,
    "leave": sys.exit,
    "raise": fail,
    "unpicklable": lambda number: lambda: number,
    "large": lambda number: b"x" * number,
}
