"""The registration slip: 80 mm wide with 72 mm printed on, one page as long as it has to be."""

from dataclasses import replace
from datetime import datetime

import pytest
from paper_eyes import (
    MM,
    Ink,
    characters,
    drawn_boxes,
    font_descriptors,
    page_texts,
    place_of,
    squashed,
    words_of,
)
from paper_samples import ABOUT, LONGEST_NAME, LONGEST_OUTLET, RARE, imprint
from pypdfium2 import PdfDocument

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind, ClockStart, TimeRule
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, DueStamp
from outlet_app.printing.acceptance import Limit
from outlet_app.printing.cannot import NoGlyph
from outlet_app.printing.case_facts import Staff
from outlet_app.printing.fonts import Faces
from outlet_app.printing.slip import SlipValues, build_slip
from outlet_app.wording.forms import slip as words

AT = datetime(2026, 11, 22, 10, 42, tzinfo=CST)
DUE = DueStamp("handling", ClockKind.WORKDAYS, datetime(2026, 11, 25, 17, 30, tzinfo=CST))
HANDLING = Limit(TimeRule("handling", ClockKind.WORKDAYS, 3, ClockStart.ACCEPTED), DUE)
SLIP = SlipValues(
    imprint=imprint("W01", "HH0501 首〔2026〕0042 号"),
    about=ABOUT,
    registered_at=AT,
    channel=Channel.COUNTER,
    first_contact=Staff("苏日娜", "0837"),
    decision=Decision.ACCEPT,
    limits=(HANDLING,),
)
ABOUT_NOBODY = replace(ABOUT, applicant="")
VARIANTS = {
    "ordinary": SLIP,
    "anonymous": replace(SLIP, about=ABOUT_NOBODY, decision=Decision.ANSWER, limits=()),
    "undecided": replace(SLIP, decision=None, limits=()),
    "longest": replace(
        SLIP,
        about=replace(ABOUT, applicant=LONGEST_NAME),
        imprint=replace(SLIP.imprint, outlet=LONGEST_OUTLET),
        first_contact=Staff("乌云其木格·阿拉坦格日勒·其其格玛", "0837"),
        limits=(HANDLING, HANDLING, HANDLING),
    ),
    "rare": replace(SLIP, about=replace(ABOUT, applicant=f"敖日格勒·{RARE}")),
    "voided": replace(SLIP, imprint=replace(SLIP.imprint, voided="登记错了人", copy_no=2)),
    "preview": replace(SLIP, imprint=replace(SLIP.imprint, preview=True)),
}
every = pytest.mark.parametrize("name", VARIANTS)


def told(faces: Faces, **changes: object) -> str:
    return words_of(build_slip(replace(SLIP, **changes), faces))


@every
def test_it_is_one_page_of_a_roll(faces: Faces, name: str) -> None:
    (page,) = PdfDocument(build_slip(VARIANTS[name], faces))
    assert page.get_width() == pytest.approx(80 * MM, abs=0.1)
    assert 100 * MM < page.get_height() < 240 * MM


@every
def test_nothing_is_printed_outside_the_72_mm(faces: Faces, name: str) -> None:
    pdf = build_slip(VARIANTS[name], faces)
    (page,) = PdfDocument(pdf)
    high = page.get_height()
    for char, box in characters(pdf):
        hangs = 2.0 * MM if char in "（）〔〕，。；：、" else 0.2 * MM
        assert box.left > 4 * MM - hangs, char
        assert box.right < 76 * MM + hangs, char
        assert 3 * MM < box.top < box.bottom < high - 3 * MM, char
    if name != "voided":
        assert all(box.left > 3.75 * MM and box.right < 76.25 * MM for box in drawn_boxes(pdf))


@every
def test_no_paper_is_wasted_at_the_end(faces: Faces, name: str) -> None:
    pdf = build_slip(VARIANTS[name], faces)
    (page,) = PdfDocument(pdf)
    lowest = max(box.bottom for _, box in characters(pdf))
    assert page.get_height() - lowest < 6 * MM


