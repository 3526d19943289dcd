"""What is carried over: whatever was changed or befell the store, a rebuild is a clean build, byte for byte."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest import mock

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

from archive.carry_over.inputs import Inputs
from commands import building
from commands.console import ContentProblem
from project import ROOT

REGISTRIES = {
    "don-vi": "- {id: huyen, name: Huyện, kind: uy-ban-nhan-dan, reports: true}\n"
    "- {id: xa, name: Xã, kind: uy-ban-nhan-dan, parent: huyen, reports: true, until: 2024-03-01}\n",
    "kenh": "- {id: trang, name: Trang, platform: website, unit: huyen, url: 'https://dak-po.example/'}\n",
    "linh-vuc": "- {id: van-hoa, name: Văn hóa}\n- {id: kinh-te, name: Kinh tế}\n",
    "chi-tieu": "[]\n",
    "dia-danh": "- {id: dak-po, name: Đak Pơ, spellings: [Đăk Pơ]}\n",
}
WORDS = ["đối ngoại", "Đak Pơ", "cồng chiêng", "làng", "quảng bá hình ảnh", "15/6/2023", "báo cáo số 12/BC-UBND"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
Tree = dict[str, str]


def tree(folder: Path) -> Tree:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Project:
    """A small archive with templates and settings of its own, built again and again into one site."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.docs, self.site = folder, folder / "docs", folder / "site"
        self.file, self.overrides, self.store = folder / "mkdocs.yml", folder / "overrides", folder / "store"
        self.as_of = date(2024, 3, 1)
        shutil.copytree(ROOT / "overrides", self.overrides)
        (self.docs / "danh-muc").mkdir(parents=True)
        for name, text in REGISTRIES.items():
            (self.docs / f"danh-muc/{name}.yml").write_text(text, encoding="utf-8")
        self.set()
        (self.docs / "gioi-thieu.md").write_text("---\ntitle: Giới thiệu\n---\n\nVề kho lưu trữ.\n", encoding="utf-8")

    def set(self, **archive: object) -> None:
        """Write mkdocs.yml, with some of the archive's settings changed."""

        class Loader(yaml.SafeLoader):
            pass

        Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])
        given = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
        given["hooks"] = [str(ROOT / hook) for hook in given["hooks"]]
        given["extra"]["archive"] |= {"owner": "huyen", **archive}
        given["nav"].append("gioi-thieu.md")
        written = yaml.safe_dump(given, allow_unicode=True)
        assert "as_of: ''" in written
        by_day = written.replace("as_of: ''", 'as_of: !ENV [ARCHIVE_AS_OF, ""]')  # as `--as-of` tells it
        self.file.write_text(by_day, encoding="utf-8")

    def write(self, src_uri: str, front: dict[str, object], body: str) -> None:
        file = self.docs / src_uri
        file.parent.mkdir(parents=True, exist_ok=True)
        head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False)
        file.write_text(f"---\n{head}---\n\n{body}\n", encoding="utf-8")

    def build(self) -> str:
        """Build as `python3 hooks build` does; gives what was told where it could not be."""
        return self._build(self.site, self.store, self.site)

    def clean(self) -> tuple[Tree, str]:
        """Build from nothing, elsewhere; gives the whole site."""
        with tempfile.TemporaryDirectory() as folder:
            told = self._build(Path(folder) / "clean", Path(folder) / "store", None)
            return tree(Path(folder) / "clean"), told

    def _build(self, site: Path, store: Path, before: Path | None) -> str:
        extra = {"site_before": before, "store_dir": store}
        try:
            with building.staging(site) as staged:
                config = building.built(self.docs, staged / "site", as_of=self.as_of, file=self.file, **extra)
                building.bring_up(staged / "site", site, config.extra.get("carrying"))
        except ContentProblem as problem:
            return str(problem.message)
        return ""


def report(number: int, unit: str, period: str, **more: object) -> tuple[str, dict[str, object]]:
    day = {"2023-H1": "2023-06-10", "2023-H2": "2023-12-10"}[period]
    front = {"title": f"Báo cáo {number}", "number": f"{number}/BC-UBND", "date": day, "issuer": unit}
    front |= {"period": period, "streams": ["thong-tin-doi-ngoai"], **more}
    return f"bao-cao/{period.lower()}/bao-cao-{number}.md", front


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return with_reports(Project(tmp_path))


def with_reports(made: Project) -> Project:
    plan = {"plans": [{"id": "cong-chieng", "text": "Quay phim cồng chiêng."}]}
    result = {"results": [{"plan": "2023-h1/huyen/cong-chieng", "status": "done"}], "topics": ["van-hoa"]}
    made.write(*report(1, "huyen", "2023-H1", topics=["van-hoa"], **plan), "Mở đầu.\n\n## I. Một\n\nChữ đối ngoại.")
    made.write(
        *report(2, "huyen", "2023-H2", **result), "Mở đầu hai.\n\nXem [kỳ trước](../2023-h1/bao-cao-1.md#i-mot)."
    )
    made.write(*report(3, "xa", "2023-H2", topics=["van-hoa"]), "Mở đầu ba.\n\nChữ.")
    return made


