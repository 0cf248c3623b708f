"""W17 日工作量统计表, read back from the PDF: columns and identities of decisions.md 17."""

import re
from dataclasses import replace
from datetime import date, datetime

import pypdfium2
import pytest
from paper_eyes import MM, characters, colour_of, page_texts, place_of, squashed, words_of
from paper_samples import DAY, ITEMS, LONGEST_OUTLET, SHEET, line

from outlet_app.domain.calendar import CST
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.windows import Window
from outlet_app.domain.workload import ClerkFlow, Flow
from outlet_app.printing.workload import build_workload, check_code


@pytest.fixture(scope="module")
def pdf(faces):
    return build_workload(SHEET, faces)


@pytest.fixture(scope="module")
def pages(pdf):
    return [squashed(text) for text in page_texts(pdf)]


@pytest.fixture
def said(faces):
    def of(day=DAY, **changes):
        return words_of(build_workload(replace(SHEET, sheet=day, **changes), faces))

    return of


def test_the_sample_day_agrees_with_itself():
    assert broken_identities(DAY) == ()


def test_is_two_landscape_pages(pdf, pages):
    assert len(pages) == 2
    assert pypdfium2.PdfDocument(pdf)[0].get_size() == pytest.approx((297 * MM, 210 * MM), abs=0.01)


def test_nothing_leaves_the_margins(pdf, pages):
    for page in range(len(pages)):
        lefts, rights = zip(*((box.left, box.right) for _, box in characters(pdf, page)), strict=True)
        assert min(lefts) >= 16 * MM - 0.5
        assert max(rights) <= 297 * MM - 16 * MM + 6


def test_every_page_says_whose_day_it_is(pages):
    for text in pages:
        assert "巴彦淖尔市知识产权公共服务窗口日工作量统计表" in text
        assert "填报网点：杭锦后旗陕坝镇公共服务网点（HH05）" in text
        assert "统计日期：2026年11月17日（星期二）" in text
        assert f"数据截止：2026-11-1717:46尚未发送3条第1版校验码{check_code(DAY)}" in text
        assert "表号：W17" in text
        assert "编号：HH0501统〔2026〕0007号" in text


def test_every_page_is_signed(pages):
    for text in pages:
        assert "填表人：苏日娜窗口负责人（复核）：值班领导：填报时间：2026-11-2210:42" in text


class TestUnheardWindows:
    SILENT = (
        Window("02", datetime(2026, 11, 17, 9, 12, tzinfo=CST)),
        Window("03", datetime(2026, 11, 15, 17, 31, tzinfo=CST)),
    )
    SAID = "02号窗口自2026-11-1709:12起、03号窗口自2026-11-1517:31起未联系，其后办件可能未含。"

    def test_every_page_says_whose_cases_may_be_missing(self, faces):
        for text in page_texts(build_workload(replace(SHEET, unheard=self.SILENT), faces)):
            assert self.SAID in squashed(text)

    def test_an_outlet_whose_windows_were_all_heard_of_says_nothing(self, pages):
        assert "未联系" not in "".join(pages)

    def test_it_stands_between_the_time_of_the_figures_and_the_first_table(self, faces):
        first = squashed(page_texts(build_workload(replace(SHEET, unheard=self.SILENT), faces))[0])
        spots = [first.index(part) for part in ("数据截止", "02号窗口自", "表一按服务事项")]
        assert spots == sorted(spots)

    def test_even_ninety_windows_leave_the_sheet_its_pages(self, faces):
        many = tuple(Window(f"{n:02}", self.SILENT[0].heard) for n in range(2, 92))
        texts = page_texts(build_workload(replace(SHEET, unheard=many), faces))
        assert len(texts) == 2
        assert "等90个窗口未联系" in squashed(texts[0])


class TestFirstSheet:
    def test_has_the_columns_of_the_trade(self, pages):
        for name in (
            "接待人次", "小计", "窗口", "电话", "线上", "上门", "其他", "处理结果", "答复", "受理", "一次性",
            "容缺", "转办", "不予", "待审", "帮办", "办结", "超期", "服务评价", "参评", "满意", "满意度",
        ):  # fmt: skip
            assert name in pages[0]

    def test_every_item_has_its_row_and_zero_is_a_dash(self, pages):
        assert "1知识产权信息查询服务5311——311————14————" in pages[0]
        assert "2知识产权业务咨询服务522—1—4———1———31———" in pages[0]
        assert "9知识产权公共服务标准咨询与清单查询" + "—" * 19 in pages[0]

    def test_what_is_not_on_the_list_has_a_row_of_its_own(self, pages):
        assert "未列入清单11—————————1———————" in pages[0]

    def test_the_sum_stands_below(self, pages):
        assert "合计138311—7111111271———" in pages[0]

    def test_figures_stand_in_the_middle_of_their_columns(self, pdf):
        head, figure = place_of(pdf, "小计"), place_of(pdf, "5311")
        column = (head.left + head.right) / 2
        assert figure.left + 2.9 == pytest.approx(column, abs=1)


