"""A generator of realistic Vietnamese archives of any size: the same seed makes the same bytes.

`python3 tests/corpus.py FOLDER --entries 1000` writes one by hand. The sentences are put together from many
independent parts, so that texts differ as real ones do; the registries are the repository's own.
"""

from __future__ import annotations

import argparse
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

REGISTRIES = Path(__file__).resolve().parents[1] / "docs" / "danh-muc"
FIRST_YEAR, YEARS = 2012, 12

UNITS = {
    "ubnd-huyen-dak-po": ("huyện Đak Pơ", "UBND"),
    "phong-van-hoa-thong-tin": ("Phòng Văn hóa và Thông tin", "VHTT"),
    "trung-tam-van-hoa-thong-tin-the-thao": ("Trung tâm Văn hóa, Thông tin và Thể thao", "TTVH"),
    "cong-an-huyen-dak-po": ("Công an huyện", "CAH"),
    "ubnd-thi-tran-dak-po": ("thị trấn Đak Pơ", "UBND"),
    "ubnd-xa-an-thanh": ("xã An Thành", "UBND"),
    "ubnd-xa-cu-an": ("xã Cư An", "UBND"),
    "ubnd-xa-ha-tam": ("xã Hà Tam", "UBND"),
    "ubnd-xa-phu-an": ("xã Phú An", "UBND"),
    "ubnd-xa-tan-an": ("xã Tân An", "UBND"),
    "ubnd-xa-ya-hoi": ("xã Ya Hội", "UBND"),
    "ubnd-xa-yang-bac": ("xã Yang Bắc", "UBND"),
}
CHANNELS = ["cong-thong-tin-huyen", "trang-thong-tin-xa-thi-tran", "trang-tin-tuc-dak-po", "youtube-dak-po"]
TOPICS = ["doi-ngoai", "kinh-te", "van-hoa", "xa-hoi", "du-lich", "an-ninh-thong-tin", "chuyen-doi-so"]
STREAMS = ["thong-tin-doi-ngoai", "quang-ba-hinh-anh"]
MONTHS = ("tháng Giêng", "tháng Ba", "mùa khô", "đầu mùa mưa", "sau vụ mía", "dịp cuối năm", "tuần lễ du lịch")
WHO = (
    "tổ công nghệ số cộng đồng",
    "hội phụ nữ",
    "đoàn thanh niên",
    "đội cồng chiêng",
    "hợp tác xã rau an toàn",
    "câu lạc bộ dệt thổ cẩm",
    "trường trung học cơ sở",
    "trạm y tế",
    "tổ hòa giải",
    "ban mặt trận làng",
    "nhóm hộ trồng ớt",
    "đội văn nghệ quần chúng",
    "cán bộ văn hóa xã hội",
    "già làng và người có uy tín",
)
WHERE = (
    "làng Kuk Kôn",
    "làng Hven",
    "thôn An Bình",
    "khu trung tâm",
    "dọc quốc lộ 19",
    "chợ phiên",
    "nhà rông",
    "sân vận động",
    "hội trường",
    "vùng nguyên liệu mía",
    "cánh đồng rau",
    "điểm trường lẻ",
    "bến xe",
    "hồ chứa",
)
WHAT = (
    "giới thiệu nghề dệt và tiếng chiêng của người Ba Na",
    "hướng dẫn bà con nhận biết tin giả",
    "quay phóng sự ngắn về cánh đồng rau",
    "in tờ gấp song ngữ cho khách nước ngoài",
    "phát thanh bằng hai thứ tiếng",
    "cập nhật bản đồ điểm đến",
    "chụp lại bộ ảnh lễ mừng lúa mới",
    "đón đoàn công tác của một tổ chức phi chính phủ",
    "rà soát danh sách người nước ngoài tạm trú",
    "mở lớp viết tin ngắn",
    "trả lời phản ánh gửi qua Zalo",
    "dựng gian hàng nông sản",
    "thi tìm hiểu biển đảo",
    "tổ chức ngày hội đọc sách",
    "đính chính một tin đồn về giá mía",
    "ghi hình cách làm rượu ghè",
)
HOW = (
    "với sự góp sức của nhiều gia đình",
    "bằng kinh phí xã hội hóa",
    "ngay tại cơ sở",
    "theo kế hoạch đã ban hành",
    "trong hai buổi tối",
    "dù thời tiết không thuận",
    "lồng ghép với họp thôn",
    "có phụ đề tiếng Anh",
    "và đăng lên cổng thông tin trong ngày",
    "cùng các xã bạn",
    "để rút kinh nghiệm cho kỳ sau",
)
THEN = (
    "Lượng người xem tăng so với kỳ trước.",
    "Bà con góp ý nên làm ngắn hơn.",
    "Một số nơi còn chậm gửi bài.",
    "Việc kiểm chứng nguồn tin được làm kỹ hơn.",
    "Hai trang mạo danh đã được báo cáo.",
    "Ảnh được lưu vào kho.",
    "Khách ở xa gọi điện hỏi đường rất nhiều.",
    "Thiết bị ghi hình vẫn phải mượn.",
    "Bài hay nhất được chọn đọc lại.",
    "Cách làm này sẽ được nhân rộng.",
    "Kết quả đã báo cáo Thường trực.",
    "Phụ huynh chia sẻ lại nhiều lần.",
)
HEADINGS = ("I. Kết quả thực hiện", "II. Tồn tại và nguyên nhân", "III. Nhiệm vụ kỳ tới", "IV. Kiến nghị")
SUBJECTS = (
    "công tác đối ngoại",
    "công tác thông tin đối ngoại",
    "quảng bá hình ảnh địa phương",
    "thông tin cơ sở",
    "quản lý người nước ngoài",
    "xử lý thông tin sai sự thật",
    "hoạt động văn hóa",
    "truyền thông chính sách",
)


