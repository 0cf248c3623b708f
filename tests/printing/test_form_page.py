"""The blocks every form is set from, on pages of their own."""

from dataclasses import replace

import pytest
from paper_eyes import MM, Ink, check_boxes, drawn_boxes, page_texts, place_of, squashed, words_of
from paper_samples import ABOUT, IMPRINT

from outlet_app.domain.forms.texts import FormText
from outlet_app.printing.blocks import Choice, cell, centred
from outlet_app.printing.cannot import DoesNotFit, NoGlyph
from outlet_app.printing.facts import Fact
from outlet_app.printing.form_page import Ticks, set_form
from outlet_app.printing.sections import Section

TEXT = FormText(
    code="W99",
    edition="2030-2",
    title="试用书",
    word="试",
    copies=1,
    clauses={"intro": "{you}的申请已收到，编号 {no:b}。", "duty": "请于 {day:h}前来领取。"},
    notes=("电话：{consult}。",),
)
MARK = replace(IMPRINT, text=TEXT)


@pytest.fixture
def form(faces):
    """A form of the pieces a test names."""

    def draw(build, **changes):
        return set_form(replace(MARK, **changes), faces, build)

    return draw


def test_head_line_title_and_foot_are_those_of_the_text(form):
    words = words_of(form(lambda page: page.title()))
    assert "表号：W99（2030-2版）" in words
    assert "知识产权公共服务窗口试用书" in words
    assert "第1次打印" in words


def test_facts_stand_beside_a_code_without_personal_data(form):
    pdf = form(lambda page: [page.facts(ABOUT)])
    words = words_of(pdf)
    assert "扫码查询办理进度" in words
    assert "联系方式赵永胜139****6718" in words
    assert ABOUT.scanned == "HH05-20261122-010017-T 7K4M92QX"


def test_a_last_row_of_two_facts_may_follow(form):
    pdf = form(lambda page: [page.facts(ABOUT, (Fact("甲", "一"), Fact("乙", "二")))])
    assert "甲一乙二" in words_of(pdf)
    assert place_of(pdf, "甲").top == pytest.approx(place_of(pdf, "乙").top, abs=1)


def test_fields_join_into_one_frame_as_wide_as_the_sheet(form):
    rows = (Fact("理由", "短"), (Fact("左", "一"), Fact("右", "二")), Fact("末", "长" * 120))
    pdf = form(lambda page: page.fields(*rows))
    outer = max(drawn_boxes(pdf), key=lambda box: box.width * box.height)
    assert outer.width == pytest.approx(162 * MM, abs=3)
    for text in ("理由", "左", "右", "末"):
        place = place_of(pdf, text)
        assert outer.top < place.top < place.bottom < outer.bottom


def test_boxes_are_drawn_and_ticked(form):
    ticks = Ticks("权限", (Choice("代为提交", on=True), Choice("代为缴费", on=False)))
    pdf = form(lambda page: page.fields(ticks))
    ink = Ink(pdf)
    on, off = (ink.amount(box) for box in check_boxes(pdf))
    assert on > 1.2 * off
    assert "权限代为提交代为缴费" in words_of(pdf)


def test_a_letter_is_filled_from_the_clauses(form):
    words = words_of(form(lambda page: page.letter("intro", you="您", no="7")))
    assert "您的申请已收到，编号7。" in words


def test_a_clause_stands_behind_its_label(form):
    words = words_of(form(lambda page: page.said("领取", "duty", day="2026年11月23日")))
    assert "领取：请于2026年11月23日前来领取。" in words


def test_a_value_is_never_read_as_a_template(form):
    words = words_of(form(lambda page: page.letter("intro", you="{no}公司", no="{you}")))
    assert "{no}公司的申请已收到，编号{you}。" in words


class TestSections:
    def draw(self, form, count, **changes):
        rows = tuple((cell(f"第 {n} 份材料"), centred(str(n))) for n in range(1, count + 1))
        section = Section("一、清单", (("名称", 100.0), ("份数", 30.0)), rows, **changes)
        return form(lambda page: page.section(section))

    def test_rows_are_numbered_under_their_heads(self, form):
        assert "一、清单序号名称份数1第1份材料12第2份材料2" in words_of(self.draw(form, 2))

    def test_an_empty_one_says_so(self, form):
        assert "一、清单：无。" in words_of(self.draw(form, 0))

    def test_the_end_is_struck_where_asked(self, form):
        assert "以下空白" in words_of(self.draw(form, 1, struck=True))
        assert "以下空白" not in words_of(self.draw(form, 1))

    def test_the_head_comes_again_and_the_strike_stays_with_the_last_row(self, form):
        pages = [squashed(text) for text in page_texts(self.draw(form, 60, struck=True))]
        assert len(pages) > 1
        assert all("序号名称份数" in text for text in pages)
        assert "以下空白" in pages[-1]
        assert "第60份材料" in pages[-1]

    def test_the_columns_fill_the_sheet_whatever_they_add_up_to(self, form):
        outer = max(drawn_boxes(self.draw(form, 3)), key=lambda box: box.width)
        assert outer.width == pytest.approx(162 * MM, abs=3)


def test_signatures_have_room_for_the_seal_and_name_who_signs(form):
    pdf = form(lambda page: [page.signed(ABOUT, "经办人：", "2026年11月22日")])
    assert "经办人：苏日娜（工号0837）联系电话：0478-6623315" in words_of(pdf)
    assert place_of(pdf, "（业务专用章）").bottom - place_of(pdf, "联系电话").top > 35 * MM


def test_two_parties_sign_under_their_own_titles(form):
    pdf = form(lambda page: [page.halves(cell("一"), cell("二"), ("委托人", "受托人"))])
    assert "委托人受托人一二" in words_of(pdf)


def test_a_single_note_has_no_number_and_several_have(form, faces):
    assert "1.电话" not in words_of(form(lambda page: page.notes(ABOUT)))
    two = replace(TEXT, notes=("甲。", "乙{consult}。"))
    words = words_of(form(lambda page: page.notes(ABOUT), text=two))
    assert "1.甲。2.乙0478-8213500。" in words


def test_what_cannot_be_printed_is_said_by_its_code(form):
    with pytest.raises(NoGlyph):
        form(lambda page: page.salutation("\U0003134a"))
    with pytest.raises(DoesNotFit):
        form(lambda page: page.fields(Fact("甲", "长" * 9_000)))


def test_rows_are_as_roomy_as_one_page_allows(form):
    def rows(count):
        return lambda page: page.fields(*(Fact(f"甲{n}", "一") for n in range(count)))

    def pitch(pdf):
        return place_of(pdf, "甲1").top - place_of(pdf, "甲0").top

    assert pitch(form(rows(4))) > pitch(form(rows(28))) > 7.2 * MM
