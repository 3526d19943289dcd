"""What is carried over: a rebuild is a clean build, byte for byte, and renders no more than it must."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from unittest import mock

import markdown
import pytest
from PIL import Image

from archive import processes
from archive.carry_over.carrying import Carrying
from archive.carry_over.inputs import Inputs, program_key
from archive.carry_over.search import SearchOf
from archive.carry_over.templates import template_keys
from archive.paths import SEARCH_PARTS
from archive.processes import Aside
from archive.safety.limits import TooSlow
from archive.search.index import weighed
from archive.search.upkeep import Upkeep
from archive.trust.records import record_text
from commands import building
from press.pages import Converter
from press.site_data import SiteData
from project import ROOT
from rebuilding import Project, built, differing, rendered, report, rewrite, tree, with_reports


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return with_reports(Project(tmp_path))


def test_nothing_changed_renders_nothing(project: Project) -> None:
    project.build()
    assert rendered(project) == set()
    assert not differing(*built(project))


def test_who_looked_at_the_disk_is_nothing_that_pages_depend_on(project: Project) -> None:
    building.brought_up(project.docs, project.site, as_of=project.as_of, file=project.file, store_dir=project.store)
    assert rendered(project) == set()


def test_a_sentence_more_renders_its_own_page_alone(project: Project) -> None:
    project.build()
    rewrite(project, "bao-cao/2023-h2/bao-cao-3.md", lambda text: text + " Thêm một câu.\n")
    assert rendered(project) == {"bao-cao/2023-h2/bao-cao-3/index.html"}
    built(project)
    rewrite(project, "bao-cao/2023-h2/bao-cao-3.md", lambda text: text + " Thêm câu nữa.\n")
    changed = differing(*built(project))
    assert "bao-cao/2023-h2/bao-cao-3/index.html" in changed
    assert all(
        path.startswith(("bao-cao/2023-h2/bao-cao-3/", "tim-kiem/", "kiem-tra/", "manifest.json")) for path in changed
    )


def test_what_was_converted_is_put_into_another_template(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.build()
    file = project.overrides / "main.html"
    file.write_text(file.read_text(encoding="utf-8").replace("</body>", "<!-- x --></body>"), encoding="utf-8")
    project.set(site_name="Kho khác")
    with monkeypatch.context() as patched:
        patched.setattr(Converter, "_made", None)  # nothing is converted
        assert "bao-cao/2023-h2/bao-cao-3/index.html" in rendered(project)
    assert tree(project.site) == project.clean()[0]


def test_the_program_is_known_by_its_code_and_its_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key_of_program, hooks, packages = program_key.__wrapped__, tmp_path / "hooks", tmp_path / "packages"
    monkeypatch.setattr("sysconfig.get_path", lambda name: str(packages))
    for file in ("archive/one.py", "archive/locale/vi.toml", "archive/search/browser/text.mjs", "archive/notes.txt"):
        (hooks / file).parent.mkdir(parents=True, exist_ok=True)
        (hooks / file).write_text("a", encoding="utf-8")
    (packages / "markdown-3.10.dist-info").mkdir(parents=True)
    found = [key_of_program(hooks)]
    for file in ("archive/one.py", "archive/locale/vi.toml", "archive/search/browser/text.mjs", "archive/two.py"):
        (hooks / file).write_text("b", encoding="utf-8")
        found.append(key_of_program(hooks))
    (packages / "markdown-3.10.dist-info").rename(packages / "markdown-3.11.dist-info")
    found.append(key_of_program(hooks))
    assert len(set(found)) == len(found)
    (hooks / "archive/notes.txt").write_text("b", encoding="utf-8")
    assert key_of_program(hooks) == found[-1]


def test_another_way_to_convert_reaches_every_body(project: Project) -> None:
    rewrite(project, "bao-cao/2023-h2/bao-cao-3.md", lambda text: f"{text}\n\n## Một\n\n### Hai\n\nChữ.\n\n### Ba\n")
    built(project)
    project.set(toc_depth="2-2")
    assert "bao-cao/2023-h2/bao-cao-3/index.html" in differing(*built(project))


def test_a_unit_renamed_is_weighed_anew_in_its_own_documents_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(10, 24):
        project.write(*report(number, "huyen", "2023-H1"), f"Mở đầu {number}.\n\nChữ.")
    built(project)
    monkeypatch.setattr(processes, "can_copy", lambda: False)  # what is weighed in another process is not seen here
    units = project.docs / "danh-muc/don-vi.yml"
    units.write_text(units.read_text(encoding="utf-8").replace("name: Xã", "name: Xã mới"), encoding="utf-8")
    with mock.patch("archive.carry_over.weighings.weighed", wraps=weighed) as asked:
        assert "bao-cao/2023-h1/bao-cao-10/index.html" in rendered(project)
    of_entries = {call.args[0].id for call in asked.call_args_list if call.args[0].id.startswith("bao-cao/")}
    assert of_entries == {"bao-cao/2023-h2/bao-cao-3"}
    assert tree(project.site) == project.clean()[0]


def test_archives_of_several_branches_share_a_store(tmp_path: Path) -> None:
    one, other = (with_reports(Project(tmp_path / name)) for name in ("one", "other"))
    other.store = one.store
    units = other.docs / "danh-muc/don-vi.yml"
    units.write_text(units.read_text(encoding="utf-8").replace("name: Huyện", "name: Quận"), encoding="utf-8")
    template = other.overrides / "entry.html"
    template.write_text(template.read_text(encoding="utf-8").replace("<h1>", "<h1 lang='vi'>"), encoding="utf-8")
    other.set(page_size=1, toc_depth="2-2")
    for number in (4, 5):
        for project in (one, other):
            built(project)
            project.write(*report(number, "xa", "2023-H2"), f"Mở đầu.\n\nChữ của {project.folder.name}.")
            built(project)


def test_when_a_source_was_written_says_nothing_of_what_it_says(project: Project) -> None:
    project.build()
    file = project.docs / "bao-cao/2023-h2/bao-cao-3.md"
    for source in project.docs.rglob("*.*"):
        os.utime(source, (1, 1))
    assert rendered(project) == set()
    file.write_text(file.read_text(encoding="utf-8").replace("Chữ", "Chỗ"), encoding="utf-8")
    os.utime(file, (1, 1))
    assert rendered(project) == {"bao-cao/2023-h2/bao-cao-3/index.html"}


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


@pytest.mark.parametrize("owner", ["huyen", "ubnd-huyen-dak-po"])
def test_with_carry_over_off_the_site_is_the_same(owner: str, project: Project) -> None:
    """That of a few reports, and the example, which has every kind of entry and page, pictures and files."""
    if owner != "huyen":
        shutil.rmtree(project.docs / "bao-cao")
        shutil.copytree(ROOT / "docs", project.docs, dirs_exist_ok=True)
    project.set(owner=owner)
    assert not project.build()
    with_it = tree(project.site)
    project.set(owner=owner, carry_over=False)
    assert not project.build()
    assert tree(project.site) == with_it


def test_a_link_to_what_is_gone_is_told_though_its_text_stayed(project: Project) -> None:
    project.write(*report(4, "huyen", "2023-H1"), "Mở đầu.\n\nXem [bài kia](../2023-h2/bao-cao-3.md).")
    built(project)
    linked = project.docs / "bao-cao/2023-h2/bao-cao-3.md"
    text = linked.read_text(encoding="utf-8")
    linked.unlink()
    assert "bao-cao-4.md" in project.build()
    built(project)
    linked.write_text(text, encoding="utf-8")
    built(project)


@pytest.mark.parametrize("carry_over", [True, False])
def test_an_entry_that_is_slow_to_print_stops_the_build_by_its_name(
    carry_over: bool, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever way it is built: no check finds a fault in its text, and the clock is all that is left."""
    project.set(carry_over=carry_over)
    assert not project.build()
    before, convert = tree(project.site), markdown.Markdown.convert

    def slow(self: markdown.Markdown, text: str) -> str:
        if "Câu này lâu" in text:
            raise TooSlow  # as the clock does after five seconds
        return convert(self, text)

    monkeypatch.setattr(markdown.Markdown, "convert", slow)
    rewrite(project, "bao-cao/2023-h2/bao-cao-3.md", lambda text: text + " Câu này lâu.\n")
    told = project.build()
    assert "bao-cao/2023-h2/bao-cao-3.md" in told and "quá 5 giây" in told
    assert tree(project.site) == before


