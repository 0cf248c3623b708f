"""Each ledger tells what belongs into it, of the outlet's own events, in order, leaving nothing out."""

from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    CaseEvent,
    Channel,
    Closed,
    CorrectionTaken,
    Delivery,
    Fact,
    GivenOut,
    MaterialsChecked,
    MaterialsTaken,
    PaperIssued,
    PromiseLine,
    Rejected,
    Reopened,
    ResultCollected,
    ResultReached,
    Situation,
    SupplementTaken,
    TransferredOut,
    TransferReturned,
    TransferTaken,
    Voided,
    Withdrawn,
)
from outlet_app.domain.facts.pledge import CheckResult, ChecksDue, Consequence
from outlet_app.domain.ledgers import LEDGERS, Line, Sum, SumOf, lines
from outlet_app.domain.materials import NoticeCause
from outlet_app.wording import ledgers
from outlet_app.wording.ledgers import cell as cell_text
from tests.domain.tables import each
from tests.support import pledged
from tests.support.builders import MORNING, OUTLET, event, material, notice, registered, stamp

DAY = MORNING.date()
ELSEWHERE = "1508001001"
PERSON = Applicant(ApplicantKind.PERSON, "其其格", phone="13900001234", contact="其其格")
PROMISE = PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 27))
TAKEN: tuple[Fact, ...] = (registered(), MaterialsTaken())


def life(*facts: Fact, outlet: str = OUTLET, case_id: str = "", days: int = 0) -> list[CaseEvent]:
    told = [event(fact, minutes=at, days=days, outlet=outlet) for at, fact in enumerate(facts)]
    return [replace(one, case_id=case_id) for one in told] if case_id else told


def read(code: str, *lives: list[CaseEvent], since: date = DAY, until: date = DAY) -> tuple[Line, ...]:
    return lines(LEDGERS[code], lives, OUTLET, since, until)


def cells(code: str, *facts: Fact) -> list[dict[str, object]]:
    return [dict(line.cells) for line in read(code, life(*facts))]


def test_the_ledgers_stand_in_their_order() -> None:
    places = [int(code[1:].partition("-")[0]) for code in LEDGERS]
    assert places == sorted(places)


@each("code", LEDGERS)
def test_every_cell_has_its_column(code: str) -> None:
    facts = (
        registered(channel=Channel.PHONE, item=7, sub_item="7.2"),
        MaterialsTaken(),
        AcceptedDeficient((PROMISE,), stamp(5, "supplement")),
        SupplementTaken((material(code="8.2-A1"),)),
        PaperIssued("W05", "HH0501 受〔2026〕0001 号", 1, "0" * 64, 1),
        TransferredOut(ELSEWHERE, "", "市级窗口", "需专业人员"),
        Withdrawn("申请人撤回"),
    )
    for line in (*read(code, life(*facts)), *read(code, life(registered(), Rejected("not_in_remit")))):
        assert set(line.cells) <= set(LEDGERS[code].columns)


@each("code", LEDGERS)
def test_no_ledger_shows_a_whole_telephone_or_a_persons_name(code: str) -> None:
    facts = (
        registered(applicant=PERSON, channel=Channel.PHONE, item=7, sub_item="7.2"),
        MaterialsTaken(),
        AcceptedDeficient((PROMISE,), stamp(5, "supplement")),
        notice(),
        PaperIssued("W04", "HH0501 告〔2026〕0001 号", 1, "0" * 64, 1),
        Withdrawn("不再办理"),
    )
    shown = repr([line.cells for line in read(code, life(*facts))])
    assert "13900001234" not in shown
    assert "其其格" not in shown


def test_first_contacts_tell_who_came_and_what_became_of_it() -> None:
    (line,) = cells("L1", registered(applicant=PERSON, request="怎么续展"), AnsweredOnSpot("到期前十二个月"))
    assert (line["applicant"], line["phone"]) == ("其**", "139****1234")
    assert (line["decision"], line["request"]) == ("answer", "怎么续展")
    assert line["ended"] == MORNING + timedelta(minutes=1)


