"""Reports whose titles, lists, tables and appendices are made in each of Word's ways."""

from __future__ import annotations

from collections.abc import Iterator

from importing.district import CHAIR, END, FOREIGN, IMAGE, OFFICE, SHORT, SHORT_KEYS, district, short, short_keys
from importing.drafting import Item, Picture, Table, Title, Turn
from importing.paper import Paper, paper


def layouts() -> Iterator[Paper]:
    yield from numbered()
    yield from laid_out()


def numbered() -> Iterator[Paper]:
    """How titles and items are labelled."""
    levels = (
        (2, "I. CÔNG TÁC LÃNH ĐẠO"),
        (3, "1. Văn bản đã ban hành"),
        (3, "2. Kiểm tra, giám sát"),
        (4, "2.1. Cấp huyện"),
        (5, "a) Kiểm tra định kỳ"),
        (5, "b) Kiểm tra đột xuất"),
        (4, "2.2. Cấp xã"),
        (5, "a) Tự kiểm tra"),
        (2, "II. CÔNG TÁC QUẢNG BÁ"),
        (3, "1. Trên báo, đài"),
    )
    said = (
        "Trong quý, các cơ quan đã hoàn thành phần việc được giao theo đúng tiến độ.",
        "Huyện ban hành 9 văn bản, trong đó có 2 kế hoạch về thông tin đối ngoại.",
        "Việc kiểm tra được thực hiện theo chương trình đã duyệt từ đầu năm.",
        "Tổ công tác đến 4 xã, lập 4 biên bản.",
        "Mỗi tháng một lần, vào tuần cuối.",
        "Hai lần, khi có phản ánh của người dân.",
        "Cả tám xã, thị trấn đều có báo cáo tự kiểm tra.",
        "Công chức văn hóa rà soát từng tin trước khi đăng.",
        "Hình ảnh của huyện xuất hiện đều đặn hơn trên các kênh của tỉnh.",
        "Có 11 tin, bài được báo và đài của tỉnh sử dụng để quảng bá hình ảnh huyện.",
    )
    quarter = {
        "date": "Đak Pơ, ngày 28 tháng 9 năm 2023",
        "subject": ("Công tác thông tin đối ngoại quý III năm 2023",),
        "number": "Số: 377/BC-UBND",
    }
    keys = {
        "title": "Công tác thông tin đối ngoại quý III năm 2023",
        "number": "377/BC-UBND",
        "date": "2023-09-28",
        "period": "2023-Q3",
        "issuer": "ubnd-huyen-dak-po",
        "streams": [FOREIGN, IMAGE],
    }
    marks = ("## I. CÔNG TÁC LÃNH ĐẠO", "#### 2.2. Cấp xã", "##### b) Kiểm tra đột xuất", "### 1. Trên báo, đài")

    def mixed(auto: bool = False, style: bool = False, bold: bool = True) -> tuple[Title | str, ...]:
        titles = (Title(level, text, auto, style, bold) for level, text in levels)
        return (*(block for pair in zip(titles, said, strict=True) for block in pair), END)

    yield paper("labels I., 1., 1.1. and a) typed, bold", district(**quarter, body=mixed()), keys, *marks)
    yield paper("labels I., 1., 1.1. and a) counted by Word", district(**quarter, body=mixed(auto=True)), keys, *marks)
    yield paper("heading styles, labels typed", district(**quarter, body=mixed(style=True)), keys, *marks)
    yield paper(
        "heading styles that bring Word's counting",
        district(**quarter, body=mixed(auto=True, style=True)),
        keys,
        *marks,
    )
    yield paper("titles that are not bold", district(**quarter, body=mixed(bold=False)), keys, *marks)
    yield paper(
        "Word's own bullets, one within another",
        short(
            body=(
                *SHORT[:2],
                Item("- Phát hành 4 bản tin nội bộ, mỗi bản 120 cuốn."),
                Item("- Tổ chức hai hội thi:"),
                Item("+ Hội thi tuyên truyền viên giỏi;"),
                Item("+ Hội thi ảnh đẹp về quê hương."),
                *SHORT[6:7],
                Item("- Loa truyền thanh ở hai làng của xã Ya Hội đã hỏng, chưa được thay."),
                SHORT[8],
                *(Item(f"- {plan}") for plan in SHORT_KEYS["plans"]),
                END,
            )
        ),
        short_keys(),
        "- Phát hành 4 bản tin nội bộ",
        "- Hội thi ảnh đẹp về quê hương.",
    )
    yield paper(
        "numbered sentences typed under a title are items",
        district(
            number="Số: 45/BC-UBND",
            date="Đak Pơ, ngày 26 tháng 5 năm 2023",
            subject=("Tình hình thông tin trên mạng xã hội tháng 5 năm 2023",),
            body=(
                Title(2, "I. CÁC VIỆC ĐÃ LÀM"),
                "1. Rà soát 40 nhóm, trang mạng xã hội có nhiều người dân trong huyện tham gia;",
                "2. Lập danh sách 6 tài khoản thường đăng tin chưa kiểm chứng để theo dõi;",
                "3. Mời 2 chủ tài khoản đến làm việc, yêu cầu gỡ bỏ nội dung sai sự thật.",
                Title(2, "II. ĐỀ XUẤT"),
                "a) Đề nghị Công an huyện tiếp tục theo dõi các tài khoản nêu trên;",
                "b) Đề nghị các xã, thị trấn trả lời phản ánh của người dân trong ba ngày.",
                END,
            ),
        ),
        {"number": "45/BC-UBND", "date": "2023-05-26", "period": "2023-M05", "recipients": OFFICE},
    )
    yield paper(
        "numbered sentences counted by Word, each list from one",
        district(
            number="Số: 46/BC-UBND",
            date="Đak Pơ, ngày 28 tháng 11 năm 2023",
            subject=("Hoạt động của tổ công nghệ số cộng đồng tháng 11/2023",),
            body=(
                Title(2, "I. VIỆC ĐÃ XONG", auto=True),
                Item("1. Hướng dẫn 215 người cài đặt tài khoản định danh mức độ 2."),
                Item("2. Giúp 37 hộ đưa nông sản lên sàn thương mại điện tử."),
                Title(2, "II. VIỆC ĐANG LÀM", auto=True),
                Item("1. Lập bản đồ số các điểm tham quan của huyện."),
                Item("2. Dạy người cao tuổi tra cứu kết quả khám bệnh."),
                "Có hai việc cần tỉnh hỗ trợ:",
                Item("a) Đường truyền cho nhà rông các làng xa;"),
                Item("b) Máy tính bảng cho tổ công nghệ số."),
                END,
            ),
        ),
        {"number": "46/BC-UBND", "date": "2023-11-28", "period": "2023-M11"},
        "## II. VIỆC ĐANG LÀM",
    )
    yield paper(
        "bold words that open a paragraph are no title",
        short(
            body=(
                *SHORT[:2],
                "**1. Về truyền thanh:** trong kỳ đã phát 64 buổi, tăng 9 buổi so với cùng kỳ năm trước.",
                "**2. Về cổ động trực quan:** các xã treo mới 26 băng rôn và sơn lại 14 bảng tin.",
                *SHORT[6:],
            )
        ),
        short_keys(),
    )


