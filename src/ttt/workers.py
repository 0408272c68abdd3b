"""A pool of worker processes in which one task can be stopped without losing any other.

Generic: knows nothing of documents, and prints nothing. Each worker is a long-lived process,
always spawned (the same on every system), with one pipe. `concurrent.futures` has no way to stop
a running task: killing its process breaks the whole pool.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Final, Generic, Literal, Self, TypeVar

from ttt.frozen import frozen
from ttt.worker import Load, Worker
from ttt.worker_process import Begun

Task = TypeVar("Task")
Result = TypeVar("Result")

_WATCH_SECONDS: Final = 0.05
_LEAVE_SECONDS: Final = 1.0
_STUCK_SECONDS: Final = 5.0
"""Seconds after which a worker that says nothing at all is stuck in one call."""


@frozen
class Failure:
    """A task without a result.

    `time` and `memory`: it was stopped at its limit, `stuck`: it did not say that it was alive.
    `died`: its process ended by itself.
    `crashed`: it raised, and `detail` is the traceback; else `detail` is a phrase for people. `at`
    is the piece of the task it had come to, -1 when it had not said so (`worker_process.Begun`).
    """

    kind: Literal["time", "memory", "stuck", "died", "crashed"]
    detail: str
    at: int = -1


class Pool(Generic[Task, Result]):
    """`count` worker processes between `with` and its end.

    `load` is a function of a module: called in each worker, it imports what the work needs and
    returns a function; that is called once with `start` and returns the function that is called
    with each task, and may keep caches. `start`, tasks and results are pickled. `early` is called
    with what a task says before it is done, also when it fails later. `first` is a worker started
    earlier with the same `load`. `deadline` is in seconds for one piece of a task, and once more
    for the set-up before the first; `memory` in MiB of resident memory of one worker, caches
    included. A worker that ends a task above half of it is replaced, so that no task pays for what
    others left.
    """

    def __init__(
        self,
        load: Load,
        count: int,
        *,
        deadline: float,
        memory: float,
        start: object = None,
        early: Callable[[Any], None] | None = None,
        first: Worker[Task] | None = None,
    ) -> None:
        self._load = load
        self._count = count
        self._deadline = deadline
        self._memory = memory
        self._start = start
        self._early = early
        self._first = first
        self._workers: list[Worker[Task]] = []

    def __enter__(self) -> Self:
        for _ in range(self._count):
            self._hire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        until = time.monotonic() + (_LEAVE_SECONDS if kind is None else 0)
        self.leave()  # all are told before any is waited for
        while self._workers:
            self._workers[-1].end(until)
            self._workers.pop()

    def leave(self) -> None:
        """Tell all workers to end, and wait for none; no task can be run after that."""
        for worker in self._workers:
            worker.pipe.close()

    def run(self, tasks: Iterable[Task]) -> Generator[tuple[Task, Result | Failure], None, None]:
        """Yield each task with its result as they come, in any order.

        Tasks are taken from the iterable as workers become free; the next is under way while
        the caller looks at a result, not while it looks at a failure. An iterable may have more
        after it had none, when the caller puts a task back that failed. A worker that was stopped
        or lost is replaced for the next task.
        """
        waiting = iter(tasks)
        looked = time.monotonic()
        try:
            while self._assign(waiting):
                # Counted only while we look: a program that was halted finds nobody stuck.
                passed = min(time.monotonic() - looked, 2 * _WATCH_SECONDS)
                looked = time.monotonic()
                busy = [worker for worker in self._workers if worker.holding]
                patience = min(worker.until for worker in busy) - time.monotonic()
                ready = wait([w.pipe for w in busy], min(_WATCH_SECONDS, max(0.0, patience)))
                done: list[tuple[Task, Result]] = []
                for worker in busy:
                    if worker.pipe not in ready:
                        worker.quiet += passed
                        if failure := self._over_limit(worker):
                            yield self._lose(worker, failure)
                        continue
                    for task, result in self._receive(worker):
                        if isinstance(result, Failure):
                            yield task, result  # before the next: the caller may not want it now
                        else:
                            done.append((task, result))
                if done:
                    self._assign(waiting)  # work goes on while the caller looks at the results
                    yield from done
        finally:
            for worker in [worker for worker in self._workers if worker.holding]:
                self._dismiss(worker)  # whoever asked does not wait for it any more

    def _assign(self, waiting: Iterator[Task]) -> bool:
        """Give tasks to whoever is free; return whether anyone has something to do."""
        free = [worker for worker in self._workers if not worker.holding]
        while free or len(self._workers) < self._count:
            try:
                task = next(waiting)
            except StopIteration:
                break
            worker = free.pop() if free else self._hire()
            worker.holding = (task,)
            self._send(worker)
        return any(worker.holding for worker in self._workers)

    def _send(self, worker: Worker[Task]) -> None:
        """Send a worker its task once it is set up: before, nobody would empty the pipe."""
        worker.until = time.monotonic() + self._deadline
        worker.at, worker.quiet = -1, 0.0
        if worker.ready:
            worker.send(worker.holding[0])

    def _receive(self, worker: Worker[Task]) -> Iterator[tuple[Task, Result | Failure]]:
        worker.quiet = 0.0
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            yield self._lose(worker, Failure("died", worker.cause_of_death(), worker.at))
            return
        if kind == "ready":
            worker.ready = True
            self._send(worker)
        elif kind == "alive":
            pass
        elif kind == "early" and isinstance(value, Begun):
            worker.at = value.number
            worker.until = time.monotonic() + self._deadline
        elif kind == "early":
            if self._early:
                self._early(value)
        elif not worker.ready:
            yield self._lose(worker, Failure("crashed", value))
        else:
            (task,), worker.holding = worker.holding, ()
            if worker.resident() > self._memory / 2:
                self._dismiss(worker)
            yield task, Failure("crashed", value) if kind == "crashed" else value

    def _over_limit(self, worker: Worker[Task]) -> Failure | None:
        if time.monotonic() >= worker.until:
            return Failure("time", f"stopped after {self._deadline:g} s", worker.at)
        if worker.ready and worker.quiet >= _STUCK_SECONDS:
            return Failure("stuck", f"stopped after {_STUCK_SECONDS:g} s in one call", worker.at)
        if worker.resident() > self._memory:
            words = f"stopped at more than {self._memory:g} MiB of memory"
            return Failure("memory", words, worker.at)
        return None

    def _lose(self, worker: Worker[Task], failure: Failure) -> tuple[Task, Failure]:
        task = worker.holding[0]
        self._dismiss(worker)
        return task, failure

    def _hire(self) -> Worker[Task]:
        worker = self._first or Worker(self._load)
        self._first = None
        self._workers.append(worker)
        worker.send(self._start)
        return worker

    def _dismiss(self, worker: Worker[Task]) -> None:
        worker.end(time.monotonic())
        self._workers.remove(worker)
