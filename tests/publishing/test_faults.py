"""Real faults: each leaves what is live as it was or publishes all of it, and says what to do."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from archive.strings import strings
from checkouts import git
from publishing.scene import SIGNED, Scene, new_scene


def said(code: str) -> str:
    """The beginning of a message, up to its first value."""
    return strings().texts[f"publishing.failed.{code}"].split("{")[0]


def fails_closed(scene: Scene, done: subprocess.CompletedProcess[str], code: str, before: list[str]) -> None:
    assert done.returncode == 1 and said(code) in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert scene.commits() == before
    record = json.loads(scene.run("status", "--json").stdout)
    assert record["outcome"] == "failed" and said(code) in record["message"]


def heals(scene: Scene, text: str) -> None:
    """The next run publishes, whole, and leaves nothing behind."""
    scene.published()
    assert scene.is_whole() and scene.litter() == []
    assert any(text in page.read_text(encoding="utf-8") for page in scene.live().glob("tin-bai/2023/*/index.html"))


def test_an_empty_or_shrunken_site_is_refused(scene: Scene) -> None:
    scene.published()
    before = scene.commits()
    for story in scene.stories():
        story.unlink()
    done = scene.publish(day="2024-01-16")
    assert done.returncode == 1 and "--allow-shrink" in done.stderr and scene.commits() == before


@pytest.mark.parametrize("where", ["branch", "folder"])
def test_a_site_without_one_entry_is_not_even_a_first_edition(scene: Scene, where: str) -> None:
    for story in scene.stories():
        story.unlink()
    done = scene.publish(*(("--target", scene.root) if where == "folder" else ()))
    assert done.returncode == 1 and "không có mục nào" in done.stderr
    assert scene.commits() == [] and not (scene.root / "current").exists()


def test_the_remote_is_gone(scene: Scene) -> None:
    scene.published()
    scene.write("Câu mới.")
    before = scene.commits()
    scene.remote.rename(scene.folder / "away.git")
    done = scene.publish()
    (scene.folder / "away.git").rename(scene.remote)
    fails_closed(scene, done, "not_fetched", before)
    heals(scene, "Câu mới.")


@pytest.mark.parametrize("code", ["not_pushed", "not_known"])
def test_the_remote_goes_while_we_push(scene: Scene, code: str) -> None:
    """The push is refused, or nobody answers any more."""
    scene.published()
    scene.write("Câu mới.")
    before, hook = scene.commits(), scene.remote / "hooks/pre-receive"
    gone = f"mv '{scene.remote}' '{scene.folder}/away.git'\n" if code == "not_known" else ""
    hook.write_text(f"#!/bin/sh\n{gone}exit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    done = scene.publish()
    if gone:
        (scene.folder / "away.git").rename(scene.remote)
    fails_closed(scene, done, code, before)
    hook.unlink()
    heals(scene, "Câu mới.")


def test_the_push_was_accepted_and_its_answer_lost(scene: Scene) -> None:
    scene.published()
    scene.write("Câu mới.")
    hook = scene.remote / "hooks/post-receive"
    hook.write_text("#!/bin/sh\nkill -9 $(ps -o ppid= -p $PPID) $PPID 2>/dev/null; exit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    done = scene.publish()
    hook.unlink()
    assert done.returncode == 0, done.stderr
    assert scene.is_whole() and "Không có gì mới" in scene.published()


def test_somebody_publishes_in_between(scene: Scene) -> None:
    """The other's edition came while we built: ours is made anew behind it, and nothing is lost."""
    scene.published()
    scene.write("Câu của máy một.")
    scene.commit()
    other = Scene(scene.folder / "elsewhere")
    other.folder.mkdir()
    git(other.folder, "clone", "--quiet", str(scene.remote), "clone")
    hook = scene.remote / "hooks/pre-receive"
    code = (
        f"import sys; sys.path.insert(0, {str(other.clone / 'hooks')!r}); from commands import main; main(sys.argv[1:])"
    )
    lines = (
        "#!/bin/sh",
        f"rm '{hook}'",
        "unset GIT_DIR GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_CONFIG_COUNT",
        f"cd '{other.clone}' && '{sys.executable}' -c \"{code}\" publish --as-of 2024-01-15 >&2",
    )
    hook.write_text("\n".join(lines) + "\n", encoding="utf-8")
    hook.chmod(0o755)
    done = scene.publish()
    assert done.returncode == 0, done.stderr
    assert not hook.exists() and scene.is_whole() and len(scene.commits()) == 2 and "Không có gì mới" in done.stdout