def built(project: Project) -> tuple[Tree, Tree]:
    """Build again; gives the site before and after, having seen that it is what a clean build makes."""
    before = tree(project.site)
    told = project.build()
    clean, told_clean = project.clean()
    assert told == told_clean
    if not told:
        assert tree(project.site) == clean
    return before, tree(project.site)


def differing(before: Tree, after: Tree) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def rewrite(project: Project, src_uri: str, change: Callable[[str], str]) -> None:
    file = project.docs / src_uri
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def rendered(project: Project) -> set[str]:
    """Build, and name the pages that MkDocs had to render."""
    pages: set[str] = set()
    from mkdocs.commands import build as mkdocs_build

    whole = mkdocs_build._build_page

    def noted(page: object, *arguments: object, **options: object) -> None:
        pages.add(page.file.dest_uri)  # type: ignore[attr-defined]
        whole(page, *arguments, **options)  # type: ignore[arg-type]

    with mock.patch.object(mkdocs_build, "_build_page", noted):
        assert project.build() == ""
    return pages


def test_nothing_changed_renders_nothing(project: Project) -> None:
    project.build()
    assert rendered(project) == set()
    assert not differing(*built(project))


def test_a_sentence_more_renders_its_own_page_alone(project: Project) -> None:
    project.build()
    rewrite(project, "bao-cao/2023-h2/bao-cao-3.md", lambda text: text + " Thêm một câu.\n")
    assert rendered(project) == {"bao-cao/2023-h2/bao-cao-3/index.html"}
    built(project)
    rewrite(project, "bao-cao/2023-h2/bao-cao-3.md", lambda text: text + " Thêm câu nữa.\n")
    changed = differing(*built(project))
    assert "bao-cao/2023-h2/bao-cao-3/index.html" in changed
    assert all(path.startswith(("bao-cao/2023-h2/bao-cao-3/", "tim-kiem/")) for path in changed)


def test_a_title_reaches_every_page_that_shows_it(project: Project) -> None:
    project.build()
    rewrite(project, "bao-cao/2023-h1/bao-cao-1.md", lambda text: text.replace("Báo cáo 1", "Báo cáo đổi tên"))
    changed = differing(*built(project))
    assert {"index.html", "ky/2023-h1/index.html", "en/index.html", "feed.xml"} <= changed
    assert "bao-cao/2023-h2/bao-cao-2/index.html" in changed, "it answers that report"


def test_a_file_of_the_site_that_somebody_touched_is_made_again(project: Project) -> None:
    project.build()
    (project.site / "ky/index.html").write_text("nhầm")
    (project.site / "don-vi/index.html").unlink()
    (project.site / "la.html").write_text("lạ")
    assert not project.build()
    assert tree(project.site) == project.clean()[0]


def test_without_a_store_that_can_be_written_the_site_is_the_same(project: Project) -> None:
    project.store.write_text("a file where the folder should be")
    built(project)
    rewrite(project, "bao-cao/2023-h2/bao-cao-3.md", lambda text: text + " Thêm một câu.\n")
    built(project)


def test_with_carry_over_off_the_site_is_the_same(project: Project) -> None:
    project.build()
    with_it = tree(project.site)
    project.set(carry_over=False)
    project.build()
    assert tree(project.site) == with_it


def test_a_title_in_the_nav_reaches_every_page(project: Project) -> None:
    project.build()
    rewrite(project, "gioi-thieu.md", lambda text: text.replace("Giới thiệu", "Về chúng tôi"))
    assert "bao-cao/2023-h2/bao-cao-3/index.html" in differing(*built(project))


def test_a_link_to_a_page_that_moved_away_leads_where_it_would(project: Project) -> None:
    project.build()
    old, new = "bao-cao/2023-h1/bao-cao-1.md", "bao-cao/2023-h1/ten-moi.md"
    (project.docs / old).rename(project.docs / new)
    rewrite(project, new, lambda text: text.replace("issuer:", "aliases: [/bao-cao/2023-h1/bao-cao-1/]\nissuer:"))
    assert "bao-cao/2023-h2/bao-cao-2/index.html" in differing(*built(project))


def test_another_day_alone_changes_only_what_depends_on_it(project: Project) -> None:
    project.as_of = date(2024, 2, 1)
    project.build()
    project.as_of = date(2024, 2, 2)
    assert rendered(project) == set()
    project.as_of = date(2024, 3, 2)
    changed = differing(*built(project))
    assert "don-vi/xa/index.html" in changed, "the unit has ended"


def draw(project: Project, src_uri: str, size: int) -> None:
    (project.docs / src_uri).parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (size, size), "red").save(project.docs / src_uri)


REPORT = "bao-cao/2023-h2/bao-cao-3.md"


