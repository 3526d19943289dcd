import pytest

from archive.excerpt import first_paragraph, plain, shortened


def test_the_first_paragraph_of_prose_is_taken_on_one_line() -> None:
    text = "## Mở đầu\n\n- mục\n\n| a | b |\n\nĐoạn **một** có [liên kết](x.md)[^1]\nvà dòng hai.\n\nĐoạn hai."
    assert first_paragraph(text) == "Đoạn một có liên kết và dòng hai."


@pytest.mark.parametrize("text", ["", "## Chỉ có tiêu đề", "- một\n- hai", "![ảnh](a.jpg)"])
def test_where_there_is_no_prose_there_is_no_summary(text: str) -> None:
    assert first_paragraph(text) is None


def test_words_joined_by_underscores_stay_whole() -> None:
    assert plain("tệp so_lieu_kenh và 2 * 3 * 4") == "tệp so_lieu_kenh và 2 * 3 * 4"


def test_a_text_is_cut_between_words() -> None:
    assert shortened("một hai ba bốn", 11) == "một hai ba…"
    assert shortened("một hai", 11) == "một hai"
    assert len(shortened("a" * 50, 10)) <= 10
