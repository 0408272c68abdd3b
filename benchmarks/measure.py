"""Whole processes measured from outside: seconds on the wall, seconds of work, peak memory.

Programs take turns (A B C, A B C …), so that what else the machine does falls on all of them, and
a comparison is the median of the ratios of single rounds. Knows no program; needs `os.wait4`, so
Linux or macOS.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

_MAXRSS_UNIT: Final = 1 if sys.platform == "darwin" else 1024  # getrusage(2): bytes, or KiB
_TAIL: Final = 600


@dataclass(frozen=True, slots=True)
class Command:
    """One process: its arguments and the folder it is started in."""

    arguments: tuple[str, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class Tool:
    """A program under measurement: its commands, run one after the other.

    `cleared` are folders removed before each run. `scale` is what the seconds are multiplied by
    when the commands are only a sample of the whole work.
    """

    name: str
    commands: tuple[Command, ...]
    cleared: tuple[Path, ...] = ()
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Usage:
    """What one run took: seconds (scaled), the MiB of its largest process, what it printed."""

    wall: float
    cpu: float
    peak: float
    output: str


Rounds: TypeAlias = "Mapping[str, Sequence[Usage]]"


class FailedError(Exception):
    """A program did not finish its work; the message is its name and the end of what it said."""


def take_turns(tools: Sequence[Tool], rounds: int, say: Callable[[str], None]) -> Rounds:
    """Run each tool once a round and return its runs by name; the first round is kept too."""
    runs: dict[str, list[Usage]] = {tool.name: [] for tool in tools}
    for number in range(1, rounds + 1):
        for tool in tools:
            say(f"round {number} of {rounds}: {tool.name}")
            runs[tool.name].append(run(tool))
    return runs


def run(tool: Tool) -> Usage:
    """Run the commands of a tool; the peak is that of the largest process among them."""
    for folder in tool.cleared:
        shutil.rmtree(folder, ignore_errors=True)
    wall = cpu = peak = 0.0
    output = ""
    for command in tool.commands:
        usage = _one(tool.name, command)
        wall += usage.wall
        cpu += usage.cpu
        peak = max(peak, usage.peak)
        output = usage.output
    return Usage(wall * tool.scale, cpu * tool.scale, peak, output)


def median(runs: Sequence[Usage]) -> Usage:
    """Return the medians of the runs of a tool, with the output of its last run."""
    return Usage(
        statistics.median(usage.wall for usage in runs),
        statistics.median(usage.cpu for usage in runs),
        statistics.median(usage.peak for usage in runs),
        runs[-1].output,
    )


def ratio(runs: Sequence[Usage], reference: Sequence[Usage]) -> float:
    """Return the median of the rounds' ratios of seconds on the wall."""
    pairs = zip(runs, reference, strict=True)
    return statistics.median(usage.wall / other.wall for usage, other in pairs)


def memory_ratio(runs: Sequence[Usage], reference: Sequence[Usage]) -> float:
    """Return the ratio of the highest peaks."""
    return max(usage.peak for usage in runs) / max(usage.peak for usage in reference)


def _one(name: str, command: Command) -> Usage:
    """Run one process to its end.

    `wait4` gives the resources of the process and of the children it waited for; its peak is that
    of the largest of them (getrusage(2), `ru_maxrss`).
    """
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as complaints:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - the programs under measurement
            command.arguments,
            cwd=command.folder,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=complaints,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        output = printed.read().decode("utf-8", "replace")
        if process.returncode:
            complaints.seek(0)
            said = complaints.read().decode("utf-8", "replace").strip() or output.strip()
            raise FailedError(f"{name} ended with {process.returncode}: {said[-_TAIL:]}")
    peak = used.ru_maxrss * _MAXRSS_UNIT / (1024 * 1024)
    return Usage(wall, used.ru_utime + used.ru_stime, peak, output)
