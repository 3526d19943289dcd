"""Papers of the Party and of every other kind of issuer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from importing.district import CHAIR, DISTRICT
from importing.drafting import PARTY, Draft, Title
from importing.paper import Paper, paper


def issuers() -> Iterator[Paper]:
    yield from party()
    yield from units()


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
    yield own(
        "the Front of the district",
        "mat-tran-to-quoc-huyen",
        "18/BC-MTTQ",
        ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "HUYỆN ĐAK PƠ"),
        signature=("**TM. BAN THƯỜNG TRỰC**", "**CHỦ TỊCH**", "", "", "**Lê Thị Bình**"),
        signer={"name": "Lê Thị Bình", "position": "Chủ tịch", "on_behalf_of": "Ban Thường trực"},
    )


def units() -> Iterator[Paper]:
    """Who issues a paper: units of the registry, and others."""
    over, committee, people = ("UBND HUYỆN ĐAK PƠ",), ("ỦY BAN NHÂN DÂN", "HUYỆN ĐAK PƠ"), "ỦY BAN NHÂN DÂN"
    deputy = ("**KT. TRƯỞNG PHÒNG**", "**PHÓ TRƯỞNG PHÒNG**", "", "", "**Lê Thị Bình**")
    yield own(
        "a commune under the district",
        "ubnd-xa-ha-tam",
        "52/BC-UBND",
        (people, "XÃ HÀ TAM"),
        over,
        place="Hà Tam",
        signer=CHAIR,
    )
    yield own("a commune, abbreviated, no parent", "ubnd-xa-yang-bac", "39/BC-UBND", ("UBND XÃ YANG BẮC",))
    town = "ubnd-thi-tran-dak-po"
    yield own("the town, in one line", town, "70/BC-UBND", (f"{people} THỊ TRẤN ĐAK PƠ",), over)
    yield own("the town, head by tabs", town, "71/BC-UBND", (people, "THỊ TRẤN ĐAK PƠ"), head="tabs", foot="tabs")
    yield own(
        "a division under the committee",
        "phong-van-hoa-thong-tin",
        "24/BC-VHTT",
        ("PHÒNG VĂN HÓA VÀ THÔNG TIN",),
        committee,
        signature=deputy,
        signer={"name": "Lê Thị Bình", "position": "Phó Trưởng phòng"},
    )
    yield own(
        "the centre under an abbreviated parent",
        "trung-tam-van-hoa-thong-tin-the-thao",
        "31/BC-TTVHTTTT",
        ("TRUNG TÂM VĂN HÓA,", "THÔNG TIN VÀ THỂ THAO"),
        over,
        signature=("**GIÁM ĐỐC**", "", "", "**Phạm Minh Châu**"),
        signer={"name": "Phạm Minh Châu", "position": "Giám đốc"},
    )
    office, police = "van-phong-hdnd-ubnd", "cong-an-huyen-dak-po"
    yield own("the office of the committee", office, "12/BC-VP", ("VĂN PHÒNG HĐND VÀ UBND",), committee)
    yield own(
        "the police under the province", police, "205/BC-CAH", ("CÔNG AN HUYỆN ĐAK PƠ",), ("CÔNG AN TỈNH GIA LAI",)
    )
    later = {"place": "Ya Hội", "year": 2025}
    yield own(
        "the commune of 2025 with an old name", "ubnd-xa-ya-hoi-moi", "16/BC-UBND", (people, "XÃ YA HỘI"), **later
    )
    yield own("the commune named after the district", "ubnd-xa-dak-po", "19/BC-UBND", (people, "XÃ ĐAK PƠ"), year=2025)
    yield own("a division not in the registry", None, "9/BC-NV", ("PHÒNG NỘI VỤ",), over)
    yield own(
        "a society not in the registry", None, "27-BC/HND", ("HỘI NÔNG DÂN", "HUYỆN ĐAK PƠ"), place="Thị trấn Đak Pơ"
    )
    yield own(
        "a commune of another district", None, "44/BC-UBND", (people, "XÃ ĐÔNG"), ("UBND HUYỆN KBANG",), place="Đông"
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
) -> Paper:
    """Make the report of a month by `issuer`, None where the registry has no such unit."""
    named = {"copies": ("- Như trên;", "- Lưu: VT."), "signature": DISTRICT["signature"]}
    month = 9 if year == 2025 else 4
    draft = Draft(
        **(named | said),
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
    return paper(name, draft, keys | known | signed, blank=() if issuer else ("issuer",))
