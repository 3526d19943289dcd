"""Reports with their heads whole or partly blank, typed the many ways that clerks type."""

from __future__ import annotations

from collections.abc import Iterator

from importing.district import (
    CHAIR,
    COPIES,
    END,
    FOREIGN,
    IMAGE,
    OFFICE,
    OLD,
    OLD_PLANS,
    SHORT,
    SHORT_KEYS,
    district,
    short,
    short_keys,
)
from importing.drafting import Old, Title
from importing.paper import Paper, paper


def reports() -> Iterator[Paper]:
    yield from whole()
    yield from typed()


def whole() -> Iterator[Paper]:
    """Reports with all or some of the head filled in."""
    yield paper(
        "everything is there, head and foot in tables",
        district(
            number="Số: 214/BC-UBND",
            date="Đak Pơ, ngày 12 tháng 6 năm 2024",
            subject=("Kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2024,", "nhiệm vụ 6 tháng cuối năm 2024"),
            rule=True,
            body=(
                "Thực hiện Công văn số 611/SNgV-VP ngày 20/5/2024 của Sở Ngoại vụ tỉnh Gia Lai về việc báo cáo định "
                "kỳ, Ủy ban nhân dân huyện Đak Pơ báo cáo như sau:",
                Title(2, "I. TÌNH HÌNH TRIỂN KHAI THỰC HIỆN"),
                Title(3, "1. Công tác chỉ đạo, điều hành"),
                "Từ đầu năm, huyện phân công một lãnh đạo phụ trách công tác đối ngoại và giao Phòng Văn hóa và Thông "
                "tin làm đầu mối theo dõi, tổng hợp.",
                Title(3, "2. Quảng bá hình ảnh địa phương"),
                "- Xây dựng 12 phóng sự ngắn giới thiệu mùa rau ở xã Tân An và nghề dệt của đồng bào Bahnar.",
                "- Đăng 85 tin, bài quảng bá hình ảnh vùng đất Đak Pơ trên Cổng thông tin điện tử huyện.",
                Title(3, "3. Khó khăn, vướng mắc"),
                "- Kinh phí cho thông tin đối ngoại còn hạn hẹp, chủ yếu lồng ghép từ chương trình khác.",
                "- Công chức cấp xã kiêm nhiệm nhiều việc nên tin, bài gửi về chưa đều.",
                Title(2, "II. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024"),
                "- Mở chuyên mục giới thiệu nông sản của huyện bằng tiếng Việt và tiếng Anh.",
                "- Tập huấn kỹ năng viết tin cho cộng tác viên các xã, thị trấn.",
                END,
            ),
        ),
        {
            "title": "Kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2024, nhiệm vụ 6 tháng cuối năm 2024",
            "number": "214/BC-UBND",
            "date": "2024-06-12",
            "issuer": "ubnd-huyen-dak-po",
            "period": "2024-H1",
            "recipients": OFFICE,
            "basis": [{"number": "611/SNgV-VP", "date": "2024-05-20", "issuer": "Sở Ngoại vụ tỉnh Gia Lai"}],
            "signer": CHAIR,
            "copies": COPIES,
            "streams": [FOREIGN, IMAGE],
            "difficulties": [
                "Kinh phí cho thông tin đối ngoại còn hạn hẹp, chủ yếu lồng ghép từ chương trình khác.",
                "Công chức cấp xã kiêm nhiệm nhiều việc nên tin, bài gửi về chưa đều.",
            ],
            "plans": [
                "Mở chuyên mục giới thiệu nông sản của huyện bằng tiếng Việt và tiếng Anh.",
                "Tập huấn kỹ năng viết tin cho cộng tác viên các xã, thị trấn.",
            ],
        },
        "- Mở chuyên mục giới thiệu nông sản",
        "## I. TÌNH HÌNH TRIỂN KHAI THỰC HIỆN",
    )
    yield paper(
        "number, day and month left blank, no name under the signature",
        district(
            number="Số:            /BC-UBND",
            date="Đak Pơ, ngày      tháng      năm 2023",
            subject=("Tình hình quản lý người nước ngoài 6 tháng cuối năm 2023",),
            signature=("**TM. ỦY BAN NHÂN DÂN**", "**CHỦ TỊCH**", "", "", ""),
            body=(
                "Sáu tháng qua, việc tiếp nhận và theo dõi người nước ngoài ở huyện diễn ra đúng quy định.",
                Title(2, "I. SỐ LIỆU CHUNG"),
                "Trên địa bàn có 14 lượt người nước ngoài khai báo tạm trú, đều là chuyên gia của các dự án điện gió.",
                Title(2, "II. TỒN TẠI, HẠN CHẾ"),
                "Một số cơ sở lưu trú còn khai báo chậm so với thời hạn.",
                "Công tác đối ngoại ở cơ sở chưa có người chuyên trách.",
                Title(2, "III. NHIỆM VỤ 6 THÁNG ĐẦU NĂM 2024"),
                "- Nhắc nhở các cơ sở lưu trú khai báo qua mạng trong ngày khách đến.",
                "Ủy ban nhân dân huyện kính báo cáo./.",
            ),
        ),
        {
            "title": "Tình hình quản lý người nước ngoài 6 tháng cuối năm 2023",
            "number": "/BC-UBND",
            "date": "2023",
            "issuer": "ubnd-huyen-dak-po",
            "period": "2023-H2",
            "signer": {"position": "Chủ tịch", "on_behalf_of": "Ủy ban nhân dân"},
            "difficulties": [
                "Một số cơ sở lưu trú còn khai báo chậm so với thời hạn.",
                "Công tác đối ngoại ở cơ sở chưa có người chuyên trách.",
            ],
            "plans": ["Nhắc nhở các cơ sở lưu trú khai báo qua mạng trong ngày khách đến."],
        },
        blank=("number", "date"),
    )
    yield paper(
        "a day of dots, a month that is given",
        short("Số: 98/BC-UBND", date="Đak Pơ, ngày ….. tháng 6 năm 2024"),
        short_keys(date="2024-06"),
        blank=("date",),
    )
    yield paper(
        "the number is dots, the day has zeros",
        short("Số: ......./BC-UBND", date="Đak Pơ, ngày 05 tháng 06 năm 2024"),
        short_keys(number="/BC-UBND", date="2024-06-05"),
        blank=("number",),
    )
    yield paper(
        "not even the year is written",
        short(date="Đak Pơ, ngày     tháng     năm 20..."),
        {key: said for key, said in short_keys().items() if key != "date"},
        blank=("date",),
    )
    yield paper(
        "a whole year, a deputy signs, nothing closes the body",
        district(
            number="Số: 512/BC-UBND",
            date="Đak Pơ, ngày 14 tháng 12 năm 2023",
            subject=("TỔNG KẾT CÔNG TÁC THÔNG TIN CƠ SỞ NĂM 2023",),
            to=("Kính gửi:", "- Sở Thông tin và Truyền thông tỉnh Gia Lai;", "- Ban Thường vụ Huyện ủy."),
            copies=("- Như trên;", "- Các phòng, ban thuộc huyện;", "- Lưu: VT."),
            signature=("**TM. ỦY BAN NHÂN DÂN**", "**KT. CHỦ TỊCH**", "**PHÓ CHỦ TỊCH**", "", "**Lê Thị Bình**"),
            body=(
                Title(2, "I. KẾT QUẢ NỔI BẬT"),
                "Toàn huyện có 8/8 đài truyền thanh cấp xã hoạt động; 3 đài đã chuyển sang công nghệ số.",
                Title(2, "II. KIẾN NGHỊ"),
                "Đề nghị tỉnh hỗ trợ kinh phí thay thiết bị cho 5 đài còn lại.",
                "Ủy ban nhân dân huyện trân trọng báo cáo.",
            ),
        ),
        {
            "title": "TỔNG KẾT CÔNG TÁC THÔNG TIN CƠ SỞ NĂM 2023",
            "number": "512/BC-UBND",
            "date": "2023-12-14",
            "period": "2023",
            "recipients": ["Sở Thông tin và Truyền thông tỉnh Gia Lai", "Ban Thường vụ Huyện ủy"],
            "copies": ["Như trên", "Các phòng, ban thuộc huyện", "Lưu: VT"],
            "signer": {"name": "Lê Thị Bình", "position": "Phó Chủ tịch", "on_behalf_of": "Ủy ban nhân dân"},
        },
    )
    yield paper(
        "nine months, which is no period of the archive",
        short(
            date="Đak Pơ, ngày 20 tháng 9 năm 2024",
            subject=("Kết quả công tác tuyên truyền 9 tháng đầu năm 2024",),
        ),
        {"title": "Kết quả công tác tuyên truyền 9 tháng đầu năm 2024", "date": "2024-09-20"} | SHORT_KEYS,
        blank=("period",),
    )
    yield paper(
        "the subject names no period",
        district(
            number="Số: 61/BC-UBND",
            date="Đak Pơ, ngày 02 tháng 3 năm 2024",
            subject=("Việc xử lý thông tin sai sự thật về giá đất", "trên mạng xã hội"),
            body=(
                "Ngày 27/02/2024, một tài khoản mạng xã hội đăng tin bịa đặt về giá đất tại thị trấn Đak Pơ.",
                "1. Cơ quan chức năng đã làm việc với chủ tài khoản và yêu cầu gỡ tin trong ngày.",
                "2. Trang tin của huyện đã đăng bài đính chính, nêu rõ bảng giá đất đang áp dụng.",
                "Ủy ban nhân dân huyện báo cáo để quý Sở nắm thông tin./.",
            ),
        ),
        {"title": "Việc xử lý thông tin sai sự thật về giá đất trên mạng xã hội", "date": "2024-03-02"},
        blank=("period",),
    )


