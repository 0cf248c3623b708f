"""Sheets 4 to 6 of W17, read back from the PDF: groups by clerk, states, reviews, items, channels."""

from dataclasses import replace
from datetime import datetime

import pytest
from paper_eyes import MM, characters, page_texts, squashed, words_of
from paper_samples import CLERK_NAMES, SHEET
from paper_samples import DAY as PLAIN

from outlet_app.domain.calendar import CST
from outlet_app.domain.courses import Extra
from outlet_app.domain.duty_spans import DutySpan
from outlet_app.domain.events import Channel
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.sheet_difference import Difference
from outlet_app.domain.sheet_groups import GroupLine, Groups, Spent, Stock
from outlet_app.domain.states import State
from outlet_app.printing.workload import build_workload, check_code
from outlet_app.printing.workload_groups import FIGURE_WIDTH, FIGURES
from outlet_app.wording import sheet_groups as words

FIRST, SECOND = "1508260837", "1508260838"
LONGEST = "阿拉坦敖其尔·乌力吉巴雅尔"
GROUPS = Groups(
    clerks=(
        GroupLine(
            FIRST,
            {Extra.NOTICES: 1, Extra.INSTANT: 6, Extra.PROMISED: 2, Extra.ON_TIME: 5, Extra.HELPED: 1,
             Extra.OFFERED: 4, Extra.RATED: 3, Extra.PARENTS: 1, Extra.CHILDREN: 3},
        ),
        GroupLine(
            SECOND,
            {Extra.SECOND: 1, Extra.NOTICES: 1, Extra.PROMISED: 4, Extra.UNTYPED: 1, Extra.EARLY: 2,
             Extra.OPEN_LATE: 1, Extra.AGENTED: 1, Extra.PUSHED: 2, Extra.CONFIRMED: 1},
        ),
    ),
    total=GroupLine(
        "",
        {Extra.NOTICES: 2, Extra.SECOND: 1, Extra.INSTANT: 6, Extra.PROMISED: 6, Extra.UNTYPED: 1,
         Extra.EARLY: 2, Extra.ON_TIME: 5, Extra.OPEN_LATE: 1, Extra.HELPED: 1, Extra.AGENTED: 1,
         Extra.PARENTS: 1, Extra.CHILDREN: 3, Extra.PUSHED: 2, Extra.CONFIRMED: 1, Extra.OFFERED: 4,
         Extra.RATED: 3},
    ),
    items={1: Stock(5, 4, 6), 2: Stock(5, 3, 4, 1), 8: Stock(2, 0, 5), 9: Stock(), 0: Stock(1, 0, 1)},
    channels={
        Channel.COUNTER: Stock(8, 5, 12, 1),
        Channel.PHONE: Stock(3, 2, 1),
        Channel.ONLINE: Stock(2, 0, 3),
    },
    states={State.IN_PROGRESS: 9, State.CORRECTION: 5, State.TRACKING: 2},
    levels={Level.VERY_SATISFIED: 2, Level.DISSATISFIED: 1},
    spent=Spent(12.25, 2.5),
)  # fmt: skip
DAY = replace(
    PLAIN,
    groups=GROUPS,
    total=replace(PLAIN.total, rated=3, satisfied=2),
    offered=4,
    until=datetime(2026, 11, 17, 17, 46, tzinfo=CST),
)


def at(hour, minute):
    return datetime(2026, 11, 17, hour, minute, tzinfo=CST)


DUTY = {FIRST: (DutySpan(at(8, 30), at(12, 0)), DutySpan(at(14, 30), None))}


@pytest.fixture(scope="module")
def pdf(faces):
    return build_workload(replace(SHEET, sheet=DAY, clerk_windows={FIRST: "3"}, duty=DUTY), faces)


@pytest.fixture(scope="module")
def pages(pdf):
    return [squashed(text) for text in page_texts(pdf)]


def test_the_first_two_pages_stay_what_they_were(pages, faces):
    plain = [squashed(text) for text in page_texts(build_workload(replace(SHEET, sheet=DAY), faces))]
    bare = [
        squashed(text)
        for text in page_texts(build_workload(replace(SHEET, sheet=replace(DAY, groups=None)), faces))
    ]
    assert (len(pages), len(bare)) == (4, 2)
    for page, without in zip(plain, bare, strict=False):
        told = check_code(DAY), check_code(replace(DAY, groups=None))
        assert page.replace(told[0], told[1]).replace("共4页", "共2页") == without


def test_the_sample_day_agrees_with_itself(pages):
    assert "核对不符" not in "".join(pages)


def test_every_column_has_its_head_under_its_group(pages):
    for group, columns in words.GROUPS:
        assert group in pages[2]
        for one in columns:
            assert squashed(words.EXTRAS[one].split("\n")[0]) in pages[2]
    assert "未评" in pages[2]


def test_no_column_is_left_out():
    assert set(FIGURES) == set(Extra) == set(words.EXTRAS)
    assert len(FIGURES) == len(Extra)
    assert FIGURE_WIDTH > 10.4 * MM


def test_a_clerk_stands_with_window_and_figures(pages):
    assert "1苏日娜（0837）308:30-12:0014:30-至今1—62——5———1—13———431" in pages[2]
    assert "2巴特尔·孟克（0838）—11—412——1——1——21————" in pages[2]


def test_numbers_called_stand_below_the_stays_and_beside_what_was_taken_in(faces):
    values = replace(SHEET, sheet=replace(DAY, calls={FIRST: 12}), clerk_windows={FIRST: "3"}, duty=DUTY)
    texts = [squashed(text) for text in page_texts(build_workload(values, faces))]
    assert "08:30-12:0014:30-至今叫号12" in texts[2]
    assert "参评叫号" in texts[1]
    assert len(texts) == 4
    assert check_code(values.sheet) != check_code(DAY)


