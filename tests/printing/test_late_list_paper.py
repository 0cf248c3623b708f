"""W18 on paper: heads on every page, twelve and forty lines, the longest names, inside the margins."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from paper_eyes import MM, characters, page_texts, squashed, words_of
from paper_samples import LONGEST_NAME, RARE, imprint

from outlet_app.domain.calendar import CST
from outlet_app.domain.ledgers import Line
from outlet_app.domain.ledgers.late import COLUMNS, Late
from outlet_app.printing.fonts import Faces
from outlet_app.printing.ledger import LedgerValues, build_ledger
from outlet_app.printing.ledger_columns import SHEET, widths
from outlet_app.wording import late_words
from outlet_app.wording import ledgers as words

AT = datetime(2026, 11, 20, 9, 5, tzinfo=CST)
CELLS = {
    "applicant": "内蒙古河套平原农牧业科技开发有限责任公司",
    "matter": "信息查询\n复杂查询报告",
    "rule": "handling",
    "ends": AT + timedelta(days=5),
    "over": "d12",
    "place_now": "case:in_progress",
    "handlers": "苏日娜 0837",
    "delay": "R5",
    "taken_up": "请专家会商，周五前答复；逾期由窗口负责人督办。",
    "signed": "",
}
every = pytest.mark.parametrize("which", list(Late))


def drawn(faces: Faces, which: Late = Late.OVERDUE, lines: int = 1, **cells: str) -> bytes:
    line = Line(AT, "c", "HH01-20261120-010001-C", {**CELLS, **cells})
    values = LedgerValues(
        imprint=imprint("W18", "HH0501 超〔2026〕0003 号"),
        outlet_sign="HH05",
        code=which,
        since=date(2026, 11, 27),
        until=date(2026, 11, 27),
        columns=COLUMNS,
        lines=(line,) * lines,
    )
    return build_ledger(values, faces)


@every
def test_it_is_called_by_its_list_and_says_what_it_holds(faces: Faces, which: Late) -> None:
    said = words_of(drawn(faces, which))
    assert words.name(which).replace(" ", "") in said
    assert f"范围：{squashed(late_words.SCOPES[which])}。" in said
    assert "共1条。" in said


def test_every_head_and_cell_is_there(faces: Faces) -> None:
    said = words_of(drawn(faces))
    for head in words.heads(COLUMNS):
        assert head in said, head
    for column, value in CELLS.items():
        assert squashed(words.cell(column, value)) in said, column  # type: ignore[arg-type]


def test_the_codes_of_the_reasons_are_explained_at_the_foot(faces: Faces) -> None:
    said = words_of(drawn(faces, delay=""))
    for code, word in late_words.REASONS.items():
        assert f"{code}{squashed(word)}" in said


def test_the_columns_fill_the_sheet_and_leave_room_to_sign() -> None:
    wide = dict(zip(words.heads(COLUMNS), widths(COLUMNS), strict=True))
    assert sum(wide.values()) == pytest.approx(SHEET.across)
    assert wide["督办人签字"] >= 14 * MM


@pytest.mark.parametrize("count", [12, 40])
def test_the_head_comes_again_on_every_page(faces: Faces, count: int) -> None:
    pages = [squashed(page) for page in page_texts(drawn(faces, lines=count))]
    assert len(pages) > 1
    assert all("督办人签字" in page for page in pages)
    assert "以下空白" in pages[-1]


@pytest.mark.parametrize("name", [LONGEST_NAME, f"乌云其木格·阿拉坦格日勒·{RARE}"])
def test_no_name_is_too_long_or_too_rare(faces: Faces, name: str) -> None:
    assert squashed(name) in words_of(drawn(faces, applicant=name))


@pytest.mark.parametrize("count", [1, 12])
def test_every_character_stands_within_the_margins(faces: Faces, count: int) -> None:
    pdf = drawn(faces, lines=count)
    for page in range(len(page_texts(pdf))):
        for char, box in characters(pdf, page):
            assert box.left >= SHEET.side - 0.5, char
            assert box.right <= SHEET.width - SHEET.side + 6, char


def test_the_same_values_make_the_same_bytes(faces: Faces) -> None:
    assert drawn(faces) == drawn(faces)
    assert drawn(faces) != drawn(faces, over="d13")


def test_a_moment_of_its_own_heads_the_second_column() -> None:
    assert words.heads(COLUMNS)[1] == "受理时间"
    line = replace(Line(AT, "c", "n", {}), at=AT + timedelta(minutes=1))
    assert words.cells(line, ())[0] == "2026-11-20 09:06"