def test_the_ledgers_of_first_contacts_tell_the_situation_and_when_to_call_back() -> None:
    fact = registered(channel=Channel.PHONE, situation=Situation.ELSEWHERE, callback="明天上午")
    (first,), (call,) = cells("L1", fact), cells("L2", fact)
    assert (first["situation"], call["callback"]) == ("D", "明天上午")
    (earlier,) = cells("L1", registered())
    assert earlier["situation"] == ""


def test_a_contact_still_open_has_no_end() -> None:
    assert cells("L1", *TAKEN)[0]["ended"] is None


@each("channel", Channel)
def test_only_calls_stand_in_the_ledger_of_calls(channel: Channel) -> None:
    told = cells("L2", registered(channel=channel), AnsweredOnSpot("可以"))
    assert len(told) == (channel is Channel.PHONE)
    assert all(line["answer"] == "可以" for line in told)


def test_what_was_taken_and_accepted_are_two_lines() -> None:
    told = cells("L3", *TAKEN, Accepted((stamp(3), stamp(1, "response"))))
    assert [line["event"] for line in told] == ["materials_taken", "accepted"]
    assert [line["due"] for line in told] == [None, stamp(1, "response").at]


def test_a_notice_names_what_is_wanted_and_whether_it_came_late() -> None:
    told = cells("L4", *TAKEN, notice())
    assert told[0]["ordinal"] == 1
    assert told[0]["breach"] is False
    late = notice(lines=tuple(replace(one, cause=NoticeCause.BREACH_SECOND_NOTICE) for one in notice().lines))
    assert cells("L4", *TAKEN, late)[0]["breach"] is True


def test_a_rejection_tells_where_to_go() -> None:
    (line,) = cells("L5", registered(), Rejected("not_in_remit", "行政许可法第三十二条", "国家知识产权局"))
    assert (line["reason"], line["basis"], line["instead"]) == (
        "not_in_remit", "行政许可法第三十二条", "国家知识产权局",
    )  # fmt: skip


def test_a_promise_and_its_keeping_are_two_lines() -> None:
    told = cells(
        "L6",
        *TAKEN,
        AcceptedDeficient((PROMISE,), stamp(5, "supplement")),
        SupplementTaken((material(code="8.2-A1", name="信用承诺书"),)),
    )
    assert [(line["event"], line["listed"]) for line in told] == [
        ("accepted_deficient", "信用承诺书"),
        ("supplement_taken", "信用承诺书"),
    ]


PLEDGED: tuple[Fact, ...] = (
    registered(),
    MaterialsChecked(1, (pledged.pledged(),)),
    MaterialsTaken(),
    pledged.pledge(),
    Accepted(),
    ResultReached(True, "报告"),
    Closed("已领取"),
)


def test_a_pledge_its_verification_and_what_came_of_it_are_lines() -> None:
    told = cells(
        "L7",
        *PLEDGED,
        ChecksDue(stamp(12, "verification")),
        pledged.checked(CheckResult.UNTRUE),
        pledged.drawn(Consequence.RECTIFY, rectify_by=date(2026, 12, 20)),
    )
    assert [line["event"] for line in told] == [
        "pledge_made", "checks_due", "pledge_checked", "consequence_drawn",
    ]  # fmt: skip
    assert [line.get("listed") for line in told] == ["银行账户证明"] * 3 + [None]
    assert (told[2]["way"], told[2]["found"], told[2]["reason"]) == ("assisted", "untrue", "银行回函")
    assert (told[1]["due"], told[3]["found"], told[3]["due"]) == (stamp(12).at, "rectify", date(2026, 12, 20))


def test_so_is_the_course_of_a_proposal_to_list() -> None:
    course = pledged.SAMPLES[-5:]
    told = cells("L7", *PLEDGED, pledged.checked(CheckResult.UNTRUE), *course)[2:]
    assert [line["event"] for line in told] == [fact.KIND for fact in course]
    assert [line["reason"] for line in told] == [
        "账户不属于申请人", "账户由配偶代开", "事实清楚", "已改正", "已改正",
    ]  # fmt: skip


def test_an_ordinary_case_stands_not_in_it() -> None:
    assert cells("L7", *TAKEN, Accepted(), Withdrawn("不再办理")) == []


