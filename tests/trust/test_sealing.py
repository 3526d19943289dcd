"""What is put beside a site, and that every change of a bit is found: by `verify`, and by whoever asks the lookups."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.trust import manifest
from archive.trust.asking import ask, in_words
from archive.trust.journal import Journal, Writing
from archive.trust.keys import SigningKey, fingerprint
from archive.trust.lookups import is_asked, key_of_address, key_of_number
from archive.trust.sealing import OWN, Seal
from archive.trust.verifying import verify_site
from project import AS_OF, Run, run_hooks

KEY, OTHER = SigningKey(b"\1" * 32), SigningKey(b"\2" * 32)
SITE_URL = "https://luu-tru.dak-po.example/"
ENTRY = "bao-cao/2023-h1/doi-ngoai-6-thang-dau-nam"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site, signed by `KEY`."""
    folder = tmp_path_factory.mktemp("signed")
    key = folder / "key.pem"
    key.write_text(KEY.pem)
    done = run_hooks("build", "--site-dir", folder / "site", "--as-of", AS_OF, "--key", key)
    assert done.returncode == 0 and fingerprint(KEY.public) in done.stdout, done.stderr
    return folder / "site"


@pytest.fixture
def copy(signed: Path, tmp_path: Path) -> Path:
    shutil.copytree(signed, tmp_path / "site")
    return tmp_path / "site"


def faults(site: Path, **how: object) -> list[str]:
    return [
        f"{code} {values['path']}" if "path" in values else code for code, values in verify_site(site, **how).faults
    ]


def test_a_whole_site_agrees_and_names_its_key(signed: Path) -> None:
    verdict = verify_site(signed, expected=fingerprint(KEY.public).lower())
    assert verdict.faults == [] and verdict.key == KEY.public
    assert verdict.files == sum(1 for path in signed.rglob("*") if path.is_file()) - 2