def test_four_publishers_at_once(scene: Scene) -> None:
    """From one clone they take turns; from several one is first and the others come behind it or say so."""
    scene.published()
    scene.write("Câu mới.")
    scene.commit()
    done: list[subprocess.CompletedProcess[str]] = []
    clones = [scene, scene]
    for number in (1, 2):
        folder = scene.folder / f"other-{number}"
        folder.mkdir()
        git(folder, "clone", "--quiet", str(scene.remote), "clone")
        clones.append(Scene(folder))
    threads = [threading.Thread(target=lambda one=one: done.append(one.publish())) for one in clones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in done:
        assert one.returncode == 0 or said("moved") in one.stderr or said("not_pushed") in one.stderr, one.stderr
    assert any("Đã đăng" in one.stdout for one in done) and len(scene.commits()) == 2
    assert scene.is_whole() and scene.litter() == []


def test_a_corrupt_object_is_fetched_anew(scene: Scene) -> None:
    scene.published()
    scene.write("Câu mới.")
    depot = scene.clone / ".git/archive-publishing"
    for path in [*depot.glob("objects/??/*"), *depot.glob("objects/pack/*.pack")]:
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    scene.published()
    assert scene.is_whole()


def test_an_object_that_is_damaged_as_it_is_written_is_not_pushed(scene: Scene, tmp_path: Path) -> None:
    """What the commit holds is compared with the manifest, whatever git says."""
    scene.published()
    scene.write("Câu mới.")
    before = scene.commits()
    real = shutil.which("git")
    (tmp_path / "bin").mkdir()
    wrapper = tmp_path / "bin/git"
    wrapper.write_text(
        f'#!/bin/sh\nif [ "$1" != fast-import ]; then exec "{real}" "$@"; fi\n'
        f'sed "s/Câu mới/Câu cũ /" | "{real}" "$@"\n',
        encoding="utf-8",
    )
    wrapper.chmod(0o755)
    done = scene.publish(PATH=f"{tmp_path}/bin:{os.environ['PATH']}", LC_ALL="C.UTF-8")
    assert done.returncode == 1 and scene.commits() == before
    assert said("not_as_listed") in done.stderr or said("not_committed") in done.stderr
    heals(scene, "Câu mới.")


@pytest.mark.parametrize(("days", "code"), [(-366, "clock_behind"), (366, "clock_ahead")])
def test_a_clock_a_year_off(scene: Scene, days: int, code: str) -> None:
    assert scene.run("publish", **SIGNED).returncode == 0
    before = scene.commits()
    scene.write("Câu mới.")
    done = scene.run_at(days, "publish", **SIGNED)
    assert done.returncode == 1 and said(code).split("{")[0] in done.stderr and scene.commits() == before
    assert scene.run("publish", **SIGNED).returncode == 0 and len(scene.commits()) == 2


def test_the_key_is_missing(scene: Scene) -> None:
    scene.published()
    scene.write("Câu mới.")
    before = scene.commits()
    done = scene.run("publish", "--as-of", "2024-01-15")
    assert done.returncode == 1 and "--key" in done.stderr and scene.commits() == before
    heals(scene, "Câu mới.")


def test_a_foreign_current_is_left_alone(scene: Scene) -> None:
    (scene.root / "current").mkdir(parents=True)
    (scene.root / "current/index.html").write_text("của ai đó", encoding="utf-8")
    done = scene.publish("--target", scene.root)
    assert done.returncode == 1 and said("root_foreign") in done.stderr
    assert (scene.root / "current/index.html").read_text(encoding="utf-8") == "của ai đó"


def isolated(script: str) -> subprocess.CompletedProcess[str]:
    command = ["unshare", "-Urm", "bash", "-euc", script]
    environ = {**os.environ, **SIGNED, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def can_mount() -> bool:
    return shutil.which("unshare") is not None and isolated("mount -t tmpfs tmpfs /mnt").returncode == 0


def command_of(scene: Scene, *arguments: str) -> str:
    code = "import sys; sys.path.insert(0, 'hooks'); from commands import main; main()"
    parts = " ".join(f"'{one}'" for one in arguments)
    return f"cd '{scene.clone}' && '{sys.executable}' -c \"{code}\" publish --as-of 2024-01-15 {parts}"


# What is said where there is no room: by us, or by git.
FULL = ("no_space", "not_written", "not_committed", "not_pushed", "not_fetched")


@pytest.mark.parametrize("at", ["build", "index", "objects", "push"])
def test_the_disk_is_full(scene: Scene, at: str, can_mount: bool) -> None:
    """At the building of pages, the search index, git's objects here or at the remote; then there is room again."""
    scene.published()
    scene.write("Câu mới.")
    before, depot = scene.commits(), scene.clone / ".git/archive-publishing"
    place = {"objects": depot, "push": scene.remote}.get(at, scene.clone / ".cache")
    if can_mount:
        room = {"build": 8, "index": 260, "objects": 16, "push": 8}[at]
        script = f"""
cp -a '{place}' '{scene.folder}/copy'
mount -t tmpfs -o size=64m tmpfs '{place}'
cp -a '{scene.folder}/copy/.' '{place}/'
left=$(df --output=avail -k '{place}' | tail -1); head -c $(( (left - {room}) * 1024 )) /dev/zero > '{place}/filler'
({command_of(scene)}) || echo "FAILED $?"
echo "COMMITS" $(git --git-dir '{scene.remote}' log --format=%H gh-pages)
rm '{place}/filler'
({command_of(scene)}) && echo "COMMITS" $(git --git-dir '{scene.remote}' log --format=%H gh-pages | wc -l)
"""
        done = isolated(script)
        lines = done.stdout.splitlines()
        assert "FAILED 1" in lines and f"COMMITS {' '.join(before)}" in lines, (done.stdout, done.stderr)
        assert "COMMITS 2" in lines and "Đã đăng" in done.stdout, (done.stdout, done.stderr)
        assert "Traceback" not in done.stderr and any(said(code) in done.stderr for code in FULL), done.stderr
    else:  # no file may be longer than so many blocks of 1,024 bytes
        limit = {"build": 8, "index": 40, "objects": 8, "push": 8}[at]
        done = subprocess.run(
            ["bash", "-c", f"ulimit -f {limit}; trap '' XFSZ; {command_of(scene)}"],
            env={**os.environ, **SIGNED, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 1, (done.stdout, done.stderr)
        assert "Traceback" not in done.stderr and any(said(code) in done.stderr for code in FULL), done.stderr
        assert scene.commits() == before
        heals(scene, "Câu mới.")
    assert scene.is_whole()


@pytest.mark.parametrize("at", ["cache", "root"])
def test_a_folder_that_cannot_be_written_to(scene: Scene, at: str, can_mount: bool) -> None:
    target = ("--target", str(scene.root)) if at == "root" else ()
    scene.published(*target)
    before = scene.edition((scene.root / "current").resolve() if target else None)
    scene.write("Câu mới.")
    place = scene.root if target else scene.clone / ".cache"
    if can_mount:
        done = isolated(
            f"mount --bind '{place}' '{place}'; mount -o remount,ro,bind '{place}'\n{command_of(scene, *target)}"
        )
    elif os.geteuid() == 0:
        pytest.skip("root may write anywhere, and nothing can be mounted here")
    else:
        place.chmod(0o500)
        done = scene.publish(*target)
        place.chmod(stat.S_IRWXU)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert any(said(code) in done.stderr for code in ("root_not_written", "not_written")), done.stderr
    assert scene.edition((scene.root / "current").resolve() if target else None) == before


def test_every_message_is_in_the_operators_guide(site: Path) -> None:
    guide = (site / "huong-dan/thong-bao-khi-dang/index.html").read_text(encoding="utf-8")
    assert "thong-bao-khi-dang/" in (site / "huong-dan/van-hanh/index.html").read_text(encoding="utf-8")
    for code in strings().group("publishing.failed"):
        assert f'<dt id="{code.replace("_", "-")}">' in guide and said(code).split("\n")[0][:20] in guide


def test_a_scene_is_what_a_clerk_would_have(tmp_path: Path) -> None:
    assert git(new_scene(tmp_path).clone, "status", "--porcelain") == ""
