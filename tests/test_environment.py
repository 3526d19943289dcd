"""The environment that the first command makes: whole or not at all, and current at once the next time."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from archive import environment
from project import ROOT


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose requirements need nothing from outside."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "requirements.txt").write_text("# nothing\n")
    (tmp_path / "tests/requirements.txt").write_text("# nothing\n")
    return tmp_path


def stamp(project: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((project / ".venv" / environment.STAMP).read_text())
    return found


def test_it_is_made_once_and_current_until_the_requirements_change(project: Path) -> None:
    home = project / ".venv"
    environment.make(home, environment.BUILD, project)
    assert environment.is_current(home, environment.BUILD, project)
    assert not environment.is_current(home, environment.TEST, project)
    (home / "mark").write_text("")
    environment.make(home, environment.TEST, project)
    assert environment.is_current(home, environment.TEST, project) and (home / "mark").exists()
    (project / "requirements.txt").write_text("# something else\n")
    assert not environment.is_current(home, environment.BUILD, project)
    environment.make(home, environment.BUILD, project)
    assert environment.is_current(home, environment.BUILD, project) and not (home / "mark").exists()
    assert "tests/requirements.txt" not in stamp(project)


def test_what_cannot_be_installed_leaves_no_environment_behind(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    (project / "requirements.txt").write_text("no-such-package==1.0 --hash=sha256:" + "0" * 64 + "\n")
    with pytest.raises(environment.EnvironmentFailed, match="Kiểm tra kết nối mạng"):
        environment.make(project / ".venv", environment.BUILD, project)
    assert not (project / ".venv").exists()


def test_one_that_was_killed_on_the_way_is_made_anew(project: Path) -> None:
    home = project / ".venv"
    home.mkdir()
    (home / environment.STAMP).write_text("{}")
    (home / "half").write_text("")
    assert not environment.is_current(home, environment.BUILD, project)
    environment.make(home, environment.BUILD, project)
    assert environment.is_current(home, environment.BUILD, project) and not (home / "half").exists()


def test_one_that_somebody_else_made_is_left_alone(project: Path) -> None:
    venv.create(project / ".venv", with_pip=False)
    with pytest.raises(environment.EnvironmentFailed, match="không phải do lệnh này tạo ra"):
        environment.make(project / ".venv", environment.BUILD, project)
    assert environment.python_of(project / ".venv").exists()


def test_a_python_without_venv_is_told_what_to_install(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(environment.EnvironmentFailed, match="python3-venv"):
        environment.make(project / ".venv", environment.BUILD, project)
    assert not (project / ".venv").exists()


def test_another_python_makes_it_anew(project: Path) -> None:
    home = project / ".venv"
    environment.make(home, environment.BUILD, project)
    (home / environment.STAMP).write_text(json.dumps({**stamp(project), "python": "3.1"}))
    assert not environment.is_current(home, environment.BUILD, project)


def test_an_old_python_can_still_parse_what_tells_it_so() -> None:
    for name in ("__main__.py", "archive/__init__.py", "archive/entering.py", "archive/environment.py"):
        ast.parse((ROOT / "hooks" / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_which_one_to_get(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    with pytest.raises(SystemExit) as ended:
        environment.enter(environment.BUILD, project)
    assert ended.value.code == 2
    assert (
        capsys.readouterr().err
        == "Cần Python 3.11 trở lên; máy này đang chạy Python 3.8.18. Cài bản mới rồi chạy lại.\n"
    )


def test_before_anything_is_installed_only_the_standard_library_is_imported() -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'hooks')!r}); import archive.environment, archive.strings"
    code += "; archive.strings.strings(); print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    assert {name for name in done.stdout.split() if name != "archive"} <= sys.stdlib_module_names | {"__main__"}


def test_the_first_step_loads_next_to_nothing() -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'hooks')!r}); import archive.entering; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    assert not {"pathlib", "re", "json", "contextlib"} & set(done.stdout.split())


@pytest.mark.skipif(os.name != "posix", reason="elsewhere it is looked closer first")
def test_it_goes_on_at_once_where_the_environment_stands_and_only_there(tmp_path: Path) -> None:
    python, stamp_file = tmp_path / ".venv/bin/python", tmp_path / ".venv" / environment.STAMP
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'hooks')!r}); from archive import entering; "
    code += "entering.go_on(['build', '--clean'], sys.argv[1]); print('not yet')"

    def said() -> str:
        command = [sys.executable, "-c", code, str(tmp_path)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert said() == "not yet"
    for version, there in (("", False), ("3.1", False), (f"{sys.version_info[0]}.{sys.version_info[1]}", True)):
        stamp_file.write_text(json.dumps({"python": version}), encoding="utf-8")
        assert (said() == f"{tmp_path / 'hooks'} build --clean") is there


def test_a_second_caller_waits_for_the_first(project: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'hooks')!r}); from pathlib import Path; "
        "from archive import environment as e; root = Path(sys.argv[1]); "
        "e.enter(e.BUILD, root, ['x'])"
    )
    (project / "hooks").mkdir()
    (project / "hooks/__main__.py").write_text("print('inside')")
    environ = {**os.environ, "PYTHONPATH": ""}
    callers = [
        subprocess.Popen(
            [getattr(sys, "_base_executable", sys.executable), "-c", code, str(project)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ,
        )
        for _ in range(2)
    ]  # fmt: skip
    said = [caller.communicate(timeout=120) for caller in callers]
    assert [out for out, _ in said] == ["inside\n", "inside\n"]
    assert sum("Đang tạo môi trường" in err for _, err in said) == 1


def test_who_had_to_wait_for_a_lock_is_told(tmp_path: Path) -> None:
    file = tmp_path / "held"
    with environment.lock(file) as waited:
        assert not waited
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'hooks')!r}); from pathlib import Path; import time\n"
        "from archive import environment\n"
        "with environment.lock(Path(sys.argv[1])):\n"
        "    print('held', flush=True)\n    sys.stdin.read(1)\n    time.sleep(0.3)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin and holder.stdout and holder.stdout.readline() == "held\n"
        holder.stdin.write("x")
        holder.stdin.flush()
        with environment.lock(file) as waited:
            assert waited


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["build"], environment.BUILD),
        (["test", "-x"], environment.TEST),
        (["worker", "tcp://10.0.0.5:8786"], environment.CLUSTER),
        (["build", "--scheduler=tcp://10.0.0.5:8786"], environment.CLUSTER),
    ],
)
def test_a_command_asks_for_what_it_needs(arguments: list[str], wanted: tuple[str, ...]) -> None:
    assert environment.needed(arguments) == wanted


@pytest.mark.parametrize("script", ["bench/build.py", "bench/search.py", "bench/lighthouse.py", "bench/queries.py"])
def test_a_script_that_the_readme_names_runs_with_any_python(script: str) -> None:
    bare = [str(Path(sys.executable).resolve()), "-S", str(ROOT / "tests" / script), "--help"]
    asked = subprocess.run(bare, capture_output=True, encoding="utf-8", check=False)
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.startswith(f"usage: {Path(script).name}")
