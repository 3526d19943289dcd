"""What a browser fetches to learn about one thing: little, also in a large archive."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator

from archive.trust.lookups import PREFIXES, Item, key_of_address, key_of_number, shard_text, shards

ENTRIES = 10_000
TITLE = "báo cáo kết quả công tác thông tin đối ngoại quảng bá hình ảnh huyện xã thị trấn sáu tháng đầu năm lễ hội"
PARTS = ["doi", "ngoai", "xa", "tan", "an", "hoi"]


def things() -> Iterator[tuple[str, Item]]:
    """Make what an archive of so many entries knows: each has a page, a record, a number, and every third a file."""
    chance = random.Random(1)
    for number in range(ENTRIES):
        name = " ".join(chance.sample(TITLE.split(), 14)).capitalize()
        url = f"/bao-cao/20{number % 30:02}-h1/{'-'.join(chance.sample(PARTS, 4))}-{number}/"
        about: Item = {"p": url, "n": name, "s": "published", "d": f"2024-{number % 12 + 1:02}-15"}
        for kind in ("file", "record"):
            yield hashlib.sha256(f"{kind}{number}".encode()).hexdigest(), {"t": kind, **about}
        yield key_of_number(f"{number}/BC-UBND"), {"t": "number", **about}
        yield key_of_address(f"https://x.example{url}"), {"t": "address", **about}
        if number % 3 == 0:
            digest = hashlib.sha256(f"pdf{number}".encode()).hexdigest()
            yield digest, {**about, "t": "file", "p": f"{url}tep.pdf"}
            yield key_of_address(f"https://x.example{url}tep.pdf"), {**about, "t": "page", "p": f"{url}tep.pdf"}


def test_one_answer_costs_at_most_thirty_kilobytes_at_ten_thousand_entries() -> None:
    texts = {prefix: shard_text(shard).encode() for prefix, shard in shards(things()).items()}
    root = json.dumps({prefix: hashlib.sha256(text).hexdigest() for prefix, text in texts.items()}).encode()
    largest = max(len(gzip.compress(text, 6)) for text in texts.values())
    assert set(texts) == set(PREFIXES)
    assert largest + len(gzip.compress(root, 6)) + 64 <= 30_000, (largest, len(gzip.compress(root, 6)))


def test_a_shard_is_the_same_bytes_in_whatever_order_it_was_gathered() -> None:
    some = list(things())[:500]
    forwards, backwards = shards(some), shards(reversed(some))
    assert {one: shard_text(shard) for one, shard in forwards.items()} == {
        one: shard_text(shard) for one, shard in backwards.items()
    }
