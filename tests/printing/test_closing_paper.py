"""W28 日结核对单, read back from the PDF: agreed, unlike, unchecked; never cut, never without signatures."""

from dataclasses import replace
from datetime import date, datetime

import pypdfium2
import pytest
from paper_eyes import MM, characters, page_texts, squashed, words_of
from paper_samples import LONGEST_OUTLET, imprint
from test_ledger_paper import line

from outlet_app.domain.calendar import CST
from outlet_app.domain.closing import HeldCase, HeldDay, compare
from outlet_app.printing.closing import ClosingValues, build_closing
from outlet_app.printing.fonts import Faces
from outlet_app.printing.paper import PORTRAIT
from outlet_app.wording.forms import closing as words
from outlet_app.wording.papers import EMPTY_SECTION

HERE = HeldDay(
    {
        **{str(n): HeldCase(f"HH05-20261120-01{n:04}-T", 3, "a" * 64) for n in range(1, 9)},
        "book": HeldCase("", 4, "b" * 64, 2),
    },
    {"HH0501 告〔2026〕0031 号": 2},
)
THERE = HeldDay(
    {key: one for key, one in HERE.cases.items() if key != "3"}
    | {"new": HeldCase("HH05-20261120-020001-X", 5, "c" * 64)},
    {"HH0501 告〔2026〕0031 号": 1},
)
NUMBERS = (line(1, post="01", series="case:2026-11-20", issued=12, taken=11, lacking="complete"), line(2))
AGREED = ClosingValues(
    imprint("W28", "HH0501 结〔2026〕0003 号"), "HH05", "01", date(2026, 11, 20),
    datetime(2026, 11, 20, 17, 35, tzinfo=CST), 1, HERE, HERE, (), NUMBERS,
)  # fmt: skip
UNLIKE = replace(AGREED, there=THERE, differences=compare(HERE, THERE))
UNCHECKED = replace(AGREED, there=None)
ALL = {"agreed": AGREED, "unlike": UNLIKE, "unchecked": UNCHECKED}


def said(values: ClosingValues, faces: Faces) -> str:
    return squashed(words_of(build_closing(values, faces)))


@pytest.mark.parametrize("name", ALL)
def test_it_says_where_when_and_which_edition(name: str, faces: Faces) -> None:
    text = said(ALL[name], faces)
    for told in (
        "表号：W28（2026-1版）",
        "编号：HH0501结〔2026〕0003号",
        "日结核对单",
        "杭锦后旗陕坝镇公共服务网点（HH05）",
        "2026年11月20日星期五",
        "2026-11-2017:35第1版",
        "终端01",
        "窗口负责人",
        "值班领导",
    ):
        assert told in text, told


def test_both_sides_stand_beside_each_other(faces: Faces) -> None:
    text = said(UNLIKE, faces)
    for name, here, there in (
        (words.CASES, 8, 8),
        (words.RECORDS, 1, 1),
        (words.EVENTS, 30, 32),
        (words.UNSENT, 2, 2),
        (words.PAPERS, 1, 1),
        (words.CODE, HERE.code, THERE.code),
    ):
        assert f"{name}{here}{there}" in text, name


def test_a_day_that_agrees_says_so_and_lists_nothing(faces: Faces) -> None:
    text = said(AGREED, faces)
    assert "已与市局核对，相符。" in text
    assert text.count(HERE.code) == 2
    assert f"{words.UNLIKE}{squashed(EMPTY_SECTION)}" in text
    assert "处不符" not in text


def test_every_difference_has_its_line_and_room_to_settle_it(faces: Faces) -> None:
    text = said(UNLIKE, faces)
    assert f"{len(UNLIKE.differences)}处不符" in text
    for one in UNLIKE.differences:
        assert squashed(one.number or words.NO_NUMBER) in text, one
        assert squashed(words.how(one)) in text, one
    assert "处理情况" in text


def test_an_unchecked_day_has_dashes_and_no_list(faces: Faces) -> None:
    text = said(UNCHECKED, faces)
    assert "未与市局核对：核对时联系不上市级服务器" in text
    assert f"{words.CODE}{HERE.code}—" in text
    assert "核对不符的编号" not in text
    assert "相符。" not in text


def test_the_numbers_of_the_day_are_accounted_for(faces: Faces) -> None:
    text = said(AGREED, faces)
    assert "01办件编号2026-11-201211无缺号" in text
    assert "文书告〔2026〕3126第12、27–29号。搁置" in text


def test_a_day_without_work_is_a_whole_sheet(faces: Faces) -> None:
    nothing = replace(AGREED, here=HeldDay(), there=HeldDay(), numbers=())
    text = said(nothing, faces)
    assert f"{words.EVENTS}00" in text
    assert "编号使用" in text


def long_day(many: int) -> ClosingValues:
    cases = {str(n): HeldCase(f"HH05-20261120-01{n:04}-T", 3, "a" * 64) for n in range(many)}
    here = HeldDay(cases, HERE.papers)
    there = HeldDay({}, {})
    return replace(UNLIKE, here=here, there=there, differences=compare(here, there))


@pytest.mark.parametrize("many", [1, 12, 40, 90])
def test_nothing_leaves_the_margins_and_the_signatures_never_stand_alone(many: int, faces: Faces) -> None:
    pdf = build_closing(long_day(many), faces)
    pages = [squashed(text) for text in page_texts(pdf)]
    for number, text in enumerate(pages, 1):
        assert f"第{number}页共{len(pages)}页" in text
    assert "窗口负责人" in pages[-1]
    assert "缺号和原因" in pages[-1] or "以下空白" in pages[-1]
    assert sum(text.count("市局没有这件") for text in pages) == many
    for page in range(len(pypdfium2.PdfDocument(pdf))):
        lefts, rights = zip(*((box.left, box.right) for _, box in characters(pdf, page)), strict=True)
        assert min(lefts) >= 24 * MM - 1
        assert max(rights) <= PORTRAIT.width - 20 * MM + 12


def test_a_number_is_never_broken(faces: Faces) -> None:
    lines = page_texts(build_closing(UNLIKE, faces))[0].replace("\r\n", "|")
    assert "HH05-20261120-010003-T" in lines
    assert "HH0501 告〔2026〕0031 号" in lines


def test_the_longest_outlet_has_room(faces: Faces) -> None:
    longest = replace(AGREED, imprint=replace(AGREED.imprint, outlet=LONGEST_OUTLET))
    assert f"{LONGEST_OUTLET}（HH05）" in said(longest, faces)


@pytest.mark.parametrize("name", ALL)
def test_the_same_values_make_the_same_bytes(name: str, faces: Faces) -> None:
    assert build_closing(ALL[name], faces) == build_closing(ALL[name], faces)
