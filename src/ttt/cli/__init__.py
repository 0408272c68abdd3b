"""The command line: the only place that prints, reads the environment, or exits.

`main` turns what can go wrong outside the curriculum into one sentence and an exit code:
0 fine, 1 errors in the curriculum or a template, 2 wrong usage, 3 environment, 70 a bug in ttt.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from ttt.tasks import Task
    from ttt.worker import Worker

__all__ = ["main", "run"]

ENVIRONMENT: Final = 3
BUG: Final = 70
STOPPED: Final = 130
"""As programs end that Ctrl-C stopped: 128 and the number of the signal."""

_STOPPED: Final = "stopped; nothing half-written is left"


def main() -> NoReturn:
    """Run the command line and exit at once.

    All is written and closed by then, and every worker has ended; taking the modules of the program
    apart one by one takes as long as building three documents.
    """
    code = run()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        pass  # nobody reads any more, which is no fault
    os._exit(code)


def run() -> int:
    """Run the command line; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            # A console in an old code page must not stop a build over a Khmer title.
            reconfigure(errors="replace")
    try:
        first = _first_worker() if sys.argv[1:2] in (["build"], ["check"]) else None
        from ttt.cli.app import app

        app(prog_name="ttt", obj=first)
    except SystemExit as end:
        if end.code == STOPPED:  # what Typer makes of Ctrl-C, without a word
            _say(_STOPPED)
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        _say(_STOPPED)
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as failure:  # noqa: BLE001 the one place where a bug of ours ends
        return _last_resort(failure)
    return 0


def _first_worker() -> Worker[Task] | None:
    """Start what takes longest before the command line is read; None if only help is wanted."""
    if {"-h", "--help"} & set(sys.argv):
        return None
    from ttt.first_worker import start_first_worker

    return start_first_worker()


def _last_resort(failure: Exception) -> int:
    from ttt.publish import CannotWriteError, LockedError

    match failure:
        case LockedError() | CannotWriteError():
            _say(str(failure))
            return ENVIRONMENT
        case OSError(filename=str(name), strerror=str(reason)):
            _say(f"{name}: {reason.lower()}")
            return ENVIRONMENT
    report = _write_report(failure)
    _say(f"this is a bug in ttt, not in your files. A report is in {report}")
    _say("please send it to the people who maintain ttt; it holds no text of your curriculum")
    return BUG


def _write_report(failure: Exception) -> str:
    """Write what a maintainer needs to know into a file; return its path."""
    import platform
    import tempfile
    import traceback

    from ttt import __version__

    lines = [
        f"ttt {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"arguments: {' '.join(sys.argv[1:])}",
        "",
        *traceback.format_exception(failure),
    ]
    with tempfile.NamedTemporaryFile(
        "w", prefix="ttt-report-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write("\n".join(lines))
    return file.name


def _say(sentence: str) -> None:
    sys.stderr.write(f"ttt: {sentence}\n")