@each(
    ("column", "value", "words"),
    [
        ("way", "assisted", "协助核查"),
        ("found", "true", "属实"),
        ("found", "untrue", "不实"),
        ("found", "unclear", "无法核实"),
        ("found", "stop", "终止办理"),
        ("found", "revoke", "撤销决定"),
    ],
)
def test_what_was_found_in_words(column: str, value: str, words: str) -> None:
    assert ledgers.cell(column, value) == words


def test_a_transfer_its_taking_and_its_return_name_the_same_place() -> None:
    sent = TransferredOut(ELSEWHERE, "", "市级窗口", "需专业人员")
    taken = read("L9", life(registered(), sent, TransferTaken()))
    assert [(line.cells["event"], line.cells["to"]) for line in taken] == [
        ("transferred_out", "市级窗口"), ("transfer_taken", "市级窗口"),
    ]  # fmt: skip
    back = read("L9", life(registered(), sent, TransferReturned("不属本岗位")))
    assert back[1].cells["reason"] == "不属本岗位"


@each(
    ("facts", "state"),
    [
        ((registered(), AnsweredOnSpot("可以")), "closed"),
        ((*TAKEN, Accepted(), ResultReached(True, "报告"), Closed("已领取")), "closed"),
        ((*TAKEN, Withdrawn("不再办理")), "withdrawn"),
        ((registered(), Rejected("not_in_remit")), "rejected"),
    ],
)
def test_whatever_ends_stands_once_in_the_ledger_of_ends(facts: tuple[Fact, ...], state: str) -> None:
    assert [line["event"] for line in cells("L11", *facts)] == [state]


RESULT: tuple[Fact, ...] = (
    registered(applicant=PERSON),
    MaterialsTaken(),
    Accepted(),
    ResultReached(True, "报告"),
)
GIVEN = ResultCollected(
    Delivery.IN_PERSON,
    "赵永胜",
    "agent",
    (GivenOut("检索查询报告", "HH0501 报〔2026〕0001 号", 2), GivenOut("原件")),
    "152822196501010025",
)


def test_a_result_handed_out_is_a_line_beside_the_end_in_whatever_order() -> None:
    end, posted = Closed("已交付"), replace(GIVEN, way=Delivery.POST, relation="mail")
    lives: dict[str, tuple[Fact, ...]] = {
        "not yet": (*RESULT, end),
        "before the end": (*RESULT, GIVEN, end),
        "after the end": (*RESULT, end, posted),
        "only handed out": (*RESULT, GIVEN),
        "refused, it is handed out too": (*RESULT[:-1], ResultReached(False, "不予支持"), GIVEN, end),
        "twice, as it was put right between": (
            *RESULT, end, GIVEN, Reopened("录入有误"), ResultReached(True, "更正后的报告"), posted,
        ),
    }  # fmt: skip
    told = {
        name: [(line["event"], line.get("collector")) for line in cells("L11", *life)]
        for name, life in lives.items()
    }
    ended, here = ("closed", None), ("result_collected", "agent|in_person|赵**")
    sent = ("result_collected", "mail|post|赵**")
    assert told == {
        "not yet": [ended],
        "before the end": [here, ended],
        "after the end": [ended, sent],
        "only handed out": [here],
        "refused, it is handed out too": [here, ended],
        "twice, as it was put right between": [ended, here, sent],
    }


def test_it_tells_what_was_handed_to_whom_and_no_whole_name_or_number() -> None:
    (line,) = cells("L11", *RESULT, GIVEN)
    assert line == {
        "event": "result_collected",
        "applicant": "其**",
        "phone": "139****1234",
        "matter": line["matter"],
        "registered": MORNING,
        "outcome": "given:2|HH0501 报〔2026〕0001 号|检索查询报告\n1||原件",
        "collector": "agent|in_person|赵**",
        "clerk": "1508260837",
    }
    said = [ledgers.cell(column, line[column]) for column in ("event", "outcome", "collector")]  # type: ignore[arg-type]
    assert said == [
        "领取结果", "检索查询报告 HH0501 报〔2026〕0001 号（2 份）、原件（1 份）", "赵**（受托人）当面",
    ]  # fmt: skip


