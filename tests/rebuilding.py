"""A small archive that is built again and again, and what a rebuild is compared with: a clean build."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest import mock

import yaml
from hypothesis import strategies as st

from archive.looking import Looking
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

    def set(self, *, site_name: str = "", toc_depth: str = "2-4", **archive: object) -> None:
        """Write mkdocs.yml, with its name, its table of contents and some of the archive's settings changed."""

        class Loader(yaml.SafeLoader):
            pass

        Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])
        given = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
        given["hooks"] = [str(ROOT / hook) for hook in given["hooks"]]
        given["extra"]["archive"] |= {"owner": "huyen", **archive}
        given["nav"].append("gioi-thieu.md")
        given["site_name"] = site_name or given["site_name"]
        (toc,) = (one["toc"] for one in given["markdown_extensions"] if isinstance(one, dict) and "toc" in one)
        toc["toc_depth"] = toc_depth
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
        return self._build(self.site, self.store, looking=Looking.begin(self.docs, self.site, self.store))

    def clean(self) -> tuple[Tree, str]:
        """Build from nothing, elsewhere; gives the whole site."""
        with tempfile.TemporaryDirectory() as folder:
            told = self._build(Path(folder) / "clean", Path(folder) / "store")
            return tree(Path(folder) / "clean"), told

    def _build(self, site: Path, store: Path, **how: object) -> str:
        try:
            building.brought_up(self.docs, site, as_of=self.as_of, file=self.file, store_dir=store, **how)
        except ContentProblem as problem:
            return str(problem.message)
        return ""


def report(number: int, unit: str, period: str, **more: object) -> tuple[str, dict[str, object]]:
    day = {"2023-H1": "2023-06-10", "2023-H2": "2023-12-10"}[period]
    front = {"title": f"Báo cáo {number}", "number": f"{number}/BC-UBND", "date": day, "issuer": unit}
    front |= {"period": period, "streams": ["thong-tin-doi-ngoai"], **more}
    return f"bao-cao/{period.lower()}/bao-cao-{number}.md", front


def with_reports(made: Project) -> Project:
    plan = {"plans": [{"id": "cong-chieng", "text": "Quay phim cồng chiêng."}]}
    result = {"results": [{"plan": "2023-h1/huyen/cong-chieng", "status": "done"}], "topics": ["van-hoa"]}
    made.write(*report(1, "huyen", "2023-H1", topics=["van-hoa"], **plan), "Mở đầu.\n\n## I. Một\n\nChữ đối ngoại.")
    made.write(
        *report(2, "huyen", "2023-H2", **result), "Mở đầu hai.\n\nXem [kỳ trước](../2023-h1/bao-cao-1.md#muc-i-mot)."
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