def test_a_verifier_that_is_not_ours_accepts_the_signatures(signed: Path) -> None:
    openssl = shutil.which("openssl")
    assert openssl, "openssl is needed here: it is the verifier that we did not write"
    for name in ("manifest.json", "kiem-tra/goc.json"):
        told = [openssl, "pkeyutl", "-verify", "-pubin", "-inkey", signed / "kiem-tra/khoa.pem", "-rawin"]
        done = subprocess.run([*told, "-in", signed / name, "-sigfile", signed / f"{name}.sig"], capture_output=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_site_is_sealed_by_the_same_bytes(signed: Path, copy: Path) -> None:
    before = {path: (copy / path).read_bytes() for path in OWN}
    for path in OWN:
        (copy / path).unlink()
    done = run_hooks("build", "--site-dir", copy, "--as-of", AS_OF, ARCHIVE_SIGNING_KEY=KEY.pem)
    assert done.returncode == 0, done.stderr
    assert {path: (copy / path).read_bytes() for path in OWN} == before


def test_every_change_of_a_bit_is_found(signed: Path, copy: Path) -> None:
    """A bit of every file, and many of those that prove the others."""
    chance = random.Random(7)
    paths = [path for path in sorted(copy.rglob("*")) if path.is_file()]
    proof = [copy / name for name in sorted(OWN) if "/so/" not in name]
    for file in chance.sample(paths, 60) + proof * 6:
        whole = file.read_bytes()
        if not whole:
            continue
        at = chance.randrange(len(whole) * 8)
        changed = bytearray(whole)
        changed[at // 8] ^= 1 << at % 8
        file.write_bytes(changed)
        found = verify_site(copy, expected=fingerprint(KEY.public))
        file.write_bytes(whole)
        assert found.faults, f"bit {at} of {file.name} changed, and nobody saw it"
    assert faults(copy) == []


def test_a_changed_file_is_no_longer_known(signed: Path, tmp_path: Path) -> None:
    whole = (signed / ENTRY / "index.html").read_bytes()
    file = tmp_path / "trang.html"
    for at in range(0, len(whole) * 8, len(whole)):
        changed = bytearray(whole)
        changed[at // 8] ^= 1 << at % 8
        file.write_bytes(changed)
        assert not ask(signed, str(file), SITE_URL).is_ours
    file.write_bytes(whole)
    (known,) = ask(signed, str(file), SITE_URL).items
    assert (known["t"], known["p"], known["s"]) == ("file", f"/{ENTRY}/", "published") and known["n"]


def test_what_is_missing_strange_or_a_link_is_named(copy: Path) -> None:
    (copy / "index.html").unlink()
    (copy / "la.html").write_text("x")
    (copy / "lien-ket").symlink_to("/etc/hosts")
    assert set(faults(copy)) == {"missing index.html", "extra la.html", "extra lien-ket"}


def test_another_signer_is_not_the_district(copy: Path) -> None:
    """Who changes a file and signs anew with a key of theirs is found by the fingerprint on paper alone."""
    (copy / "index.html").write_text("giả")
    Seal(copy, SITE_URL, OTHER, Journal(), [], []).put(None)
    assert faults(copy) == []
    assert faults(copy, expected=fingerprint(KEY.public)) == ["other_key"]


def test_a_key_put_beside_or_a_signature_taken_away_is_found(copy: Path) -> None:
    told = json.loads((copy / "kiem-tra/khoa.json").read_text())
    (copy / "kiem-tra/khoa.json").write_text(json.dumps({**told, "key": OTHER.public}))
    assert "signature_wrong" in faults(copy)
    (copy / "manifest.json.sig").unlink()
    assert "unsigned_with_key" in faults(copy)


def test_an_unsigned_site_agrees_and_says_so(site: Path, hooks: Run) -> None:
    done = hooks("verify", site)
    assert done.returncode == 0 and "chưa ký" in done.stdout
    strict = hooks("verify", site, "--require-signature")
    assert strict.returncode == 1 and "chưa ký" in strict.stderr


def test_a_site_without_manifest_is_no_site(tmp_path: Path, hooks: Run) -> None:
    done = hooks("verify", tmp_path)
    assert done.returncode == 1 and "manifest.json" in done.stderr and "Traceback" not in done.stderr


def test_a_journal_that_does_not_go_on_from_the_one_that_was_kept_is_found(copy: Path) -> None:
    first, second = Writing(Journal(), "2024-01-01"), Writing(Journal(), "2024-01-01")
    first.add("key", key=KEY.public)
    first.add("shrink", reason="thử")
    second.add("key", key=KEY.public)
    second.add("shrink", reason="viết lại")
    (copy / "so-cai.jsonl").write_text(second.whole.text, encoding="utf-8")
    Seal(copy, SITE_URL, KEY, second.whole, [], []).put(None)
    assert faults(copy, earlier=second.whole) == []
    assert faults(copy, earlier=first.whole) == ["journal_not_extended"]
    lines = second.whole.text.splitlines(keepends=True)
    (copy / "so-cai.jsonl").write_text("".join(reversed(lines)), encoding="utf-8")
    assert "journal_broken" in faults(copy)
    (copy / "so-cai.jsonl").write_text(lines[0], encoding="utf-8")
    assert "journal_other" in faults(copy)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("175/BC-UBND", "Số văn bản của mục"),
        (" 0175 / bc-ubnd ", "Số văn bản của mục"),
        ("Số: 175/BC-UBND", "Số văn bản của mục"),
        ("số 175/BC-UBND ngày 14 tháng 6 năm 2023", "Số văn bản của mục"),
        ("https://luu-tru.dak-po.example/ky/2023-h1/", "Trang hoặc tệp"),
        ("https://luu-tru.dak-po.example:443", "Trang hoặc tệp"),
        ("/kiem-tra/", "Trang hoặc tệp"),
        (f"/{ENTRY}/", "Địa chỉ của mục"),
        (f"https://LUU-TRU.dak-po.example/{ENTRY}?x=1#y", "Địa chỉ của mục"),
        (f"luu-tru.dak-po.example/{ENTRY}/index.html", "Địa chỉ của mục"),
    ],
)
def test_a_number_or_address_is_known_however_it_was_typed(asked: str, said: str, signed: Path) -> None:
    assert in_words(ask(signed, asked, SITE_URL))[0].startswith(said)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("999999/BC-UBND", "number"),
        ("https://luu-tru-dak-po.example/", "address"),
        (f"https://luu-tru.dak-po.example.ke-xau.vn/{ENTRY}/", "address"),
        (f"https://luu-tru.dak-po.example@ke-xau.vn/{ENTRY}/", "address"),
        ("0" * 64, "hash"),
    ],
)
def test_what_is_not_ours_is_not_known(asked: str, kind: str, signed: Path) -> None:
    answer = ask(signed, asked, SITE_URL)
    assert (answer.kind, answer.is_ours) == (kind, False) and in_words(answer)