def test_a_company_is_named_and_who_came_for_it_is_not() -> None:
    (line,) = cells("L11", registered(), *RESULT[1:], GIVEN)
    assert (line["applicant"], line["collector"]) == (registered().applicant.name, "agent|in_person|赵**")


def test_what_was_handed_out_on_another_day_stands_on_that_day() -> None:
    told = life(*RESULT, Closed("已交付"), GIVEN)
    later = [*told[:-1], replace(told[-1], at=told[-1].at + timedelta(days=3))]
    third = DAY + timedelta(days=3)
    spans = {DAY: ["closed"], DAY + timedelta(days=1): [], third: ["result_collected"]}
    assert {
        day: [line.cells["event"] for line in read("L11", later, since=day, until=day)] for day in spans
    } == spans


def test_what_goes_on_has_no_end() -> None:
    assert cells("L11", *TAKEN, Accepted()) == []


@each("item", range(11))
def test_only_item_seven_stands_in_the_ledger_of_rights(item: int) -> None:
    assert len(cells("L15", registered(item=item))) == (item == 7)


@each("code", ["L1", "L15"])
def test_what_names_an_opponent_stays_in_the_case(code: str) -> None:
    """A printed book goes through many hands (domain.md §9.7)."""
    told = registered(item=7, sub_item="7.2", request="隆盛商贸仿冒本公司商标")
    line = cells(code, told, MaterialsTaken(), Accepted())[0]
    assert line["request"] == "covered:"
    assert cell_text("request", line["request"]) == "内容见办件"
    assert "隆盛" not in "".join(map(str, line.values()))
    open_to_all = cells("L1", registered(item=8, request="申报资助"))[0]
    assert open_to_all["request"] == "申报资助"


@each(
    ("kind", "name", "told"),
    [
        (ApplicantKind.ENTERPRISE, "内蒙古金葵种业有限公司", "内蒙古金葵种业有限公司"),
        (ApplicantKind.PERSON, "其其格", "其**"),
        (ApplicantKind.PERSON, "阿拉坦·额尔敦", "阿******"),
        (ApplicantKind.PERSON, "𬎆䶮", "𬎆*"),
    ],
)
def test_in_the_ledger_of_rights_people_are_masked_and_bodies_named(
    kind: ApplicantKind, name: str, told: str
) -> None:
    """As in every other book (domain.md §12.2); what is kept back is the opponent (§9.7)."""
    applicant = replace(registered().applicant, kind=kind, name=name, phone="13800001111")
    for code in ("L1", "L15"):
        line = cells(code, registered(item=7, sub_item="7.2", applicant=applicant))[0]
        assert line["applicant"] == told
        assert line["phone"] == "138****1111"
        assert name == told or name not in "".join(map(str, line.values()))
    assert cells("L15", registered(item=7, sub_item="7.2"))[0]["outcome"] == ""


def test_every_print_of_every_paper_is_accounted_for() -> None:
    number = "HH0501 受〔2026〕0001 号"
    told = cells(
        "L17",
        *TAKEN,
        Accepted(),
        PaperIssued("W05", number, 1, "0" * 64, 2),
        PaperIssued("W05", number, 2, "1" * 64, 2),
    )
    assert [(line["form"], line["number"], line["copy"], line["pages"]) for line in told] == [
        ("W05", number, 1, 2), ("W05", number, 2, 2),
    ]  # fmt: skip


def test_lines_stand_in_the_order_of_time_whatever_the_order_of_cases() -> None:
    first = life(registered(case_no="HH01-20261120-010001-C"), case_id="b")
    second = life(registered(case_no="HH01-20261120-010002-A"), case_id="a", days=-1)
    told = read("L1", first, second, since=DAY - timedelta(days=1))
    assert [line.case_id for line in told] == ["a", "b"]


@each(
    ("since", "until", "found"),
    [(0, 0, 1), (-1, -1, 0), (1, 1, 0), (-1, 0, 1), (0, 1, 1), (-9, 9, 1)],
)
def test_only_the_days_asked_for_are_told(since: int, until: int, found: int) -> None:
    told = read(
        "L1",
        life(registered()),
        since=DAY + timedelta(days=since),
        until=DAY + timedelta(days=until),
    )
    assert len(told) == found


