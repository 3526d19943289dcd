"""The first step of every command: on into the environment `.venv`, where it stands, before anything else is loaded.

A command is begun twice, by whatever Python a machine has and then by the environment's. The first need not know how
an environment is made (`archive.environment`), nor anything but what each Python has loaded from its begin.
"""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
STAMP = "archive-environment.json"


def go_on(arguments: "list[str]", root: str = ROOT) -> None:
    """Run the command again inside the environment of the folder `root`; returns where that does not stand yet.

    Returns as well where this is its Python: there it is looked closer. What a Python runs from can be made anew on
    POSIX alone, and elsewhere nobody goes on before that closer look.
    """
    venv = os.path.join(root, ".venv")
    if os.name == "posix" and not is_inside(venv) and is_whole(venv):
        run_inside(venv, arguments, root)


def is_inside(venv: str) -> bool:
    """Tell whether the running Python is that of an environment."""
    return os.path.realpath(sys.prefix) == os.path.realpath(venv)


def is_whole(venv: str) -> bool:
    """Tell whether an environment was made to its end, by this Python's version."""
    return os.path.exists(python_of(venv)) and f'"python": "{version()}"' in stamp_text(venv)


def python_of(venv: str) -> str:
    """Name the environment's own interpreter."""
    return os.path.join(venv, "Scripts", "python.exe") if os.name == "nt" else os.path.join(venv, "bin", "python")


def version() -> str:
    """Name the running Python's version, as environments are stamped with."""
    return "{}.{}".format(*sys.version_info[:2])


def stamp_text(venv: str) -> str:
    """Read what was stamped into an environment when it was whole; nothing where it never was."""
    try:
        with open(os.path.join(venv, STAMP), encoding="utf-8") as stamp:
            return stamp.read()
    except (OSError, ValueError):
        return ""


def run_inside(venv: str, arguments: "list[str]", root: str) -> None:
    """End this process by running the command of the folder `root` inside an environment."""
    # Without this pydantic looks through every installed package for plug-ins, which might change the schema.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    command = [python_of(venv), os.path.join(root, "hooks"), *arguments]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)
    import subprocess

    sys.exit(subprocess.call(command))