def test_a_title_in_the_nav_reaches_every_page(project: Project) -> None:
    project.build()
    rewrite(project, "gioi-thieu.md", lambda text: text.replace("Giới thiệu", "Về chúng tôi"))
    assert "bao-cao/2023-h2/bao-cao-3/index.html" in differing(*built(project))


@pytest.mark.parametrize("named", ["bao-cao/2023-h2/bao-cao-2.md", "bao-cao/2023-h2/bao-cao-2/"])
def test_an_entry_that_the_nav_names_has_a_header_of_its_own(named: str, project: Project) -> None:
    """All others of a folder have theirs in common."""
    nav = "nav:\n- index.md\n"
    written = project.file.read_text(encoding="utf-8")
    assert nav in written
    project.file.write_text(written.replace(nav, f"{nav}- Riêng: {named}\n"), encoding="utf-8")
    project.build()
    led = {}
    for number in (2, 3):
        page = (project.site / f"bao-cao/2023-h2/bao-cao-{number}/index.html").read_text(encoding="utf-8")
        links = re.findall(r'<li><a href="([^"]*)"( aria-current="page")?>', page[page.index('<nav id="sections"') :])
        led[number] = links[1]  # the first leads home
    assert led == {2: ("./", ' aria-current="page"'), 3: ("../bao-cao-2/", "")}


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