def test_an_official_channel_is_known(signed: Path) -> None:
    channel = next(
        line.split(": ", 1)[1]
        for line in (signed / "danh-muc/kenh.yml").read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("url: ")
    )
    assert ask(signed, channel, SITE_URL).items[0]["t"] == "channel"


def test_a_file_of_a_paper_that_was_superseded_says_so(signed: Path) -> None:
    page = signed / "bao-cao/2022-h2/xa-phu-an/index.html"
    (said,) = in_words(ask(signed, str(page), SITE_URL))
    assert "đã được thay bằng mục khác" in said and "xa-phu-an-thay-the" in said


def test_an_answer_is_not_taken_from_a_site_that_somebody_changed(copy: Path, hooks: Run, tmp_path: Path) -> None:
    file = tmp_path / "gia.pdf"
    file.write_bytes(b"gia")
    digest = hashlib.sha256(b"gia").hexdigest()
    shard = copy / f"kiem-tra/so/{digest[:2]}.json"
    shard.write_text(json.dumps({digest[2:34]: [{"t": "file", "p": "/x"}]}))
    done = hooks("verify", file, "--site-dir", copy)
    assert done.returncode == 1 and "không khớp" in done.stderr and done.stdout == ""


def test_a_file_that_is_not_there_is_a_wrong_use(signed: Path, hooks: Run) -> None:
    done = hooks("verify", "./khong-co.pdf", "--site-dir", signed)
    assert done.returncode == 2 and "Không có tệp" in done.stderr


def test_every_file_that_somebody_may_hold_is_known_and_every_record_has_its_page(signed: Path) -> None:
    files = manifest.files_of((signed / "manifest.json").read_text(encoding="utf-8"))
    for path in files:
        if is_asked(path) and (signed / path).stat().st_size:
            assert ask(signed, str(signed / path), SITE_URL).is_ours, path
    record = signed / ENTRY / "ban-ghi.json"
    digest = hashlib.sha256(record.read_bytes()).hexdigest()
    assert digest in (signed / ENTRY / "index.html").read_text(encoding="utf-8")
    assert [item["t"] for item in ask(signed, digest, SITE_URL).items] == ["record"]


def test_a_list_of_addresses_is_asked_line_by_line(signed: Path, hooks: Run, tmp_path: Path) -> None:
    file = tmp_path / "dia-chi.txt"
    file.write_text(f"https://luu-tru.dak-po.example/{ENTRY}/\nhttps://ke-xau.example/\n")
    done = hooks("verify", file, "--site-dir", signed)
    assert done.returncode == 1 and done.stdout.count("\n") == 3 and "Địa chỉ của mục" in done.stdout


def test_keys_of_what_is_asked_do_not_meet() -> None:
    assert key_of_number("1/BC") != key_of_address("1/BC")
    assert key_of_number("0012/BC-UBND") == key_of_number("12/bc-ubnd")


def test_a_key_is_made_once_outside_the_repository_for_its_owner_alone(hooks: Run, tmp_path: Path) -> None:
    file = tmp_path / "khoa.pem"
    made = hooks("key", "new", file)
    assert made.returncode == 0 and file.stat().st_mode & 0o777 == 0o600
    shown = hooks("key", "show", file)
    assert shown.stdout.splitlines()[0] in made.stdout and shown.returncode == 0
    assert hooks("key", "new", file).returncode == 2
    from project import ROOT

    inside = hooks("key", "new", ROOT / "tests/khoa.pem")
    assert inside.returncode == 2 and not (ROOT / "tests/khoa.pem").exists()


