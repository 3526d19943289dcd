"""The district's reports: what the cases share."""

from __future__ import annotations

from typing import Any

from importing.drafting import Draft, Title

DISTRICT: dict[str, Any] = {
    "issuer": ("ỦY BAN NHÂN DÂN", "HUYỆN ĐAK PƠ"),
    "copies": ("- Như kính gửi;", "- Lãnh đạo UBND huyện;", "- Lưu: VT, VHTT."),
    "signature": ("**TM. ỦY BAN NHÂN DÂN**", "**CHỦ TỊCH**", "", "", "**Trần Văn An**"),
    "to": ("Kính gửi: Sở Ngoại vụ tỉnh Gia Lai.",),
}
CHAIR = {"name": "Trần Văn An", "position": "Chủ tịch", "on_behalf_of": "Ủy ban nhân dân"}
COPIES = ["Như kính gửi", "Lãnh đạo UBND huyện", "Lưu: VT, VHTT"]
OFFICE = ["Sở Ngoại vụ tỉnh Gia Lai"]
FOREIGN, IMAGE = "thong-tin-doi-ngoai", "quang-ba-hinh-anh"

END = "Trên đây là báo cáo của Ủy ban nhân dân huyện Đak Pơ, kính gửi quý Sở xem xét, tổng hợp./."
SHORT = (
    "Ủy ban nhân dân huyện Đak Pơ báo cáo một số kết quả chính như sau:",
    Title(2, "I. KẾT QUẢ ĐẠT ĐƯỢC"),
    Title(3, "1. Công tác tuyên truyền"),
    "Hệ thống truyền thanh huyện phát 64 buổi, trong đó có 18 buổi bằng tiếng Bahnar.",
    "- Các xã treo mới 26 băng rôn tại khu dân cư.",
    "- Đội thông tin lưu động phục vụ 7 buổi ở các làng xa.",
    Title(3, "2. Khó khăn, hạn chế"),
    "- Loa truyền thanh ở hai làng của xã Ya Hội đã hỏng, chưa được thay.",
    Title(2, "II. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI"),
    "- Sửa chữa cụm loa tại các làng trước mùa mưa.",
    "- Bồi dưỡng phát thanh viên tiếng Bahnar cho thị trấn và các xã.",
    END,
)
SHORT_KEYS: dict[str, Any] = {
    "difficulties": ["Loa truyền thanh ở hai làng của xã Ya Hội đã hỏng, chưa được thay."],
    "plans": [
        "Sửa chữa cụm loa tại các làng trước mùa mưa.",
        "Bồi dưỡng phát thanh viên tiếng Bahnar cho thị trấn và các xã.",
    ],
}
OLD = (
    "UBND huyện báo cáo một số kết quả chính như sau:",
    *SHORT[1:8],
    SHORT[8],
    "- Sửa chữa cụm loa tại các làng trước mùa mưa; thay dây dẫn đã cũ.",
    "- Giữ đều các buổi phát bằng tiếng phổ thông ở xã, thị trấn.",
    "Trên đây là báo cáo của UBND huyện Đak Pơ./.",
)
OLD_PLANS = [
    "Sửa chữa cụm loa tại các làng trước mùa mưa; thay dây dẫn đã cũ.",
    "Giữ đều các buổi phát bằng tiếng phổ thông ở xã, thị trấn.",
]
HALF = {"title": "Kết quả công tác tuyên truyền 6 tháng đầu năm 2024", "period": "2024-H1"}


def district(**said: Any) -> Draft:
    """Draft a report of the district, with its usual names where nothing else is said."""
    return Draft(**(DISTRICT | said))


def short(number: str = "Số: 98/BC-UBND", **said: Any) -> Draft:
    """Draft the same short report, typed in some other way."""
    told = {"date": "Đak Pơ, ngày 10 tháng 6 năm 2024", "subject": (HALF["title"],), "body": SHORT}
    return district(number=number, **(told | said))


def short_keys(**more: Any) -> dict[str, Any]:
    """What the short report says, however it is typed."""
    plain = {"number": "98/BC-UBND", "date": "2024-06-10", "issuer": "ubnd-huyen-dak-po", "signer": CHAIR}
    return HALF | plain | {"recipients": OFFICE, "copies": COPIES} | SHORT_KEYS | more