def typed() -> Iterator[Paper]:
    """The same short report typed in other ways, and pasted text."""
    yield paper("letters with separate marks (NFD)", short(nfd=True), short_keys())
    yield paper("runs of three letters, split in words", short(split=3), short_keys())
    yield paper(
        "soft line breaks within the head, the subject and the foot",
        short(
            soft=True,
            subject=("Kết quả công tác tuyên truyền", "6 tháng đầu năm 2024"),
            to=("Kính gửi:", "- Sở Ngoại vụ tỉnh Gia Lai;", "- Thường trực Huyện ủy."),
            body=(SHORT[0], Title(2, "I. KẾT QUẢ\nĐẠT ĐƯỢC"), "Xã Cư An: 12 buổi;\nxã Phú An: 9 buổi.", *SHORT[6:]),
        ),
        short_keys(recipients=["Sở Ngoại vụ tỉnh Gia Lai", "Thường trực Huyện ủy"]),
    )
    yield paper(
        "non-breaking spaces in the number, the date, the labels and the body",
        short(
            "Số:\u00a0\u00a098/BC-UBND",
            date="Đak\u00a0Pơ, ngày\u00a010 tháng\u00a06 năm\u00a02024",
            body=(
                SHORT[0],
                Title(2, "I.\u00a0KẾT QUẢ ĐẠT ĐƯỢC"),
                Title(3, "1.\u00a0Công tác tuyên truyền"),
                "-\u00a0Các xã treo mới 26\u00a0băng rôn tại khu dân cư.",
                *SHORT[6:],
            ),
        ),
        short_keys(),
        "- Các xã treo mới",
        "### 1. Công tác tuyên truyền",
    )
    yield paper(
        "en dashes for hyphens, spaces about the stroke",
        short(
            "Số: 98 / BC – UBND",
            nation=("**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**", "**Độc lập – Tự do – Hạnh phúc**"),
            copies=("– Như kính gửi;", "– Lãnh đạo UBND huyện;", "– Lưu: VT, VHTT."),
            body=tuple(one.replace("- ", "– ", 1) if isinstance(one, str) else one for one in SHORT),
        ),
        short_keys(),
        "- Các xã treo mới",
    )
    yield paper("hyphens that do not break in the number", short("Số: 98/BC‑UBND"), short_keys())
    yield paper(
        "list marks of three kinds",
        short(
            body=(
                *SHORT[:2],
                "• Tổ chức 5 buổi chiếu phim lưu động tại các làng.",
                "• Cấp phát 300 tờ gấp về phòng cháy rừng.",
                "- Tại xã An Thành:",
                "+ Treo 6 băng rôn ở các ngã ba;",
                "+ Phát thanh mỗi ngày hai lần.",
                *SHORT[6:],
            ),
        ),
        short_keys(),
        "- Tổ chức 5 buổi chiếu phim",
        "- Phát thanh mỗi ngày hai lần.",
    )
    yield paper(
        "the district and the committee spelt the other ways",
        short(
            issuer=("UỶ BAN NHÂN DÂN", "HUYỆN ĐĂK PƠ"),
            date="Đăk Pơ, ngày 10 tháng 6 năm 2024",
            nation=("**CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM**", "**Độc lập - Tự do - Hạnh phúc**"),
            signature=("**T/M UBND HUYỆN**", "**CHỦ TỊCH**", "", "**Trần Văn An**"),
        ),
        {key: said for key, said in short_keys().items() if key != "signer"},
    )
    yield paper(
        "text that Markdown would take for marks",
        short(
            body=(
                *SHORT[:2],
                "Chủ đề #DakPo có 1.250 lượt nhắc; tỷ lệ hài lòng > 95%, phản ánh tiêu cực < 2%.",
                "(*) Số liệu lấy từ tệp tin_bai_quy_2.xlsx và trang https://cong.dak-po.example/tin_tuc?muc=1&trang=2",
                "2024 là năm đầu tiên huyện dùng mã [QR] trên tờ gấp; kích thước 5*7 cm, in 2*500 tờ.",
                "# Các số trên chưa gồm tin, bài của `Trang tin tức Đak Pơ`.",
                *SHORT[6:],
            ),
        ),
        short_keys(),
    )
    yield paper("the whole paper in .VnTime and .VnTimeH", short(font=".VnTime", body=OLD), short_keys(plans=OLD_PLANS))
    yield paper(
        ".VnTime comes from the style, a run names no font",
        short(font=".VnTime", normal=".VnTime", body=OLD, date="Đak Pơ, ngày     tháng 6 năm 2024"),
        short_keys(plans=OLD_PLANS, date="2024-06"),
        blank=("date",),
    )
    yield paper(
        "one paragraph and one item pasted in .VnTime",
        short(
            body=(
                *SHORT[:3],
                Old("Các thôn, làng đã tổ chức ký cam kết không nghe, không tin, không chia sẻ tin giả."),
                Old("- Đội văn nghệ xã Yang Bắc dựng 2 tiểu phẩm mới về chủ đề này."),
                *SHORT[6:],
            )
        ),
        short_keys(),
        "- Đội văn nghệ xã Yang Bắc",
    )