def test_it_says_what_was_registered_in_this_order(faces: Faces) -> None:
    said = told(faces)
    parts = (
        "杭锦后旗陕坝镇公共服务网点",
        "首问登记单",
        "编号：HH0501首〔2026〕0042号",
        "办件编号" + ABOUT.case_no,
        "查询码",
        "扫码查询办理进度",
        "登记时间：2026年11月22日10:42",
        "来访方式：窗口",
        "服务对象：" + ABOUT.applicant,
        "事项：" + squashed(ABOUT.matter),
        "处理结果：受理",
        "办理时限：2026年11月25日（周三）17:30前办结（自受理之日起3个工作日内）",
        "首问责任人：苏日娜（工号0837）",
        "网点电话：" + ABOUT.outlet_phone,
        "24小时内反馈处理意见",
        ABOUT.consult_phone,
        ABOUT.complaint_phone,
        "表号：W01（2026-1版）",
        "第1次打印",
        "打印：2026-11-2210:42",
    )
    places = [said.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_the_numbers_to_read_out_are_the_largest_but_the_title(faces: Faces) -> None:
    pdf = build_slip(SLIP, faces)
    code, row = place_of(pdf, ABOUT.case_no), place_of(pdf, "登记时间")
    assert code.bottom - code.top > 1.1 * (row.bottom - row.top)
    assert (code.left + code.right) / 2 == pytest.approx(40 * MM, abs=0.5 * MM)


def test_the_code_can_be_scanned_from_a_slip(faces: Faces) -> None:
    pdf = build_slip(SLIP, faces)
    above, below = place_of(pdf, "查询码"), place_of(pdf, "扫码查询")
    ink = Ink(pdf)
    dark = [
        x / 4
        for x in range(int(5 * MM * 4), int(75 * MM * 4))
        if any(
            ink.at(x / 4, y)
            for y in (above.bottom + 12 * MM, above.bottom + 20 * MM, below.top - 4 * MM)
            if y < below.top
        )
    ]
    assert max(dark) - min(dark) >= 31.5 * MM
    assert (max(dark) + min(dark)) / 2 == pytest.approx(40 * MM, abs=1 * MM)


class TestWhatDependsOnTheCase:
    @pytest.mark.parametrize("decision", Decision)
    def test_every_decision_has_its_word(self, faces: Faces, decision: Decision) -> None:
        assert f"处理结果：{words.DECISIONS[decision]}" in told(faces, decision=decision)

    def test_before_a_decision_it_is_being_handled(self, faces: Faces) -> None:
        assert "处理结果：已登记，办理中" in told(faces, decision=None)

    @pytest.mark.parametrize("channel", Channel)
    def test_every_channel_has_its_word(self, faces: Faces, channel: Channel) -> None:
        said = told(faces, channel=channel)
        assert "来访方式：服务对象" not in said

    def test_somebody_without_a_name_is_a_dash(self, faces: Faces) -> None:
        assert "服务对象：——" in told(faces, about=ABOUT_NOBODY)

    def test_a_colleague_of_another_window_is_known_by_number(self, faces: Faces) -> None:
        assert "首问责任人：工号0837" in told(faces, first_contact=Staff("", "0837"))

    def test_without_a_limit_nothing_is_said_of_one(self, faces: Faces) -> None:
        assert "办理时限" not in told(faces, limits=())

    def test_each_limit_has_its_line(self, faces: Faces) -> None:
        assert told(faces, limits=(HANDLING, HANDLING)).count("办理时限：") == 2

    def test_an_unpublished_holiday_is_admitted_once(self, faces: Faces) -> None:
        assumed = replace(HANDLING, due=replace(DUE, assumed=True))
        plain, said = told(faces), told(faces, limits=(assumed, assumed))
        assert said.count("节假日") == 1
        assert "节假日" not in plain

    def test_an_outlet_whose_telephone_is_not_known_leaves_the_row_out(self, faces: Faces) -> None:
        assert "网点电话" not in told(faces, about=replace(ABOUT, outlet_phone=""))

    def test_a_further_limit_makes_it_longer(self, faces: Faces) -> None:
        (short,), (long,) = (
            PdfDocument(build_slip(replace(SLIP, limits=limits), faces)) for limits in ((), (HANDLING,))
        )
        assert long.get_height() > short.get_height() + 5 * MM


def test_a_voided_slip_is_marked(faces: Faces) -> None:
    said = words_of(build_slip(VARIANTS["voided"], faces))
    assert "已作废：登记错了人" in said
    assert said.count("作废") >= 2
    assert "第2次打印" in said
    assert "作废" not in told(faces)


def test_the_mark_changes_nothing_else(faces: Faces) -> None:
    held, void = (
        build_slip(replace(SLIP, imprint=replace(SLIP.imprint, voided=reason)), faces)
        for reason in ("", "错")
    )
    for part in ("办件编号", "扫码查询", "处理结果"):
        assert place_of(void, part).left == pytest.approx(place_of(held, part).left, abs=0.5)


def test_a_preview_has_no_number(faces: Faces) -> None:
    said = words_of(build_slip(VARIANTS["preview"], faces))
    assert "编号：——" in said
    assert "0042号" not in said
    assert "预览，不作为正式文书" in said


@pytest.mark.parametrize("name", [LONGEST_NAME, f"乌云其木格·阿拉坦格日勒·{RARE}", "𬎆䶮𠮷"])
def test_a_long_foreign_or_rare_name_is_whole(faces: Faces, name: str) -> None:
    assert f"服务对象：{name}" in told(faces, about=replace(ABOUT, applicant=name))


def test_a_character_without_a_face_is_refused(faces: Faces) -> None:
    with pytest.raises(NoGlyph) as caught:
        told(faces, about=replace(ABOUT, applicant="王\U0003ffff"))
    assert caught.value.char == "\U0003ffff"


@every
def test_every_face_is_embedded(faces: Faces, name: str) -> None:
    found = font_descriptors(build_slip(VARIANTS[name], faces))
    assert len(found) >= 3
    assert all(b"/FontFile2" in one for one in found)


@every
def test_the_same_values_make_the_same_bytes(faces: Faces, name: str) -> None:
    assert build_slip(VARIANTS[name], faces) == build_slip(VARIANTS[name], faces)


def test_the_words_of_decisions_are_complete_and_different() -> None:
    assert set(words.DECISIONS) == set(Decision)
    assert len(set(words.DECISIONS.values())) == len(Decision)


def test_the_head_line_of_other_papers_is_not_there(faces: Faces) -> None:
    (page,) = page_texts(build_slip(SLIP, faces))
    assert "共 1 页" not in page
