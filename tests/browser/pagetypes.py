"""One page of every type, by its address: what the browser tests look at."""

REPORT = "bao-cao/2023-h1/doi-ngoai-6-thang-dau-nam/"
STORY = "tin-bai/2022/cong-chieng-ya-hoi/"
PAGE_TYPES = {
    "home": "",
    "timeline": "ky/",
    "year": "ky/2023/",
    "period": "ky/2023-h1/",
    "collection": "bao-cao/",
    "stories": "tin-bai/",
    "kind": "loai/ke-hoach/",
    "status": "trang-thai/da-rut/",
    "report": REPORT,
    "blank number": "bao-cao/2023-h1/xa-ya-hoi/",
    "superseded": "bao-cao/2022-h2/xa-phu-an/",
    "withdrawn": "bao-cao/2022-h2/thong-bao-lich-phat-thanh-quy-iv/",
    "story": STORY,
    "correction": "dinh-chinh/2022/trang-mao-danh-uy-ban-huyen/",
    "units": "don-vi/",
    "unit": "don-vi/ubnd-huyen-dak-po/",
    "successor": "don-vi/ubnd-xa-dak-po/",
    "topics": "linh-vuc/",
    "topic": "linh-vuc/van-hoa/",
    "channels": "kenh/",
    "channel": "kenh/zalo-dak-po/",
    "data": "du-lieu/",
    "verify": "kiem-tra/",
    "accessibility": "tro-nang/",
    "corrections policy": "chinh-sach-dinh-chinh/",
    "not found": "404.html",
}
ENGLISH = {
    "english home": "en/",
    "english timeline": "en/ky/",
    "english year": "en/ky/2023/",
    "english period": "en/ky/2023-h1/",
    "english units": "en/don-vi/",
    "english unit": "en/don-vi/ubnd-huyen-dak-po/",
    "english topics": "en/linh-vuc/",
    "english topic": "en/linh-vuc/van-hoa/",
    "english channels": "en/kenh/",
    "english channel": "en/kenh/zalo-dak-po/",
    "english accessibility": "en/tro-nang/",
    "english corrections policy": "en/chinh-sach-dinh-chinh/",
}
SEARCH = {
    "search": "tim-kiem/",
    "search results": "tim-kiem/?q=doi+ngoai+dak+po",
    "nothing found": "tim-kiem/?q=xqzxqz+wvwv",
    "filtered list": "bao-cao/?linh-vuc=van-hoa",
}
