"""W25 活动签到表: what stands on it, with nobody, with twelve and with the longest names."""

from dataclasses import replace
from datetime import timedelta

import pytest
from form_samples import AT, mark
from paper_eyes import MM, characters, page_texts, squashed, words_of
from paper_samples import LONGEST_NAME, RARE

from outlet_app.domain.facts.activity import ActivityWay, SignWay
from outlet_app.printing.attendance import BLANK_ROWS, AttendanceRow, AttendanceValues, build_attendance
from outlet_app.printing.fonts import Faces
from outlet_app.printing.paper import PORTRAIT
from outlet_app.printing.tokens import CLOSERS, OPENERS
from outlet_app.wording.forms import attendance as words

ROW = AttendanceRow("赵永胜", "禾源食品有限公司", "139****1234")
VALUES = AttendanceValues(
    mark("W25"), "专利申请实务培训", ActivityWay.PARK, "陕坝镇农业产业园", AT, AT + timedelta(hours=2), 0,
    (ROW,),
)  # fmt: skip


def drawn(faces: Faces, **changes: object) -> bytes:
    return build_attendance(replace(VALUES, **changes), faces)  # type: ignore[arg-type]


def test_it_says_what_where_when_and_how_many(faces: Faces) -> None:
    said = words_of(drawn(faces))
    for text in (
        "活动签到表",
        "专利申请实务培训",
        "园区宣讲",
        "陕坝镇农业产业园",
        "人数上限不限",
        "报名人数1人",
    ):
        assert text in said, text
    assert squashed(words.span(AT, AT + timedelta(hours=2))) in said


def test_nobody_has_come_yet_is_a_blank(faces: Faces) -> None:
    assert "签到人数记录人" not in words_of(drawn(faces))
    assert "0人" not in words_of(drawn(faces))


def test_who_came_stands_with_time_and_way(faces: Faces) -> None:
    rows = tuple(replace(ROW, signed_at=AT, way=way) for way in SignWay)
    said = words_of(drawn(faces, rows=rows))
    for word in words.SIGN_WAYS.values():
        assert f"{AT:%H:%M}{word}" in said
    assert "签到人数3人" in said


def test_who_waits_is_marked_at_the_name(faces: Faces) -> None:
    assert "赵永胜（候补第2位）" in words_of(drawn(faces, rows=(replace(ROW, place=2),)))


def test_blank_lines_follow_for_who_comes_unannounced(faces: Faces) -> None:
    said = words_of(drawn(faces))
    assert str(1 + BLANK_ROWS) in said
    assert "以下空白" not in said


def test_twelve_people_fit_one_page_and_sixty_have_their_head_on_each(faces: Faces) -> None:
    twelve, sixty = (page_texts(drawn(faces, rows=(ROW,) * number)) for number in (12, 60))
    assert len(twelve) == 1
    assert len(sixty) > 1
    assert all("姓名" in squashed(page) for page in sixty[:-1])


@pytest.mark.parametrize("name", [LONGEST_NAME, f"乌云其木格·阿拉坦格日勒·{RARE}"])
def test_no_name_is_too_long_or_too_rare(faces: Faces, name: str) -> None:
    said = words_of(drawn(faces, rows=(replace(ROW, name=name, unit=name),), title=name))
    assert said.count(squashed(name)) >= 1


def test_every_character_stands_within_the_margins(faces: Faces) -> None:
    pdf = drawn(faces, rows=(ROW, replace(ROW, name=LONGEST_NAME, unit=LONGEST_NAME), *(ROW,) * 30))
    for page in range(len(page_texts(pdf))):
        for char, box in characters(pdf, page):
            hangs = 2.2 * MM if char in CLOSERS | OPENERS else 0
            assert box.left + hangs > PORTRAIT.side - 1 * MM, char
            assert box.right - hangs < PORTRAIT.width - PORTRAIT.side + 1 * MM, char
            assert box.bottom < PORTRAIT.height - 5 * MM, char


def test_it_names_its_form_series_and_copy(faces: Faces) -> None:
    said = words_of(drawn(faces, imprint=replace(VALUES.imprint, copy_no=3)))
    assert "表号：W25（2026-1版）" in said
    assert "培〔2026〕0007号" in said
    assert "第3次打印" in said


def test_a_second_day_is_written_out() -> None:
    assert words.span(AT, AT + timedelta(days=1)).count("年") == 2
    assert words.span(AT, AT + timedelta(hours=1)).count("年") == 1


def test_every_way_has_a_word() -> None:
    assert set(words.WAYS) == set(ActivityWay)
    assert set(words.SIGN_WAYS) == set(SignWay)
