"""Clerks, engineers and accidents at work on one archive, at random: each rebuild is a clean build, byte for byte."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from PIL import Image

from archive.store import Store
from rebuilding import REGISTRIES, Project, built, rendered, report, rewrite, texts, tree, with_reports

# What changes the disk, in a build.
CHANGES = (
    (os, "replace"),
    (Path, "replace"),
    (Path, "rename"),
    (Path, "unlink"),
    (Path, "write_bytes"),
    (Store, "settle"),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(st.lists(st.tuples(st.integers(1, 3), texts), min_size=1, max_size=3), min_size=1, max_size=3))
def test_texts_edited_again_and_again_take_the_short_way(edits: list[list[tuple[int, str]]]) -> None:
    """However their passages grow and make way for one another in the index."""
    with tempfile.TemporaryDirectory() as folder:
        project = with_reports(Project(Path(folder)))
        project.build()
        for some in edits:
            for number, more in some:
                period = "2023-h1" if number == 1 else "2023-h2"
                src_uri = f"bao-cao/{period}/bao-cao-{number}.md"
                rewrite(project, src_uri, lambda text, more=more: "\n".join([text.rstrip(), *[more] * 20, ""]))
            pages = {f"bao-cao/{'2023-h1' if n == 1 else '2023-h2'}/bao-cao-{n}/index.html" for n, _ in some}
            assert rendered(project) == pages
            built(project)


def killed_while_building(project: Project, after: int) -> bool:
    """Have another process build, which ends without a word when it has changed the disk so often; tells whether."""
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL
    left = iter(range(after))

    def until_then(whole: Callable[..., object]) -> Callable[..., object]:
        def change(*arguments: object, **options: object) -> object:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(*arguments, **options)

        return change

    try:
        for where, name in CHANGES:
            setattr(where, name, until_then(getattr(where, name)))
        project.build()
    finally:
        os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that is killed is begun as a copy")
@pytest.mark.parametrize("from_nothing", [False, True])
def test_whenever_a_build_is_killed_the_next_one_makes_it_whole(from_nothing: bool, tmp_path: Path) -> None:
    project = with_reports(Project(tmp_path))
    ends = []
    for after in [*range(0, 60, 3), 10**6]:
        if from_nothing:
            shutil.rmtree(project.site, ignore_errors=True)
            shutil.rmtree(project.store, ignore_errors=True)
        else:
            project.build()
        rewrite(project, "bao-cao/2023-h2/bao-cao-3.md", lambda text: re.sub("title: .*", f"title: Lần {after}", text))  # noqa: B023
        ends.append(killed_while_building(project, after))
        assert not project.build()
        assert tree(project.site) == project.clean()[0]
    assert ends[0] and not ends[-1] and sum(ends) > 5


class Edits(RuleBasedStateMachine):
    """Clerks, engineers and accidents at work on one archive; after each step it is built, and built clean."""

    entries = Bundle("entries")

    @initialize(target=entries)
    def begin(self) -> MultipleResults[str]:
        self.folder = Path(tempfile.mkdtemp())
        self.project = Project(self.folder)
        self.number = 0
        reports = [("huyen", "2023-H1"), ("xa", "2023-H1"), ("huyen", "2023-H2")]
        written = [self.add_report(*one, ["van-hoa"], "Mở đầu.\n\n## I. Một\n\nĐối ngoại.") for one in reports]
        return multiple(*written, self.add_story(5, "Tin đầu.\n\nCồng chiêng."))

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def there(self, src_uri: str) -> bool:
        return (self.project.docs / src_uri).exists()

    def edit(self, src_uri: str, change: Callable[[dict[str, object]], None], body: str | None = None) -> None:
        if self.there(src_uri):
            _, head, text = (self.project.docs / src_uri).read_text(encoding="utf-8").split("---\n", 2)
            front = yaml.safe_load(head)
            for key in ("date",):
                front[key] = str(front[key])
            change(front)
            self.project.write(src_uri, front, text.strip() if body is None else body)

    @rule(
        target=entries,
        unit=st.sampled_from(["huyen", "xa"]),
        period=st.sampled_from(["2023-H1", "2023-H2"]),
        topics=st.sampled_from([[], ["van-hoa"], ["kinh-te", "van-hoa"]]),
        body=texts,
    )
    def add_report(self, unit: str, period: str, topics: list[str], body: str) -> str:
        self.number += 1
        src_uri, front = report(self.number, unit, period, **({"topics": topics} if topics else {}))
        self.project.write(src_uri, front, body)
        return src_uri

    @rule(target=entries, month=st.integers(1, 12), body=texts)
    def add_story(self, month: int, body: str) -> str:
        self.number += 1
        src_uri = f"tin-bai/2023/tin-{self.number}.md"
        front = {"title": f"Tin {self.number}", "date": f"2023-{month:02}-05", "unit": "xa", "format": "article"}
        self.project.write(src_uri, front | {"streams": ["quang-ba-hinh-anh"], "channels": ["trang"]}, body)
        return src_uri

    @rule(src_uri=entries, more=texts)
    def lengthen_text(self, src_uri: str, more: str) -> None:
        if self.there(src_uri):
            rewrite(self.project, src_uri, lambda text: f"{text}\n\n{more}\n")

    @rule(some=st.lists(entries, min_size=1, max_size=4), more=texts)
    def lengthen_last_paragraphs(self, some: list[str], more: str) -> None:
        for src_uri in filter(self.there, some):
            rewrite(self.project, src_uri, lambda text: f"{text.rstrip()} {more}\n")

    @rule(src_uri=entries, body=texts)
    def rewrite_text(self, src_uri: str, body: str) -> None:
        self.edit(src_uri, lambda front: None, f"{body}\n\n## {body[:9]}\n\n{body}")

    @rule(src_uri=entries, other=entries)
    def link(self, src_uri: str, other: str) -> None:
        if self.there(src_uri):
            rewrite(
                self.project, src_uri, lambda text: f"{text}\nXem [bài kia](../../{other}) và [kỳ](/ky/2023-h1/).\n"
            )

    @rule(src_uri=entries, title=texts)
    def retitle(self, src_uri: str, title: str) -> None:
        self.edit(src_uri, lambda front: front.update(title=title))

    @rule(src_uri=entries, month=st.integers(1, 12), day=st.integers(1, 12))
    def redate(self, src_uri: str, month: int, day: int) -> None:
        """Give an entry another day; with it a story goes to another period."""

        def change(front: dict[str, object]) -> None:
            until_month = f"2023-{month:02}" if src_uri.startswith("tin-bai/") else str(front["date"])[:7]
            front.update(date=f"{until_month}-{day:02}")

        self.edit(src_uri, change)

    @rule(target=entries, src_uri=entries)
    def move_to_other_period(self, src_uri: str) -> str:
        """Put a report into the other half of the year."""
        before, after = ("2023-H1", "2023-H2") if "/2023-h1/" in src_uri else ("2023-H2", "2023-H1")
        new = src_uri.replace(before.lower(), after.lower())
        if new == src_uri or not self.there(src_uri) or self.there(new):
            return src_uri
        (self.project.docs / new).parent.mkdir(parents=True, exist_ok=True)
        (self.project.docs / src_uri).rename(self.project.docs / new)
        day = {"2023-H1": "2023-06-10", "2023-H2": "2023-12-10"}[after]
        alias = f"/{src_uri.removesuffix('.md')}/"
        self.edit(new, lambda front: front.update(period=after, date=day, aliases=[alias], attachments=[]))
        return new

    @rule(src_uri=entries)
    def withdraw(self, src_uri: str) -> None:
        self.edit(src_uri, lambda front: front.update(status="withdrawn", reason="Đăng nhầm."))

    @rule(src_uri=entries)
    def make_draft(self, src_uri: str) -> None:
        self.edit(src_uri, lambda front: front.update(status="draft"))

    @rule(src_uri=entries)
    def delete(self, src_uri: str) -> None:
        (self.project.docs / src_uri).unlink(missing_ok=True)

    @rule(target=entries, src_uri=entries)
    def rename(self, src_uri: str) -> str:
        self.number += 1
        new = src_uri.rsplit("/", 1)[0] + f"/ten-{self.number}.md"
        if self.there(src_uri):
            (self.project.docs / src_uri).rename(self.project.docs / new)
            self.edit(new, lambda front: front.update(aliases=[f"/{src_uri.removesuffix('.md')}/"]))
        return new

    @rule(src_uri=entries, rows=texts)
    def attach(self, src_uri: str, rows: str) -> None:
        """Give an entry a file, or the one that it has another content."""
        name = f"{src_uri.rsplit('/', 1)[1].removesuffix('.md')}.csv"
        if self.there(src_uri):
            (self.project.docs / src_uri).with_name(name).write_text(rows, encoding="utf-8")
        self.edit(src_uri, lambda front: front.update(attachments=[{"file": name, "title": "Bảng kê"}]))

    @rule(src_uri=entries, colour=st.sampled_from(["red", "gold"]))
    def illustrate(self, src_uri: str, colour: str) -> None:
        """Put a picture into a text, or another one in its place."""
        name = f"{src_uri.rsplit('/', 1)[1].removesuffix('.md')}.png"
        if self.there(src_uri):
            Image.new("RGB", (8, 8), colour).save((self.project.docs / src_uri).with_name(name))
            rewrite(self.project, src_uri, lambda text: text if name in text else f"{text}\n![Cồng chiêng]({name})\n")

    @rule(src_uri=entries, seed=st.sampled_from([1, 2]))
    def photograph(self, src_uri: str, seed: int) -> None:
        """Give a story or a report a photograph as it comes from a phone, or another one in its place."""
        name = f"{src_uri.rsplit('/', 1)[1].removesuffix('.md').upper()}.JPG"
        if self.there(src_uri):
            grain = Image.frombytes("L", (400, 300), random.Random(seed).randbytes(400 * 300))
            grain.convert("RGB").save((self.project.docs / src_uri).with_name(name), quality=95)
        shown: dict[str, object] = {"attachments": [{"file": name, "title": "Ảnh gốc"}]}
        if src_uri.startswith("tin-bai/"):
            shown["cover"] = {"file": name, "alt": "Phiên chợ"}
        self.edit(src_uri, lambda front: front.update(shown))

    @rule(title=texts, body=texts)
    def rewrite_page(self, title: str, body: str) -> None:
        """Change a page outside the collections that stands in the nav, and the introduction of the home page."""
        for src_uri in ("gioi-thieu.md", "index.md"):
            self.project.write(src_uri, {"title": title}, body)

    @rule(name=st.sampled_from(["Huyện", "Ủy ban huyện"]), spelling=st.sampled_from(["Đăk Pơ", "Dak Po"]))
    def rename_in_registries(self, name: str, spelling: str) -> None:
        units, places = REGISTRIES["don-vi"].replace("Huyện", name), REGISTRIES["dia-danh"].replace("Đăk Pơ", spelling)
        (self.project.docs / "danh-muc/don-vi.yml").write_text(units, encoding="utf-8")
        (self.project.docs / "danh-muc/dia-danh.yml").write_text(places, encoding="utf-8")

    @rule(template=st.sampled_from(["entry.html", "main.html", "components/entries.html", "404.html"]))
    def edit_template(self, template: str) -> None:
        """Have every block, macro and page of it print more."""
        file = self.project.overrides / template
        text = file.read_text(encoding="utf-8")
        ends = re.compile(r"\{% end(?:block|macro) %\}|</body>")
        file.write_text(ends.sub(lambda end: f"<!-- x -->{end[0]}", text), encoding="utf-8")

    @rule(
        size=st.sampled_from([1, 2, 50]),
        place=st.sampled_from(["Đak Pơ", "An Khê"]),
        name=st.sampled_from(["Kho", "Kho lưu trữ"]),
        depth=st.sampled_from(["2-4", "2-2"]),
    )
    def change_settings(self, size: int, place: str, name: str, depth: str) -> None:
        self.project.set(site_name=name, toc_depth=depth, page_size=size, place=place)

    @rule(day=st.sampled_from([date(2024, 3, 1), date(2023, 8, 1), date(2024, 3, 2)]))
    def another_day(self, day: date) -> None:
        self.project.as_of = day

    @rule(src_uri=entries, title=texts, after=st.integers(0, 40))
    def kill(self, src_uri: str, title: str, after: int) -> None:
        """Kill a build that has something to do, while it moves, writes or takes away files."""
        self.retitle(src_uri, title)
        killed_while_building(self.project, after)

    @rule(at=st.integers(0, 10**6), all_of_it=st.booleans())
    def damage_store(self, at: int, all_of_it: bool) -> None:
        for file in self.project.store.rglob("*") if self.project.store.exists() else ():
            if file.is_file():
                content = file.read_bytes()
                at_most = at % (len(content) + 1)
                file.write_bytes(content[:at_most] if all_of_it else content[:at_most] + b"?" + content[at_most + 1 :])

    @rule()
    def lose_store(self) -> None:
        shutil.rmtree(self.project.store, ignore_errors=True)

    @invariant()
    def the_site_is_that_of_a_clean_build(self) -> None:
        if hasattr(self, "project"):
            built(self.project)


def test_a_rebuild_is_a_clean_build_whatever_was_done() -> None:
    run_state_machine_as_test(
        Edits,
        settings=settings(
            max_examples=12, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
