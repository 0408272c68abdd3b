"""Stops what runs away in a worker: too long, or too much memory; says at which place.

A worker calls `begin` once; then whatever stands inside `with limited(…)` may use `SECONDS` of
processor time and `MEBIBYTES` more memory than there were. Processor time: a busy machine makes no
honest template slow. What cannot be interrupted, one long call without a step of Python in between,
keeps the process from saying that it is alive; then the pool ends it. Without `begin`, nothing is
limited. Every worker imports this module first, so it imports next to nothing.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from time import process_time, sleep
from types import FrameType, TracebackType
from typing import Final

if sys.platform == "linux":
    import resource

SECONDS: Final = 2.0
"""Of processor time. The longest honest deck, 2,005 slides, takes less than half a second."""

AGAIN: Final = 0.4
"""The same, at a place where something ran away before in this worker."""

MEBIBYTES: Final = 256

_TICK: Final = 0.2
_SIGNAL: Final = signal.SIGABRT
"""Raised by this module alone; Ctrl-C and what ends a process have their own."""

_PAGE: Final = 4096 if sys.platform != "linux" else os.sysconf("SC_PAGE_SIZE")
_MIB: Final = 1 << 20


class RanAwayError(Exception):
    """Something was stopped at its limit; the words say which, for people."""


class _State:
    """What is limited at the moment, in the one main thread of this process."""

    __slots__ = ("base", "began", "fat", "label", "line", "memory", "most", "places", "running",
                 "space")  # fmt: skip

    def __init__(self) -> None:
        self.running = False
        self.label = ""
        self.line = 1
        self.began = 0.0
        self.base = 0.0
        self.fat = False
        self.memory = -1
        self.most = SECONDS
        self.space = -1
        self.places: set[tuple[str, str]] = set()


_STATE: Final = _State()


class limited:  # noqa: N801 it is used as a function is
    """Limit what stands inside; raises `RanAwayError`. Inside another the limits are those of that.

    `label` is its place where no template runs; without one nothing is remembered of it.
    """

    __slots__ = ("_inner", "_label", "_seconds")

    def __init__(self, label: str = "", seconds: float = SECONDS) -> None:
        self._label = label
        self._seconds = seconds
        self._inner = False

    def __enter__(self) -> None:
        self._inner = _STATE.running
        if self._inner:
            return
        _STATE.label = self._label
        _STATE.most = self._seconds
        _STATE.fat = False
        _STATE.base = -1.0
        _STATE.began = process_time()
        if _STATE.memory >= 0:
            _allow(_address_space() + MEBIBYTES * _MIB)
        _STATE.running = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._inner:
            return
        _STATE.running = False
        lift_memory()
        if kind is MemoryError:
            raise RanAwayError(_TOO_MUCH).with_traceback(trace) from None


def lift_memory() -> None:
    """End the limit of memory, so that what ran into it can be told."""
    if _STATE.memory >= 0:
        _allow(_STATE.space)


_TOO_MUCH: Final = f"needs more than {MEBIBYTES} MB of memory"


def begin(alive: Callable[[], None]) -> None:
    """Watch over this process from now on. To be called once, in its main thread.

    `alive` is called again and again, in another thread, as long as steps of Python are done.
    """
    signal.signal(_SIGNAL, _interrupted)
    if sys.platform == "linux":
        with suppress(OSError):  # no /proc: as on other systems
            _STATE.memory = os.open("/proc/self/statm", os.O_RDONLY)
            _STATE.space, _ = resource.getrlimit(resource.RLIMIT_AS)
    threading.Thread(target=_watch, args=(alive,), daemon=True).start()


def _watch(alive: Callable[[], None]) -> None:
    """Look again and again; interrupt the main thread when something may be over its limit."""
    while True:
        sleep(_TICK)
        alive()
        if not _STATE.running:
            continue
        if _STATE.memory < 0:
            _weigh()
        if _STATE.fat or process_time() - _STATE.began >= AGAIN:
            _thread.interrupt_main(_SIGNAL)


def _weigh() -> None:
    """Note whether the process has grown too much, where the system sets no limit for us."""
    import psutil  # noqa: PLC0415 only where it is needed, and then in this thread

    resident = psutil.Process().memory_info().rss / _MIB
    if _STATE.base < 0:
        _STATE.base = resident
    elif resident - _STATE.base > MEBIBYTES:
        _STATE.fat = True


def _interrupted(_number: int, frame: FrameType | None) -> None:
    """Stop the main thread if it is over a limit; runs in that thread, between two steps."""
    if not _STATE.running:
        return
    if _STATE.fat:
        _STATE.fat = False
        raise RanAwayError(_TOO_MUCH)
    place = _place(frame)
    now = process_time()
    spent = now - _STATE.began
    if spent >= _STATE.most or (spent >= AGAIN and place in _STATE.places):
        if place[0]:
            _STATE.places.add(place)
        _STATE.began = now  # it may take a moment to get out; and something may hold it up
        raise RanAwayError(f"takes more than {_STATE.most:.0f} seconds")


def _place(frame: FrameType | None) -> tuple[str, str]:
    """Return the file and the block of the innermost template that is running."""
    while frame is not None:
        if "__jinja_template__" in frame.f_globals:
            _STATE.line = _line_before(frame)
            return frame.f_code.co_filename, frame.f_code.co_name
        frame = frame.f_back
    return _STATE.label, ""


def _line_before(frame: FrameType) -> int:
    """Return the line of a frame; one that steps back in a loop may have none."""
    line = frame.f_lineno or 0
    for start, _end, number in () if line else frame.f_code.co_lines():
        if start > frame.f_lasti:
            break
        line = number or line
    return line or 1


def stopped_at() -> int:
    """Return the line of the compiled template at which the last thing was stopped."""
    return _STATE.line


def _address_space() -> int:
    """Return the bytes of address space this process has."""
    return int(os.pread(_STATE.memory, 64, 0).split(b" ", 1)[0]) * _PAGE


def _allow(size: int) -> None:
    """Limit the address space of this process to so many bytes, or to what it was limited to."""
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        least = size if _STATE.space < 0 else min(size, _STATE.space)
        resource.setrlimit(resource.RLIMIT_AS, (least, hard))
