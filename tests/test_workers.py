"""The pool: what a worker can do wrong costs its own task, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psutil
import pytest

from tests.worker_targets import load
from ttt.worker import Worker
from ttt.workers import Failure, Pool

Order = tuple[str, int]
GOOD = [("double", number) for number in range(6)]


@pytest.fixture(autouse=True)
def importable(project_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(project_root))


def pool(count: int = 1, **settings: Any) -> Pool[Order, object]:
    return Pool(load, count, **{"deadline": 20, "memory": 500, **settings})


def workers_of(pid: int) -> list[psutil.Process]:
    """The worker processes of a process; Python's own resource tracker is none."""
    return [
        child
        for child in psutil.Process(pid).children(recursive=True)
        if any("spawn_main" in word for word in child.cmdline())
    ]


def eventually(condition: Any, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize(
    ("bad", "settings", "kind", "words"),
    [
        (("loop", 0), {"deadline": 1.5}, "time", "stopped after 1.5 s"),
        (("hog", 50), {"memory": 120}, "memory", "stopped at more than 120 MiB"),
        (("hold", 0), {"deadline": 60}, "stuck", "in one call"),
        (("exit", 3), {}, "died", "code 3"),
        (("leave", 4), {}, "died", "code 4"),
        (("raise", 7), {}, "crashed", "ValueError: task 7"),
        (("unpicklable", 0), {}, "crashed", "pickle"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_bad_task_fails_and_every_other_has_its_result(
    bad: Order, settings: dict[str, Any], kind: str, words: str
) -> None:
    with pool(**settings) as workers:
        results = dict(workers.run([*GOOD[:3], bad, *GOOD[3:]]))

    failure = results.pop(bad)
    assert isinstance(failure, Failure)
    assert failure.kind == kind
    assert words in failure.detail
    assert results == {task: task[1] * 2 for task in GOOD}


def test_deadline_is_that_of_a_piece_and_the_failure_names_the_piece() -> None:
    with pool(deadline=1.0) as workers:
        list(workers.run([("double", 1)]))  # set up
        ((_, failure),) = workers.run([("begin", 4)])
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.at) == ("time", 3)


def test_exception_does_not_end_the_worker() -> None:
    with pool() as workers:
        tasks = [("who", 1), ("raise", 2), ("who", 3)]
        results = dict(workers.run(tasks))
    first, last = results["who", 1], results["who", 3]
    assert isinstance(first, tuple)
    assert last == (first[0], 3)  # the same process, which remembers all three


def test_what_a_task_says_early_comes_before_its_result() -> None:
    heard: list[object] = []
    with pool(early=heard.append) as workers:
        for task, _ in workers.run([("say", 3), ("double", 1), ("say", 2)]):
            heard.append(task)
    assert heard == [0, 1, 2, ("say", 3), ("double", 1), 0, 1, ("say", 2)]


def test_what_nobody_wants_to_hear_early_is_let_go() -> None:
    with pool() as workers:
        assert dict(workers.run([("say", 200)])) == {("say", 200): None}


@pytest.mark.parametrize(
    ("start", "kind"), [("raise", "crashed"), ("exit", "died"), ("hang", "time")]
)
def test_set_up_that_fails_fails_each_task_and_comes_to_an_end(start: str, kind: str) -> None:
    with pool(start=start, deadline=0.3 if start == "hang" else 20) as workers:
        results = dict(workers.run(GOOD[:2]))
    assert list(results) == GOOD[:2]
    assert [r.kind for r in results.values() if isinstance(r, Failure)] == [kind, kind]


def test_hundred_small_tasks_over_two_workers_in_any_order() -> None:
    tasks = [("double", number) for number in range(100)]
    began = time.monotonic()
    with pool(2) as workers:
        assert dict(workers.run(tasks)) == {task: task[1] * 2 for task in tasks}
        assert dict(workers.run(reversed(tasks))) == {task: task[1] * 2 for task in tasks}
    assert time.monotonic() - began < 3


def test_workers_work_at_the_same_time_and_live_on() -> None:
    with pool(2) as workers:
        results = [value for _, value in workers.run([("who", n) for n in range(20)])]
        again = [value for _, value in workers.run([("who", n) for n in range(20)])]
    pids = {value[0] for value in results if isinstance(value, tuple)}
    assert len(pids) == 2
    assert {value[0] for value in again if isinstance(value, tuple)} == pids


def test_slow_task_does_not_hold_up_the_others() -> None:
    with pool(2, deadline=1.5) as workers:
        order = [task for task, _ in workers.run([("loop", 0), *GOOD])]
    assert order[-1] == ("loop", 0)
    assert sorted(order[:-1]) == GOOD


def test_start_is_given_to_the_set_up_and_results_may_be_large() -> None:
    with pool(start={"root": "curriculum"}) as workers:
        assert dict(workers.run([("echo", 0)])) == {("echo", 0): {"root": "curriculum"}}
        ((_, large),) = workers.run([("large", 5_000_000)])
    assert large == b"x" * 5_000_000


def test_worker_grown_fat_is_replaced_before_the_next_task_pays_for_it() -> None:
    with pool(memory=240) as workers:
        results = list(workers.run([("fat", 110)] * 3))
    assert results == [(("fat", 110), 1)] * 3  # each the first of its worker


def test_tasks_are_taken_only_when_a_worker_is_free() -> None:
    taken = []

    def tasks() -> Iterator[Order]:
        for task in GOOD:
            taken.append(task)
            yield task

    with pool() as workers:
        running = workers.run(tasks())
        next(running)
        assert taken == GOOD[:2]  # the second is under way while the first is looked at
        running.close()


def test_after_a_failure_no_task_is_taken_before_the_caller_has_seen_it() -> None:
    taken = []

    def tasks() -> Iterator[Order]:
        for task in [("raise", 1), *GOOD]:
            taken.append(task)
            yield task

    with pool() as workers:
        running = workers.run(tasks())
        next(running)
        assert taken == [("raise", 1)]
        running.close()


def test_no_tasks_is_no_work() -> None:
    with pool() as workers:
        assert list(workers.run([])) == []


def test_task_that_cannot_be_pickled_is_a_bug_and_leaves_no_process() -> None:
    with pytest.raises(TypeError), pool() as workers:
        list(workers.run([MappingProxyType({})]))  # type: ignore[list-item]
    assert workers_of(os.getpid()) == []


def test_leaving_early_leaves_no_process() -> None:
    with pool(2) as workers:
        for _ in workers.run([("double", 1), ("loop", 0)]):
            break
    assert workers_of(os.getpid()) == []


def test_worker_started_before_its_pool_is_the_first_of_it() -> None:
    first: Worker[Order] = Worker(load)
    assert eventually(lambda: workers_of(os.getpid()))  # it is a copy of this process at first
    [process] = workers_of(os.getpid())
    with pool(first=first) as workers:
        [(_, found)] = workers.run([("who", 0)])
        assert found == (process.pid, 1)
        assert len(workers_of(os.getpid())) == 1
    assert workers_of(os.getpid()) == []


def test_worker_that_never_gets_a_pool_ends_with_the_program(project_root: Path) -> None:
    start = "from tests.worker_targets import load; from ttt.worker import Worker; Worker(load)"
    paths = os.pathsep.join([str(project_root), str(project_root / "src")])
    program = [sys.executable, "-c", f"{start}; input()"]
    with subprocess.Popen(
        program, env={**os.environ, "PYTHONPATH": paths}, stdin=subprocess.PIPE
    ) as running:
        assert eventually(lambda: workers_of(running.pid))
        [worker] = workers_of(running.pid)
        running.communicate(b"\n", timeout=30)
    assert eventually(lambda: not worker.is_running())


PROGRAM = """
import signal
from tests.worker_targets import load
from ttt.workers import Pool

if __name__ == "__main__":
    # Whoever runs the tests in the background may have had Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with Pool(load, 2, deadline=60, memory=500) as workers:
        for task, result in workers.run([("double", 4), ("loop", 0), ("hold", 1)]):
            print(result, flush=True)
"""


FIRST = """
from tests.worker_targets import load
from ttt.workers import Pool

if __name__ == "__main__":
    with Pool(load, 1, deadline=60, memory=500) as workers:
        for task, result in workers.run([("held back", 0)]):
            print(result, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal masks")
def test_even_the_first_worker_of_a_program_starts_with_interrupts_held_back(
    project_root: Path, tmp_path: Path
) -> None:
    program = tmp_path / "program.py"
    program.write_text(FIRST, "utf-8")
    paths = os.pathsep.join([str(project_root), str(project_root / "src")])
    done = subprocess.run(
        [sys.executable, program],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals between processes")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_or_killed_pool_leaves_no_process(
    ending: signal.Signals, project_root: Path, tmp_path: Path
) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    paths = os.pathsep.join([str(project_root), str(project_root / "src")])
    with subprocess.Popen(
        [sys.executable, program],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == "8\n"
        assert eventually(lambda: len(workers_of(running.pid)) == 2)
        workers = workers_of(running.pid)
        if ending is signal.SIGINT:
            os.killpg(running.pid, ending)  # as a terminal does: to all of them
        else:
            running.kill()
        assert eventually(lambda: not any(worker.is_running() for worker in workers))
        # One traceback, the program's own: no worker complains
        assert running.stderr.read().count("Traceback") == (ending is signal.SIGINT)
