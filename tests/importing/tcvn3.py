"""The letters of fonts from before Unicode, as Word files show them."""

from __future__ import annotations

# TCVN 5712:1993 (ABC): what a byte of these fonts shows; a capital with a tone has no byte, it needs the font H.
TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcdddedfe1e2e3e4"
            "e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
        ).decode("latin-1"),
        strict=True,
    )
)


def tcvn3(text: str) -> str:
    """Write with the letters that Word shows for the bytes of TCVN3 in another font."""
    wrong = {letter for letter in text if letter > "\x7f" and letter not in TCVN3 and letter not in "–…“”"}
    assert not wrong, f"{wrong} cannot be written in TCVN3: {text}"
    return "".join(TCVN3.get(letter, letter) for letter in text)
