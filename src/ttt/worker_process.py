"""The process side of the pool in `ttt.workers`: set up once, then answer task after task.

Every worker imports this module before anything else, so it imports next to nothing.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Final

_PATIENT_COLLECTOR: Final = (50_000, 20, 20)
"""Documents are built from many small objects without cycles: looking for some costs a tenth."""


def serve(
    pipe: Connection[Any, Any], target: Callable[[Any], Callable[[Any], Any]], start: object
) -> None:
    """Be a worker until the pipe is closed.

    What is sent are pairs: `ready` after the set-up, `done` with a result, `crashed` with the
    text of a traceback; after a set-up that crashed nothing follows.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends Ctrl-C to all; the pool decides
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    gc.set_threshold(*_PATIENT_COLLECTOR)
    with suppress(EOFError, OSError):  # the pool is gone or wants no more; nobody is left to tell
        _answer_all(pipe, target, start)


def _answer_all(
    pipe: Connection[Any, Any], target: Callable[[Any], Callable[[Any], Any]], start: object
) -> None:
    try:
        work = target(start)
    except Exception:  # noqa: BLE001 - a fault of the task's own code is the pool's to report
        pipe.send(("crashed", traceback.format_exc()))
        return
    gc.freeze()
    pipe.send(("ready", None))
    while True:
        task = pipe.recv()
        try:
            pipe.send(("done", work(task)))
        except Exception:  # noqa: BLE001 - as above; also a result that cannot be pickled
            pipe.send(("crashed", traceback.format_exc()))


def _leave_with_parent() -> None:
    """End this process when the parent is killed, also in the middle of an endless task."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
