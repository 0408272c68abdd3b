#!/usr/bin/env python3
"""Set up this checkout and do one thing in it: build, test, and the other verbs below.

Any Python starts it, also one too old for ttt; it finds a Python that is recent enough, keeps a
virtual environment in `.venv`, installs into it what the verb needs (again only when
pyproject.toml, constraints.txt or the wanted extras changed) and runs the verb there. Arguments
after the verb are passed on.

It uses the standard library alone and the syntax of Python 3.8, prints ASCII, and ends every
expected failure with one sentence. It must not touch the system's Python, nor what is in build/:
files there may have been edited by hand.

Exit codes: the verb's own; 2 for a wrong verb; 3 when the machine lacks something.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
NEWER_NAMES = ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python")
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "ttt-setup.json"
LOG = VENV / "ttt-setup.log"
SETUP_FILES = ("pyproject.toml", "constraints.txt")

USAGE = """usage: bootstrap.py VERB [ARGUMENTS...]

  build        build the curriculum for every active cohort (arguments of `ttt build`)
  test         run the tests (arguments of pytest)
  soak         run the tests that take minutes
  lint         check format, style and types
  bench        measure speed and memory against other programs
  gallery      draw the pictures of docs/gallery (needs LibreOffice and Poppler)
  wheelhouse   collect everything for installing without a network (--platform win_amd64)
  clean        remove caches and dist/; with --all the environment too
"""

# What pip says when it cannot reach the place packages come from.
OFFLINE_SIGNS = (
    "NewConnectionError",
    "ConnectTimeoutError",
    "NameResolutionError",
    "ProxyError",
    "ReadTimeoutError",
    "Temporary failure in name resolution",
    "Connection refused",
    "Network is unreachable",
)
# What `make clean` removes: all of it is made again when it is needed.
CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".ttt/cache", "dist")
# Settings of the user's that would mix another environment into this one.
UNWANTED = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")
EXTRAS = {
    "build": (),
    "test": ("test",),
    "soak": ("test",),
    "lint": ("lint", "test"),
    "bench": ("bench", "test"),
    "gallery": (),
    "wheelhouse": ("test",),
}


class SetupError(Exception):
    """The machine lacks something; the message is one sentence for the person at the keyboard."""


def say(text: str) -> None:
    """Print a line to standard error, whatever the console can show."""
    encoding = sys.stderr.encoding or "ascii"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr, flush=True)


def answer(command: list[str]) -> str | None:
    """What a program prints, or None when it is not there or fails."""
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None


def is_recent(command: list[str]) -> bool:
    """Whether this command starts a Python that ttt runs on."""
    asked = f"import sys; print(sys.version_info >= {OLDEST!r})"
    return answer([*command, "-c", asked]) == "True"


def find_python() -> list[str]:
    """The command of a Python that is recent enough: this one, or another on the path."""
    if sys.version_info >= OLDEST:
        return [sys.executable]
    candidates = [[name] for name in NEWER_NAMES if shutil.which(name)]
    if shutil.which("py"):
        candidates.insert(0, ["py", "-3"])
    for command in candidates:
        if is_recent(command):
            return command
    found = ".".join(str(part) for part in sys.version_info[:3])
    wanted = ".".join(str(part) for part in OLDEST)
    message = (
        f"ttt needs Python {wanted} or later and this is Python {found}: "
        "install a newer one (python.org, or your system's packages) and start again."
    )
    raise SetupError(message)


def venv_python() -> Path:
    """The environment's Python, there or not."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def environment() -> dict[str, str]:
    """The environment variables for programs in `.venv`, as activating it would set them."""
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    kept["VIRTUAL_ENV"] = str(VENV)
    kept["PATH"] = str(venv_python().parent) + os.pathsep + kept.get("PATH", "")
    return kept


