"""W18 超期清单, read back from the PDF: every late case whole, nothing cut, its head on every page."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from paper_eyes import page_texts, squashed, words_of
from paper_samples import LONGEST_NAME, LONGEST_OUTLET, RARE, imprint

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind, ClockStart, TimeRule
from outlet_app.domain.facts.delay import DelayReason
from outlet_app.domain.states import State
from outlet_app.printing.case_facts import Staff
from outlet_app.printing.fonts import Faces
from outlet_app.printing.overdue import OverdueRow, OverdueValues, build_overdue
from outlet_app.wording.forms import overdue as words
from outlet_app.wording.oversight import REASONS

AT = datetime(2026, 11, 27, 9, 5, tzinfo=CST)
WORKDAYS = TimeRule("handling", ClockKind.WORKDAYS, 3, ClockStart.ACCEPTED)
HOURS = TimeRule("feedback", ClockKind.HOURS, 24, ClockStart.REGISTERED)
ROW = OverdueRow(
    case_no="HH05-20261120-010017-T",
    applicant=LONGEST_NAME,
    item="复杂查询报告",
    since=AT - timedelta(days=7),
    rule=WORKDAYS,
    due_at=datetime(2026, 11, 25, 17, 30, tzinfo=CST),
    late=2,
    in_hours=False,
    state=State.ACCEPTED,
    handler=Staff("苏日娜", "0837"),
    reason="R1",
    measures="已向市局催办，批复后当天办结",
)


def drawn(faces: Faces, *rows: OverdueRow, **changes: object) -> bytes:
    mark = imprint("W18", "HH0501 超〔2026〕0003 号", **changes)
    return build_overdue(OverdueValues(mark, AT, rows), faces)


def told(faces: Faces, *rows: OverdueRow, **changes: object) -> str:
    return squashed(words_of(drawn(faces, *rows, **changes)))


def test_a_row_tells_everything(faces: Faces) -> None:
    text = told(faces, ROW)
    for part in (
        "HH05-20261120-010017-T", squashed(LONGEST_NAME), "复杂查询报告", "2026-11-2009:05",
        "自受理之日起3个工作日内办结", "2026-11-2517:30", "2个工作日", "待办理苏日娜0837",
        "R1等待上级或外部审批", "已向市局催办，批复后当天办结",
    ):  # fmt: skip
        assert part in text, part


def test_every_head_of_the_form_is_there(faces: Faces) -> None:
    text = told(faces, ROW)
    assert [one for one in words.HEADS if one not in text] == []
    assert len(words.HEADS) == 12


def test_the_sentence_above_says_when_and_of_whom(faces: Faces) -> None:
    text = told(faces, ROW, ROW)
    assert "统计时间：2026年11月27日09:05。" in text
    assert "共2件。" in text
    assert "超期原因由承办人填写，督办人签字后归档。" in text


@pytest.mark.parametrize("code", list(DelayReason))
def test_every_reason_is_told_with_its_code(faces: Faces, code: DelayReason) -> None:
    assert squashed(f"{code.value}{REASONS[code]}") in told(faces, replace(ROW, reason=code.value))


def test_a_clock_of_hours_is_late_by_hours(faces: Faces) -> None:
    text = told(faces, replace(ROW, rule=HOURS, late=144, in_hours=True))
    assert "144小时" in text
    assert "自登记之时起24小时内反馈处理意见" in text


def test_how_late_is_said_in_its_unit() -> None:
    assert {(n, h): words.late(n, in_hours=h) for n in (0, 1, 12) for h in (True, False)} == {
        (0, True): "不足 1 小时",
        (0, False): "不足 1 个工作日",
        (1, True): "1 小时",
        (1, False): "1 个工作日",
        (12, True): "12 小时",
        (12, False): "12 个工作日",
    }


def test_a_clock_the_list_does_not_name_leaves_its_cell_empty(faces: Faces) -> None:
    text = told(faces, replace(ROW, rule=None))
    assert "自受理之日起" not in text
    assert "2个工作日" in text


def test_without_a_reason_the_cells_wait_for_the_pen(faces: Faces) -> None:
    text = told(faces, replace(ROW, reason="", measures=""))
    assert not any(f"{code.value}{REASONS[code]}" in text for code in DelayReason)


def test_an_empty_list_says_so(faces: Faces) -> None:
    text = told(faces)
    assert "没有超期的办件" in text
    assert "以下空白" not in text


def test_the_head_comes_again_on_every_page(faces: Faces) -> None:
    pages = [squashed(text) for text in page_texts(drawn(faces, *[ROW] * 40))]
    assert len(pages) > 2
    assert all("应办结时间" in page for page in pages)
    assert sum(page.count("010017-T") for page in pages) == 40
    assert "填表人" in pages[-1]
    assert "填表人" not in pages[0]


def test_the_longest_measures_are_told_to_the_end(faces: Faces) -> None:
    assert told(faces, replace(ROW, measures="办" * 300)).count("办") >= 300


@pytest.mark.parametrize("name", [RARE, "阿拉坦·额尔敦巴特尔", "𠮷𬎆䶮商贸有限公司"])
def test_rare_characters_are_printed(faces: Faces, name: str) -> None:
    assert squashed(name) in told(faces, replace(ROW, applicant=name))


def test_the_longest_outlet_has_room(faces: Faces) -> None:
    assert squashed(LONGEST_OUTLET) in told(faces, ROW, outlet=LONGEST_OUTLET)


def test_the_same_list_gives_the_same_bytes(faces: Faces) -> None:
    assert drawn(faces, ROW) == drawn(faces, ROW)
