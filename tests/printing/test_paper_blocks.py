"""The building blocks, drawn on a bare sheet and read back."""

from dataclasses import replace

import pytest
from paper_eyes import MM, Ink, check_boxes, colour_of, drawn_boxes, place_of, words_of
from paper_eyes import Box as Seen
from paper_samples import IMPRINT, LONGEST_OUTLET

from outlet_app.printing.blocks import (
    Blank,
    Choice,
    Choices,
    Columns,
    Gap,
    Stack,
    Words,
    cell,
    centred,
    fitted,
    head,
)
from outlet_app.printing.fonts import Face
from outlet_app.printing.imprint import furniture
from outlet_app.printing.letterhead import letterhead
from outlet_app.printing.lines import Align, Style, plain, typeset
from outlet_app.printing.pages import compose
from outlet_app.printing.paper import LANDSCAPE, PORTRAIT
from outlet_app.printing.pen import Box, Pen
from outlet_app.printing.signing import SealArea, applicant_half, outlet_half, signatures
from outlet_app.printing.table import Cell, fixed

AT = Box(100, 200, 150, 50)


@pytest.fixture
def drawn(faces):
    """One block at a place on an empty page."""

    def draw(block, box=AT):
        pen = Pen(PORTRAIT, faces, "", "")
        block.draw(pen, box)
        pen.turn()
        return pen.finish()

    return draw


@pytest.fixture
def sheet_of(faces):
    """Pieces on a page with nothing around them."""

    def draw(*pieces, sheet=PORTRAIT):
        pen = Pen(sheet, faces, "", "")
        return compose(pen, sheet, pieces, lambda pen, page, pages: None)

    return draw


class TestWords:
    def test_stand_in_their_box(self, drawn):
        found = place_of(drawn(cell("材料名称", 10)), "材料名称")
        assert found.left == pytest.approx(100, abs=0.5)
        assert found.top >= 200
        assert found.bottom <= 200 + 14.5 + 2

    def test_centred_words_stand_in_its_middle(self, drawn):
        found = place_of(drawn(centred("材料名称", 10)), "材料名称")
        assert (found.left + found.right) / 2 == pytest.approx(175, abs=0.5)

    def test_take_as_many_lines_as_they_need(self, faces):
        assert cell("字" * 10, 10).height(faces, 100) == 14.5
        assert cell("字" * 11, 10).height(faces, 100) == 29

    def test_a_head_is_sans_and_a_cell_serif(self):
        assert head("序号").runs[0].face is Face.SANS_BOLD
        assert cell("1").runs[0].face is Face.SERIF


class TestStackAndColumns:
    def test_a_stack_is_as_high_as_all_its_blocks(self, faces, drawn):
        stack = Stack((Gap(10), cell("甲", 10), Gap(5), cell("乙", 10)))
        assert stack.height(faces, 100) == pytest.approx(10 + 14.5 + 5 + 14.5)
        pdf = drawn(stack)
        assert place_of(pdf, "乙").top - place_of(pdf, "甲").top == pytest.approx(19.5, abs=0.1)

    def test_columns_share_the_width_and_keep_apart(self, faces, drawn):
        columns = Columns(((1, cell("甲", 10)), (3, cell("乙" * 20, 10))), between=10)
        assert columns.height(faces, 150) == 29
        pdf = drawn(columns)
        assert place_of(pdf, "甲").left == pytest.approx(100, abs=0.5)
        assert place_of(pdf, "乙").left == pytest.approx(100 + 140 / 4 + 10, abs=0.5)


class TestChoices:
    THREE = Choices((Choice("窗口领取", True), Choice("邮寄送达", False), Choice("线上查收", False)), 10)

    def test_stand_in_a_row_where_there_is_room(self, faces, drawn):
        assert self.THREE.height(faces, 400) == 16
        boxes = check_boxes(drawn(self.THREE, replace(AT, width=400)))
        assert len({round(box.top) for box in boxes}) == 1
        assert boxes[0].left == pytest.approx(100, abs=1)

    def test_go_on_below_where_there_is_none(self, faces, drawn):
        assert self.THREE.height(faces, 70) == 48
        boxes = check_boxes(drawn(self.THREE, replace(AT, width=70)))
        assert len({round(box.left) for box in boxes}) == 1
        assert [round(box.top - boxes[0].top) for box in boxes] == [0, 16, 32]

    def test_only_the_chosen_one_is_ticked(self, drawn):
        pdf = drawn(self.THREE, replace(AT, width=400))
        ink = Ink(pdf)
        first, *others = (ink.amount(box) for box in check_boxes(pdf))
        assert all(first > 1.2 * other for other in others)

    def test_the_label_stands_behind_its_box(self, drawn):
        pdf = drawn(self.THREE, replace(AT, width=400))
        box, label = check_boxes(pdf)[1], place_of(pdf, "邮寄送达")
        assert box.right < label.left < box.right + 3 * MM
        assert box.top > label.top - 1
        assert box.bottom < label.bottom + 1


