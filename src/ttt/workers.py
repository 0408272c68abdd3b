"""A pool of worker processes in which one task can be stopped without losing any other.

Generic: knows nothing of documents, and prints nothing. Each worker is a long-lived process,
always spawned (the same on every system), with one pipe. `concurrent.futures` has no way to stop
a running task: killing its process breaks the whole pool.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Final, Generic, Literal, Self, TypeVar

import psutil

from ttt.worker_process import serve

Task = TypeVar("Task")
Result = TypeVar("Result")

_CONTEXT: Final = multiprocessing.get_context("spawn")
_WATCH_SECONDS: Final = 0.05
_LEAVE_SECONDS: Final = 1.0
_MIB: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Failure:
    """A task without a result.

    `time` and `memory`: it was stopped at its limit. `died`: its process ended by itself.
    `crashed`: it raised, and `detail` is the traceback; else `detail` is a phrase for people.
    """

    kind: Literal["time", "memory", "died", "crashed"]
    detail: str


class Pool(Generic[Task, Result]):
    """`count` worker processes between `with` and its end.

    `target` is a function of a module: called once in each worker with `start`, it returns the
    function that is called with each task, and may keep caches. `start`, tasks and results are
    pickled. `deadline` is in seconds for one task, and once more for the set-up before the
    first; `memory` in MiB of resident memory of one worker, caches included. A worker that ends
    a task above half of it is replaced, so that no task pays for what others left.
    """

    def __init__(
        self,
        target: Callable[[Any], Callable[[Task], Result]],
        count: int,
        *,
        deadline: float,
        memory: float,
        start: object = None,
    ) -> None:
        self._target = target
        self._count = count
        self._deadline = deadline
        self._memory = memory
        self._start = start
        self._workers: list[_Worker[Task]] = []

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
        for worker in self._workers:
            worker.pipe.close()  # which tells it to leave
        while self._workers:
            self._workers[-1].end(until)
            self._workers.pop()

    def run(self, tasks: Iterable[Task]) -> Generator[tuple[Task, Result | Failure], None, None]:
        """Yield each task with its result as they come, in any order.

        Tasks are taken from the iterable as workers become free. A worker that was stopped or
        lost is replaced for the next task.
        """
        waiting = iter(tasks)
        try:
            while self._assign(waiting):
                busy = [worker for worker in self._workers if worker.holding]
                patience = min(worker.until for worker in busy) - time.monotonic()
                ready = wait([w.pipe for w in busy], min(_WATCH_SECONDS, max(0.0, patience)))
                for worker in busy:
                    if worker.pipe in ready:
                        yield from self._receive(worker)
                    elif failure := self._over_limit(worker):
                        yield self._lose(worker, failure)
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

    def _send(self, worker: _Worker[Task]) -> None:
        """Send a worker its task once it is set up: before, nobody would empty the pipe."""
        worker.until = time.monotonic() + self._deadline
        if worker.ready:
            try:
                worker.pipe.send(worker.holding[0])
            except OSError:
                return  # it is gone; the pipe says so when it is read

    def _receive(self, worker: _Worker[Task]) -> Iterator[tuple[Task, Result | Failure]]:
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            yield self._lose(worker, Failure("died", worker.cause_of_death()))
            return
        if kind == "ready":
            worker.ready = True
            self._send(worker)
        elif not worker.ready:
            yield self._lose(worker, Failure("crashed", value))
        else:
            (task,), worker.holding = worker.holding, ()
            if worker.resident() > self._memory / 2:
                self._dismiss(worker)
            yield task, Failure("crashed", value) if kind == "crashed" else value

    def _over_limit(self, worker: _Worker[Task]) -> Failure | None:
        if time.monotonic() >= worker.until:
            return Failure("time", f"stopped after {self._deadline:g} s")
        if worker.resident() > self._memory:
            return Failure("memory", f"stopped at more than {self._memory:g} MiB of memory")
        return None

    def _lose(self, worker: _Worker[Task], failure: Failure) -> tuple[Task, Failure]:
        task = worker.holding[0]
        self._dismiss(worker)
        return task, failure

    def _hire(self) -> _Worker[Task]:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(
            target=serve, args=(theirs, self._target, self._start), daemon=True
        )
        with _no_interrupt():
            process.start()
            worker: _Worker[Task] = _Worker(process, ours)
            self._workers.append(worker)
        theirs.close()
        return worker

    def _dismiss(self, worker: _Worker[Task]) -> None:
        worker.pipe.close()
        worker.end(time.monotonic())
        self._workers.remove(worker)


class _Worker(Generic[Task]):
    """The pool's side of one process: what it holds, and until when (monotonic seconds)."""

    __slots__ = ("_seen", "holding", "pipe", "process", "ready", "until")

    def __init__(
        self, process: multiprocessing.context.SpawnProcess, pipe: Connection[Any, Any]
    ) -> None:
        self.process = process
        self.pipe = pipe
        self.ready = False
        self.holding: tuple[Task, ...] = ()
        self.until = 0.0
        self._seen: psutil.Process | None = None

    def resident(self) -> float:
        """Return its resident memory in MiB; 0 when it is gone."""
        try:
            self._seen = self._seen or psutil.Process(self.process.pid)
            return float(self._seen.memory_info().rss) / _MIB
        except psutil.Error:
            return 0.0

    def cause_of_death(self) -> str:
        """Return in words how the process ended; its pipe is closed already."""
        self.process.join(_LEAVE_SECONDS)
        code = self.process.exitcode
        if code is None:
            return "the worker closed its pipe"
        return f"the worker ended with {f'signal {-code}' if code < 0 else f'code {code}'}"

    def end(self, until: float) -> None:
        """Wait for it until then, and no longer; no process is left afterwards."""
        self.process.join(max(0.0, until - time.monotonic()))
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        self.process.close()


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold Ctrl-C back; a process started meanwhile never sees one (not on Windows)."""
    if sys.platform == "win32":
        yield
        return
    # Started by the first process otherwise, and the start of it lets Ctrl-C through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