@pytest.mark.parametrize("text", ["", "x", "-----BEGIN PRIVATE " + "KEY-----\nMC4=\n-----END PRIVATE " + "KEY-----\n"])
def test_a_key_that_cannot_be_read_is_a_wrong_use(text: str, hooks: Run, tmp_path: Path) -> None:
    file = tmp_path / "khoa.pem"
    file.write_text(text)
    done = hooks("build", "--site-dir", tmp_path / "site", "--key", file)
    assert done.returncode == 2 and "Traceback" not in done.stderr and not (tmp_path / "site").exists()


def test_a_manifest_is_changed_by_its_rows_as_it_is_written_whole() -> None:
    before = {path: (hashlib.sha256(path.encode()).hexdigest(), len(path)) for path in ("a", "a b/c.html", "đ/e", "z")}
    journal = {"lines": 2, "head": "00"}
    rows = manifest.Rows.of(manifest.manifest_text(SITE_URL, journal, before))
    assert rows is not None and rows.files(["z", "none", "a b/c.html"]) == {p: before[p] for p in ("z", "a b/c.html")}
    now = {"a": ("11" * 32, 7), "mới": ("22" * 32, 8)}
    after = {path: seen for path, seen in (before | now).items() if path != "đ/e"}
    written = rows.text(SITE_URL, {"lines": 3, "head": "01"}, ["đ/e", "none"], now)
    assert written == manifest.manifest_text(SITE_URL, {"lines": 3, "head": "01"}, after)


PATHS = st.dictionaries(st.text("a/b-.đ !", min_size=1, max_size=6), st.tuples(st.just("00" * 32), st.integers(0, 9)))


@given(PATHS, st.sets(st.text("a/b", max_size=4)), PATHS)
def test_any_rows_are_changed_as_the_manifest_is_written_whole(
    before: dict[str, manifest.Seen], gone: set[str], now: dict[str, manifest.Seen]
) -> None:
    rows = manifest.Rows.of(manifest.manifest_text(SITE_URL, {}, before))
    assert rows is not None and rows.files([*gone, *now]) == {p: before[p] for p in [*gone, *now] if p in before}
    after = {path: seen for path, seen in before.items() if path not in gone} | now
    assert rows.text(SITE_URL, {}, gone, now) == manifest.manifest_text(SITE_URL, {}, after)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        manifest.manifest_text(SITE_URL, {}, {'a"b': ("0" * 64, 1)}),
        manifest.manifest_text(SITE_URL, {}, {"a": ("0" * 64, 1)}, {"a": "2024-01-15"}),
        manifest.manifest_text(SITE_URL, {}, {"a": ("0" * 64, 1)}).replace(manifest.WHAT, "archive-manifest-2"),
        manifest.manifest_text(SITE_URL, {}, {"a": ("0" * 64, 1)})[:-2],
    ],
    ids=["empty", "another", "escaped", "days", "a later kind", "cut off"],
)
def test_a_manifest_that_is_not_written_in_plain_rows_is_not_changed_by_them(text: str) -> None:
    assert manifest.Rows.of(text) is None


def test_every_file_is_listed_and_looked_at_the_same_by_one_process_and_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (
        "index.html",
        "a/b/c.json",
        "a/.git/HEAD",
        ".git/HEAD",
        ".git/objects/1",
        "manifest.json",
        ".nojekyll",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("" if path == ".nojekyll" else path)
    (tmp_path / "folder").symlink_to("a")
    (tmp_path / "nowhere").symlink_to("gone")
    there = sorted(manifest.all_files(tmp_path))
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / ".git").symlink_to(tmp_path / ".git")
    assert list(manifest.all_files(linked)) == [".git"], "a clone's own folder alone is passed over"
    shutil.rmtree(linked)
    assert there == ["a/.git/HEAD", "a/b/c.json", "folder", "index.html", "nowhere"]
    looked = manifest.see_all(tmp_path, there)
    assert looked["folder"] == (hashlib.sha256(b"a").hexdigest(), 1)
    monkeypatch.setattr(manifest, "MANY", 1)
    assert manifest.see_all(tmp_path, there) == looked and list(looked) == there