def test_many_edited_texts_are_printed_without_looking_into_their_pictures_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(project, "anh-chung.png", 900)
    edited = [REPORT, "bao-cao/2023-h1/bao-cao-1.md"]
    for src_uri in edited:
        rewrite(project, src_uri, lambda text: f"{text}\n![Cồng chiêng](/anh-chung.png)\n\nCuối.\n")
    project.build()
    for src_uri in edited:
        rewrite(project, src_uri, lambda text: text.replace("Cuối.", "Cuối bài."))
    monkeypatch.setattr("press.printing.FEWEST", 1)
    monkeypatch.setattr("press.printing.can_share", lambda: sys.platform == "linux")
    with mock.patch("archive.file_facts.read_picture", side_effect=AssertionError):
        assert not project.build()
    assert tree(project.site) == project.clean()[0]


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


def test_a_template_reaches_the_pages_that_use_it_and_no_other(project: Project) -> None:
    project.build()
    for name, reached in {"entry.html": "bao-cao/", "period.html": "ky/", "components/entry.html": "bao-cao/"}.items():
        with (project.overrides / name).open("a", encoding="utf-8") as template:
            template.write("<!-- a remark -->")
        pages = {path.removeprefix("en/") for path in rendered(project)}
        assert pages and all(path.startswith(reached) for path in pages)
        built(project)
    with (project.overrides / "assets/css/base.css").open("a", encoding="utf-8") as style:
        style.write("/* a remark */")
    assert rendered(project) == set(), "no page has the style in it"
    assert not differing(*built(project))