class TestSecondAndThirdSheet:
    def test_clerks_by_name_and_the_end_of_their_number(self, pages):
        assert "1苏日娜（0837）8611——611" in pages[1]
        assert "2巴特尔·孟克（0838）522—1—" in pages[1]

    def test_a_clerk_unknown_here_is_named_by_the_number(self, said):
        assert "11508260837" in said(clerk_names={})

    def test_the_flow_of_the_day(self, pages):
        assert "上日结存增加减少本日结存" in pages[1]
        assert "本日新收转入更正重开办结不予受理撤回或终止转出" in pages[1]
        assert "12131—71—216" in pages[1]

    def test_what_was_taken_in(self, pages):
        assert "未受理" in pages[1]
        assert "3521——" in pages[1]


class TestFlowByClerk:
    FLOWS = (
        ClerkFlow("1508260837", Flow(9, 9, 2, 0, 5, 0, 0, 3, 12)),
        ClerkFlow("1508260838", Flow(3, 4, 1, 0, 2, 1, 0, 1, 4)),
    )

    def of(self, faces, count=0, **changes):
        more = tuple(ClerkFlow(f"15082609{n:02}", Flow(0, 0, 0, 0, 0, 0, 0, 0, 0)) for n in range(count))
        rest = tuple(line(one.key) for one in more)
        day = replace(DAY, clerk_flows=(*self.FLOWS, *more), clerks=(*DAY.clerks, *rest))
        return build_workload(replace(SHEET, sheet=day, **changes), faces)

    def test_every_clerk_stands_above_the_sum(self, faces):
        said = squashed(page_texts(self.of(faces))[1])
        flow = said[said.index("表三") :]
        assert "序号姓名（工号）上日结存增加减少本日结存" in flow
        assert "1苏日娜（0837）992—5——312" in flow
        assert "2巴特尔·孟克（0838）341—21—14" in flow
        assert "合计12131—71—216" in flow
        assert flow.index("0837") < flow.index("0838") < flow.index("合计12131")

    def test_it_says_what_is_counted_twice_and_what_is_not(self, faces):
        assert "人员之间移交的，只计入各人员的转入、转出，合计不计。" in words_of(self.of(faces))

    def test_a_sheet_without_rows_is_what_it_was(self, said):
        assert "人员之间移交" not in said()

    @pytest.mark.parametrize("count", [0, 1])
    def test_a_usual_outlet_keeps_both_tables_on_one_page(self, faces, count):
        pages = [squashed(text) for text in page_texts(self.of(faces, count))]
        assert len(pages) == 2
        assert "表二" in pages[1]
        assert "表三" in pages[1]
        assert "填表人" in pages[1]

    @pytest.mark.parametrize("count", [2, 4, 8])
    def test_a_larger_one_has_each_table_whole_on_a_headed_and_signed_page(self, faces, count):
        pages = [squashed(text) for text in page_texts(self.of(faces, count))]
        assert len(pages) == 3
        assert ["表二" in text for text in pages] == [False, True, False]
        assert ["表三" in text for text in pages] == [False, False, True]
        for text in pages:
            assert "日工作量统计表" in text
            assert "填表人" in text

    def test_many_clerks_go_on_under_the_head_with_one_sum(self, faces):
        pages = [squashed(text) for text in page_texts(self.of(faces, 36))]
        flows = [text for text in pages if "更正重开" in text.split("填表说明")[0]]
        assert len(flows) >= 2
        assert sum("合计12131—71—216" in text for text in pages) == 1
        assert all("姓名（工号）" in text for text in flows)

    def test_the_longest_name_stays_in_its_cell(self, faces):
        names = {"1508260837": "阿拉坦敖其尔·乌力吉巴雅尔𬎆", "1508260838": "䶮"}
        pdf = self.of(faces, clerk_names=names)
        assert "阿拉坦敖其尔·乌力吉巴雅尔𬎆" in squashed(page_texts(pdf)[1]).replace("\n", "")
        lefts, rights = zip(*((box.left, box.right) for _, box in characters(pdf, 1)), strict=True)
        assert min(lefts) >= 16 * MM - 0.5
        assert max(rights) <= 297 * MM - 16 * MM + 6

    def test_a_row_that_does_not_balance_is_named_in_red_words(self, said):
        flows = (replace(self.FLOWS[0], flow=replace(self.FLOWS[0].flow, carried_over=13)), self.FLOWS[1])
        words = said(replace(DAY, clerk_flows=flows))
        assert "苏日娜（0837）的办件流转增加各栏与上日结存之和20，减少各栏与本日结存之和21" in words
        assert "本日结存各人员之和17（已扣除人员之间移交），办件流转16" in words

    def test_the_check_code_covers_it(self):
        assert check_code(replace(DAY, clerk_flows=self.FLOWS)) != check_code(DAY)


