"""The browser's own hashes and signatures, where it has none: by the vectors of the standards, and as Python does."""

from __future__ import annotations

import hashlib
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.trust.keys import SigningKey
from archive.trust.lookups import key_of_address, key_of_number
from node import run_node
from project import ROOT

MODULES = ROOT / "overrides/assets/verify"
ORDER = 2**252 + 27742317777372353535851937790883648493

# RFC 8032, section 7.1: secret key, public key, message, signature.
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


def verified(cases: list[tuple[str, str, str]]) -> list[bool]:
    """Have our own checker decide on (key, signature, message), all in hexadecimal."""
    script = f"""
    import {{ ownVerify }} from {str(MODULES / "ed25519.mjs")!r};
    import {{ unhex }} from {str(MODULES / "hash.mjs")!r};
    console.log(JSON.stringify(given.map(([key, signature, message]) =>
      ownVerify(unhex(key), unhex(signature), unhex(message)))));
    """
    found: list[bool] = run_node(script, cases)
    return found


def hashed(messages: list[bytes]) -> list[list[str]]:
    script = f"""
    import {{ hex, ownSha256, ownSha512, unhex }} from {str(MODULES / "hash.mjs")!r};
    console.log(JSON.stringify(given.map(one => [hex(ownSha256(unhex(one))), hex(ownSha512(unhex(one)))])));
    """
    found: list[list[str]] = run_node(script, [message.hex() for message in messages])
    return found


def test_hashes_are_those_of_the_standard_at_every_length_around_a_block() -> None:
    messages = [os.urandom(length) for length in [*range(140), 1000, 70_001]]
    expected = [[hashlib.sha256(one).hexdigest(), hashlib.sha512(one).hexdigest()] for one in messages]
    assert hashed(messages) == expected


def test_signatures_of_the_standard_are_right() -> None:
    assert all(SigningKey(bytes.fromhex(secret)).public == public for secret, public, _, _ in VECTORS)
    assert verified([(public, signature, message) for _, public, message, signature in VECTORS]) == [True] * len(
        VECTORS
    )


def test_no_changed_bit_is_right() -> None:
    _, public, message, signature = VECTORS[2]
    cases = []
    for what, text in enumerate((public, signature, message)):
        for bit in range(0, len(text) * 4, 7):
            changed = bytearray.fromhex(text)
            changed[bit // 8] ^= 1 << bit % 8
            case = [public, signature, message]
            case[what] = changed.hex()
            cases.append((case[0], case[1], case[2]))
    assert verified(cases) == [False] * len(cases)


def test_what_the_standard_refuses_is_refused() -> None:
    _, public, message, signature = VECTORS[1]
    scalar = int.from_bytes(bytes.fromhex(signature)[32:], "little") + ORDER
    malleable = signature[:64] + scalar.to_bytes(32, "little").hex()
    not_on_curve = "02" + "00" * 31
    assert (
        verified(
            [
                (public, malleable, message),
                (public, signature[:-2], message),
                (public[:-2], signature, message),
                (not_on_curve, signature, message),
                ("ff" * 32, signature, message),
                (public, "00" * 64, message),
            ]
        )
        == [False] * 6
    )


@settings(max_examples=5, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.lists(st.binary(max_size=300), min_size=3, max_size=8))
def test_signatures_are_right_as_python_makes_them(secret: bytes, messages: list[bytes]) -> None:
    key = SigningKey(secret)
    assert verified([(key.public, key.sign(one).hex(), one.hex()) for one in messages]) == [True] * len(messages)


NUMBERS = [
    "175/BC-UBND",
    "Số: 175/BC-UBND",
    "số 175/BC-UBND ngày 1 tháng 2",
    "Số175/BC",
    " 0175 / bc-ubnd ",
    "12/QĐ-UBND",
    "12/qđ-ubnd",
    "12/QD\u0309-UBND",
    "",
    "000",
]
ADDRESSES = [
    "https://luu-tru.dak-po.example/",
    "https://WWW.luu-tru.dak-po.example:443/bao-cao/2023-h1/a/?q=1#x",
    "luu-tru.dak-po.example/bao-cao/2023-h1/a/index.html",
    "https://an@luu-tru.dak-po.example/tin/%C4%91%C6%B0%E1%BB%9Dng/",
    "https://x.example/tin/đường",
    "https://x.example/%zz",
    "https://x.example?a",
]


def test_what_is_asked_has_one_name_in_both_languages() -> None:
    script = f"""
    import {{ keyOfAddress, keyOfNumber }} from {str(MODULES / "lookup.mjs")!r};
    const site = "https://luu-tru.dak-po.example/";
    const [numbers, addresses] = given;
    console.log(JSON.stringify(await Promise.all([
      ...numbers.map(keyOfNumber), ...addresses.map(one => keyOfAddress(one, site))])));
    """
    whole = [one if "://" in one else f"https://{one}" for one in ADDRESSES]
    expected = [*map(key_of_number, NUMBERS), *map(key_of_address, whole)]
    assert run_node(script, [NUMBERS, ADDRESSES]) == expected


@pytest.mark.parametrize("name", ["goc.json", "goc.json.sig", "so/00.json"])
def test_data_that_does_not_agree_is_no_answer(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    from archive.trust.journal import Journal
    from archive.trust.sealing import Seal

    folder = tmp_path_factory.mktemp("proof")
    Seal(folder, "https://x.example/", SigningKey(b"\1" * 32), Journal(), [], []).put(None)
    script = f"""
    import {{ Archive, Forged }} from {str(MODULES / "lookup.mjs")!r};
    const load = async path => new Uint8Array(fs.readFileSync({str(folder / "kiem-tra")!r} + "/" + path));
    const changed = async path => {{
      const bytes = await load(path);
      if (path === given) bytes[bytes.length >> 1] ^= 1;
      return bytes;
    }};
    const hash = "00".repeat(32);
    const whole = await new Archive(load).about(hash);
    let forged = false;
    try {{ await new Archive(changed).about(hash); }} catch (problem) {{ forged = problem instanceof Forged; }}
    console.log(JSON.stringify([whole.items, whole.signed, forged]));
    """
    assert run_node(script, name) == [[], True, True]
