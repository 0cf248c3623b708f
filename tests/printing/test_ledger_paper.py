"""W19 台账, read back from the PDF: every column has its head, nothing is broken in the middle or cut."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pypdfium2
import pytest
from paper_eyes import MM, characters, page_texts, squashed, words_of
from paper_samples import LONGEST_NAME, LONGEST_OUTLET, RARE, imprint

from outlet_app.domain.applicant import ApplicantKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, Delivery
from outlet_app.domain.facts.pledge import CheckResult
from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.ledgers import LEDGERS, Line, Sum, SumOf
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.states import State
from outlet_app.printing.ledger import LedgerValues, build_ledger
from outlet_app.printing.ledger_columns import SHEET, widths
from outlet_app.wording import ledgers as words

AT = datetime(2026, 11, 20, 9, 5, tzinfo=CST)
FULL = {
    "answer": "期满前十二个月内办理，过期后另有六个月宽展期。",
    "applicant": LONGEST_NAME,
    "basis": "《中华人民共和国行政许可法》第三十二条第一款第二项",
    "breach": True,
    "channel": Channel.COUNTER,
    "clerk": "苏日娜 0837",
    "copy": 2,
    "decision": Decision.NOTICE,
    "delivery": Delivery.ELECTRONIC,
    "due": AT + timedelta(days=21),
    "ended": AT + timedelta(minutes=12),
    "event": "notice_given",
    "first": "高云飞 0001",
    "form": "W04",
    "found": CheckResult.UNCLEAR,
    "instead": "国家知识产权局商标业务呼和浩特受理窗口",
    "kind": ApplicantKind.ENTERPRISE,
    "listed": "资助奖励申报书\n支出凭证\n银行账户证明",
    "materials": 12,
    "matter": "资助奖励\n申报预审",
    "number": "HH0501 告〔2026〕0031 号",
    "ordinal": 1,
    "outcome": "报告已交付",
    "pages": 3,
    "phone": "138****2046",
    "policy": "专利商标质押融资贴息\nBYNR-2026-03",
    "truth": Truth.UNKNOWN,
    "unsettled": 2,
    "choice": IntentChoice.LATER,
    "reason": "不属于本窗口办理范围",
    "registered": AT - timedelta(days=3),
    "request": "申报专利转化专项资助，已完成两件专利许可备案",
    "callback": "今天下午三点后",
    "situation": "D",
    "stage": "检索中",
    "state": State.IN_PROGRESS,
    "to": "市级知识产权综合服务窗口",
    "way": CheckWay.ONLINE,
    "approver": "高云飞 0001",
    "late": "资助奖励申报书\n信用承诺书",
    "archive": "CP-2026-0007",
    "finding": "no_basis",
    "handlers": "王海燕 0412\n高云飞 0001",
    "level": 1,
    "service": "supplement",
    "answered": "unrated",
    "measures": "增设机动窗口，等待超过 20 分钟时启用，并在大厅公布各时段的平均等待时间。",
    "mended": AT + timedelta(days=3),
    "rated": "苏日娜 0837",
    "tags": "108\n115",
    "task": "classified",
    "activity": "archived",
    "approved": "高云飞 0001",
    "came": 43,
    "clock": True,
    "code": "promise.empty",
    "count": 128,
    "enrolled": 60,
    "held": "ORIGINAL|1|资助奖励申报书\nCOPY|2|专利证书、登记簿副本",
    "effect": "申请发明专利 2 件",
    "next_visit": date(2026, 12, 20),
    "visited": "on_site",
    "held_as": "on_site",
    "venue": "杭锦后旗政务服务大厅三楼会议室",
    "rated_well": "38/40",
    "sending": "sent_with_hint",
    "step": "materials_checked",
    "subject": "HH0501 告〔2026〕0031 号",
    "title": "专利申请实务培训",
    "units": 31,
    "why": "申请人名称写错",
    "attachments": "营业执照\n申报书",
    "doing": "fetch",
    "done_on": date(2026, 11, 19),
    "minutes": 25,
    "office": "国家知识产权局商标业务呼和浩特受理窗口",
    "text": "取回资助批复，当面交给申请人",
    "told": "yes",
    "void": "申请人名称写错，重新出具",
    "package": "维权一件事",
    "parent": "HH05-20261120-010001-T",
    "collector": "mail|electronic|阿***********",
    "incoming": "hotline\n巴热转〔2026〕11-0457 号\n12345 政务服务便民热线\n2026-12-01\nplatform",
    "duty": "duty.handed",
    "post": "01",
    "partner": "王海燕 0412",
    "pending": "12|1|2|3|4|1|2",
    "seals": "业务专用章 1 枚",
    "devices": "扫描仪、打印机完好",
    "said": "二号打印机缺纸，已报修",
    "gap": "not_handed_over",
    "seal": "business|2",
    "ticket": "A012",
    "fate": "elsewhere",
    "queue": "missing|A013|A015",
    "series": "paper:告:2026",
    "issued": 31,
    "taken": 26,
    "spoilt": 2,
    "apart": 1,
    "stuck": 3,
    "lacking": "set_back|12, 27–29",
    "of_item": "8 资助奖励",
    "cases": 12,
    "served": 31,
    "given": 28,
    "excluded": 1,
    "given_rate": "90.3%",
    "level5": 20,
    "level4": 4,
    "level3": 2,
    "level2": 1,
    "level1": 3,
    "content": "held_back",
    "bad": 2,
    "to_mend": 2,
    "done": 7,
    "done_rate": "50.0%",
    "spent": "3.5",
    "broken": "missing|3|4\nother_day|2026-11-19",
}


def line(number: int = 1, **changes: object) -> Line:
    cells = {**FULL, **changes}
    return Line(AT + timedelta(minutes=number), "c", f"HH05-20261120-01{number:04}-T", cells)


def values(code: str, *lines: Line, **changes: object) -> LedgerValues:
    made = LedgerValues(
        imprint=imprint("W19", "HH0501 账〔2026〕0003 号"),
        outlet_sign="HH05",
        code=code,
        since=date(2026, 11, 1),
        until=date(2026, 11, 20),
        columns=LEDGERS[code].columns,
        lines=lines,
    )
    return replace(made, **changes)


@pytest.fixture(params=LEDGERS)
def code(request):
    return request.param


def test_every_column_has_a_head(code):
    assert [column for column in LEDGERS[code].columns if column not in words.HEADS] == []


def test_every_ledger_has_a_name(code):
    assert words.name(code).endswith("台账")
    number, _, _ = code.partition("-")
    assert words.titled(code) == f"{number}　{words.name(code)}"


def test_the_columns_fill_the_sheet(code):
    assert sum(widths(LEDGERS[code].columns)) == pytest.approx(SHEET.across)
    assert min(widths(LEDGERS[code].columns)) >= 8 * MM


def test_heads_and_cells_are_all_there(code, faces):
    text = words_of(build_ledger(values(code, line()), faces))
    for column in LEDGERS[code].columns:
        assert words.HEADS[column] in text
        assert squashed(words.cell(column, FULL[column])) in squashed(text), column


def test_a_moment_and_a_case_number_are_not_broken_in_the_middle(code, faces):
    lines = page_texts(build_ledger(values(code, line()), faces))[0].split("\r\n")
    assert "2026-11-20" in " ".join(lines)
    assert any("HH05-20261120-" in one for one in lines)
    assert any("010001-T" in one for one in lines)


def test_a_handing_over_is_told_whole_and_no_moment_of_the_ledger_is_broken(faces):
    given = "given:2|HH0501 报〔2026〕0001 号|检索查询报告\n1||商标注册证原件"
    pdf = build_ledger(values("L11", line(event="result_collected", outcome=given)), faces)
    said = squashed(words_of(pdf))
    for told in (
        "领取结果",
        "检索查询报告HH0501报〔2026〕0001号（2份）、商标注册证原件（1份）",
        "邮件收件人",
    ):
        assert told in said, told
    lines = [one.strip() for one in page_texts(pdf)[0].replace("\r\n", " ").split(" ")]
    assert [day for day in ("2026-11-20", "2026-11-17", "2026-12-11") if day not in lines] == []


def test_no_rate_of_a_quarter_is_broken_in_the_middle(faces):
    whole = {"given_rate": "100.0%", "content": "100.0%", "done_rate": "100.0%", "spent": "12.5"}
    pdf = build_ledger(values("L26", *(line(n, **whole) for n in range(8))), faces)
    said = page_texts(pdf)[0].replace("\r\n", " ").split(" ")
    assert [one.strip() for one in said].count("100.0%") == 24
    assert "12.5" in said


def test_nothing_leaves_the_margins(code, faces):
    pdf = build_ledger(values(code, *(line(n) for n in range(1, 40))), faces)
    for page in range(len(pypdfium2.PdfDocument(pdf))):
        lefts, rights = zip(*((box.left, box.right) for _, box in characters(pdf, page)), strict=True)
        assert min(lefts) >= 16 * MM - 0.5
        assert max(rights) <= 297 * MM - 16 * MM + 6


def test_the_head_comes_again_on_every_page_and_pages_are_counted(code, faces):
    pages = [squashed(text) for text in page_texts(build_ledger(values(code, *map(line, range(60))), faces))]
    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert "办件编号" in text
        assert f"第{number}页共{len(pages)}页" in text


def test_the_signatures_never_stand_alone(code, faces):
    for many in range(1, 14):
        last = page_texts(build_ledger(values(code, *map(line, range(many))), faces))[-1]
        assert "填表人" in last
        assert "以下空白" in last


def test_lines_are_numbered_from_one_without_a_gap(faces):
    text = "".join(page_texts(build_ledger(values("L17", *map(line, range(1, 31))), faces)))
    assert all(f"01{number:04}-T" in text for number in range(1, 31))


def test_an_empty_ledger_says_so(code, faces):
    text = words_of(build_ledger(values(code), faces))
    assert words.EMPTY in text
    assert "以下空白" not in text


def test_what_was_a_mistake_says_so_beside_its_number(code, faces):
    holds, void = (
        squashed(words_of(build_ledger(values(code, one), faces)))
        for one in (line(), replace(line(), voided=True))
    )
    assert void.count("作废") == holds.count("作废") + 1
    assert "010001-T作废" in void
    assert "010001-T作废" not in holds


def test_a_rare_name_and_the_longest_outlet_are_drawn(code, faces):
    made = values(code, line(applicant=f"{RARE}·阿拉坦额尔敦"))
    long = replace(made, imprint=replace(made.imprint, outlet=LONGEST_OUTLET))
    text = squashed(words_of(build_ledger(long, faces)))
    assert LONGEST_OUTLET in text
    if "applicant" in LEDGERS[code].columns:
        assert RARE in text


@pytest.mark.parametrize(("many", "shown"), [(40, 40), (41, 39), (200, 39)])
def test_a_very_long_request_is_shortened_where_it_would_fill_the_page(faces, many, shown):
    made = values("L1", line(request="向日葵脱壳" * many))
    text = squashed("".join(page_texts(build_ledger(made, faces))))
    assert text.count("壳") == shown
    assert ("…" in text) is (many > shown)


def test_the_same_values_make_the_same_bytes(code, faces):
    assert build_ledger(values(code, line()), faces) == build_ledger(values(code, line()), faces)


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("breach", True, "是"),
        ("breach", False, "否"),
        ("channel", Channel.PHONE, "电话"),
        ("channel", "counter", "窗口"),
        ("decision", "notice", "一次性告知"),
        ("delivery", Delivery.POST, "邮寄"),
        ("event", State.CLOSED, "办结"),
        ("event", "transfer_taken", "接收转办"),
        ("event", "from_a_newer_program", "from_a_newer_program"),
        ("form", "W05", "受理通知书"),
        ("form", "X99", "X99"),
        ("listed", "甲\n乙", "甲、乙"),
        ("state", State.WITHDRAWN, "已撤回"),
        ("due", AT, "2026-11-20 09:05"),
        ("due", date(2026, 11, 20), "2026-11-20"),
        ("due", None, ""),
        ("request", "", ""),
        ("copy", 0, "0"),
        ("pages", 12, "12"),
        ("level", 2, "不满意"),
        ("tags", "209\n214", "未在承诺时间内办结；服务态度生硬"),
        ("finding", "malicious", "恶意差评"),
        ("finding", "", ""),
        ("task", "under_review", "待复核"),
        ("handlers", "王海燕 0412\n高云飞 0001", "王海燕 0412、高云飞 0001"),
        ("outcome", "given:1|HH0501 报〔2026〕0001 号|报告", "报告 HH0501 报〔2026〕0001 号（1 份）"),
        ("outcome", "given:1||原件\n2||副本|乙", "原件（1 份）、副本|乙（2 份）"),
        ("outcome", "报告|已交付\n1||原件", "报告|已交付\n1||原件"),
        ("collector", "self|in_person|其**", "其**（本人）当面"),
        ("collector", "mail|post|赵**", "赵**（邮件收件人）邮寄"),
        ("collector", "spouse|electronic|赵|*", "赵|*（spouse）电子送达"),
        ("collector", None, ""),
    ],
)
def test_each_cell_is_written_in_words(column, value, text):
    assert words.cell(column, value) == text


FIGURES = (
    Sum(SumOf.WHOLE, "", 8, 2),
    Sum(SumOf.ITEM, "1 信息查询", 3, 0),
    Sum(SumOf.ITEM, f"8 {LONGEST_OUTLET}", 5, 2),
    Sum(SumOf.CLERK, f"{LONGEST_NAME} 0837", 8, 2),
    Sum(SumOf.CLERK, f"{RARE} 0412", 0, 0),
)


def second(count: int = 3, sums: tuple[Sum, ...] = FIGURES) -> LedgerValues:
    """The ledger of second notices with its figures."""
    return replace(values("L21", *(line(number) for number in range(1, count + 1))), sums=sums)


class TestFigures:
    """二次告知率 at the foot of the ledger."""

    def test_every_figure_stands_below_the_lines_with_its_rate(self, faces) -> None:
        words_said = words_of(build_ledger(second(), faces))
        assert "二次告知率范围已告知办件二次告知办件二次告知率" in words_said
        told = [
            "本网点合计8225.0%",
            "事项1信息查询300.0%",
            "5240.0%",
            "8225.0%",
            "00—",
        ]
        assert [text for text in told if text not in words_said] == []

    def test_the_title_is_never_left_alone_at_the_foot_of_a_page(self, faces) -> None:
        for count in range(1, 60, 12):
            pages = [squashed(page) for page in page_texts(build_ledger(second(count), faces))]
            (at,) = [page for page in pages if "二次告知率范围" in page]
            assert "本网点合计" in at

    def test_a_ledger_without_figures_has_no_room_for_them(self, faces) -> None:
        assert "二次告知率范围" not in words_of(build_ledger(second(sums=()), faces))

    def test_it_stays_within_the_margins(self, faces) -> None:
        pdf = build_ledger(second(12), faces)
        for page in range(len(page_texts(pdf))):
            for char, box in characters(pdf, page):
                assert box.right < SHEET.width - SHEET.side + 1 * MM, char

    def test_the_same_figures_make_the_same_bytes(self, faces) -> None:
        assert build_ledger(second(), faces) == build_ledger(second(), faces)


def test_a_figure_is_named_by_what_it_is_of() -> None:
    assert [words.sum_cells(one) for one in FIGURES[:2]] == [
        ("本网点合计", "8", "2", "25.0%"),
        ("事项　1 信息查询", "3", "0", "0.0%"),
    ]
    pairs = {(3, 1): "33.3%", (1, 1): "100.0%", (0, 0): "—", (7, 2): "28.6%"}
    assert {pair: words.rate(Sum(SumOf.WHOLE, "", *pair)) for pair in pairs} == pairs
