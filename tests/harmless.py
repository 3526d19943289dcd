"""Harmless documents full of near misses: the words, numbers and signs that a checker must let pass.

Most are written by hand, in `golden/near-misses.yml`. Here stand those whose point an editor would not show
(marks of their own, no-break spaces, soft hyphens), those that are only long, and every phrase of PHRASES in
every place of PLACES: a word is no more of a secret in a cell, a heading or a quote than in a sentence.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import yaml

WRITTEN = Path(__file__).parent / "golden" / "near-misses.yml"

COMMUNES = ["An Thành", "Cư An", "Hà Tam", "Phú An", "Tân An", "Yang Bắc", "Ya Hội", "Đak Pơ"]

# What an office writes about, near to what it may not write.
PHRASES = [
    "công tác bảo mật",
    "bảo vệ bí mật nhà nước",
    "sản lượng mật ong",
    "mật mía",
    "mật độ dân số",
    "mật độ xe buổi tối",
    "cách đặt mật khẩu",
    "sản phẩm mật mã dân sự",
    "lực lượng cơ yếu",
    "cuộc gặp thân mật",
    "mối quan hệ mật thiết với Nhân dân",
    "bệnh sỏi đường mật",
    "kiểm tra nội bộ",
    "đoàn kết nội bộ",
    "quy chế chi tiêu nội bộ",
    "lưu hành xe quá hạn kiểm định",
    "hành vi lưu hành tiền giả",
    "văn bản 29/2018/QH14",
    "khoản chi 120.000.000.000 đồng",
    "số trực ban 0269 3738 123",
    "dãy số 03 25 12 10 11",
    "doanh nghiệp có mã số thuế 5900123456",
    "xe biển số 81C-123.45",
    "tọa độ 13°58′N",
    "mức thu nhập < 5 triệu đồng",
    "hướng đi Pleiku -> An Khê",
]

# Where it may stand; `upper` is the phrase in capitals.
PLACES = {
    "in a sentence": "Cử tri {commune} nêu ý kiến về {phrase}; UBND huyện đã trả lời tại kỳ họp.",
    "at a line's start": "Nội dung giám sát tại {commune}:\n\n{first}.\n\nKết quả sẽ được báo cáo sau.",
    "in a cell": "| TT | Nội dung | Nơi |\n| --- | --- | --- |\n| 1 | {first} | {commune} |\n| 2 | Khác | |",
    "in a list": "Các nội dung tại {commune}:\n\n- {first};\n- {phrase} (tiếp theo);\n- nội dung khác.",
    "in a heading": "## {upper}\n\nPhần này do UBND {commune} tổng hợp.",
    "in bold capitals": "**{upper}**\n\nPhần này do UBND {commune} tổng hợp.",
    "in a quote": "> Cử tri {commune}: “Xin cho biết về {phrase}.”",
    "in a note": "Theo ý kiến {commune}[^1], cần bàn thêm.\n\n[^1]: Về {phrase}.",
}

NBSP, NARROW, SHY, ZWSP, JOINER, BOM = "\u00a0", "\u202f", "\u00ad", "\u200b", "\u2060", "\ufeff"

LONG_SENTENCE = (
    "UBND huyện tiếp tục chỉ đạo các phòng, ban, UBND các xã, thị trấn đẩy mạnh thông tin đối ngoại, "
    "bảo mật thông tin, giữ mối quan hệ mật thiết với Nhân dân, kiểm tra nội bộ đúng kỳ (02 lần/năm), "
    "giải ngân 12.345.678.900 đồng; "
)


def decomposed(text: str) -> str:
    """Write a text as a Mac does, with every mark behind its letter."""
    return unicodedata.normalize("NFD", text)


UNSEEN = {
    "a paragraph in decomposed letters": decomposed(
        "Mật độ dân số 82 người/km²; công tác bảo mật, bí mật nhà nước và kiểm tra nội bộ được giữ nghiêm."
    ),
    "a heading in decomposed capitals": decomposed(
        "## LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC VÀ MẬT ĐỘ DÂN SỐ\n\nMật ong, mật mía là đặc sản."
    ),
    "a table in decomposed letters": decomposed(
        "| Xã | Mật độ | Nội bộ |\n| --- | --- | --- |\n| Yă Hội | 21 | đoàn kết nội bộ |\n| Plei Kuh Ktŭ | 35 | tốt |"
    ),
    "decomposed and composed letters mixed": "Bảo mật và " + decomposed("bảo mật, Đê Krŭi") + " cùng một trang.",
    "no-break spaces within terms": f"Luật Bảo vệ bí{NBSP}mật nhà{NBSP}nước; mật{NBSP}ong; kiểm tra nội{NBSP}bộ.",
    "no-break spaces within numbers": f"Kinh phí 120{NBSP}000{NBSP}000 đồng; gọi 0269{NBSP}3738{NBSP}123; 5{NBSP}%.",
    "narrow no-break spaces within numbers": f"Dân số 41{NARROW}173 người, 502,53{NARROW}km², 82{NARROW}người/km².",
    "no-break spaces at the start of lines": f"{NBSP}{NBSP}Mật độ xe tăng.\n\n{NBSP}Mật ong được mùa.",
    "soft hyphens pasted from a web page": f"Thông{SHY} tin về bảo{SHY}mật, mật{SHY} độ dân số và quảng{SHY} bá.",
    "zero-width spaces pasted from a web page": f"Mật{ZWSP} độ dân số{ZWSP} 82 người/km²; bí{ZWSP} mật{ZWSP} nhà nước.",
    "zero-width spaces within an office's number": f"Gọi Văn phòng: 0269{ZWSP}3738{ZWSP}123{ZWSP} (giờ hành chính).",
    "a zero-width space in a heading": f"## MẬT{ZWSP} ĐỘ DÂN SỐ\n\nSố liệu năm 2022.",
    "a zero-width space on a line of its own": f"Đoạn một.\n\n{ZWSP}\n\nĐoạn hai về mật{ZWSP} ong.",
    "a word joiner and a byte order mark within": f"Thu 5{JOINER} %.\n\n{BOM}Đoạn dán từ Word có mật độ, nội bộ.",
    "dashes of every kind": "Gia Lai – Attapư — Ratanakiri ‒ 2020‐2025 − 5 °C ― hết; đối‑ngoại; 10−15 %; ngày 12–6.",
    "families and flags in pictures": "Đón khách 🇻🇳🇱🇦, gia đình 👨‍👩‍👧‍👦, cờ 🏳️‍🌈, thời tiết ☀️, 1️⃣ đăng ký, 2️⃣ tham dự.",
    "Lao with marks": "ສະບາຍດີ ແຂວງອັດຕະປື, ປະເທດລາວ — xin chào tỉnh Attapư; ຂອບໃຈ ເດີ້.",
    "tabs pasted from a sheet of numbers": "Xã\tTháng 1\tTháng 2\nAn Thành\t03\t25\nCư An\t12\t10",
    "Windows line ends": "Kiểm tra nội bộ.\r\n\r\n- mật độ;\r\n- mật ong.\r\n",
    "spaces at line ends": "Cộng hòa  \nMật độ dân số  \nNội bộ đoàn kết   ",
    "private marks of old fonts": "\uf0b7 Đánh dấu dán từ Word;\n\n\uf0fc mục đã xong \uf0e0 mục sau.",
    "full-width signs": "Đoàn Nhật Bản gửi thư：「ありがとう（ダクポー）」，12％，１２３。",
    "Jrai with loose marks": "Ktu\u0306, Ya\u0306 Hội, c\u030ca\u0306m, n\u0303u, o\u031b\u0306, u\u031b\u0306.",
    "line separators of a design program": "Khẩu hiệu:\u2028Đak Pơ – đất và người;\u2028mật độ cây 12 m²/người.",
}

LENGTHY = {
    "a table of 60 rows": "| TT | Thôn, làng | Hộ | Mật độ |\n| ---: | --- | ---: | ---: |\n"
    + "\n".join(f"| {row} | Làng số {row} | {row * 37 % 211} | {row * 53 % 351} |" for row in range(1, 61)),
    "a table of 20 columns": "|".join(f" C{column} " for column in range(20))
    + "\n"
    + "|".join(["---"] * 20)
    + "\n"
    + "|".join(f" {column * 7 % 100:02} " for column in range(20)),
    "a paragraph of 3,000 characters": (LONG_SENTENCE * 12)[:2999].rstrip("; ") + ".",
    "40 references in brackets": "Tài liệu tham khảo: " + ", ".join(f"[{number}]" for number in range(1, 41)) + ".",
    "40 references defined at the foot": " ".join(f"[báo {number}][{number}]" for number in range(1, 41))
    + "\n\n"
    + "\n".join(f"[{number}]: https://baogialai.com.vn/bai-{number}.html" for number in range(1, 41)),
    "30 footnotes": " ".join(f"Ý {number}[^{number}]." for number in range(1, 31))
    + "\n\n"
    + "\n".join(f"[^{number}]: Báo cáo số {number}/BC-UBND." for number in range(1, 31)),
    "100 items": "\n".join(f"{number}. Tin số {number}: mật độ, nội bộ, {number}/BC-UBND" for number in range(1, 101)),
    "a word of 300 dots": "Kính gửi: " + "." * 300 + "\n\n" + "…" * 120 + "\n\n" + "_" * 120,
    "a rule of 100 signs": "Hết phần một.\n\n" + "=" * 100 + "\n\n" + "-" * 100 + "\n\n" + "~ " * 50,
    "eight brackets that open and close": f"Sơ đồ: {'(' * 8}huyện{')' * 8} và {'{[(' * 3}xã{')]}' * 3}.",
    "50 stars in a table": "| Sản phẩm | Hạng |\n| --- | --- |\n"
    + "\n".join(f"| Mật ong {number} | {'*' * (number % 5 + 1)} |" for number in range(1, 51)),
    "a list nested six deep, ten times": "\n".join(
        "    " * depth + f"- Cấp {depth + 1}, mục {number}" for number in range(1, 11) for depth in range(6)
    ),
}


def placed() -> list[tuple[str, str]]:
    """Put every phrase in every place, each time of another commune."""
    return [
        (
            f"{phrase} {name}",
            place.format(
                phrase=phrase,
                first=phrase[0].upper() + phrase[1:],
                upper=phrase.upper(),
                commune=COMMUNES[(row + column) % len(COMMUNES)],
            ),
        )
        for row, phrase in enumerate(PHRASES)
        for column, (name, place) in enumerate(PLACES.items())
    ]


def written() -> dict[str, str]:
    """Give every text that was written by hand, by its theme and its name."""
    themes = yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))
    texts = {f"{theme}: {name}": body for theme, bodies in themes.items() for name, body in bodies.items()}
    return texts | {f"unseen: {name}": body for name, body in UNSEEN.items()}


def harmless() -> list[tuple[str, str]]:
    """Give every harmless document as its name and its body in Markdown."""
    lengthy = {f"long: {name}": body for name, body in LENGTHY.items()}
    return [*written().items(), *lengthy.items(), *placed()]
