"""Pictures: what a phone took goes out light, upright, in a browser's colours, and without what the phone noted."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import signal
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from archive.entries import AttachedFile
from archive.file_facts import FileFacts
from archive.pictures.making import Drawing, files_of
from archive.pictures.markup import picture_markup, with_pictures
from archive.pictures.picture import WIDTHS, Picture, PictureWrong, SavedMeanwhile, read_picture
from archive.pictures.pixels import copies
from archive.pictures.share import HEIGHT, WIDTH, Letters, SharePicture
from archive.store import Store
from drawing import pdf, picture
from pagereader import page
from project import AS_OF, ROOT, Run

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F
FONTS = ROOT / "overrides/assets/fonts"


def camera_notes(turned: int = 1) -> bytes:
    """Write what a phone notes in a picture: its maker, how it was held, where it was."""
    notes = Image.Exif()
    notes[MAKE], notes[ORIENTATION] = "Phone", turned
    notes.get_ifd(GPS).update({1: "N", 2: (13.9, 0.0, 0.0), 3: "E", 4: (108.5, 0.0, 0.0)})
    return notes.tobytes()


def read(folder: Path, content: bytes, name: str = "anh.jpg") -> Picture:
    (folder / name).write_bytes(content)
    return read_picture(folder / name, f"tin-bai/2023/{name}")


def files(shown: Picture, folder: Path) -> dict[str, bytes]:
    return dict(files_of([shown.drawing], Store(folder / "store")))


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_nothing_that_the_camera_noted_is_published(tmp_path: Path) -> None:
    content = picture(900, 600, exif=camera_notes(), comment=b"Nha ong A")
    assert opened(content).getexif()[MAKE] == "Phone" and opened(content).getexif().get_ifd(GPS)
    made_of = files(read(tmp_path, content), tmp_path)
    assert "tin-bai/2023/anh.jpg" in made_of
    for made in made_of.values():
        image = opened(made)
        assert not image.getexif() and not {"exif", "comment", "xmp", "icc_profile"} & image.info.keys()
        assert b"Phone" not in made and b"Nha ong A" not in made


@pytest.mark.parametrize(("turned", "size"), [(1, (900, 600)), (3, (900, 600)), (6, (600, 900)), (8, (600, 900))])
def test_a_picture_stands_upright(tmp_path: Path, turned: int, size: tuple[int, int]) -> None:
    shown = read(tmp_path, picture(900, 600, exif=camera_notes(turned)))
    assert (shown.width, shown.height) == size
    largest = files(shown, tmp_path)["tin-bai/2023/anh.jpg"]
    assert opened(largest).size == size
    top, bottom = (opened(largest).convert("RGB").getpixel((size[0] // 2, y)) for y in (5, size[1] - 5))
    blue_above = {1: True, 3: False}.get(turned)
    if blue_above is not None:
        assert (top[2] > top[0]) is blue_above and (bottom[2] > bottom[0]) is not blue_above  # type: ignore[index]


@pytest.mark.parametrize(
    ("width", "widths"), [(200, (200,)), (360, (360,)), (800, (360, 720, 800)), (5000, (360, 720, 1080, 1600))]
)
def test_copies_are_made_up_to_its_own_size_and_never_larger_than_the_largest(
    tmp_path: Path, width: int, widths: tuple[int, ...]
) -> None:
    shown = read(tmp_path, picture(width, width // 2))
    assert shown.widths == widths and max(widths) <= WIDTHS[-1]
    made = files(shown, tmp_path)
    for one in widths:
        for ending, kind in (("webp", "WEBP"), ("jpg", "JPEG")):
            image = opened(made[shown.copy(one, ending)])
            assert image.format == kind and image.size == (one, shown.height_at(one))


def test_what_is_transparent_stays_so(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (400, 300), (200, 30, 30, 0)).save(out, "PNG")
    shown = read(tmp_path, out.getvalue(), "dau.png")
    for name, made in files(shown, tmp_path).items():
        assert opened(made).convert("RGBA").getpixel((10, 10))[3] == 0, name  # type: ignore[index]
        assert not name.endswith("jpg")


def test_colours_of_another_profile_become_common_ones(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    shown = read(tmp_path, picture(400, 300, icc_profile=lab))
    (made,) = (made for name, made in files(shown, tmp_path).items() if name == "tin-bai/2023/anh.jpg")
    red = opened(made).convert("RGB").getpixel((10, 290))
    assert red is not None and all(abs(one - other) < 12 for one, other in zip(red, (0xB3, 0x53, 0x3F), strict=True))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "picture_unreadable"),
        (b"GIF89a" + b"\0" * 50, "picture_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_unreadable"),
        (picture(300, 200)[:-400], "picture_unreadable"),
        (picture(300, 200, "PNG")[:60], "picture_unreadable"),
    ],
)
def test_what_is_no_whole_picture_is_told(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "anh.jpg"
    file.write_bytes(content)
    with pytest.raises(PictureWrong, match=code):
        read_picture(file, "tin-bai/2023/anh.jpg", whole=True)


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    shown = read(tmp_path, picture(900, 600, exif=camera_notes()))
    once, again = (files(shown, tmp_path / name) for name in ("a", "b"))
    assert once == again


def test_markup_keeps_the_room_and_offers_every_size(tmp_path: Path) -> None:
    shown = read(tmp_path, picture(900, 600))
    made = str(picture_markup(shown, 'Chợ "phiên" & rau', "body", "../../"))
    name = f"../../anh/{shown.digest[:16]}"
    assert made.startswith(f'<picture><source type="image/webp" srcset="{name}-360.webp 360w, {name}-720.webp 720w, ')
    assert 'width="900" height="600" alt="Chợ &quot;phiên&quot; &amp; rau" loading="lazy"' in made
    assert "fetchpriority" not in made
    assert 'fetchpriority="high"' in str(picture_markup(shown, "", "cover", "", lazy=False))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p><img alt="Rau" src="../anh.jpg" /></p>', "<figure><picture>…</picture></figure>"),
        (
            '<p><img alt="Rau" src="../anh.jpg" title="Ruộng &amp; rau" /></p>',
            "<figure><picture>…</picture><figcaption>Ruộng &amp; rau</figcaption></figure>",
        ),
        ('<p>Ảnh <img alt="Rau" src="../anh.jpg"> nhỏ</p>', "<p>Ảnh <picture>…</picture> nhỏ</p>"),
        ('<p>Ảnh <img alt="Rau" src="../khac.jpg"> nhỏ</p>', '<p>Ảnh <img alt="Rau" src="../khac.jpg"> nhỏ</p>'),
        ("<p>Không có ảnh.</p>", "<p>Không có ảnh.</p>"),
    ],
)
def test_plain_images_of_a_body_become_pictures(tmp_path: Path, body: str, expected: str) -> None:
    shown = read(tmp_path, picture(900, 600))
    made = with_pictures(body, "/tin-bai/2023/rau/", {"tin-bai/2023/anh.jpg": shown}, "../../../")
    whole = str(picture_markup(shown, "Rau", "body", "../../../"))
    assert made.replace(whole, "<picture>…</picture>") == expected


def test_a_share_picture_is_of_the_size_that_networks_show_and_small(tmp_path: Path) -> None:
    long, letters = "Ủy ban nhân dân xã Kông Bờ La " * 12, Letters.of(FONTS)
    for title in ("6 tháng đầu năm 2023", long):
        one, other = (SharePicture(path, title, "Thông tin đối ngoại", "vi-du") for path in ("a.png", "b.png"))
        ((_, made),) = files_of([one.drawing(letters)], Store(tmp_path / "store"))
        image = opened(made)
        assert image.size == (WIDTH, HEIGHT) == (1200, 630) and image.format == "PNG"
        assert len(made) < 60_000
        assert list(files_of([other.drawing(letters)], Store(tmp_path / "other"))) == [("b.png", made)]


@pytest.mark.parametrize("stored", [False, True])
def test_a_picture_that_is_attached_is_told_as_it_is_published(tmp_path: Path, stored: bool) -> None:
    src_uri = "tin-bai/2023/anh.jpg"
    file = tmp_path / src_uri
    file.parent.mkdir(parents=True)
    file.write_bytes(picture(2400, 1600, exif=camera_notes()))
    published = files(read_picture(file, src_uri), tmp_path)[src_uri]
    hashes = {src_uri: hashlib.sha256(file.read_bytes()).hexdigest()} if stored else {}
    for _ in range(2):
        facts = FileFacts(tmp_path, hashes, Store(tmp_path / "store") if stored else None)
        attached = AttachedFile(src_uri, "Ảnh gốc", facts)
        assert (attached.size, attached.sha256) == (len(published), hashlib.sha256(published).hexdigest())


def test_what_is_known_of_a_file_is_not_asked_of_its_bytes_again(tmp_path: Path) -> None:
    contents = {"a.jpg": picture(900, 600), "b.csv": b"a,b\n", "c.pdf": pdf("Mot dong")}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    facts = FileFacts(tmp_path, hashes, Store(tmp_path / "store"))
    first = facts.picture("a.jpg"), *map(facts.published, contents)
    assert facts.published("c.pdf").pages == 1 and facts.published("b.csv").size == 4
    elsewhere = pickle.loads(pickle.dumps(facts))
    for name in contents:
        (tmp_path / name).unlink()
    assert facts.store is not None
    facts.store.close()
    for known in (FileFacts(tmp_path, hashes, Store(tmp_path / "store")), elsewhere):
        assert (known.picture("a.jpg"), *map(known.published, contents)) == first


def test_a_file_saved_since_it_was_hashed_is_not_known_by_that_hash(tmp_path: Path) -> None:
    before = {"a.jpg": picture(900, 600), "b.csv": b"a,b\n"}
    hashes, store = {name: hashlib.sha256(content).hexdigest() for name, content in before.items()}, Store(tmp_path)
    (tmp_path / "a.jpg").write_bytes(picture(400, 300))
    (tmp_path / "b.csv").write_bytes(b"a,b\n1,2\n")
    facts = FileFacts(tmp_path, hashes, store)
    assert facts.picture("a.jpg").width == 400
    assert facts.published("b.csv") == (8, hashlib.sha256(b"a,b\n1,2\n").hexdigest(), None)
    assert opened(files(facts.picture("a.jpg"), tmp_path)["a.jpg"]).width == 400 and facts.published("a.jpg").size
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    again = FileFacts(tmp_path, hashes, store)
    assert again.picture("a.jpg").width == 900 and again.published("b.csv").size == 4
    assert again.published("a.jpg").size == len(files(again.picture("a.jpg"), tmp_path)["a.jpg"])
    (tmp_path / "a.jpg").write_bytes(picture(400, 300))
    with pytest.raises(SavedMeanwhile, match=r"a\.jpg"):  # known, and not opened until its copies are made
        files(FileFacts(tmp_path, hashes, store).picture("a.jpg"), tmp_path / "empty")


@pytest.mark.parametrize("place", ["attached", "linked", "nowhere", "outside"])
def test_a_photograph_that_cannot_be_unpacked_is_told_wherever_it_lies(archive: Path, hooks: Run, place: str) -> None:
    whole = picture(900, 600, exif=camera_notes())
    folder = archive if place == "outside" else archive / "tin-bai/2023"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ANH.JPG").write_bytes(whole[: len(whole) // 2])
    text = (
        "---\ntitle: Rau xuống phố\ndate: 2023-04-01\nunit: ubnd-xa-tan-an\nformat: article\n"
        "streams: [quang-ba-hinh-anh]\n"
    )
    attached = "attachments:\n  - {file: ANH.JPG, title: Ảnh gốc}\n" if place == "attached" else ""
    body = "Xem [ảnh](ANH.JPG)." if place == "linked" else "Nội dung."
    (archive / "tin-bai/2023").mkdir(parents=True, exist_ok=True)
    (archive / "tin-bai/2023/rau.md").write_text(f"{text}{attached}---\n\n{body}\n", encoding="utf-8")
    site = archive.parent / "site"
    done = hooks("build", "--docs-dir", archive, "--site-dir", site, "--as-of", AS_OF)
    assert done.returncode == 1 and "ANH.JPG" in done.stderr and not site.exists()


def test_many_pictures_are_made_in_several_processes_and_a_photograph_is_unpacked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = [read(tmp_path, picture(1700, 1000 + number), f"anh-{number}.jpg") for number in range(3)]
    drawings, unpacked = [one.drawing for one in shown], copies
    asked: list[bytes] = []

    def counted(content: bytes, *how: Any) -> Iterator[bytes]:
        asked.append(content)
        return unpacked(content, *how)

    monkeypatch.setattr("archive.pictures.pixels.copies", counted)
    monkeypatch.setattr("archive.pictures.making.can_share", lambda: False)
    here = list(files_of(drawings, Store(tmp_path / "here")))
    assert asked == [one.path.read_bytes() for one in shown]
    monkeypatch.setattr("archive.pictures.making.can_share", lambda: sys.platform == "linux")
    assert list(files_of(drawings, Store(tmp_path / "there"))) == here
    assert len(asked) == (3 if sys.platform == "linux" else 6)
    assert list(files_of(drawings, Store(tmp_path / "there"))) == here, "and it is not made again"


def made_here_alone(here: int, keys: Sequence[str]) -> list[bytes]:
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return [b"made" for _ in keys]


def test_a_picture_that_kills_who_makes_it_is_made_when_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.pictures.making.can_share", lambda: sys.platform == "linux")
    drawing = Drawing({f"{number}.png": f"{number:064}" for number in range(20)}, partial(made_here_alone, os.getpid()))
    assert [content for _, content in files_of([drawing], Store(tmp_path))] == [b"made"] * 20


def test_a_story_is_shared_with_its_own_cover_and_withdrawn_with_the_collections(archive: Path, hooks: Run) -> None:
    folder = archive / "tin-bai/2023"
    folder.mkdir(parents=True)
    (folder / "anh.jpg").write_bytes(picture(1300, 800, exif=camera_notes()))
    text = (
        "---\ntitle: Rau xuống phố\ndate: 2023-04-01\nunit: ubnd-xa-tan-an\nformat: article\n"
        "streams: [quang-ba-hinh-anh]\n"
        "cover: {file: anh.jpg, alt: Ruộng rau}\n"
    )
    (folder / "rau.md").write_text(text + "---\n\nNội dung.\n", encoding="utf-8")
    withdrawn = text + "status: withdrawn\nreason: Đăng nhầm.\n---\n"
    (folder / "rut.md").write_text(withdrawn.replace("Rau xuống", "Tin rút"), encoding="utf-8")
    site = archive.parent / "site"
    done = hooks("build", "--docs-dir", archive, "--site-dir", site, "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr

    def shared(url: str) -> dict[str, str]:
        metas = page(site, url).one("head").all("meta")
        return {one.attributes["property"]: one.attributes["content"] for one in metas if "property" in one.attributes}

    story = shared("/tin-bai/2023/rau/")
    path = story["og:image"].removeprefix("https://luu-tru.dak-po.example/")
    assert opened((site / path).read_bytes()).size == (int(story["og:image:width"]), int(story["og:image:height"]))
    assert story["og:image:alt"] == "Ruộng rau" and story["og:title"] == "Rau xuống phố"
    assert shared("/tin-bai/2023/rut/")["og:image"].endswith("/chia-se/tin-bai.png")
    assert shared("/ky/2023-h1/")["og:image"].endswith("/chia-se/ky-2023-h1.png")
    assert shared("/en/ky/2023-h1/")["og:image"].endswith("/chia-se/en/ky-2023-h1.png")
    assert shared("/don-vi/ubnd-xa-tan-an/")["og:image"].endswith("/chia-se/don-vi-ubnd-xa-tan-an.png")
    for url in ("/", "/en/", "/kenh/", "/ky/2023-h1/", "/don-vi/ubnd-xa-tan-an/", "/tin-bai/"):
        assert (site / shared(url)["og:image"].removeprefix("https://luu-tru.dak-po.example/")).is_file()
    for file in site.rglob("*.jpg"):
        assert not opened(file.read_bytes()).getexif()
