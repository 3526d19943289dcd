"""Papers of the district that are no reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from importing.district import CHAIR, FOREIGN, IMAGE, district
from importing.drafting import Table, Title
from importing.paper import Paper, paper


def letters() -> Iterator[Paper]:
    yield from kinds()
    yield from decisions()


def kinds() -> Iterator[Paper]:
    """Plans, notices, guidance, requests and letters of the district."""
    yield paper(
        "a plan for a year, which rests on two papers",
        district(
            number="Số: 15/KH-UBND",
            date="Đak Pơ, ngày 18 tháng 01 năm 2024",
            kind="KẾ HOẠCH",
            subject=("Hoạt động thông tin đối ngoại và quảng bá hình ảnh", "huyện Đak Pơ năm 2024"),
            to=(),
            copies=("- UBND tỉnh (báo cáo);", "- Các phòng, ban, đơn vị;", "- UBND các xã, thị trấn;", "- Lưu: VT."),
            body=(
                "__Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin đối "
                "ngoại;__",
                "__Thực hiện Kế hoạch số 88/KH-UBND ngày 05 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh Gia Lai về hoạt "
                "động thông tin đối ngoại năm 2024,__",
                "Ủy ban nhân dân huyện Đak Pơ xây dựng kế hoạch với các nội dung sau:",
                Title(2, "I. MỤC ĐÍCH, YÊU CẦU"),
                Title(3, "1. Mục đích"),
                "Giúp bạn bè trong và ngoài tỉnh biết đến con người, cảnh đẹp và nông sản của huyện.",
                Title(3, "2. Yêu cầu"),
                "Thông tin phải chính xác, có nguồn, được người có thẩm quyền duyệt trước khi đăng.",
                Title(2, "II. NỘI DUNG"),
                Title(3, "1. Sản phẩm truyền thông"),
                "- Quảng bá hình ảnh ngày hội cồng chiêng qua 3 video có phụ đề tiếng Anh.",
                "- In 500 tờ gấp giới thiệu các điểm tham quan.",
                Title(2, "III. TỔ CHỨC THỰC HIỆN"),
                Title(3, "1. Phòng Văn hóa và Thông tin"),
                "Chủ trì, theo dõi, đôn đốc việc thực hiện kế hoạch này.",
                Title(3, "2. Ủy ban nhân dân các xã, thị trấn"),
                "Cử một công chức làm đầu mối, gửi tin, bài trước ngày 25 hằng tháng.",
                "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.",
            ),
        ),
        {
            "title": "Hoạt động thông tin đối ngoại và quảng bá hình ảnh huyện Đak Pơ năm 2024",
            "number": "15/KH-UBND",
            "date": "2024-01-18",
            "issuer": "ubnd-huyen-dak-po",
            "period": "2024",
            "basis": [
                {"number": "72/2015/NĐ-CP", "date": "2015-09-07", "issuer": "Chính phủ"},
                {"number": "88/KH-UBND", "date": "2024-01-05", "issuer": "Ủy ban nhân dân tỉnh Gia Lai"},
            ],
            "copies": ["UBND tỉnh (báo cáo)", "Các phòng, ban, đơn vị", "UBND các xã, thị trấn", "Lưu: VT"],
            "streams": [FOREIGN, IMAGE],
            "signer": CHAIR,
        },
        "- In 500 tờ gấp",
    )
    yield paper(
        "a plan whose titles begin with 1., number and day blank",
        district(
            number="Số:         /KH-UBND",
            date="Đak Pơ, ngày     tháng 02 năm 2024",
            kind="KẾ HOẠCH",
            subject=("Tuyên truyền phòng, chống tin giả quý II năm 2024",),
            to=(),
            body=(
                Title(2, "1. Mục tiêu"),
                "Mỗi thôn, làng có ít nhất một buổi nói chuyện về cách nhận biết tin giả.",
                Title(2, "2. Thời gian, địa điểm"),
                "Từ ngày 01/4 đến ngày 30/6/2024, tại nhà văn hóa các thôn, làng.",
                Title(2, "3. Kinh phí"),
                "Lấy từ dự toán chi thường xuyên của các đơn vị.",
                "Trên đây là kế hoạch, đề nghị các đơn vị thực hiện./.",
            ),
        ),
        {
            "title": "Tuyên truyền phòng, chống tin giả quý II năm 2024",
            "number": "/KH-UBND",
            "date": "2024-02",
            "period": "2024-Q2",
        },
        "## 3. Kinh phí",
        blank=("number", "date"),
    )
    yield paper(
        "a notice, signed by a deputy",
        district(
            number="Số: 204/TB-UBND",
            date="Đak Pơ, ngày 03 tháng 10 năm 2023",
            kind="THÔNG BÁO",
            subject=("Kết luận cuộc họp giao ban công tác thông tin", "quý 3 năm 2023"),
            to=(),
            copies=("- Thành phần dự họp;", "- Lưu: VT, TH (02b)."),
            signature=("**TM.ỦY BAN NHÂN DÂN**", "**KT.CHỦ TỊCH**", "**PHÓ CHỦ TỊCH**", "", "", "**Lê Thị Bình**"),
            body=(
                "Ngày 02/10/2023, lãnh đạo huyện họp giao ban với các đơn vị làm công tác thông tin, thống nhất:",
                "1. Giao Trung tâm Văn hóa, Thông tin và Thể thao lập lịch phát sóng chung trước ngày 10/10/2023.",
                "2. Các xã, thị trấn gửi ảnh tư liệu về trung tâm trước ngày 20 hằng tháng.",
                "Thông báo để các đơn vị biết, thực hiện./.",
            ),
        ),
        {
            "title": "Kết luận cuộc họp giao ban công tác thông tin quý 3 năm 2023",
            "number": "204/TB-UBND",
            "date": "2023-10-03",
            "period": "2023-Q3",
            "copies": ["Thành phần dự họp", "Lưu: VT, TH (02b)"],
            "signer": {"name": "Lê Thị Bình", "position": "Phó Chủ tịch", "on_behalf_of": "Ủy ban nhân dân"},
        },
    )
    yield paper(
        "guidance with sections",
        district(
            number="Số: 07/HD-UBND",
            date="Đak Pơ, ngày 09 tháng 4 năm 2024",
            kind="HƯỚNG DẪN",
            subject=("Đăng tin, bài trên trang thông tin điện tử cấp xã",),
            to=("Kính gửi: Ủy ban nhân dân các xã, thị trấn.",),
            body=(
                Title(2, "I. QUY TRÌNH"),
                Title(3, "1. Viết tin"),
                "Tin dài không quá 500 chữ, ghi rõ thời gian, địa điểm, nguồn số liệu.",
                Title(3, "2. Duyệt tin"),
                "Lãnh đạo xã duyệt trong ngày làm việc; tin về an ninh phải hỏi ý kiến công an.",
                Title(2, "II. HÌNH ẢNH"),
                "- Ảnh do đơn vị tự chụp hoặc có sự đồng ý của tác giả;",
                "- Ảnh trẻ em phải được cha mẹ đồng ý.",
                "Có vướng mắc, các đơn vị liên hệ Phòng Văn hóa và Thông tin để được giải đáp./.",
            ),
        ),
        {
            "title": "Đăng tin, bài trên trang thông tin điện tử cấp xã",
            "number": "07/HD-UBND",
            "date": "2024-04-09",
            "recipients": ["Ủy ban nhân dân các xã, thị trấn"],
        },
        "- Ảnh trẻ em phải được cha mẹ đồng ý.",
        blank=("period",),
    )
    yield paper(
        "a request to two addressees",
        district(
            number="Số: 33/TTr-UBND",
            date="Đak Pơ, ngày 21 tháng 8 năm 2023",
            kind="TỜ TRÌNH",
            subject=("Về việc làm phim quảng bá hình ảnh huyện Đak Pơ năm 2024",),
            to=("Kính gửi:", "- Ủy ban nhân dân tỉnh Gia Lai;", "- Sở Tài chính tỉnh Gia Lai."),
            body=(
                "Căn cứ Kế hoạch số 1250/KH-UBND ngày 15-6-2023 của Ủy ban nhân dân tỉnh Gia Lai về du lịch năm 2024, "
                "huyện Đak Pơ kính trình việc làm một bộ phim ngắn như sau:",
                Title(2, "I. SỰ CẦN THIẾT"),
                "Đến nay huyện chưa có phim giới thiệu bằng tiếng nước ngoài.",
                Title(2, "II. DỰ TOÁN"),
                Table((("Nội dung", "Số tiền (đồng)"), ("Quay và dựng", "90.000.000"), ("Phụ đề", "15.000.000"))),
                "Kính trình Ủy ban nhân dân tỉnh xem xét, quyết định./.",
            ),
        ),
        {
            "title": "Về việc làm phim quảng bá hình ảnh huyện Đak Pơ năm 2024",
            "number": "33/TTr-UBND",
            "date": "2023-08-21",
            "period": "2024",
            "recipients": ["Ủy ban nhân dân tỉnh Gia Lai", "Sở Tài chính tỉnh Gia Lai"],
            "basis": [{"number": "1250/KH-UBND", "date": "2023-06-15", "issuer": "Ủy ban nhân dân tỉnh Gia Lai"}],
            "signer": CHAIR,
            "streams": [IMAGE],
        },
        "| Quay và dựng | 90.000.000 |",
    )
    about = ("V/v đôn đốc báo cáo công tác đối ngoại", "6 tháng đầu năm 2023")
    body = (
        "Thực hiện Công văn số 498/SNgV-VP ngày 18/5/2023 của Sở Ngoại vụ tỉnh Gia Lai về việc chuẩn bị số liệu, Ủy "
        "ban nhân dân huyện đề nghị các đơn vị:",
        "1. Gửi báo cáo bằng văn bản và tệp mềm trước ngày 05/6/2023.",
        "2. Nêu rõ số đoàn ra, đoàn vào và số tin, bài đã đăng.",
        "Nhận được văn bản này, đề nghị các đơn vị phối hợp thực hiện./.",
    )
    keys = {
        "title": "Đôn đốc báo cáo công tác đối ngoại 6 tháng đầu năm 2023",
        "number": "412/UBND-VP",
        "date": "2023-05-24",
        "issuer": "ubnd-huyen-dak-po",
        "period": "2023-H1",
        "recipients": ["Các phòng, ban, đơn vị trực thuộc", "Ủy ban nhân dân các xã, thị trấn"],
        "basis": [{"number": "498/SNgV-VP", "date": "2023-05-18", "issuer": "Sở Ngoại vụ tỉnh Gia Lai"}],
        "streams": [FOREIGN],
        "copies": ["Như trên", "Lưu: VT"],
    }
    letter: dict[str, Any] = {
        "number": "Số: 412/UBND-VP",
        "date": "Đak Pơ, ngày 24 tháng 5 năm 2023",
        "kind": "",
        "subject": about,
        "to": ("Kính gửi:", "- Các phòng, ban, đơn vị trực thuộc;", "- Ủy ban nhân dân các xã, thị trấn."),
        "copies": ("- Như trên;", "- Lưu: VT."),
        "body": body,
    }
    yield paper("a letter, its subject under the number", district(**letter), keys)
    yield paper("a letter, head and foot by tabs", district(**letter, head="tabs", foot="tabs"), keys)
    yield paper("a letter, the lines of its head within one paragraph", district(**letter, soft=True), keys)
    yield paper(
        "a letter on nothing but one matter, number blank",
        district(
            number="Số:        /UBND-VP",
            date="Đak Pơ, ngày 06 tháng 11 năm 2023",
            kind="",
            subject=("V/v cung cấp ảnh tư liệu",),
            to=("Kính gửi: Báo Gia Lai.",),
            issuer=("UBND HUYỆN ĐAK PƠ",),
            body=("Huyện gửi kèm 20 ảnh tư liệu về lễ mừng lúa mới để quý báo sử dụng.", "Trân trọng cảm ơn./."),
        ),
        {
            "title": "Cung cấp ảnh tư liệu",
            "number": "/UBND-VP",
            "date": "2023-11-06",
            "issuer": "ubnd-huyen-dak-po",
            "recipients": ["Báo Gia Lai"],
        },
        blank=("number", "period"),
    )


def decisions() -> Iterator[Paper]:
    """Decisions, whose parts are articles."""
    said: dict[str, Any] = {
        "number": "Số: 1408/QĐ-UBND",
        "date": "Đak Pơ, ngày 11 tháng 9 năm 2023",
        "kind": "QUYẾT ĐỊNH",
        "subject": ("Về việc thành lập Tổ quản trị các kênh thông tin của huyện",),
        "to": (),
        "copies": ("- Như Điều 3;", "- Thường trực HĐND huyện;", "- Lưu: VT."),
        "body": (
            Title(0, "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN ĐAK PƠ"),
            "__Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;__",
            "__Căn cứ Nghị định số 42/2022/NĐ-CP ngày 24 tháng 6 năm 2022 của Chính phủ quy định về việc cung cấp "
            "thông tin và dịch vụ công trực tuyến;__",
            "__Xét nhu cầu công tác và năng lực của cán bộ.__",
            Title(0, "QUYẾT ĐỊNH:"),
            "**Điều 1.** Thành lập Tổ quản trị các kênh thông tin của huyện gồm 5 thành viên.",
            "**Điều 2.** Tổ có các nhiệm vụ sau:",
            "1. Duyệt tin, bài trước khi đăng;",
            "2. Trả lời phản ánh của người dân trong hai ngày làm việc.",
            "**Điều 3.** Các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.",
        ),
    }
    keys = {
        "title": "Về việc thành lập Tổ quản trị các kênh thông tin của huyện",
        "number": "1408/QĐ-UBND",
        "date": "2023-09-11",
        "issuer": "ubnd-huyen-dak-po",
        "copies": ["Như Điều 3", "Thường trực HĐND huyện", "Lưu: VT"],
    }
    basis = [{"number": "42/2022/NĐ-CP", "date": "2022-06-24", "issuer": "Chính phủ"}]
    chair = {"signature": ("**CHỦ TỊCH**", "", "", "**Trần Văn An**")}
    yield paper(
        "a decision of the chair",
        district(**said, **chair),
        keys | {"basis": basis, "signer": {"name": "Trần Văn An", "position": "Chủ tịch"}},
        blank=("period",),
        headed=False,
    )
    members = (("STT", "Chức vụ", "Nhiệm vụ"), ("1", "Trưởng phòng", "Tổ trưởng"), ("2", "Giám đốc", "Tổ phó"))
    yield paper(
        "a decision with its list in an appendix, number blank, ruled",
        district(
            **(said | {"number": "Số:          /QĐ-UBND"}),
            rule=True,
            appendix=(Title(2, "PHỤ LỤC: THÀNH VIÊN TỔ QUẢN TRỊ"), Table(members)),
        ),
        keys | {"number": "/QĐ-UBND", "signer": CHAIR},
        "| 1 | Trưởng phòng | Tổ trưởng |",
        "## PHỤ LỤC: THÀNH VIÊN TỔ QUẢN TRỊ",
        blank=("number", "period"),
        headed=False,
    )
