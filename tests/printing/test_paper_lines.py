"""Our Chinese paragraph: where lines may break, what stays whole, how punctuation and margins are set."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from outlet_app.printing.fonts import Face
from outlet_app.printing.lines import Align, Style, bold, natural_width, plain, typeset
from outlet_app.printing.rich import lead, rich
from outlet_app.printing.tokens import NO_END, NO_START, Run

SIZE = 10.0
STYLE = Style(SIZE, SIZE * 1.5)


@pytest.fixture(scope="module")
def set_text(faces):
    def texts(text, em, **style):
        lines = typeset(plain(text, Face.SERIF), Style(SIZE, 15, **style), em * SIZE, faces)
        return [line.text for line in lines]

    return texts


@pytest.mark.parametrize(
    ("text", "em", "lines"),
    [
        ("请到窗口办理。", 7, ["请到窗口办理。"]),
        # The stop hangs its blank half over the margin rather than start a line.
        ("请到窗口办理。", 6.5, ["请到窗口办理。"]),
        ("请到窗口办理。", 6, ["请到窗口办", "理。"]),
        ("请交（原件）来", 3, ["请交", "（原件）", "来"]),
        ("他说：“可以。”再来", 4, ["他说：", "“可以。”", "再来"]),
        ("共收到……三份", 5, ["共收到……", "三份"]),
        ("一二三四五——六七八", 6, ["一二三四", "五——六七八"]),
        ("满意度百分之九十，合格", 8, ["满意度百分之九", "十，合格"]),
    ],
)
def test_breaks_where_a_chinese_line_may_break(set_text, text, em, lines):
    assert set_text(text, em) == lines


@pytest.mark.parametrize(
    "whole",
    [
        "91150826MA0NK2H35E",
        "2026年12月11日",
        "12月11日",
        "HH0501 告〔2026〕0031 号",
        "HH05-20261122-010017-T",
        "0478-8213500",
        "139****6718",
        "ZL202310123456.6",
        "100.0%",
        "15 个",
        "3 份",
        "24 小时",
        "1 位",
        "拉·巴",
    ],
)
@pytest.mark.parametrize("before", range(12))
def test_codes_dates_and_numbers_are_never_torn(set_text, whole, before):
    lines = set_text("甲" * before + whole + "乙乙乙", 14)
    assert any(whole in line for line in lines)


def test_a_code_wider_than_its_column_is_cut_rather_than_lost(set_text):
    code = "A1B2C3D4E5" * 4
    lines = set_text(f"号码{code}止", 6)
    assert "".join(lines) == f"号码{code}止"
    assert len(lines) > 3


def test_ten_thousand_characters_without_a_break_are_set(set_text):
    for text in ("8" * 10_000, "字" * 10_000, "，" * 10_000, "（" * 10_000):
        assert "".join(set_text(text, 12)) == text


def test_blanks_stand_neither_at_the_start_nor_at_the_end(set_text):
    lines = set_text("收到 3 份材料 另有 2 份待补", 6)
    assert lines == [line.strip() for line in lines]


def test_a_line_feed_breaks_and_an_empty_line_stays(set_text):
    assert set_text("甲\n\n乙", 10) == ["甲", "", "乙"]
    assert set_text("", 10) == [""]


class TestPunctuation:
    def test_neighbours_share_their_blank(self, faces):
        def width(text):
            return natural_width(plain(text, Face.SERIF), STYLE, faces) / SIZE

        assert width("甲乙") == pytest.approx(2)
        assert width("甲，乙") == pytest.approx(3)
        assert width("甲。”乙") == pytest.approx(3.5)
        assert width("甲：（乙") == pytest.approx(3.5)
        assert width("甲）、（乙") == pytest.approx(4)
        assert width("甲《（乙") == pytest.approx(3.5)

    def test_an_opening_mark_is_flush_at_the_start_of_a_line(self, faces):
        (line,) = typeset(plain("（甲）乙", Face.SERIF), STYLE, 100, faces)
        assert line.placed[0].x == pytest.approx(-SIZE / 2)
        assert line.placed[1].x == pytest.approx(SIZE / 2)

    def test_but_keeps_its_blank_after_an_indent(self, faces):
        (line,) = typeset(plain("（甲）乙", Face.SERIF), Style(SIZE, 15, indent=2), 100, faces)
        assert line.placed[0].x == pytest.approx(2 * SIZE)

    def test_a_centred_text_is_centred_by_what_is_seen(self, faces):
        (line,) = typeset(plain("甲乙。", Face.SERIF), Style(SIZE, 15, Align.CENTRE), 100, faces)
        assert line.width == pytest.approx(2.5 * SIZE)
        assert line.placed[0].x == pytest.approx((100 - 25) / 2)


class TestMargins:
    LONG = (
        "按照一次性告知制度，现将需要补正的全部内容告知如下：第 2 项专利号少 1 位数字，"
        "请于 2026年12月2日前补正。逾期未补正的，视为撤回本次申请，可以随时重新申请。"
    )

    def test_full_lines_end_at_the_margin_and_the_last_does_not(self, faces):
        *full, last = typeset(plain(self.LONG, Face.SERIF), Style(SIZE, 15, Align.JUSTIFY), 173, faces)
        assert len(full) >= 3
        assert all(line.width == pytest.approx(173) for line in full)
        assert last.width < 173

    def test_left_lines_keep_their_natural_gaps(self, faces):
        first = typeset(plain(self.LONG, Face.SERIF), STYLE, 173, faces)[0]
        assert first.placed[1].x == pytest.approx(SIZE)

    def test_a_line_of_two_words_is_not_torn_apart(self, faces):
        text = "号码 91150826MA0NK2H35E91150826MA0NK2H35E12"
        lines = typeset(plain(text, Face.SERIF), Style(SIZE, 15, Align.JUSTIFY), 250, faces)
        assert lines[0].width < 60

    def test_right_lines_end_at_the_margin(self, faces):
        (line,) = typeset(plain("2026年11月22日", Face.SERIF), Style(SIZE, 15, Align.RIGHT), 200, faces)
        assert line.placed[0].x + line.width == pytest.approx(200)

    def test_the_first_line_stands_in_by_two(self, faces):
        style = Style(SIZE, 15, Align.JUSTIFY, indent=2)
        first, second, *_ = typeset(plain(self.LONG, Face.SERIF), style, 173, faces)
        assert first.placed[0].x == pytest.approx(2 * SIZE)
        assert second.placed[0].x == pytest.approx(0)

    def test_tracking_widens_between_but_not_after_the_letters(self, faces):
        style = Style(SIZE, 15, tracking=0.3)
        (line,) = typeset(plain("受理通知书", Face.SERIF), style, 200, faces)
        assert line.width == pytest.approx((5 + 4 * 0.3) * SIZE)


class TestRuns:
    def test_a_field_takes_the_face_its_letter_names(self):
        runs = rich("请于 {due:b}前补正{n:h}份{rest}", due="12月2日", n=2, rest="。")
        assert runs == (
            Run("请于 ", Face.SERIF),
            Run("12月2日", Face.SERIF_BOLD),
            Run("前补正", Face.SERIF),
            Run("2", Face.SANS_BOLD),
            Run("份", Face.SERIF),
            Run("。", Face.SERIF),
        )

    def test_a_value_is_never_read_as_a_template(self):
        assert rich("致{name}", name="{due:b}<b>") == (Run("致", Face.SERIF), Run("{due:b}<b>", Face.SERIF))

    def test_a_label_stands_before_in_bold_sans(self):
        assert lead("补正期限", rich("十天"))[0] == Run("补正期限：", Face.SANS_BOLD)

    def test_bold_keeps_the_kind_of_face(self):
        assert bold((Run("甲", Face.SERIF), Run("乙", Face.SANS), Run("丙", Face.SANS_BOLD))) == (
            Run("甲", Face.SERIF_BOLD),
            Run("乙", Face.SANS_BOLD),
            Run("丙", Face.SANS_BOLD),
        )

    def test_faces_may_change_within_a_line_without_a_break(self, faces):
        runs = rich("请于 {due:b}前补正", due="12月2日")
        (line,) = typeset(runs, STYLE, 300, faces)
        assert line.text == "请于 12月2日前补正"


WRITTEN = st.text(
    st.sampled_from("甲乙丙丁戊，。；：、！？（）“”《》〔〕—…·0123456789ABz-./% \n𠮷"), max_size=120
)
CLAUSE = st.lists(
    st.sampled_from(
        [
            "材料",
            "申请人",
            "，",
            "。",
            "、",
            "；",
            "：",
            "（原件）",
            "“可以”",
            "《办法》",
            "3 份",
            "2026年1月2日",
        ]
    ),
    min_size=1,
    max_size=60,
).map("".join)
STYLES = st.builds(
    Style, st.just(SIZE), st.just(15.0), st.sampled_from(list(Align)), st.sampled_from([0.0, 2.0])
)


@settings(max_examples=150, deadline=None)
@given(text=WRITTEN, em=st.integers(8, 40), style=STYLES)
def test_any_text_is_set_whole_within_its_measure(faces, text, em, style):
    lines = typeset(plain(text, Face.SERIF), style, em * SIZE, faces)
    set_marks = "".join(line.text for line in lines)
    assert set_marks.replace(" ", "") == text.replace("\n", "").replace(" ", "")
    for line in lines:
        assert line.width <= em * SIZE + 0.1


@settings(max_examples=150, deadline=None)
@given(text=CLAUSE, em=st.integers(12, 40))
def test_no_line_begins_or_ends_with_a_mark_that_may_not(faces, text, em):
    assume(not re.search(f"[{''.join(map(re.escape, NO_START))}]{{5}}", text))
    lines = typeset(plain(text, Face.SERIF), STYLE, em * SIZE, faces)
    starts = [line.text[0] for line in lines[1:] if line.text]
    ends = [line.text[-1] for line in lines[:-1] if line.text]
    assert not NO_START.intersection(starts)
    assert not NO_END.intersection(ends)


ALONE = "提交的材料由服务网点当面核对以后再办理"


@pytest.mark.parametrize(
    ("text", "em", "last"),
    [
        (f"{ALONE}。", len(ALONE) - 1, "办理。"),
        (f"{ALONE}", len(ALONE) - 1, "办理"),
        (f"{ALONE}）", len(ALONE) - 1, "办理）"),
        # A word that stays whole comes down whole, with what may not be parted from it.
        ("请在期限以前补交复印件 3 份来", 13, "3 份来"),
        ("以前提交的材料由服务网点退还（原件）的", 18, "件）的"),
        # Two characters are company enough, a date or a number is never alone.
        (f"{ALONE}的", len(ALONE) - 1, "理的"),
        ("以材料到达本网点的日期为准，即 2026年11月27日", 16, "2026年11月27日"),
        # A line that would keep next to nothing keeps all.
        ("今天下午三点后", 6, "点后"),
        ("今天下午三", 4, "三"),
    ],
)
def test_no_paragraph_ends_with_one_character_alone(set_text, text, em, last):
    *above, found = set_text(text, em)
    assert found.strip() == last
    assert re.sub(r"\s", "", "".join([*above, found])) == re.sub(r"\s", "", text)


def test_every_paragraph_of_a_text_is_looked_after(set_text):
    lines = set_text(f"{ALONE}。\n{ALONE}。", len(ALONE) - 1)
    assert [line.strip() for line in lines] == [ALONE[:-2], "办理。"] * 2


@pytest.mark.parametrize("align", [Align.JUSTIFY, Align.LEFT, Align.CENTRE, Align.RIGHT])
def test_lines_that_gave_a_character_away_stay_within_their_width(faces, align):
    style = Style(SIZE, 15, align)
    above, last = typeset(plain(f"{ALONE}。", Face.SERIF), style, (len(ALONE) - 1) * SIZE, faces)
    assert max(above.width, last.width) <= (len(ALONE) - 1) * SIZE + 0.01
    if align is Align.JUSTIFY:
        # The line that lost one still reaches the margin.
        assert above.width == pytest.approx((len(ALONE) - 1) * SIZE, abs=0.1)