class TestBlank:
    def test_the_rule_runs_from_the_label_to_the_end(self, drawn):
        pdf = drawn(Blank("联系电话："))
        (rule,) = (box for box in drawn_boxes(pdf) if box.height < 2)
        label = place_of(pdf, "联系电话：")
        assert rule.right == pytest.approx(250, abs=1)
        assert label.right - 1 <= rule.left <= label.right + 3
        assert rule.top >= label.bottom - 3

    def test_a_value_stands_on_the_rule(self, drawn):
        pdf = drawn(Blank("经办人：", "苏日娜（工号 0837）"), replace(AT, width=200))
        (rule,) = (box for box in drawn_boxes(pdf) if box.height < 2)
        value = place_of(pdf, "苏日娜（工号0837）")
        assert rule.left < value.left
        assert value.right <= rule.right + 6

    def test_a_value_too_long_is_set_smaller_not_over_the_edge(self, drawn):
        pdf = drawn(Blank("经办人：", "乌云其木格·阿拉坦格日勒图雅（工号 0837）"))
        value = place_of(pdf, "乌云其木格·阿拉坦格日勒图雅（工号0837）")
        assert value.right <= 250 + 4
        assert value.height < place_of(pdf, "经办人").height

    def test_nothing_is_fitted_for_an_empty_value(self, faces):
        assert list(fitted(plain("", Face.SERIF), 10, 100, faces)) == []

    def test_what_fits_keeps_its_size(self, faces):
        ((line, size),) = fitted(plain("苏日娜", Face.SERIF), 10, 100, faces)
        assert (line.text, size) == ("苏日娜", 10)


class TestLetterhead:
    def title(self, faces, sheet_of, division):
        pieces = letterhead(division, "受理通知书", PORTRAIT, faces)
        return sheet_of(*pieces)

    @pytest.mark.parametrize("division", ["", "五原县", "乌拉特前旗", "巴彦淖尔经济技术开发区"])
    def test_the_issuing_line_stands_centred_within_the_margins(self, faces, sheet_of, division):
        pdf = self.title(faces, sheet_of, division)
        line = place_of(pdf, "市场监督管理局知识产权公共服务窗口")
        whole = place_of(pdf, words_of(pdf).split("受理")[0])
        assert whole.left >= 24 * MM - 0.5
        assert whole.right <= PORTRAIT.width - 24 * MM + 0.5
        assert (whole.left + whole.right) / 2 == pytest.approx(PORTRAIT.width / 2, abs=1)
        assert line.height >= 15

    def test_the_title_stands_below_it_and_larger(self, faces, sheet_of):
        pdf = self.title(faces, sheet_of, "五原县")
        title, line = place_of(pdf, "受理通知书"), place_of(pdf, "巴彦淖尔市五原县")
        assert title.top > line.bottom - 2
        assert title.height == pytest.approx(24, abs=1)
        assert title.height > line.height


class TestImprint:
    def page(self, faces, imprint, sheet=PORTRAIT, pages=(2, 3)):
        pen = Pen(sheet, faces, "", "")
        furniture(imprint, sheet)(pen, *pages)
        pen.turn()
        return pen.finish()

    def test_form_and_number_stand_at_the_two_margins(self, faces):
        pdf = self.page(faces, IMPRINT)
        form, number = place_of(pdf, "表号：W04"), place_of(pdf, "编号：HH0501告〔2026〕0031号")
        assert form.left == pytest.approx(24 * MM, abs=1)
        assert number.right == pytest.approx(PORTRAIT.width - 24 * MM, abs=1)
        assert form.bottom == pytest.approx(number.bottom, abs=0.5)

    def test_the_page_is_counted(self, faces):
        assert "第2页共3页" in words_of(self.page(faces, IMPRINT))

    def test_a_paper_without_a_number_shows_a_dash(self, faces):
        assert "编号：——" in words_of(self.page(faces, replace(IMPRINT, number="")))

    def test_the_whole_foot_stays_on_the_sheet(self, faces):
        named = replace(IMPRINT, outlet=LONGEST_OUTLET, clerk="乌云其木格·阿拉坦格日勒")
        long = replace(named, copy_no=12, unsent=True, version="10.12.3")
        for sheet in (PORTRAIT, LANDSCAPE):
            pdf = self.page(faces, long, sheet)
            marks = place_of(pdf, "第12次打印系统版本10.12.3尚未发送")
            assert marks.right <= sheet.width - sheet.side + 1
            assert marks.bottom < sheet.height - 4 * MM


