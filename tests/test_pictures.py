"""Pictures: what a phone took goes out light, upright, in a browser's colours, and without what the phone noted."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from archive.entries import AttachedFile
from archive.pictures.markup import picture_markup, with_pictures
from archive.pictures.picture import WIDTHS, Picture, PictureWrong, read_picture
from archive.pictures.share import HEIGHT, WIDTH, SharePicture
from archive.store import Store
from drawing import picture
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


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_nothing_that_the_camera_noted_is_published(tmp_path: Path) -> None:
    content = picture(900, 600, exif=camera_notes(), comment=b"Nha ong A")
    assert opened(content).getexif()[MAKE] == "Phone" and opened(content).getexif().get_ifd(GPS)
    files = dict(read(tmp_path, content).files(Store(tmp_path / "store")))
    assert "tin-bai/2023/anh.jpg" in files
    for made in files.values():
        image = opened(made)
        assert not image.getexif() and not {"exif", "comment", "xmp", "icc_profile"} & image.info.keys()
        assert b"Phone" not in made and b"Nha ong A" not in made


@pytest.mark.parametrize(("turned", "size"), [(1, (900, 600)), (3, (900, 600)), (6, (600, 900)), (8, (600, 900))])
def test_a_picture_stands_upright(tmp_path: Path, turned: int, size: tuple[int, int]) -> None:
    shown = read(tmp_path, picture(900, 600, exif=camera_notes(turned)))
    assert (shown.width, shown.height) == size
    largest = dict(shown.files(Store(tmp_path / "store")))["tin-bai/2023/anh.jpg"]
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
    files = dict(shown.files(Store(tmp_path / "store")))
    for one in widths:
        for ending, kind in (("webp", "WEBP"), ("jpg", "JPEG")):
            image = opened(files[shown.copy(one, ending)])
            assert image.format == kind and image.size == (one, shown.height_at(one))


def test_what_is_transparent_stays_so(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (400, 300), (200, 30, 30, 0)).save(out, "PNG")
    shown = read(tmp_path, out.getvalue(), "dau.png")
    for name, made in shown.files(Store(tmp_path / "store")):
        assert opened(made).convert("RGBA").getpixel((10, 10))[3] == 0, name  # type: ignore[index]
        assert not name.endswith("jpg")


def test_colours_of_another_profile_become_common_ones(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    shown = read(tmp_path, picture(400, 300, icc_profile=lab))
    (made,) = (made for name, made in shown.files(Store(tmp_path / "store")) if name == "tin-bai/2023/anh.jpg")
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
    once, again = (dict(shown.files(Store(tmp_path / name))) for name in ("a", "b"))
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
    long = "Ủy ban nhân dân xã Kông Bờ La " * 12
    for title in ("6 tháng đầu năm 2023", long):
        made = SharePicture("chia-se/a.png", title, "Thông tin đối ngoại", "vi-du").made(FONTS, Store(tmp_path))
        image = opened(made)
        assert image.size == (WIDTH, HEIGHT) == (1200, 630) and image.format == "PNG"
        assert len(made) < 60_000
        assert made == SharePicture("chia-se/b.png", title, "Thông tin đối ngoại", "vi-du").made(
            FONTS, Store(tmp_path / "x")
        )


def test_a_picture_that_is_attached_is_told_as_it_is_published(tmp_path: Path) -> None:
    (tmp_path / "anh.jpg").write_bytes(picture(2400, 1600, exif=camera_notes()))
    shown = read_picture(tmp_path / "anh.jpg", "tin-bai/2023/anh.jpg")
    published = dict(shown.files(Store(tmp_path / "store")))["tin-bai/2023/anh.jpg"]
    attached = AttachedFile(tmp_path / "anh.jpg", "/tin-bai/2023/anh.jpg", "Ảnh gốc")
    assert attached.size == len(published) and attached.sha256 == hashlib.sha256(published).hexdigest()


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