class TestReviews:
    RATED = replace(
        DAY,
        items=(replace(ITEMS[0], rated=5, satisfied=4), *ITEMS[1:]),
        total=replace(DAY.total, rated=13, satisfied=12),
        offered=14,
    )

    def test_satisfaction_is_a_share_of_the_reviews(self, said):
        words = said(self.RATED)
        assert "5480.0%" in words
        assert "131292.3%" in words

    def test_few_reviews_are_not_told_apart(self, said):
        words = said(self.RATED)
        assert "＊＊＊" in words
        assert "＊表示参评不足5人次或者按规定不分列" in words

    def test_a_day_without_reviews_needs_no_mark(self, pages):
        assert "＊" not in "".join(pages)


class TestBrokenFigures:
    WRONG_FLOW = replace(DAY, flow=replace(DAY.flow, carried_over=17))

    def test_a_day_that_agrees_has_no_warning(self, pages):
        assert "核对不符" not in "".join(pages)

    def test_figures_that_do_not_agree_are_named_on_every_page(self, faces):
        for text in page_texts(build_workload(replace(SHEET, sheet=self.WRONG_FLOW), faces)):
            assert "核对不符：以下各项对不上，已按原数打印，请查明后更正：" in squashed(text)
            assert "增加各栏与上日结存之和26，减少各栏与本日结存之和27。" in squashed(text)

    def test_and_printed_as_they_are(self, said):
        assert "12131—71—217" in said(self.WRONG_FLOW)

    def test_rows_are_named_as_on_the_sheet(self, said):
        items = (*ITEMS[:-1], line("0", (2, 0, 0, 0, 0), (0, 0, 0, 0, 0, 1, 0)))
        clerks = (replace(DAY.clerks[0], assisted=5), DAY.clerks[1])
        words = said(replace(DAY, items=items, clerks=clerks))
        assert "未列入清单接待人次2，处理结果之和1" in words
        assert "窗口各事项之和9，合计8" in words
        assert "帮办代办各人员之和6，合计2" in words

    def test_the_warning_is_red(self, faces):
        pdf = build_workload(replace(SHEET, sheet=self.WRONG_FLOW), faces)
        red, green, blue = colour_of(pdf, "核对不符")
        assert red > 150
        assert green == blue == 0
        assert colour_of(pdf, "填报网点") == colour_of(pdf, "表一") == (0, 0, 0)

    def test_the_page_still_holds_its_signatures(self, faces):
        pdf = build_workload(replace(SHEET, sheet=self.WRONG_FLOW), faces)
        assert len(page_texts(pdf)) == 2

    def test_every_broken_rule_has_words(self, said):
        wrong = replace(
            DAY,
            flow=replace(DAY.flow, carried_over=0, closed=9),
            intake=replace(DAY.intake, accepted=20, deficient=30),
            total=replace(DAY.total, rated=3, satisfied=4),
        )
        codes = {one.code for one in broken_identities(wrong)}
        assert {"flow", "closed", "intake", "deficient", "reviews", "satisfied"} <= codes
        words = said(wrong)
        for text in ("办件流转中办结", "多于上日已收未受理", "多于本日受理", "多于应评", "多于参评"):
            assert text in words
        assert not re.search("[a-z]{4}", words)


class TestManyClerks:
    def test_the_table_goes_on_with_its_head_and_ends_with_its_sum(self, faces):
        clerks = tuple(line(f"15082609{n:02}") for n in range(40))
        names = {one.key: f"人员{n}" for n, one in enumerate(clerks)}
        day = replace(DAY, clerks=(*DAY.clerks, *clerks))
        texts = page_texts(build_workload(replace(SHEET, sheet=day, clerk_names=names), faces))
        pages = [squashed(text) for text in texts]
        assert len(pages) >= 4
        assert all("姓名（工号）" in text for text in pages[1:3])
        assert sum("合计" in text for text in pages[1:]) == 1
        assert "填表人：" in pages[-1]
        assert "上日结存" in pages[-1]


def test_a_day_with_late_service_is_marked_so(faces):
    ordinary = build_workload(SHEET, faces)
    late = build_workload(replace(SHEET, workday=False), faces)
    assert words_of(ordinary) == words_of(late)
    assert ordinary != late


def test_the_longest_outlet_does_not_run_into_the_date(faces):
    values = replace(SHEET, imprint=replace(SHEET.imprint, outlet=LONGEST_OUTLET))
    words = words_of(build_workload(values, faces))
    assert f"填报网点：{LONGEST_OUTLET}" in words or LONGEST_OUTLET[:10] in words


def test_the_check_code_tells_two_days_apart():
    assert check_code(DAY) == check_code(replace(DAY))
    assert check_code(DAY) != check_code(replace(DAY, flow=replace(DAY.flow, new=14)))
    assert check_code(DAY) != check_code(replace(DAY, day=date(2026, 11, 18)))
    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}", check_code(DAY))


def test_the_same_values_make_the_same_bytes(faces, pdf):
    assert build_workload(SHEET, faces) == pdf