class TestSignatures:
    @pytest.fixture
    def pdf(self, faces, sheet_of):
        clerk, day = "苏日娜（工号 0837）", "2026年11月22日"
        right = outlet_half("经办人：", clerk, "0478-6623315", LONGEST_OUTLET, day)
        return sheet_of(signatures(applicant_half(), right, PORTRAIT, faces, "s", gap=0))

    def test_both_halves_are_equally_wide(self, pdf):
        halves = [box for box in drawn_boxes(pdf) if box.height > 40 * MM and box.width < 100 * MM]
        assert len(halves) == 2
        assert halves[0].width == pytest.approx(halves[1].width, abs=0.1)

    def test_both_dates_stand_on_one_line_at_the_foot(self, pdf):
        left, right = place_of(pdf, "年月日时分"), place_of(pdf, "2026年11月22日")
        assert left.bottom == pytest.approx(right.bottom, abs=1)

    def test_both_sides_begin_on_one_line(self, pdf):
        left, right = place_of(pdf, "申请人（代理人）："), place_of(pdf, "经办人：")
        assert left.bottom == pytest.approx(right.bottom, abs=1)

    def test_a_long_outlet_name_takes_two_lines_above_the_seal_mark(self, pdf):
        mark = place_of(pdf, "（业务专用章）")
        assert LONGEST_OUTLET in words_of(pdf)
        assert place_of(pdf, LONGEST_OUTLET[-4:]).bottom < mark.top

    def test_the_seal_has_42_mm(self, faces):
        assert SealArea("", "", "").height(faces, 200) == pytest.approx(42 * MM)


class TestPen:
    def test_red_words_leave_the_next_ones_black(self, faces):
        pen = Pen(PORTRAIT, faces, "", "")
        Words(plain("红", Face.SERIF), Style(20, 30, red=True)).draw(pen, AT)
        Words(plain("黑", Face.SERIF), Style(20, 30)).draw(pen, replace(AT, y=300))
        pen.turn()
        pdf = pen.finish()
        assert colour_of(pdf, "红")[0] > 150
        assert colour_of(pdf, "黑") == (0, 0, 0)

    def test_the_baseline_lies_a_third_below_the_middle(self, faces):
        pen = Pen(PORTRAIT, faces, "", "")
        style = Style(20, 40)
        pen.lines(typeset(plain("一", Face.SERIF), style, 100, faces), style, 100, 200)
        pen.turn()
        ink = Ink(pen.finish())
        rows = [y for y in range(200, 241) if ink.amount(Seen(100, y, 120, y + 1)) > 0]
        assert 215 <= min(rows) <= max(rows) <= 225

    def test_frames_of_neighbours_are_drawn_as_one(self, faces, sheet_of):
        rows = [fixed([PORTRAIT.across], [[Cell(cell("甲"))]], faces, "one") for _ in range(3)]
        outer = max(drawn_boxes(sheet_of(*rows)), key=lambda box: box.height)
        assert outer.height == pytest.approx(3 * rows[0].height, abs=2.5)

    def test_frames_of_another_name_stand_apart(self, faces, sheet_of):
        rows = [fixed([PORTRAIT.across], [[Cell(cell("甲"))]], faces, name) for name in "ab"]
        heights = {round(box.height) for box in drawn_boxes(sheet_of(*rows))}
        assert max(heights) <= round(rows[0].height) + 2

    def test_right_aligned_words_hang_their_stop_over_the_margin(self, drawn):
        found = place_of(drawn(Words(plain("完。", Face.SERIF), Style(10, 15, Align.RIGHT))), "完。")
        assert found.right == pytest.approx(250 + 5, abs=0.5)
