"""Collect ttt and everything it needs for one platform in a zip that installs without a network.

Run by `make wheelhouse`. Writes dist/wheelhouse-PLATFORM/ (wheels/, install.cmd, install.sh,
README.txt, python-versions.txt) and dist/ttt-kit-VERSION-PLATFORM.zip; the same wheels give the
same bytes. It takes wheels only, never a source package, and must not name the place they come
from: pip's own settings decide that.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
OFFLINE = ROOT / "scripts" / "offline"
RUNNING = "{}.{}".format(*sys.version_info[:2])

# pip reads the markers of requirements for the machine it runs on, not for --platform, so what
# only Windows needs is named here.
ONLY_WINDOWS = ("colorama",)
# The first moment a zip can express: nothing of the clock gets into the archive.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
FILE_MODE, PROGRAM_MODE = 0o100644, 0o100755


class WheelhouseError(Exception):
    """Something cannot be collected; the message is one sentence."""


def pip(*arguments: str) -> None:
    """Run pip quietly; its words are shown only when it fails."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode != 0:
        lines = (done.stderr + done.stdout).decode("utf-8", "replace").splitlines()
        errors = [line for line in lines if line.startswith("ERROR:")]
        reason = (errors or lines or ["pip failed"])[-1]
        message = f"The wheels could not be collected: {reason.removeprefix('ERROR: ')}"
        raise WheelhouseError(message)


def build_wheel(folder: Path) -> Path:
    """Build ttt's own wheel into the folder; its path."""
    source = ("--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder))
    pip("wheel", *source, str(ROOT))
    return next(folder.glob("ttt_kit-*.whl"))


def download(wheel: Path, target: str | None, version: str) -> None:
    """Fetch what the wheel needs at run time, at the versions of constraints.txt."""
    needed = [str(wheel)]
    chosen = ["--only-binary", ":all:", "--dest", str(wheel.parent)]
    chosen += ["--constraint", str(ROOT / "constraints.txt")]
    if target is not None or version != RUNNING:
        chosen += ["--python-version", version, "--implementation", "cp"]
        chosen += ["--platform", target or sysconfig.get_platform().replace("-", "_")]
    if target is not None and target.startswith("win"):
        needed += ONLY_WINDOWS
    pip("download", *chosen, *needed)


def pack(folder: Path, archive: Path) -> None:
    """Zip a folder: sorted, without times, programs executable."""
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_dir():
                continue
            name = Path(archive.stem, path.relative_to(folder)).as_posix()
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.create_system = 3  # Unix, on every machine: the mode below is read by it
            mode = PROGRAM_MODE if path.suffix == ".sh" else FILE_MODE
            entry.external_attr = mode << 16
            # Wheels are compressed already.
            stored = path.suffix == ".whl"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())


def arguments() -> argparse.Namespace:
    """What was asked for: a platform (None: this one) and the versions of Python."""
    parser = argparse.ArgumentParser(prog="make wheelhouse", description=__doc__)
    parser.add_argument("--platform", help="another platform, as pip names it: win_amd64")
    parser.add_argument(
        "--python-version",
        action="append",
        metavar="X.Y",
        help=f"a version of Python to serve; may be given again (default: {RUNNING})",
    )
    return parser.parse_args()


def collect(target: str | None, versions: list[str]) -> Path:
    """Make the folder and the zip; the path of the zip."""
    here = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    name = target or here
    folder = DIST / f"wheelhouse-{name}"
    if folder.exists():
        shutil.rmtree(folder)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    wheel = build_wheel(wheels)
    for version in versions:
        download(wheel, target, version)
    for path in sorted(OFFLINE.iterdir()):
        shutil.copyfile(path, folder / path.name)
    (folder / "install.sh").chmod(0o755)
    (folder / "python-versions.txt").write_text(
        "".join(f"{version}\n" for version in versions), encoding="ascii", newline="\n"
    )
    release = wheel.name.split("-")[1]
    archive = DIST / f"ttt-kit-{release}-{name}.zip"
    pack(folder, archive)
    return archive


def main() -> int:
    """Collect, and say where it is."""
    asked = arguments()
    versions = asked.python_version or [RUNNING]
    try:
        archive = collect(asked.platform, versions)
    except WheelhouseError as problem:
        print(problem, file=sys.stderr)
        return 3
    size = archive.stat().st_size / 1e6
    served = ", ".join(versions)
    print(f"{archive.relative_to(ROOT).as_posix()}: {size:.0f} MB, for Python {served}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
