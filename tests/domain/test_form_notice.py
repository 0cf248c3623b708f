"""The notice form: nothing empty, nothing endless, and the tick before printing."""

from dataclasses import replace

from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.events import NoticeLine
from outlet_app.domain.forms.notice import (
    FAULTY,
    LINE_LIMIT,
    NOTICE,
    ON_SPOT,
    PERIODS,
    PLACE,
    PLACE_LIMIT,
    check_notice,
    line_field,
)
from outlet_app.domain.materials import MaterialState
from tests.domain.tables import each

LINE = NoticeLine("8.2-M1", "申报书", MaterialState.MISSING, "ORIGINAL", 1, "未提交。", "提交申报书原件。")
DRAFT = NoticeDraft((LINE,), verified=True)


def codes(draft: NoticeDraft) -> dict[str, str]:
    return {name: problem.code for name, problem in check_notice(draft).items()}


def test_a_verified_notice_may_be_printed() -> None:
    assert codes(DRAFT) == {}


def test_the_tick_is_required() -> None:
    assert codes(replace(DRAFT, verified=False)) == {"verified": "notice.not_verified"}


def test_a_notice_tells_something() -> None:
    assert codes(replace(DRAFT, lines=())) == {"lines": "notice.empty"}


@each(
    ("change", "part", "code"),
    [
        ({"issue": "  "}, "issue", "field.missing"),
        ({"remedy": ""}, "remedy", "field.missing"),
        ({"remedy": "补" * (LINE_LIMIT + 1)}, "remedy", "text.too_long"),
        ({"issue": "缺公章😀"}, "issue", "text.emoji"),
        ({"place": "页" * (PLACE_LIMIT + 1)}, "place", "text.too_long"),
        ({"place": "第 3 页😀"}, "place", "text.emoji"),
    ],
)
def test_each_text_of_a_line_is_checked(change: dict[str, str], part: str, code: str) -> None:
    draft = replace(DRAFT, lines=(replace(LINE, **change),))
    assert codes(draft) == {line_field("8.2-M1", part): code}


@each("days", [0, -3, 61])
def test_the_period_stays_within_reason(days: int) -> None:
    assert codes(replace(DRAFT, correction_workdays=days)) == {"correction_workdays": "notice.period"}


def test_every_offered_period_may_be_printed() -> None:
    assert all(codes(replace(DRAFT, correction_workdays=days)) == {} for days in PERIODS)
    assert NOTICE.field("correction_workdays").options == tuple(map(str, PERIODS))


@each("place", ["", "  ", "第 3 页", "页" * PLACE_LIMIT, "第 2 项\n第 4 栏", "𬎆字一栏"])
def test_where_it_is_need_not_be_said_and_may_be_said_shortly(place: str) -> None:
    assert codes(replace(DRAFT, lines=(replace(LINE, place=place, on_spot=True),))) == {}


def test_the_columns_of_the_paper_are_the_fields_that_are_asked() -> None:
    asked = {one.name: one for one in FAULTY.columns}
    assert (asked["place"], asked["on_spot"]) == (PLACE, ON_SPOT)


def test_a_line_of_before_says_neither() -> None:
    assert (LINE.place, LINE.on_spot) == ("", False)