def setup_environment() -> dict[str, str]:
    """As `environment`, for venv and pip: in UTF-8, so that any letter in a path goes through."""
    return {**environment(), "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}


def make_venv() -> None:
    """Make `.venv`, unless there is one whose Python works and is recent enough."""
    inner = str(venv_python())
    if (
        venv_python().exists()
        and is_recent([inner])
        and answer([inner, "-c", "import pip"]) is not None
    ):
        return
    python = find_python()
    if answer([*python, "-c", "import ensurepip, venv"]) is None:
        version = answer([*python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
        message = (
            "Python's venv is not installed completely; on Debian and Ubuntu: "
            f"sudo apt install python{version}-venv"
        )
        raise SetupError(message)
    say("Making a virtual environment in .venv ...")
    made = subprocess.run(
        [*python, "-m", "venv", "--clear", str(VENV)],
        env=setup_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if made.returncode != 0:
        lines = made.stdout.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        message = f"No virtual environment could be made in .venv: {lines[-1]}"
        raise SetupError(message)


def pip_install(arguments: list[str]) -> None:
    """Install into the environment; what pip says goes to a log in it."""
    command = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check"]
    done = subprocess.run(
        [*command, "-c", str(ROOT / "constraints.txt"), *arguments],
        cwd=str(ROOT),
        env=setup_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    with LOG.open("ab") as log:
        log.write(done.stdout)
    if done.returncode == 0:
        return
    text = done.stdout.decode("utf-8", "replace")
    if any(sign in text for sign in OFFLINE_SIGNS):
        message = (
            "The packages ttt needs could not be fetched: is there a network? "
            "Without one, install from a wheelhouse (made with `make wheelhouse` elsewhere)."
        )
        raise SetupError(message)
    if any(sign in text for sign in ("ResolutionImpossible", "No matching distribution found")):
        message = (
            "pip found no place that has the versions in constraints.txt: is there a network, and "
            f"do pip's settings name a package index? Details: {LOG.relative_to(ROOT)}."
        )
        raise SetupError(message)
    errors = [line.strip() for line in text.splitlines() if line.startswith("ERROR:")]
    reason = errors[0] if errors else "pip failed"
    message = f"Setting up .venv failed ({reason}); details: {LOG.relative_to(ROOT)}."
    raise SetupError(message)


def digest() -> str:
    """What the installed environment depends on, as one string."""
    whole = hashlib.sha256(str(ROOT).encode("utf-8", "surrogateescape"))
    for name in SETUP_FILES:
        whole.update((ROOT / name).read_bytes())
    return whole.hexdigest()


def point_at_sources() -> None:
    """Let the editable install name src/ by a relative path.

    Python before 3.13 reads .pth files in the system's code page, so that an absolute path with
    Khmer letters is not found again on Windows; a relative one is plain ASCII, and stays right when
    the checkout is moved.
    """
    inside = VENV / "Lib" if os.name == "nt" else VENV / "lib"
    for entry in sorted(inside.rglob("site-packages/_ttt_kit.pth")):
        relative = Path(os.path.relpath(str(ROOT / "src"), str(entry.parent))).as_posix()
        entry.write_text(relative + "\n", encoding="ascii")


def ensure_installed(extras: tuple[str, ...]) -> None:
    """Install ttt and the extras of a verb, unless the stamp says that they are there."""
    make_venv()
    there: set[str] = set()
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        if stamp["digest"] == digest():
            there = {"", *stamp["extras"]}
    except (OSError, ValueError, KeyError):
        pass  # no stamp, or one cut short: set up again
    if there.issuperset(("", *extras)):
        return
    wanted = sorted({*there, *extras} - {""})
    say("Installing what ttt needs into .venv (once; a minute or two) ...")
    STAMP.unlink(missing_ok=True)
    LOG.unlink(missing_ok=True)
    # The build backend first, at its pinned version: nothing outside constraints.txt is fetched.
    pip_install(["hatchling"])
    pip_install(["--no-build-isolation", "-e", f".[{','.join(wanted)}]" if wanted else "."])
    point_at_sources()
    STAMP.write_text(json.dumps({"digest": digest(), "extras": wanted}), encoding="utf-8")


def run(arguments: list[str]) -> int:
    """Run the environment's Python in the checkout; its exit code."""
    return subprocess.call([str(venv_python()), *arguments], cwd=str(ROOT), env=environment())


def compile_sources() -> None:
    """Compile ttt's modules ahead, as pip does with what it installs.

    Otherwise each process would compile all of them again where Python is told to keep nothing
    (PYTHONDONTWRITEBYTECODE), and a build is at least two. Where nothing can be written it is left.
    """
    answer([str(venv_python()), "-m", "compileall", "-q", str(ROOT / "src")])


def pytest_arguments(given: list[str]) -> list[str]:
    """The arguments of pytest: a process a core, unless the caller decides, or debugs."""
    decided = any(word.startswith(("-n", "--numprocesses", "--pdb", "--dist")) for word in given)
    return ["-m", "pytest", *([] if decided else ["-n", "auto"]), *given]


def lint(given: list[str]) -> int:
    """Format, style, types; all three are run, the first failure is the exit code."""
    results = [
        run(["-m", "ruff", "format", "--check", *(given or ["."])]),
        run(["-m", "ruff", "check", *(given or ["."])]),
        run(["-m", "mypy", *given]),
    ]
    return next((code for code in results if code), 0)


def clean(given: list[str]) -> int:
    """Remove what is made again by itself; never anything in build/."""
    folders = [ROOT / name for name in CACHES]
    for top in ("src", "tests", "scripts"):
        folders.extend((ROOT / top).rglob("__pycache__"))
    if "--all" in given:
        folders.append(VENV)
    for folder in folders:
        if folder.is_dir():
            shutil.rmtree(str(folder), ignore_errors=True)
    say("Caches are gone. build/ was left alone: it may hold files edited by hand.")
    return 0


def perform(verb: str, given: list[str]) -> int:
    """Do what the verb says in an environment that has what it needs."""
    if verb == "clean":
        return clean(given)
    ensure_installed(EXTRAS[verb])
    compile_sources()
    if verb == "build":
        return run(["-m", "ttt", "build", *given])
    if verb == "test":
        return run(pytest_arguments(given))
    if verb == "soak":
        return run(pytest_arguments(["-m", "soak", *given]))
    if verb == "lint":
        return lint(given)
    return run([str(Path("scripts", f"{verb}.py")), *given])


def main(arguments: list[str]) -> int:
    """Read the verb, do it, and turn what is expected to go wrong into a sentence."""
    if not arguments or arguments[0] not in (*EXTRAS, "clean"):
        if arguments and arguments[0] not in ("-h", "--help"):
            say(f"There is no verb {arguments[0]!r}.\n")
        say(USAGE)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    try:
        return perform(arguments[0], arguments[1:])
    except SetupError as problem:
        say(str(problem))
    except OSError as problem:
        say(f"Setting up failed: {problem}")
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