@dataclass(frozen=True)
class Place:
    """Where and when an entry belongs."""

    year: int
    half: int
    month: int
    day: int

    @property
    def date(self) -> str:
        """The day in ISO 8601."""
        return f"{self.year}-{self.month:02}-{self.day:02}"


def write_corpus(docs: Path, entries: int, seed: int = 1) -> None:
    """Write an archive of `entries` entries below `docs`, registries included."""
    chance = random.Random(seed)
    shutil.copytree(REGISTRIES, docs / "danh-muc", dirs_exist_ok=True)
    for index in range(entries):
        half = 1 + index % 2
        place = Place(
            FIRST_YEAR + index // 2 % YEARS, half, chance.randint(1, 6) + 6 * (half - 1), chance.randint(1, 28)
        )
        kind = chance.choices((report, story, correction), (5, 4, 1))[0]
        path, text = kind(chance, place, index)
        file = docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def report(chance: random.Random, place: Place, index: int) -> tuple[str, str]:
    """Make a unit's report of a half-year."""
    unit, (name, sign) = chance.choice(list(UNITS.items()))
    label = f"6 tháng {'đầu' if place.half == 1 else 'cuối'} năm {place.year}"
    subject = chance.choice(SUBJECTS)
    figures = "".join(
        f"  - {{channel: {channel}, posts: {chance.randint(1, 90)}, reach: {chance.randint(100, 90000)}}}\n"
        for channel in chance.sample(CHANNELS, 2)
    )
    front = (
        f"title: Báo cáo {subject} {label} của {name}\nnumber: {index + 1}/BC-{sign}\ndate: {place.date}\n"
        f"issuer: {unit}\nperiod: {place.year}-H{place.half}\n{_common(chance)}figures:\n{figures}"
        f"plans:\n  - id: nhiem-vu-{index}\n    text: Tiếp tục {chance.choice(WHAT)} {chance.choice(HOW)}.\n"
    )
    parts = [f"## {heading}\n\n{_prose(chance, chance.randint(2, 4))}" for heading in HEADINGS]
    return f"bao-cao/{place.year}-h{place.half}/bao-cao-{index}.md", _page(front, "\n\n".join(parts))


def story(chance: random.Random, place: Place, index: int) -> tuple[str, str]:
    """Make a story that promotes the district's image."""
    unit = chance.choice(list(UNITS))
    who, what, where = chance.choice(WHO), chance.choice(WHAT), chance.choice(WHERE)
    form = chance.choice(("article", "video", "photos", "broadcast"))
    front = (
        f"title: {who[0].upper()}{who[1:]} ở {where} {what}\ndate: {place.date}\nunit: {unit}\nformat: {form}\n"
        f"place: {where}\n{_common(chance)}"
    )
    return f"tin-bai/{place.year}/tin-{index}.md", _page(front, _prose(chance, chance.randint(3, 7)))


def correction(chance: random.Random, place: Place, index: int) -> tuple[str, str]:
    """Make a correction of a false claim."""
    where, when = chance.choice(WHERE), chance.choice(MONTHS)
    front = (
        f"title: Đính chính tin đồn về {where} {when} năm {place.year}\ndate: {place.date}\n{_common(chance)}"
        f"unit: {chance.choice(list(UNITS))}\nclaim: Một bài đăng nói {where} tạm ngừng hoạt động.\n"
        f"verdict: {chance.choice(('false', 'misleading', 'outdated', 'doctored'))}\n"
        f"facts: Ở {where} mọi hoạt động vẫn bình thường.\nsources: [Biên bản kiểm tra ngày {place.date}]\n"
        f"seen_on: [Facebook]\n"
    )
    return f"dinh-chinh/{place.year}/dinh-chinh-{index}.md", _page(front, _prose(chance, 2))


def _common(chance: random.Random) -> str:
    streams = chance.sample(STREAMS, chance.randint(1, 2))
    return (
        f"streams: [{', '.join(streams)}]\ntopics: [{', '.join(chance.sample(TOPICS, 2))}]\n"
        f"channels: [{', '.join(chance.sample(CHANNELS, 2))}]\n"
    )


def _prose(chance: random.Random, paragraphs: int) -> str:
    return "\n\n".join(" ".join(_sentence(chance) for _ in range(chance.randint(3, 6))) for _ in range(paragraphs))


def _sentence(chance: random.Random) -> str:
    who, where, what, how = (chance.choice(part) for part in (WHO, WHERE, WHAT, HOW))
    when, then = chance.choice(MONTHS), chance.choice(THEN)
    form = chance.randrange(4)
    if form == 0:
        return f"{who[0].upper()}{who[1:]} tại {where} đã {what} {how}."
    if form == 1:
        return f"Vào {when}, {who} {what} ở {where}. {then}"
    if form == 2:
        return f"Có {chance.randint(2, 900)} lượt người tham gia khi {who} {what}. {then}"
    return f"{then} Riêng {where}, {who} {what} {how}."


def _page(front: str, body: str) -> str:
    return f"---\n{front}---\n\n{body}\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write_corpus(arguments.folder, arguments.entries, arguments.seed)