def test_a_night_belongs_to_its_local_day() -> None:
    late = [replace(one, at=MORNING.replace(hour=0, minute=5)) for one in life(registered())]
    assert len(read("L1", late)) == 1
    assert read("L1", late, since=DAY - timedelta(days=1), until=DAY - timedelta(days=1)) == ()


def test_what_another_outlet_did_stands_in_its_own_ledger() -> None:
    assert read("L1", life(registered(), outlet=ELSEWHERE)) == ()


def test_a_case_of_nothing_makes_no_line() -> None:
    assert read("L1", []) == ()


LATE = replace(
    notice(2),
    lines=tuple(replace(line, cause=NoticeCause.BREACH_SECOND_NOTICE) for line in notice().lines),
    breach_reason="漏看附页",
    approved_by="1508260001",
)


def told_life(case_id: str, *facts: Fact, item: int = 8, clerk: str = "1508260837") -> list[CaseEvent]:
    """A case that was told, by this clerk about this item."""
    begun = (registered(item=item), MaterialsChecked(1, (material(),)), MaterialsTaken(), *facts)
    return [replace(one, actor=clerk) for one in life(*begun, case_id=case_id)]


def test_every_notice_is_a_line_with_what_was_told_late() -> None:
    first, second = cells("L21", registered(), MaterialsTaken(), notice(), CorrectionTaken(()), LATE)
    assert (first["ordinal"], first["breach"], first["late"], first["reason"], first["approver"]) == (
        1, False, "", "", "",
    )  # fmt: skip
    assert (second["ordinal"], second["breach"], second["late"]) == (2, True, "申报书\n支出凭证")
    assert (second["reason"], second["approver"]) == ("漏看附页", "1508260001")


def figures(*lives: list[CaseEvent]) -> dict[tuple[str, str], tuple[int, int]]:
    sums = LEDGERS["L21"].sums
    assert sums is not None
    return {(one.kind, one.name): (one.all, one.some) for one in sums(read("L21", *lives))}


def test_the_rate_counts_cases_not_notices() -> None:
    again = (notice(), CorrectionTaken(()), notice(2), CorrectionTaken(()), replace(LATE, ordinal=3))
    plain, late = told_life("a", notice()), told_life("b", *again)
    assert figures(plain, late)[SumOf.WHOLE, ""] == (2, 1)


def test_it_is_told_by_item_and_by_clerk() -> None:
    other = "1508260412"
    lives = (
        told_life("a", notice(), item=1),
        told_life("b", notice(), CorrectionTaken(()), LATE, item=8),
        told_life("c", notice(), item=8, clerk=other),
        told_life("d", notice(), item=10, clerk=other),
    )
    assert figures(*lives) == {
        (SumOf.WHOLE, ""): (4, 1),
        (SumOf.ITEM, "1"): (1, 0),
        (SumOf.ITEM, "8"): (2, 1),
        (SumOf.ITEM, "10"): (1, 0),
        (SumOf.CLERK, "1508260412"): (2, 0),
        (SumOf.CLERK, "1508260837"): (2, 1),
    }


def test_without_a_notice_there_is_no_figure() -> None:
    assert figures(told_life("a")) == {}
    assert figures() == {}


def test_a_case_that_was_a_mistake_stays_in_the_ledger_and_out_of_the_figures() -> None:
    void = told_life("a", notice(), CorrectionTaken(()), LATE, Voided("duplicate"))
    assert [line.voided for line in read("L21", void)] == [True, True]
    assert figures(void, told_life("b", notice())) == {
        (SumOf.WHOLE, ""): (1, 0),
        (SumOf.ITEM, "8"): (1, 0),
        (SumOf.CLERK, "1508260837"): (1, 0),
    }


def test_only_the_days_asked_for_count() -> None:
    told = told_life("a", notice())
    sums = LEDGERS["L21"].sums
    assert sums is not None
    later = DAY + timedelta(days=1)
    assert sums(read("L21", told, since=later, until=later)) == ()


def test_a_share_of_nothing_is_none() -> None:
    assert [Sum(SumOf.WHOLE, "", *pair).share for pair in ((0, 0), (4, 0), (4, 1), (4, 4))] == [
        None, 0.0, 0.25, 1.0,
    ]  # fmt: skip