def laid_out() -> Iterator[Paper]:
    """Heads and feet without tables; tables, pictures, footnotes and appendices in the body."""
    yield paper("head and foot by tabs", short(head="tabs", foot="tabs"), short_keys())
    yield paper("head in centred lines, one below the other", short(head="plain"), short_keys())
    yield paper(
        "head in centred lines, ruled, foot by tabs, half of it blank",
        short("Số:        /BC-UBND", head="plain", foot="tabs", rule=True, date="Đak Pơ, ngày … tháng … năm 2024"),
        short_keys(number="/BC-UBND", date="2024"),
        blank=("number", "date"),
    )
    channels = Table(
        (
            ("Kênh", "Tin, bài", "Lượt xem"),
            ("Cổng thông tin điện tử huyện", "85", "12.400"),
            ("Trang tin tức Đak Pơ", "132", "96.700"),
        )
    )
    yield paper(
        "a plain table",
        district(
            number="Số: 87/BC-UBND",
            date="Đak Pơ, ngày 29 tháng 3 năm 2024",
            subject=("Kết quả đăng tải tin, bài trên các kênh quý I/2024",),
            body=(
                Title(2, "I. SỐ LIỆU"),
                "Số tin, bài và lượt xem trên hai kênh chính như sau:",
                channels,
                Title(2, "II. NHẬN XÉT"),
                "Lượt xem tăng chủ yếu nhờ video ngắn về mùa thu hoạch.",
                END,
            ),
        ),
        {"number": "87/BC-UBND", "date": "2024-03-29", "period": "2024-Q1", "signer": CHAIR},
        "| Kênh | Tin, bài | Lượt xem |",
        "| Trang tin tức Đak Pơ | 132 | 96.700 |",
    )
    merged = Table(
        (
            ("Xã, thị trấn", "Truyền thanh", "<", "Ghi chú"),
            ("^", "Số buổi", "Số tin", "^"),
            ("Xã Hà Tam", "24", "51", "Đài công nghệ số"),
            ("Xã Tân An", "20", "47", "^"),
            ("Cộng", "44", "98", ""),
        )
    )
    yield paper(
        "a table with cells joined across and down",
        short(body=(*SHORT[:3], merged, *SHORT[6:])),
        short_keys(),
        'colspan="2"',
        'rowspan="2"',
    )
    yield paper(
        "a wide table on a page that lies across",
        short(body=(*SHORT[:3], Turn(), channels, Turn(), *SHORT[6:])),
        short_keys(),
        "| Kênh | Tin, bài | Lượt xem |",
    )
    yield paper(
        "two footnotes",
        short(
            body=(
                *SHORT[:2],
                "Huyện có 8 đài truyền thanh{Gồm 7 đài xã và 1 đài thị trấn.} đang hoạt động, phát 64 buổi trong kỳ.",
                "- Cụm loa của xã Phú An{Lắp đặt từ tháng 3 năm 2022.} được nâng cấp.",
                *SHORT[6:],
            )
        ),
        short_keys(),
        "[^1]",
        "[^2]",
    )
    yield paper(
        "a picture with its caption",
        short(body=(*SHORT[:3], Picture(), "__Ảnh: Đội thông tin lưu động phục vụ bà con làng xa.__", *SHORT[4:])),
        short_keys(),
        "![",
    )
    yield paper(
        "an appendix with its title in the same line",
        short(
            appendix=(
                Title(2, "PHỤ LỤC: DANH SÁCH ĐÀI TRUYỀN THANH"),
                Table((("STT", "Tên đài", "Số cụm loa"), ("1", "Đài xã Hà Tam", "9"), ("2", "Đài xã Cư An", "11"))),
            )
        ),
        short_keys(),
        "## PHỤ LỤC: DANH SÁCH ĐÀI TRUYỀN THANH",
        "| 2 | Đài xã Cư An | 11 |",
    )
    yield paper(
        "two appendices, each with its title and its paper in lines of their own",
        short(
            appendix=(
                Title(2, "PHỤ LỤC I"),
                Title(0, "CÁC BUỔI PHÁT THANH TIẾNG BAHNAR"),
                "__(Kèm theo Báo cáo số 98/BC-UBND ngày 10/6/2024 của Ủy ban nhân dân huyện Đak Pơ)__",
                "Thứ Ba và thứ Sáu hằng tuần, từ 17 giờ đến 17 giờ 30 phút.",
                Title(2, "PHỤ LỤC II"),
                Title(0, "ĐIỂM ĐẶT BẢNG TIN"),
                "- Trước nhà rông làng Kuk Đak;",
                "- Cổng chợ thị trấn Đak Pơ.",
            )
        ),
        short_keys(),
        headed=False,
    )
