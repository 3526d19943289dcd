"""Before the flow begins: the virtual environment `.venv` that every command runs in.

`python3 hooks <command>` needs Python and git, nothing more: the first call makes `.venv` from the hashed
requirements, later ones find it current by a stamp and start at once (`archive.entering`). Only the standard library
is used here, on any system, and nothing that an old Python could not parse: it must be able to say that it is old.
"""

import contextlib
import os
import sys
from pathlib import Path

from archive import entering
from archive.entering import STAMP

# Whatever else is needed is imported where it is needed: nearly every call does nothing here but go on.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

ROOT = Path(entering.ROOT)
OLDEST_PYTHON = (3, 11)
BUILD = ("requirements.txt",)
TEST = ("requirements.txt", "tests/requirements.txt")
CLUSTER = ("requirements.txt", "requirements-cluster.txt")

# The catalogue of strings is TOML, which a Python before 3.11 cannot read: this one text stands here.
PYTHON_TOO_OLD = "Cần Python {needed} trở lên; máy này đang chạy Python {found}. Cài bản mới rồi chạy lại."


class EnvironmentFailed(Exception):
    """The environment could not be made; the text says why and what to do."""


def enter(requirements: "tuple[str, ...]", root: Path = ROOT, argv: "list[str] | None" = None) -> None:
    """Go on inside an environment that holds `requirements`; run this command again there if need be.

    Returns when the running Python is that environment's. Ends the process with status 2 and a message
    when the environment cannot be made.
    """
    if sys.version_info < OLDEST_PYTHON:
        needed, found = (".".join(map(str, v)) for v in (OLDEST_PYTHON, sys.version_info[:3]))
        sys.exit(_say(PYTHON_TOO_OLD.format(needed=needed, found=found)))
    venv = root / ".venv"
    if not is_current(venv, requirements, root):
        try:
            with lock(root / ".venv.lock"):
                if not is_current(venv, requirements, root):
                    make(venv, requirements, root)
        except EnvironmentFailed as failure:
            sys.exit(_say(str(failure)))
        except PermissionError as error:
            sys.exit(_say(_text("no_lock", reason=error.strerror)))
    elif entering.is_inside(str(venv)):
        return
    entering.run_inside(str(venv), sys.argv[1:] if argv is None else argv, str(root))


def needed(arguments: "list[str]") -> "tuple[str, ...]":
    """Say what a command with these arguments needs."""
    if arguments[:1] == ["test"]:
        return TEST
    on_cluster = arguments[:1] == ["worker"] or any(one.startswith("--scheduler") for one in arguments)
    return CLUSTER if on_cluster else BUILD


def is_current(venv: Path, requirements: "tuple[str, ...]", root: Path = ROOT) -> bool:
    """Tell whether `venv` was made whole, by this Python's version, from these very requirements."""
    stamp = _read_stamp(venv)
    wanted = _stamp(requirements, root)
    return python_of(venv).exists() and all(stamp.get(key) == value for key, value in wanted.items())


def make(venv: Path, requirements: "tuple[str, ...]", root: Path = ROOT) -> None:
    """Make `venv` anew, or add the tests' requirements to one that is current but for them.

    Raises EnvironmentFailed. A `venv` that fails on the way is removed; one that was killed on the way
    has no whole stamp and is made anew by the next call.
    """
    import json
    import shutil

    if is_current(venv, BUILD, root):
        _install(venv, requirements[-1:], root)
    else:
        if venv.exists() and not (venv / STAMP).exists():
            raise EnvironmentFailed(_text("foreign", venv=venv))
        try:
            _create(venv)
            _install(venv, requirements, root)
        except BaseException:
            shutil.rmtree(venv, ignore_errors=True)
            raise
    (venv / STAMP).write_text(json.dumps({**_read_stamp(venv), **_stamp(requirements, root)}), encoding="utf-8")


def python_of(venv: Path) -> Path:
    """Name the environment's own interpreter."""
    return Path(entering.python_of(str(venv)))


def _create(venv: Path) -> None:
    import importlib.util
    import shutil

    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise EnvironmentFailed(_text("no_venv"))
    _say(_text("making", venv=venv))
    shutil.rmtree(venv, ignore_errors=True)
    venv.mkdir(parents=True)
    (venv / STAMP).write_text("{}", encoding="utf-8")  # ours, and not whole yet
    done = _run([_base_python(), "-m", "venv", str(venv)])
    if done.returncode:
        raise EnvironmentFailed(_text("no_venv_made", output=_tail(done)))


def _install(venv: Path, requirements: "tuple[str, ...]", root: Path) -> None:
    for name in requirements:
        _say(_text("installing", file=name))
        quietly = ["--quiet", "--disable-pip-version-check", "--no-input"]
        pip = [str(python_of(venv)), "-m", "pip", "install", *quietly]
        done = _run([*pip, "--require-hashes", "-r", str(root / name)])
        if done.returncode:
            raise EnvironmentFailed(_text("not_installed", file=name, output=_tail(done)))


def _base_python() -> str:
    """Name the interpreter that stands behind the running one: a venv cannot remake itself."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _run(command: "list[str]") -> "subprocess.CompletedProcess[str]":
    import subprocess

    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")


def _tail(done: "subprocess.CompletedProcess[str]", lines: int = 6) -> str:
    return "\n".join("  " + line for line in done.stdout.strip().splitlines()[-lines:])


def _stamp(requirements: "tuple[str, ...]", root: Path) -> "dict[str, str]":
    import hashlib

    stamp = {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in requirements}
    return {**stamp, "python": entering.version()}


def _read_stamp(venv: Path) -> "dict[str, str]":
    import json

    try:
        stamp = json.loads(entering.stamp_text(str(venv)))
    except ValueError:
        return {}
    return stamp if isinstance(stamp, dict) else {}


@contextlib.contextmanager
def lock(path: Path) -> "Iterator[bool]":
    """Hold `path` against other processes, and tell whether one had to be waited for.

    The system lets go of it when this one dies.
    """
    with path.open("a+b") as file:
        if os.name == "posix":
            import fcntl

            # Of this process alone: those that it forks would go on holding what `flock` locks.
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                waited = False
            except (BlockingIOError, PermissionError):
                fcntl.lockf(file, fcntl.LOCK_EX)
                waited = True
        else:
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
            waited = True  # for all we know
        yield waited


def _text(key: str, **values: object) -> str:
    from archive.strings import strings

    return strings()("environment." + key, **values)


def _say(message: str) -> int:
    """Print to the error stream, readable on a console of any encoding; return the status for failures."""
    stream = sys.stderr
    encoding = stream.encoding or "ascii"
    stream.write(message.encode(encoding, "replace").decode(encoding) + "\n")
    stream.flush()
    return 2
