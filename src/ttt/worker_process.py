"""The process side of the pool in `ttt.workers`: set up once, then answer task after task.

Every worker imports this module before anything else, so it imports next to nothing.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Final, TypeAlias

from ttt import watch

_ALIVE_SECONDS: Final = 0.8
_COLLECT_EVERY: Final = 16
"""Tasks after which cycles are looked for.

What a task makes is freed by its reference counts; looking for cycles among a million small objects
while it works takes time and finds next to none.
"""


class Begun:
    """Said to the pool: from now on it is the piece of this number of the task, from 0."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> tuple[type[Begun], tuple[int]]:
        return Begun, (self.number,)


Say: TypeAlias = Callable[[object], None]
"""Sends something to the pool before the task is done."""

SetUp: TypeAlias = Callable[[Any, Say], Callable[[Any], Any]]


def serve(pipe: Connection[Any, Any], load: Callable[[], SetUp]) -> None:
    """Be a worker until the pipe is closed.

    What comes is first what all tasks share, then task after task. What is sent are pairs:
    `ready` after the set-up, `early` with something a task says before it is done, `done` with a
    result, `crashed` with the text of a traceback; after a set-up that crashed nothing follows.
    While a task is done `alive` comes now and then, unless one call holds everything up.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends Ctrl-C to all; the pool decides
    voice = _Voice(pipe)
    watch.begin(voice.alive)
    if parent := multiprocessing.parent_process():
        _end_with(parent.sentinel)
        threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()
    gc.disable()
    with suppress(EOFError, OSError):  # the pool is gone or wants no more; nobody is left to tell
        _answer_all(pipe, voice, load)
    # Everything is said: taking a hundred megabytes of small objects apart would only take time.
    os._exit(0)


class _Voice:
    """What the two threads of a worker say to the pool, one at a time."""

    def __init__(self, pipe: Connection[Any, Any]) -> None:
        self.busy = False
        self._pipe = pipe
        self._lock = threading.Lock()
        self._said = 0.0

    def say(self, kind: str, value: object) -> None:
        """Send a pair."""
        with self._lock:
            self._pipe.send((kind, value))

    def alive(self) -> None:
        """Say so, while there is a task, and not again at once; whoever waits for it reads it."""
        now = time.monotonic()
        if self.busy and now - self._said >= _ALIVE_SECONDS:
            self._said = now
            with suppress(OSError):
                self.say("alive", None)


def _answer_all(pipe: Connection[Any, Any], voice: _Voice, load: Callable[[], SetUp]) -> None:
    def say(piece: object) -> None:
        voice.say("early", piece)

    try:
        set_up = load()
        start = pipe.recv()
        work = set_up(start, say)
    except Exception:  # noqa: BLE001 - a fault of the task's own code is the pool's to report
        voice.say("crashed", traceback.format_exc())
        return
    gc.freeze()
    voice.say("ready", None)
    for number in count(1):
        task = pipe.recv()
        if number % _COLLECT_EVERY == 0:
            gc.collect()
        voice.busy = True
        try:
            result = work(task)
            voice.busy = False
            voice.say("done", result)
        except Exception:  # noqa: BLE001 - as above; also a result that cannot be pickled
            voice.busy = False
            voice.say("crashed", traceback.format_exc())


def _leave_with(parent: BaseProcess) -> None:
    """End this process when the parent is killed, also in the middle of an endless task."""
    parent.join()
    os._exit(1)


def _end_with(sentinel: int) -> None:
    """Have the system end this process when the parent's pipe closes (Linux only).

    A thread waits for that everywhere, but gets no turn while one call computes for hours in C.
    """
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 not on Windows

        fcntl.fcntl(sentinel, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(sentinel, fcntl.F_GETFL)
        fcntl.fcntl(sentinel, fcntl.F_SETFL, flags | os.O_ASYNC)  # SIGIO, which ends a process
