"""The first worker of a build, started before the command line is read.

A worker imports every stage, which takes longer than all a small build does besides; meanwhile the
coordinator imports what it needs itself. Imports next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ttt.worker import Worker

if TYPE_CHECKING:
    from ttt.tasks import Result, Start, Task
    from ttt.worker_process import Say


def load_stages() -> Callable[[Start, Say], Callable[[Task], Result]]:
    """Import every stage; return what opens a project. Runs in a worker."""
    from ttt.workshop import Workshop  # noqa: PLC0415 the coordinator must stay light

    return lambda start, say: Workshop(start.root, say, start.compiled, start.moment)


def start_first_worker() -> Worker[Task]:
    """Start a worker for a pool that opens later; one that never gets any ends with the program."""
    return Worker(load_stages)
