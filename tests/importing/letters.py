"""Papers of the other kinds and of the other issuers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from importing.district import CHAIR, DISTRICT, FOREIGN, IMAGE, district
from importing.drafting import PARTY, Draft, Table, Title
from importing.paper import Paper, paper

NAMED: dict[str, Any] = {"copies": ("- Như trên;", "- Lưu: VT."), "signature": DISTRICT["signature"]}


def letters() -> Iterator[Paper]:
    yield from kinds()
    yield from decisions()
    yield from party()
    yield from units()


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
                Title(3, "1. Mục tiêu"),
                "Mỗi thôn, làng có ít nhất một buổi nói chuyện về cách nhận biết tin giả.",
                Title(3, "2. Thời gian, địa điểm"),
                "Từ ngày 01/4 đến ngày 30/6/2024, tại nhà văn hóa các thôn, làng.",
                Title(3, "3. Kinh phí"),
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
        "### 3. Kinh phí",
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
            subject=("Về việc xin chủ trương làm phim giới thiệu huyện Đak Pơ năm 2024",),
            to=("Kính gửi:", "- Ủy ban nhân dân tỉnh Gia Lai;", "- Sở Tài chính tỉnh Gia Lai."),
            body=(
                "Căn cứ Kế hoạch số 1250/KH-UBND ngày 15-6-2023 của Ủy ban nhân dân tỉnh Gia Lai về quảng bá du lịch, "
                "huyện Đak Pơ kính trình việc làm một bộ phim ngắn như sau:",
                Title(2, "I. SỰ CẦN THIẾT"),
                "Đến nay huyện chưa có phim giới thiệu bằng tiếng nước ngoài.",
                Title(2, "II. DỰ TOÁN"),
                Table((("Nội dung", "Số tiền (đồng)"), ("Quay và dựng", "90.000.000"), ("Phụ đề", "15.000.000"))),
                "Kính trình Ủy ban nhân dân tỉnh xem xét, quyết định./.",
            ),
        ),
        {
            "title": "Về việc xin chủ trương làm phim giới thiệu huyện Đak Pơ năm 2024",
            "number": "33/TTr-UBND",
            "date": "2023-08-21",
            "period": "2024",
            "recipients": ["Ủy ban nhân dân tỉnh Gia Lai", "Sở Tài chính tỉnh Gia Lai"],
            "basis": [{"number": "1250/KH-UBND", "date": "2023-06-15", "issuer": "Ủy ban nhân dân tỉnh Gia Lai"}],
            "signer": CHAIR,
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
        "copies": NAMED["copies"],
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


def party() -> Iterator[Paper]:
    """Papers of the Party and of the Front, whose heads are their own."""
    standing: dict[str, Any] = {
        "nation": PARTY,
        "copies": ("- Ban Tuyên giáo Tỉnh ủy;", "- Các chi, đảng bộ cơ sở;", "- Lưu Văn phòng Huyện ủy."),
        "signature": ("**T/M BAN THƯỜNG VỤ**", "**PHÓ BÍ THƯ**", "", "", "**Phạm Minh Châu**"),
    }
    copies = ["Ban Tuyên giáo Tỉnh ủy", "Các chi, đảng bộ cơ sở", "Lưu Văn phòng Huyện ủy"]
    signer = {"name": "Phạm Minh Châu", "position": "Phó Bí thư", "on_behalf_of": "Ban Thường vụ"}
    yield paper(
        "a report of the Party",
        Draft(
            **standing,
            parent=("ĐẢNG BỘ TỈNH GIA LAI",),
            issuer=("HUYỆN ỦY ĐAK PƠ", "*"),
            number="Số 145-BC/HU",
            date="Đak Pơ, ngày 19 tháng 6 năm 2023",
            subject=("tình hình tư tưởng, dư luận xã hội 6 tháng đầu năm 2023",),
            body=(
                "Ban Thường vụ Huyện ủy báo cáo như sau:",
                Title(2, "I. TÌNH HÌNH CHUNG"),
                "Cán bộ, đảng viên và Nhân dân yên tâm sản xuất, tin tưởng vào công tác đối ngoại của Đảng.",
                Title(2, "II. HẠN CHẾ"),
                "- Một vài chi bộ chưa kịp thời nắm bắt dư luận ở khu dân cư.",
                Title(2, "III. NHIỆM VỤ 6 THÁNG CUỐI NĂM"),
                "- Duy trì giao ban dư luận xã hội vào tuần đầu mỗi tháng.",
                "Ban Thường vụ Huyện ủy báo cáo để cấp trên theo dõi, chỉ đạo./.",
            ),
        ),
        {
            "title": "tình hình tư tưởng, dư luận xã hội 6 tháng đầu năm 2023",
            "number": "145-BC/HU",
            "date": "2023-06-19",
            "issuer": "huyen-uy-dak-po",
            "period": "2023-H1",
            "copies": copies,
            "signer": signer,
            "difficulties": ["Một vài chi bộ chưa kịp thời nắm bắt dư luận ở khu dân cư."],
            "plans": ["Duy trì giao ban dư luận xã hội vào tuần đầu mỗi tháng."],
        },
    )
    yield paper(
        "a plan of the Party, number and day blank",
        Draft(
            **standing,
            parent=("ĐẢNG BỘ TỈNH GIA LAI",),
            issuer=("HUYỆN ỦY ĐAK PƠ",),
            number="Số      -KH/HU",
            date="Đak Pơ, ngày     tháng 01 năm 2024",
            kind="KẾ HOẠCH",
            subject=("kiểm tra công tác tuyên giáo năm 2024",),
            body=(
                "Thực hiện Kế hoạch số 88-KH/TU ngày 14/12/2023 của Ban Thường vụ Tỉnh ủy về công tác kiểm tra, Ban "
                "Thường vụ Huyện ủy xây dựng kế hoạch như sau:",
                Title(2, "I. ĐỐI TƯỢNG"),
                "Cấp ủy 5 chi, đảng bộ cơ sở.",
                Title(2, "II. THỜI GIAN"),
                "Quý II năm 2024; có thông báo lịch cụ thể trước 10 ngày./.",
            ),
        ),
        {
            "title": "kiểm tra công tác tuyên giáo năm 2024",
            "date": "2024-01",
            "issuer": "huyen-uy-dak-po",
            "period": "2024",
            "basis": [{"number": "88-KH/TU", "date": "2023-12-14", "issuer": "Ban Thường vụ Tỉnh ủy"}],
            "copies": copies,
            "signer": signer,
        },
        blank=("number", "date"),
    )
    yield paper(
        "guidance of a board of the Party",
        Draft(
            nation=PARTY,
            parent=("HUYỆN ỦY ĐAK PƠ",),
            issuer=("BAN TUYÊN GIÁO", "*"),
            number="Số 21-HD/BTGHU",
            date="Đak Pơ, ngày 08 tháng 3 năm 2024",
            kind="HƯỚNG DẪN",
            subject=("tuyên truyền các ngày lễ lớn quý II năm 2024",),
            copies=("- Thường trực Huyện ủy (b/c);", "- Lưu: BTG."),
            signature=("**TRƯỞNG BAN**", "", "", "**Phạm Minh Châu**"),
            body=(
                Title(2, "I. NỘI DUNG TUYÊN TRUYỀN"),
                "- Ý nghĩa của ngày Giải phóng miền Nam, thống nhất đất nước;",
                "- Truyền thống đoàn kết của các dân tộc trong huyện.",
                Title(2, "II. HÌNH THỨC"),
                "Tuyên truyền trên loa truyền thanh, bảng tin và các trang mạng xã hội./.",
            ),
        ),
        {
            "title": "tuyên truyền các ngày lễ lớn quý II năm 2024",
            "number": "21-HD/BTGHU",
            "date": "2024-03-08",
            "issuer": "ban-tuyen-giao-huyen-uy",
            "period": "2024-Q2",
            "copies": ["Thường trực Huyện ủy (b/c)", "Lưu: BTG"],
            "signer": {"name": "Phạm Minh Châu", "position": "Trưởng ban"},
        },
        "- Truyền thống đoàn kết",
    )
    yield from own(
        "the Front of the district",
        "mat-tran-to-quoc-huyen",
        "18/BC-MTTQ",
        ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "HUYỆN ĐAK PƠ"),
        signature=("**TM. BAN THƯỜNG TRỰC**", "**CHỦ TỊCH**", "", "", "**Lê Thị Bình**"),
        signer={"name": "Lê Thị Bình", "position": "Chủ tịch", "on_behalf_of": "Ban Thường trực"},
    )


def units() -> Iterator[Paper]:
    """Who issues a paper: units of the registry, and others."""
    deputy = ("**KT. TRƯỞNG PHÒNG**", "**PHÓ TRƯỞNG PHÒNG**", "", "", "**Lê Thị Bình**")
    district_over, office_over = ("UBND HUYỆN ĐAK PƠ",), ("ỦY BAN NHÂN DÂN", "HUYỆN ĐAK PƠ")
    commune = ("**TM. ỦY BAN NHÂN DÂN**", "**CHỦ TỊCH**", "", "", "**Trần Văn An**")
    yield from own(
        "a commune under the district",
        "ubnd-xa-ha-tam",
        "52/BC-UBND",
        ("ỦY BAN NHÂN DÂN", "XÃ HÀ TAM"),
        district_over,
        place="Hà Tam",
        signature=commune,
        signer=CHAIR,
    )
    yield from own(
        "a commune, abbreviated, no parent", "ubnd-xa-yang-bac", "39/BC-UBND", ("UBND XÃ YANG BẮC",), place="Yang Bắc"
    )
    yield from own(
        "the town, in one line",
        "ubnd-thi-tran-dak-po",
        "70/BC-UBND",
        ("ỦY BAN NHÂN DÂN THỊ TRẤN ĐAK PƠ",),
        district_over,
    )
    yield from own(
        "the town, in two lines, head by tabs",
        "ubnd-thi-tran-dak-po",
        "71/BC-UBND",
        ("ỦY BAN NHÂN DÂN", "THỊ TRẤN ĐAK PƠ"),
        head="tabs",
        foot="tabs",
    )
    yield from own(
        "a division under the committee",
        "phong-van-hoa-thong-tin",
        "24/BC-VHTT",
        ("PHÒNG VĂN HÓA VÀ THÔNG TIN",),
        office_over,
        signature=deputy,
        signer={"name": "Lê Thị Bình", "position": "Phó Trưởng phòng"},
    )
    yield from own(
        "the centre under an abbreviated parent",
        "trung-tam-van-hoa-thong-tin-the-thao",
        "31/BC-TTVHTTTT",
        ("TRUNG TÂM VĂN HÓA,", "THÔNG TIN VÀ THỂ THAO"),
        district_over,
        signature=("**GIÁM ĐỐC**", "", "", "**Phạm Minh Châu**"),
        signer={"name": "Phạm Minh Châu", "position": "Giám đốc"},
    )
    yield from own(
        "the office of council and committee",
        "van-phong-hdnd-ubnd",
        "12/BC-VP",
        ("VĂN PHÒNG HĐND VÀ UBND",),
        office_over,
    )
    yield from own(
        "the police, whose parent is no unit of ours",
        "cong-an-huyen-dak-po",
        "205/BC-CAH",
        ("CÔNG AN HUYỆN ĐAK PƠ",),
        ("CÔNG AN TỈNH GIA LAI",),
    )
    yield from own(
        "the commune of 2025 that bears an old name",
        "ubnd-xa-ya-hoi-moi",
        "16/BC-UBND",
        ("ỦY BAN NHÂN DÂN", "XÃ YA HỘI"),
        place="Ya Hội",
        year=2025,
    )
    yield from own(
        "the commune of 2025 named after the district",
        "ubnd-xa-dak-po",
        "19/BC-UBND",
        ("ỦY BAN NHÂN DÂN", "XÃ ĐAK PƠ"),
        year=2025,
    )
    yield from own("a division that the registry does not know", None, "9/BC-NV", ("PHÒNG NỘI VỤ",), district_over)
    yield from own(
        "a society that the registry does not know",
        None,
        "27-BC/HND",
        ("HỘI NÔNG DÂN HUYỆN ĐAK PƠ",),
        ("HỘI NÔNG DÂN TỈNH GIA LAI",),
    )
    yield from own(
        "a commune of another district",
        None,
        "44/BC-UBND",
        ("ỦY BAN NHÂN DÂN", "XÃ ĐÔNG"),
        ("UBND HUYỆN KBANG",),
        place="Đông",
    )


def own(
    name: str,
    issuer: str | None,
    number: str,
    lines: tuple[str, ...],
    parent: tuple[str, ...] = (),
    *,
    place: str = "Đak Pơ",
    year: int = 2024,
    signer: dict[str, str] | None = None,
    **said: Any,
) -> Iterator[Paper]:
    """Make the report of a month by `issuer`, None where the registry has no such unit."""
    month = 9 if year == 2025 else 4
    draft = Draft(
        **(NAMED | said),
        issuer=lines,
        parent=parent,
        number=f"Số: {number}",
        date=f"{place}, ngày 25 tháng {month} năm {year}",
        subject=(f"Kết quả công tác thông tin, tuyên truyền tháng {month} năm {year}",),
        body=(
            f"Trong tháng {month}, đơn vị đã triển khai các việc sau:",
            Title(2, "I. VIỆC ĐÃ LÀM"),
            "- Cập nhật lịch tiếp công dân trên bảng tin và trang thông tin điện tử.",
            "- Phối hợp tổ chức một buổi tuyên truyền về an toàn giao thông cho học sinh.",
            Title(2, "II. KHÓ KHĂN, VƯỚNG MẮC"),
            "Máy ảnh của đơn vị đã cũ, ảnh chụp ban đêm không dùng được.",
            Title(2, "III. NHIỆM VỤ THÁNG TỚI"),
            "- Viết hai bài về người tốt, việc tốt ở khu dân cư.",
            "Trên đây là kết quả công tác trong tháng, kính báo cáo./.",
        ),
    )
    keys: dict[str, Any] = {
        "title": draft.subject[0],
        "number": number,
        "date": f"{year}-{month:02}-25",
        "period": f"{year}-M{month:02}",
        "copies": ["Như trên", "Lưu: VT"],
        "difficulties": ["Máy ảnh của đơn vị đã cũ, ảnh chụp ban đêm không dùng được."],
        "plans": ["Viết hai bài về người tốt, việc tốt ở khu dân cư."],
    }
    known = {"issuer": issuer} if issuer else {}
    signed = {"signer": signer} if signer else {}
    yield paper(name, draft, keys | known | signed, blank=() if issuer else ("issuer",))
