"""The form at `/quan-tri/`: opened on a folder it writes what the archive reads, and asks nobody else for anything.

A script cannot reach the native picker of folders: the origin's own private file system stands for the folder picked.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.checks import check
from archive.dates import PartialDate
from archive.declared import json_schema_of
from archive.form.configuration import configuration
from archive.form.site import POLICY
from archive.problems import errors
from archive.sources import read_registries, read_sources
from project import AS_OF, DOCS, ROOT, run_hooks

PICKER = """
window.showDirectoryPicker = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle("kho", {create: true});
window.refused = [];
document.addEventListener("securitypolicyviolation", event => window.refused.push(event.blockedURI));
"""
FILL = """async files => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("kho", {create: true});
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/"), name = parts.pop();
    let at = root;
    for (const part of parts) at = await at.getDirectoryHandle(part, {create: true});
    const file = await (await at.getFileHandle(name, {create: true})).createWritable();
    await file.write(text);
    await file.close();
  }
}"""
READ = """async () => {
  const found = {};
  const walk = async (folder, at) => {
    for await (const [name, one] of folder.entries()) {
      if (one.kind === "directory") await walk(one, at + name + "/");
      else found[at + name] = await (await one.getFile()).text();
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle("kho"), "");
  return found;
}"""


def sources() -> dict[str, str]:
    """What a clerk's folder holds: the sample archive, its texts alone, and a mark that it is a repository."""
    texts = [path for path in sorted(DOCS.rglob("*")) if path.suffix in (".md", ".yml")]
    found = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in texts}
    return {".git/HEAD": "ref: refs/heads/main\n", **found}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site_with_form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("form") / "site"
    done = run_hooks("build", "--site-dir", folder, "--as-of", AS_OF, "--with-editor")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def address(site_with_form: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site_with_form))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Form:
    """The form, opened on a folder; `asked` are the addresses that it fetched."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.asked, self.errors = page, list[str](), list[str]()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.add_init_script(PICKER)
        page.goto(f"{address}/robots.txt")  # any page of the origin: to fill the folder first
        page.evaluate(FILL, sources())
        page.goto(f"{address}/quan-tri/")
        page.get_by_role("button", name="Làm việc với kho mã nguồn cục bộ").click()

    def files(self) -> dict[str, str]:
        found: dict[str, str] = self.page.evaluate(READ)
        return found

    def field(self, label: str) -> Any:
        # Names stand between marks of direction.
        return self.page.get_by_role("group", name=re.compile(rf"^Trường “\W?{re.escape(label)}\W?”$")).first

    def fill(self, label: str, value: str) -> None:
        """Fill a box: again until it has stayed, for what is typed while the form is still made may be lost."""
        box = self.field(label).get_by_role("textbox").last
        for _ in range(50):
            box.fill(value)
            self.page.wait_for_timeout(100)
            if box.input_value() == value:
                return
        raise AssertionError(label)

    def save(self) -> None:
        self.page.get_by_role("button", name="Lưu", exact=True).click()


@pytest.fixture
def form(browser: Browser, address: str) -> Iterator[Form]:
    context = browser.new_context(locale="vi-VN", viewport={"width": 1400, "height": 2600})
    context.set_default_timeout(60_000)
    yield Form(context.new_page(), address)
    context.close()


def test_a_report_filled_in_is_a_source_that_passes_the_checks(form: Form, tmp_path: Path) -> None:
    page, before = form.page, form.files()
    page.get_by_role("treeitem", name=re.compile("^Báo cáo và văn bản")).click()
    expect(page.get_by_role("grid").get_by_role("row")).not_to_have_count(0)
    page.get_by_role("button", name="Tạo bài viết mới").click()
    expect(page.get_by_role("status").filter(has_text="đang tạo một bài viết mới")).to_have_count(1)
    form.fill("Tiêu đề", "Báo cáo thử: “trích” của xã Đắk Pơ")
    form.fill("Ngày ghi trên văn bản hoặc ngày đăng", "2023-06-15")
    form.field("Mảng công tác").get_by_role("checkbox", name="Thông tin đối ngoại").click()
    form.fill("Số và ký hiệu văn bản", "912/BC-UBND")
    form.field("Đơn vị ban hành").get_by_role("combobox").click()
    page.get_by_role("option", name="Ủy ban nhân dân xã Phú An").click()
    form.fill("Kỳ báo cáo", "2023-H1")
    form.fill("Nội dung", "Đoạn một.\n\n## I. KẾT QUẢ\n\nĐoạn **hai**.")
    form.save()
    expect(page).to_have_url(re.compile(r"#/collections/bao-cao$"))
    after = form.files()
    path = "docs/bao-cao/2023-h1/bao-cao-thu-trich-cua-xa-dak-po.md"
    assert set(after) - set(before) == {path} and {one for one in before if after[one] != before[one]} == set()
    assert after[path].endswith("---\n\nĐoạn một.\n\n## I. KẾT QUẢ\n\nĐoạn **hai**.\n")
    for name, text in after.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = read_sources(tmp_path / "docs")
    record = next(entry for entry in made.entries if entry.src_uri == path.removeprefix("docs/")).record
    assert (record.title, str(record.date)) == ("Báo cáo thử: “trích” của xã Đắk Pơ", "2023-06-15")
    wrong = [one for one in errors(check(made, PartialDate(2026, 1, 15).start)) if one.path.endswith("dak-po.md")]
    assert wrong == []
    hosts = {urlsplit(url).hostname for url in form.asked if urlsplit(url).scheme not in ("blob", "data")}
    assert hosts == {"127.0.0.1"} and page.evaluate("window.refused") == [] and form.errors == []


def test_an_entry_that_is_changed_keeps_every_other_byte(form: Form) -> None:
    page, before = form.page, form.files()
    path = "docs/bao-cao/2023-h1/xa-cu-an.md"
    page.goto(page.url.split("#")[0] + "#/collections/bao-cao/entries/2023-h1/xa-cu-an")
    title = re.search(r"(?m)^title: (.*)$", before[path])
    assert title
    expect(form.field("Tiêu đề").get_by_role("textbox").last).to_have_value(title[1])
    form.fill("Tiêu đề", title[1] + " (sửa)")
    form.save()
    expect(page).to_have_url(re.compile(r"#/collections/bao-cao$"))
    after = form.files()
    assert {one for one in after if after[one] != before.get(one)} == {path}
    assert after[path] == before[path].replace(title[0], title[0] + " (sửa)")


def test_the_form_knows_every_key_that_the_schema_has() -> None:
    from archive.sources import SCHEMAS

    made = configuration(read_registries(DOCS).registries)
    *collections, registries = made["collections"]
    for given, (collection, schema) in zip(collections, SCHEMAS.items(), strict=True):
        keys = set(json_schema_of(schema)["properties"])
        assert given["name"] == collection and {field["name"] for field in given["fields"]} == keys | {"body"}
    assert [one["name"] for one in registries["files"]] == ["don-vi", "kenh", "linh-vuc", "chi-tieu", "dia-danh"]
    issuer = next(field for field in collections[0]["fields"] if field["name"] == "issuer")
    assert {"value": "ubnd-huyen-dak-po", "label": "Ủy ban nhân dân huyện Đak Pơ"} in issuer["options"]
    number = next(field for field in collections[0]["fields"] if field["name"] == "number")
    assert re.match(number["pattern"][0], "175/BC-UBND") and "BC-UBND" in number["pattern"][1]


def test_no_file_of_the_form_names_a_public_network_that_it_could_ask(site_with_form: Path) -> None:
    text = (site_with_form / "quan-tri/sveltia/sveltia-cms.js").read_text(encoding="utf-8")
    assert "jsdelivr" not in text and set(re.findall(r"unpkg\.com\S{0,16}", text)) <= {"unpkg.com/#cache-behavior"}
    assert "connect-src 'self' data: blob:" in POLICY


def test_the_form_is_there_only_where_it_is_asked_for(site_with_form: Path, tmp_path: Path) -> None:
    assert "quan-tri" not in (site_with_form / "manifest.json").read_text(encoding="utf-8")
    again = tmp_path / "site"
    assert run_hooks("build", "--site-dir", again, "--as-of", AS_OF, "--with-editor").returncode == 0
    assert (again / "quan-tri/index.html").is_file()
    assert run_hooks("build", "--site-dir", again, "--as-of", AS_OF).returncode == 0
    assert not (again / "quan-tri").exists()