def test_of_the_same_sources_nothing_is_checked_or_counted_again(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    src_uri, front = report(4, "xa", "2023-H2", status="corrected")
    project.write(src_uri, front, "Chữ.")
    project.build()
    told = capsys.readouterr().err
    assert f"{project.docs / src_uri}:9" in told, "corrected, but not what"
    for where, shown in ((Path.cwd(), str(project.docs)), (project.folder, "docs")):
        monkeypatch.chdir(where)
        with (project.overrides / "entry.html").open("a", encoding="utf-8") as template:
            template.write("<!-- a remark -->")
        unasked = mock.patch("press.keeping.record_text", side_effect=AssertionError)
        unchecked = mock.patch("archive.edition.check", side_effect=AssertionError)
        with unasked, unchecked if shown != "docs" else contextlib.nullcontext():
            project.build()
        assert capsys.readouterr().err == told.replace(str(project.docs), shown), "by the path from where one stands"
        assert tree(project.site) == project.clean()[0]
        capsys.readouterr()
    (project.docs / src_uri).unlink()
    assert "bao-cao/2023-h2/bao-cao-4/ban-ghi.json" in differing(*built(project))


@pytest.mark.parametrize("killed", [False, True])
def test_another_process_changes_the_index_meanwhile(
    killed: bool, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, change = os.getpid(), Upkeep.files
    changed_here: list[bool] = []
    told_here: list[str] = []
    tell = SearchOf.files

    def files(self: Upkeep, keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        changed_here.append(os.getpid() == here)
        if killed and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return change(self, keys)

    def told(self: SearchOf) -> Iterator[tuple[str, str]]:
        for one in tell(self):
            told_here.append(one[0])
            yield one

    monkeypatch.setattr(processes, "can_copy", lambda: sys.platform == "linux")
    project.build()
    monkeypatch.setattr(Upkeep, "files", files)
    project.write(*report(4, "xa", "2023-H2"), "Mở đầu bốn.\n\nChữ.")
    with mock.patch.object(SearchOf, "files", told):
        project.build()
    assert tree(project.site) == project.clean()[0]
    assert bool(changed_here) == (killed or sys.platform != "linux")
    parts_here = any(path.startswith(SEARCH_PARTS) for path in told_here)
    assert told_here and parts_here == bool(changed_here), "what another process made it has written as well"
    # What was weighed there is in the store: the index is changed again, and need not be made whole.
    monkeypatch.setattr(SearchOf, "_whole", None)
    rewrite(project, "bao-cao/2023-h2/bao-cao-4.md", lambda text: text + " Thêm một câu.\n")
    assert not project.build()


@pytest.mark.parametrize("killed", [False, True])
def test_another_process_writes_the_data_meanwhile(
    killed: bool, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, write = os.getpid(), SiteData._written
    written_here: list[bool] = []

    def written(self: SiteData) -> dict[str, str]:
        written_here.append(os.getpid() == here)
        if killed and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return write(self)

    monkeypatch.setattr(processes, "can_copy", lambda: sys.platform == "linux")
    monkeypatch.setattr(SiteData, "_written", written)
    for number in (4, 5):  # from nothing, then beside a site
        project.write(*report(number, "xa", "2023-H2"), "Mở đầu.\n\nChữ.")
        project.build()
        assert bool(written_here) == (killed or sys.platform != "linux")
        assert tree(project.site) == project.clean()[0]
        written_here.clear()


def test_a_build_that_fails_waits_for_no_other_process(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    begin, here = Aside.__init__, os.getpid()

    def noted(self: Aside[object], work: Callable[[], object]) -> None:
        begin(self, work)
        begun.extend([self._process] if self._process else [])

    monkeypatch.setattr(processes, "can_copy", lambda: sys.platform == "linux")
    monkeypatch.setattr(Aside, "__init__", noted)
    monkeypatch.setattr(SiteData, "_written", lambda self: time.sleep(60) if os.getpid() != here else {})
    monkeypatch.setattr(Carrying, "name_entries", None)
    with pytest.raises(TypeError):
        project.build()
    assert bool(begun) == (sys.platform == "linux")
    for process in begun:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_record_is_written_anew_with_its_entry_or_its_files_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: False)  # what is asked in another process is not seen here
    front = report(4, "xa", "2023-H2", attachments=[{"file": "bang.csv", "title": "Bảng"}])
    project.write(*front, "Mở đầu bốn.\n\nChữ.")
    project.docs.joinpath("bao-cao/2023-h2/bang.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    project.build()
    with mock.patch("press.keeping.record_text", wraps=record_text) as asked:
        project.write(*report(5, "xa", "2023-H2"), "Mở đầu năm.\n\nChữ.")
        project.build()
        assert [call.args[0].id for call in asked.call_args_list] == ["bao-cao/2023-h2/bao-cao-5"]
        project.docs.joinpath("bao-cao/2023-h2/bang.csv").write_text("a,b\n1,3\n", encoding="utf-8")
        project.build()
        assert [call.args[0].id for call in asked.call_args_list][1:] == ["bao-cao/2023-h2/bao-cao-4"]
    assert tree(project.site) == project.clean()[0]


@pytest.mark.parametrize(
    "text", ["{% include name %}", "{% include ['a.html', 'b.html'] %}", '{% include "theme.html" %}']
)
def test_a_template_that_may_use_any_is_made_of_all(tmp_path: Path, text: str) -> None:
    for name, said in {"page.html": '{%- import "parts/list.html" as list %}', "parts/list.html": text}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(said, encoding="utf-8")
    before = template_keys(tmp_path, {"page.html": "1", "parts/list.html": "2", "style.css": "3"})
    after = template_keys(tmp_path, {"page.html": "1", "parts/list.html": "2", "style.css": "4"})
    assert all(before[name] != after[name] for name in before)


def test_what_mkdocs_yml_inherits_reaches_every_page(project: Project) -> None:
    base = project.folder / "base.yml"
    base.write_text("site_name: Một\n", encoding="utf-8")
    written = re.sub(r"(?m)^site_name:.*\n(?: .*\n)*", "", project.file.read_text(encoding="utf-8"))
    project.file.write_text(f"INHERIT: base.yml\n{written}", encoding="utf-8")
    built(project)
    base.write_text("site_name: Hai\n", encoding="utf-8")
    assert "index.html" in differing(*built(project))


@contextlib.contextmanager
def saved_meanwhile(project: Project, src_uri: str, text: str) -> Iterator[None]:
    """Save a source when it has been hashed, and not been read."""
    whole = Inputs.of

    def hashed(*arguments: object) -> Inputs:
        found = whole(*arguments)  # type: ignore[arg-type]
        (project.docs / src_uri).write_text(text, encoding="utf-8")
        return found

    with mock.patch.object(Inputs, "of", hashed):
        yield


def test_a_source_saved_while_it_is_read_is_known_as_it_was_read(project: Project) -> None:
    before = (project.docs / REPORT).read_text(encoding="utf-8")
    with saved_meanwhile(project, REPORT, f"{before}\nGiữa chừng.\n"):
        project.build()
    (project.docs / REPORT).write_text(before, encoding="utf-8")
    built(project)


@pytest.mark.parametrize("edit", ["entry.html", ""])
def test_a_registry_saved_while_it_is_read_is_checked_as_it_was_read(project: Project, edit: str) -> None:
    project.build()
    registry = "danh-muc/linh-vuc.yml"
    before = (project.docs / registry).read_text(encoding="utf-8")
    if edit:
        with (project.overrides / edit).open("a", encoding="utf-8") as template:
            template.write("<!-- a remark -->")
    else:
        rewrite(project, REPORT, lambda text: text + " Thêm một câu.\n")
    with saved_meanwhile(project, registry, before.replace("van-hoa", "xa-hoi")):
        assert "van-hoa" in project.build(), "reports name it"
    (project.docs / registry).write_text(before, encoding="utf-8")
    built(project)
    with saved_meanwhile(project, registry, before.replace("Văn hóa", "Văn hoá")):
        assert not project.build()
    built(project)
