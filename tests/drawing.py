"""Pictures and papers for tests, made when they are needed."""

from __future__ import annotations

import io
import zipfile

import pikepdf
from PIL import Image

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def picture(width: int, height: int, ending: str = "JPEG", **saved: object) -> bytes:
    """Draw a picture of two colours; `saved` is given to Pillow's writer, such as `exif`."""
    image = Image.new("RGB", (width, height), "#b3533f")
    image.paste("#35264f", (0, 0, width, height // 2))
    out = io.BytesIO()
    image.save(out, ending, **saved)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    """Make a PDF of one page that says `lines`, in plain letters."""
    text = " T* ".join(f"({line}) Tj" for line in lines)
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = made.make_stream(f"BT /F1 14 Tf 16 TL 72 770 Td {text} ET".encode("latin-1"))
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
    return out.getvalue()


def docx(*paragraphs: str, **more: str) -> bytes:
    """Make a Word file of `paragraphs` (XML as it is); `more` are further parts, `__` in a name is a slash."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": types_of("word/document.xml", main),
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>'
        + "".join(one if "<" in one else f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
        + "</w:body></w:document>",
    }
    return package(parts | {name.replace("__", "/"): text for name, text in more.items()})


def xlsx(*cells: str, **more: str) -> bytes:
    """Make an Excel file of one sheet with a column of `cells`; `more` are further parts, as for `docx`."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{one}</t></is></c></row>' for at, one in enumerate(cells, 1)
    )
    return package(
        {
            "[Content_Types].xml": types_of("xl/workbook.xml", main),
            "xl/workbook.xml": '<workbook><sheets><sheet name="Bảng" sheetId="1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
        }
        | {name.replace("__", "/"): text for name, text in more.items()}
    )


def types_of(part: str, kind: str) -> str:
    """Write the list of a package's parts: its main part alone."""
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    )


def package(parts: dict[str, str]) -> bytes:
    """Pack the parts of an office file, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(zipfile.ZipInfo(name, (2023, 1, 1, 0, 0, 0)), text)
    return out.getvalue()