@pytest.mark.parametrize("page", [REPORT, "gioi-thieu.md", "index.md"])
@pytest.mark.parametrize("shown", ["![Cồng chiêng](/anh-chung.png)", '<img src="/anh-chung.png" alt="Cồng chiêng">'])
def test_a_picture_that_lies_elsewhere_reaches_the_page_that_shows_it(project: Project, page: str, shown: str) -> None:
    draw(project, "anh-chung.png", 8)
    (project.docs / "index.md").write_text("---\ntitle: Kho\n---\n\nChào.\n", encoding="utf-8")
    rewrite(project, page, lambda text: f"{text}\n{shown}\n\nCuối.\n")
    built(project)
    draw(project, "anh-chung.png", 900)
    built(project)
    rewrite(project, page, lambda text: text.replace("Cuối.", "Cuối bài."))
    built(project)


@pytest.mark.parametrize(
    "link",
    [
        '[kỳ][k].\n\n[k]: ../2023-h1/bao-cao-1.md "Kỳ trước"',
        r"\`[kỳ](../2023-h1/bao-cao-1.md)\`.",
        "[kỳ](/ky/2023-h1/index.md).",
        "[kỳ](../../ky/2023-h1.md).",
        "<a href='../bao-cao-1/'>kỳ</a>.",
    ],
)
def test_links_of_an_edited_text_lead_where_they_did(project: Project, link: str) -> None:
    rewrite(project, REPORT, lambda text: f"{text}\nXem {link}\n\nCuối.\n")
    built(project)
    rewrite(project, REPORT, lambda text: text.replace("Cuối.", "Cuối bài."))
    built(project)
    with (project.overrides / "entry.html").open("a", encoding="utf-8") as template:
        template.write("<!-- x -->")
    built(project)


def test_a_page_that_moves_to_another_file_at_the_same_place(project: Project) -> None:
    project.write("trang.md", {"title": "Trang"}, "Chữ.")
    rewrite(project, REPORT, lambda text: f"{text}\nXem [trang](/trang.md).\n")
    built(project)
    (project.docs / "trang").mkdir()
    (project.docs / "trang.md").rename(project.docs / "trang/index.md")
    built(project)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_an_entry_that_becomes_a_link_is_told(project: Project) -> None:
    project.build()
    elsewhere = project.folder / "elsewhere.md"
    (project.docs / REPORT).rename(elsewhere)
    (project.docs / REPORT).symlink_to(elsewhere)
    assert "bao-cao-3.md" in project.build()


@pytest.mark.parametrize("name", [".icons/material/menu.svg", "partials/.note.html"])
def test_a_template_with_a_hidden_name_reaches_every_page(project: Project, name: str) -> None:
    project.build()
    file = project.overrides / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("<svg/>", encoding="utf-8")
    built(project)


def test_what_mkdocs_yml_inherits_reaches_every_page(project: Project) -> None:
    base = project.folder / "base.yml"
    base.write_text("site_name: Một\n", encoding="utf-8")
    written = re.sub(r"(?m)^site_name:.*\n(?: .*\n)*", "", project.file.read_text(encoding="utf-8"))
    project.file.write_text(f"INHERIT: base.yml\n{written}", encoding="utf-8")
    built(project)
    base.write_text("site_name: Hai\n", encoding="utf-8")
    assert "index.html" in differing(*built(project))


def test_a_source_saved_while_it_is_read_is_known_as_it_was_read(project: Project) -> None:
    before = (project.docs / REPORT).read_text(encoding="utf-8")
    whole = Inputs.of

    def hashed(*arguments: object) -> Inputs:
        found = whole(*arguments)  # type: ignore[arg-type]
        rewrite(project, REPORT, lambda text: f"{before}\nGiữa chừng.\n")
        return found

    with mock.patch.object(Inputs, "of", hashed):
        project.build()
    (project.docs / REPORT).write_text(before, encoding="utf-8")
    built(project)


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
                rewrite(project, src_uri, lambda text, more=more: f"{text.rstrip()} {more} {more * 20}\n")
            pages = {f"bao-cao/{'2023-h1' if n == 1 else '2023-h2'}/bao-cao-{n}/index.html" for n, _ in some}
            assert rendered(project) == pages
            built(project)


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

    @rule(src_uri=entries, day=st.integers(1, 12))
    def redate(self, src_uri: str, day: int) -> None:
        self.edit(src_uri, lambda front: front.update(date=f"{str(front['date'])[:7]}-{day:02}"))

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
        file = self.project.overrides / template
        file.write_text(file.read_text(encoding="utf-8") + "<!-- x -->", encoding="utf-8")

    @rule(size=st.sampled_from([1, 2, 50]), place=st.sampled_from(["Đak Pơ", "An Khê"]))
    def change_settings(self, size: int, place: str) -> None:
        self.project.set(page_size=size, place=place)

    @rule(day=st.sampled_from([date(2024, 3, 1), date(2023, 8, 1), date(2024, 3, 2)]))
    def another_day(self, day: date) -> None:
        self.project.as_of = day

    @rule(after=st.integers(0, 20))
    def interrupt(self, after: int) -> None:
        """Kill a build while it moves files into the site."""
        left = iter(range(after))
        whole = Path.replace

        def replace(self: Path, target: Path) -> Path:
            if "store" not in str(target) and next(left, None) is None:
                raise KeyboardInterrupt
            return whole(self, target)

        with mock.patch.object(Path, "replace", replace), contextlib.suppress(KeyboardInterrupt):
            self.project.build()

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