def test_where_no_number_was_called_there_is_no_column(pages):
    assert not [text for text in pages if "叫号" in text]


def test_the_sum_of_all(pages):
    assert "合计216612" + "5—1—1113" + "21—431" in pages[2]


def test_what_is_open_by_state_in_the_order_of_the_course(pages):
    assert "在办办件状态待申请人补正办理中跟踪服务" in pages[2]
    assert "件数592" in pages[2]


def test_reviews_and_the_time_it_took(pages):
    assert "应评已评未评非常满意满意基本满意不满意非常不满意满意度" in pages[2]
    assert "4312——1—66.7%12.22.5" in pages[2] or "4312——1—66.7%12.32.5" in pages[2]


def test_items_and_channels_with_their_stock(pages):
    assert "1知识产权信息查询服务546—" in pages[3]
    assert "2知识产权业务咨询服务5341" in pages[3]
    assert "9知识产权公共服务标准咨询与清单查询————" in pages[3]
    assert "未列入清单1—1—" in pages[3]
    assert "合计137161" in pages[3]
    assert "85121321—2—3—————" in pages[3]


def test_what_is_not_on_the_list_comes_last(pages):
    assert pages[3].index("知识产权公共服务标准咨询") < pages[3].index("未列入清单") < pages[3].rindex("合计")


def test_every_page_is_headed_and_signed(pages):
    for page in pages:
        assert "巴彦淖尔市知识产权公共服务窗口日工作量统计表" in page
        assert "填表人：苏日娜窗口负责人（复核）：值班领导：填报时间：2026-11-2210:42" in page
        assert check_code(DAY) in page


def test_nothing_leaves_the_margins(pdf, pages):
    for page in range(len(pages)):
        lefts, rights = zip(*((box.left, box.right) for _, box in characters(pdf, page)), strict=True)
        assert min(lefts) >= 16 * MM - 0.5
        assert max(rights) <= 297 * MM - 16 * MM + 6


def test_the_longest_and_rarest_names_stay_whole(faces):
    names = {**CLERK_NAMES, FIRST: LONGEST, SECOND: "𠮷日木图𬎆"}
    text = words_of(build_workload(replace(SHEET, sheet=DAY, clerk_names=names), faces))
    assert text.count(LONGEST) == 2
    assert text.count("𠮷日木图𬎆") == 2


def test_nothing_open_and_nothing_closed_is_said(faces):
    empty = Groups((), GroupLine("", {}), items={1: Stock()}, channels=dict.fromkeys(Channel, Stock()))
    told = replace(PLAIN, groups=empty)
    page = [squashed(text) for text in page_texts(build_workload(replace(SHEET, sheet=told), faces))][2]
    assert "没有在办办件" in page
    assert "————————————" in page
    assert "合计" in page


def test_many_clerks_go_on_with_their_head_and_one_sum(faces):
    clerks = tuple(GroupLine(f"15082609{n:02}", {Extra.NOTICES: 1}) for n in range(40))
    day = replace(DAY, groups=replace(GROUPS, clerks=clerks))
    texts = [squashed(text) for text in page_texts(build_workload(replace(SHEET, sheet=day), faces))]
    headed = [text for text in texts if "在岗时段" in text]
    assert len(texts) > 4
    assert len(headed) >= 2
    assert all("姓名（工号）" in text for text in headed)


def test_figures_that_do_not_agree_are_named_in_words(faces):
    wrong = replace(
        GROUPS,
        total=GroupLine("", {**GROUPS.total.figures, Extra.EARLY: 9, Extra.CONFIRMED: 5, Extra.SECOND: 7}),
        states={State.IN_PROGRESS: 3},
        items={1: Stock(1, 1, 1)},
    )
    text = words_of(build_workload(replace(SHEET, sheet=replace(DAY, groups=wrong)), faces))
    for said in (
        "办结7，提前、按时、超期办结之和14",
        "免申确认5，多于免申推送2",
        "二次告知7，多于一次性告知2",
        "提前办结各人员之和2，合计9",
        "按状态的各行之和3，办件流转16",
        "按事项的各行之和1，办件流转13",
    ):
        assert said in text


def test_the_check_code_covers_the_further_figures():
    other = replace(GROUPS, spent=Spent(12.25, 3))
    assert check_code(DAY) != check_code(replace(DAY, groups=other))


def test_the_same_values_make_the_same_bytes(faces, pdf):
    assert build_workload(replace(SHEET, sheet=DAY, clerk_windows={FIRST: "3"}, duty=DUTY), faces) == pdf


@pytest.mark.parametrize(
    "late", [None, (Difference("visits", 1, 2), Difference("flow.carried_over", 15, 16))]
)
def test_an_ordinary_day_is_four_pages_also_when_it_tells_what_was_recorded_late(faces, late):
    names = {str(number): "知识产权公共服务标准咨询与清单查询" for number in range(1, 11)}
    groups = replace(
        GROUPS, items={number: Stock(*((13, 7, 16) if number == 3 else ())) for number in range(11)}
    )
    values = replace(SHEET, sheet=replace(DAY, groups=groups), item_names=names, late=late, edition=2)
    texts = [squashed(text) for text in page_texts(build_workload(values, faces))]
    pages_told = [text for text in texts if "表六" in text]
    assert len(pages_told) == 1
    assert "填表人" in pages_told[0], "the matrix of channels and the signatures stand on its page"
    assert ("补录差异：与第1版相比，接待人次1改为2；本日结存15改为16。" in texts[0]) is (late is not None)
