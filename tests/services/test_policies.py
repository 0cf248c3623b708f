"""免申即享 at a counter with a real file: found, explained, stated, printed after the commit, never twice."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import AnsweredOnSpot, CaseEvent, Channel, Fact
from outlet_app.domain.facts.policy import IntentChoice, IntentStated
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import Sighted
from outlet_app.domain.policies.windows import Season
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.makers.table import MAKERS
from outlet_app.services.policies import Policies
from outlet_app.services.policy_views import EnterpriseRow, PolicyRow, RefusedPack, Will
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import CaseFilter, Outcome
from outlet_app.sync.wire import decode_event, encode_event, sign_key_id
from tests.support.at_the_counter import text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import CLERK, MORNING, OUTLET
from tests.support.policies import (
    BARE_CODE,
    BARE_NAME,
    CODE,
    NAME,
    PLEDGE_POLICY,
    RICH,
    YOUNG_POLICY,
    known,
    plain_register,
    plain_release,
)
from tests.support.policies_sent import OTHER_PRIVATE, PUBLIC, all_handed_down, hand_down, signed

ACCEPT, DECLINE, LATER = IntentChoice
PLEDGE, BRAND, YOUNG = "BYNR-2026-03", "BYNR-2026-07", "BYNR-2026-09"


@pytest.fixture
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    opened = open_bench(tmp_path_factory.mktemp("policies"), MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def desk(bench: Bench) -> Policies:
    """A counter to which everything was handed down."""
    all_handed_down(bench.database)
    return bench.counter().policies


def will(choice: IntentChoice = ACCEPT, **changes: object) -> Will:
    told = Will(
        CODE,
        NAME,
        PLEDGE,
        choice,
        contact="刘建平",
        phone="13800002046",
        request="免申即享意愿确认：专利商标质押融资贴息",
        answer="企业放弃享受，已告知以后可以重新确认。",
    )
    if choice is ACCEPT:
        told = replace(
            told, account_name=NAME, bank="河套农商银行", account_no="62230000000000042", consents=True
        )
    if choice is DECLINE:
        told = replace(told, reason="已享受自治区同类政策")
    return replace(told, **changes)  # type: ignore[arg-type]


def refused(desk: Policies, told: Will) -> str:
    with pytest.raises(Refused) as said:
        desk.state(told)
    return said.value.refusal.code


def row(desk: Policies, number: str = PLEDGE, code: str = CODE) -> PolicyRow:
    return next(one for one in desk.look(code).rows if one.policy.number == number)


def stored(bench: Bench) -> list[Fact]:
    """Every fact in the journal, case after case."""
    with bench.database.reading() as uow:
        entries = [entry for case_id in uow.journal.all_case_ids() for entry in uow.journal.of_case(case_id)]
    return [decode_event(entry.body).fact for entry in entries]


# What is at hand.


def test_before_the_city_hands_anything_down_nothing_is_offered(bench: Bench) -> None:
    desk = bench.counter().policies
    shelf = desk.shelf()
    assert (shelf.release, shelf.enterprises, shelf.refused, shelf.expired) == (None, 0, (), False)
    assert desk.find("河套") == ()
    with pytest.raises(Refused) as told:
        desk.look(CODE)
    assert told.value.refusal.code == "policy.none"
    assert refused(desk, will()) == "policy.none"


def test_what_is_at_hand_says_whose_and_of_what_day(desk: Policies) -> None:
    shelf = desk.shelf()
    assert shelf.release is not None
    assert (shelf.release.version, len(shelf.release.policies)) == ("2026-2", 3)
    assert (shelf.register_as_of, shelf.enterprises) == (date(2026, 11, 18), 2)
    assert (shelf.signed_by, shelf.refused) == (sign_key_id(PUBLIC), ())


@pytest.mark.parametrize(
    ("pack", "reason"),
    [
        (b'{"version": "2026-9"}', "unsigned"),
        (signed("policies", "2026-9", plain_release(), OTHER_PRIVATE), "other_key"),
        (
            signed("policies", "2026-9", plain_release())
            .replace(b"150000", b"1")
            .replace(b"2026-2", b"2026-3"),
            "tampered",
        ),
        (signed("policies", "2026-8", plain_release()), "tampered"),
        (signed("policies", "2026-9", {"version": "2026-9"}), "unreadable"),
        (signed("policies", "2026-9", [1, 2]), "unreadable"),
    ],
)
def test_what_is_not_the_citys_word_does_not_count_and_is_named(
    bench: Bench, pack: bytes, reason: str
) -> None:
    all_handed_down(bench.database)
    hand_down(bench.database, ("policies", "2026-9", pack))
    shelf = bench.counter().policies.shelf()
    assert shelf.refused == (RefusedPack("policies", "2026-9", reason),)
    assert shelf.release is not None
    assert shelf.release.version == "2026-2"


def test_a_register_nobody_signed_changes_no_row(bench: Bench) -> None:
    desk = bench.counter().policies
    all_handed_down(bench.database)
    desk.shelf()
    forged = signed("register", "2026-12-01", plain_register(RICH, as_of="2026-12-01"), OTHER_PRIVATE)
    hand_down(bench.database, ("register", "2026-12-01", forged))
    shelf = desk.shelf()
    assert (shelf.register_as_of, shelf.enterprises) == (date(2026, 11, 18), 2)
    assert shelf.refused == (RefusedPack("register", "2026-12-01", "other_key"),)


def test_a_newer_release_and_register_hold_at_once(bench: Bench) -> None:
    all_handed_down(bench.database)
    desk = bench.counter().policies
    assert row(desk).match.truth is Truth.TRUE
    poor = deepcopy(RICH)
    poor["data"]["pledges"] = known([])
    one_policy = plain_release(PLEDGE_POLICY, version="2026-3", issued_on="2026-11-19")
    hand_down(
        bench.database,
        ("policies", "2026-3", signed("policies", "2026-3", one_policy)),
        (
            "register",
            "2026-11-19",
            signed("register", "2026-11-19", plain_register(poor, as_of="2026-11-19")),
        ),
    )
    assert row(desk).match.truth is Truth.FALSE
    assert desk.shelf().register_as_of == date(2026, 11, 19)
    assert [one.policy.number for one in desk.look(CODE).rows] == [PLEDGE]


def test_an_older_pack_that_comes_late_takes_nobodys_place(bench: Bench) -> None:
    all_handed_down(bench.database)
    old = plain_release(PLEDGE_POLICY, version="2026-1", issued_on="2026-01-05")
    bare = plain_register(as_of="2026-01-01") | {"enterprises": []}
    hand_down(
        bench.database,
        ("policies", "zz-late", signed("policies", "zz-late", old)),
        ("register", "zz-late", signed("register", "zz-late", bare)),
    )
    shelf = bench.counter().policies.shelf()
    assert shelf.release is not None
    assert (shelf.release.version, shelf.enterprises) == ("2026-2", 2)


def test_without_a_key_nothing_is_believed(bench: Bench) -> None:
    packs = ("policies", "2026-2", signed("policies", "2026-2", plain_release()))
    hand_down(bench.database, packs, key=None)
    assert bench.counter().policies.shelf().release is None


# Finding and explaining.


def test_an_enterprise_is_found_and_every_policy_explained(desk: Policies) -> None:
    assert desk.shelf().enterprises == 2
    assert desk.find("hthy") == (EnterpriseRow(CODE, NAME),)
    looked = desk.look(CODE)
    assert looked.who == EnterpriseRow(CODE, NAME)
    assert [(one.policy.number, one.match.truth, one.season.season) for one in looked.rows] == [
        (PLEDGE, Truth.TRUE, Season.OPEN),
        (BRAND, Truth.UNKNOWN, Season.OVER),
        (YOUNG, Truth.FALSE, Season.ALWAYS),
    ]
    assert looked.unsettled == 1


def test_whoever_is_not_in_the_register_is_all_open(desk: Policies) -> None:
    looked = desk.look("91150800MA0TEB4216", "五原县葵花食品有限公司")
    assert looked.who == EnterpriseRow("91150800MA0TEB4216", "五原县葵花食品有限公司", in_register=False)
    assert {one.match.truth for one in looked.rows} == {Truth.UNKNOWN}
    assert looked.unsettled == 2


def test_the_last_visit_fills_in_whom_to_call(desk: Policies) -> None:
    assert (desk.look(CODE).contact, desk.look(CODE).phone) == ("", "")
    desk.state(will(LATER))
    looked = desk.look(CODE)
    assert (looked.contact, looked.phone) == ("刘建平", "13800002046")


# Stating a will.


def fact_of(outcome: Outcome) -> IntentStated:
    assert outcome.case.intent is not None
    return outcome.case.intent


def test_a_confirmed_will_is_an_accepted_case_with_its_policy_and_explanation_pinned(
    desk: Policies, bench: Bench
) -> None:
    outcome = desk.state(will())
    case, told = outcome.case, fact_of(outcome)
    assert (case.state, case.registered.item, case.registered.sub_item) == (State.ACCEPTED, 8, "8.5")
    assert case.registered.applicant.id_number == CODE
    assert (told.choice, told.truth, told.consents) == (ACCEPT, Truth.TRUE, True)
    assert (told.policy.number, told.policy.version, told.policy.release) == (PLEDGE, "2", "2026-2")
    assert (told.policy.basis, told.policy.signed_by) == ("第三条、第五条", sign_key_id(PUBLIC))
    assert (told.policy.opens, told.policy.closes) == (date(2026, 10, 1), date(2026, 12, 15))
    assert told.register_as_of == date(2026, 11, 18)
    assert [line.code for line in told.lines] == ["c1", "c2", "c3", "c4", "c4a", "c4b"]
    assert (told.account_name, told.bank, told.account_no) == (NAME, "河套农商银行", "62230000000000042")
    assert {row.code: row.state for row in case.materials} == {
        "8.5-M1": MaterialState.COMPLETE,
        "8.5-A1": MaterialState.COMPLETE,
    }
    kinds = [fact.KIND for fact in stored(bench)]
    assert kinds == [
        "registered",
        "intent_stated",
        "materials_checked",
        "materials_taken",
        "accepted",
        "paper_issued",
    ]


def test_without_an_account_its_paper_is_not_needed(desk: Policies) -> None:
    outcome = desk.state(will(account_name="", bank="", account_no=""))
    assert {row.code: row.state for row in outcome.case.materials}["8.5-A1"] is MaterialState.NOT_NEEDED


def test_the_paper_is_issued_stored_and_only_then_printed(desk: Policies, bench: Bench) -> None:
    outcome = desk.state(will())
    (paper,) = outcome.papers
    assert (paper.form, paper.copy_no, paper.spooled) == ("W20", 1, False)
    assert bench.spooler.jobs == []
    counter = bench.counter()
    counter.papers.spool(paper.paper_id)
    words = text_of(counter.papers.pdf(paper.paper_id))
    for part in (
        "免申即享意愿确认书",
        NAME,
        "专利商标质押融资贴息",
        "版本2",
        "巴市监发〔2026〕18号",
        "第三条、第五条",
        "2026年10月1日至2026年12月15日",
        "符合（按2026年11月18日的企业库核对）",
        "符合注册地在巴彦淖尔市（企业登记库，2026-11-18）",
        "近24个月内办理过100万元以上质押登记（知识产权质押登记库，2026-11-18）",
        "62230000000000042",
        outcome.case.case_no,
    ):
        assert part in words, part
    assert "高新技术企业认定在有效期内" not in words
    assert len(bench.spooler.jobs) == 1


def test_a_declined_will_is_recorded_and_closed_with_its_paper(desk: Policies, bench: Bench) -> None:
    outcome = desk.state(will(DECLINE))
    case, told = outcome.case, fact_of(outcome)
    assert (case.state, told.choice, told.reason) == (State.CLOSED, DECLINE, "已享受自治区同类政策")
    assert case.answer == "企业放弃享受，已告知以后可以重新确认。"
    assert not any((told.account_name, told.bank, told.account_no, told.consents))
    assert [paper.form for paper in outcome.papers] == ["W20"]
    words = text_of(bench.counter().papers.pdf(outcome.papers[0].paper_id))
    assert "已享受自治区同类政策" in words
    assert isinstance(stored(bench)[2], AnsweredOnSpot)


def test_a_will_put_off_may_be_confirmed_another_day(desk: Policies, bench: Bench) -> None:
    desk.state(will(LATER))
    earlier = row(desk).earlier
    assert earlier is not None
    assert (earlier.choice, earlier.on) == (LATER, date(2026, 11, 20))
    assert row(desk).waits
    bench.clock.forward(days=3)
    outcome = desk.state(will())
    assert fact_of(outcome).choice is ACCEPT
    assert not row(desk).waits
    assert desk.look(CODE).unsettled == 0


def test_nobody_confirms_the_same_policy_twice(desk: Policies) -> None:
    first = desk.state(will())
    with pytest.raises(Refused) as said:
        desk.state(will())
    assert said.value.refusal.code == "policy.confirmed_before"
    assert said.value.refusal.args == {"case_no": first.case.case_no}
    assert refused(desk, will(DECLINE)) == "policy.confirmed_before"


def test_a_case_taken_back_leaves_the_policy_open(desk: Policies, bench: Bench) -> None:
    first = desk.state(will())
    bench.counter().cases.withdraw(first.case.case_id, "企业改变主意")
    assert row(desk).earlier is None
    assert fact_of(desk.state(will())).choice is ACCEPT


def test_one_declined_may_change_its_mind(desk: Policies) -> None:
    desk.state(will(DECLINE))
    assert not row(desk).waits
    assert fact_of(desk.state(will())).choice is ACCEPT


def test_what_a_clerk_saw_on_the_desk_is_pinned_with_the_match(desk: Policies) -> None:
    told = will(
        code=BARE_CODE,
        name=BARE_NAME,
        sighted={"c2": Sighted(True, "质押登记通知书"), "c3": Sighted(True, "信用报告")},
    )
    fact = fact_of(desk.state(told))
    lines = {line.code: line for line in fact.lines}
    assert fact.truth is Truth.UNKNOWN
    assert (lines["c2"].truth, lines["c2"].by_hand, lines["c2"].source) == (
        Truth.TRUE,
        True,
        "质押登记通知书",
    )
    assert (lines["c4"].truth, lines["c4a"].needs) == (Truth.UNKNOWN, "上年度审计报告")


REFUSALS: dict[str, Will] = {
    "policy.gone": will(policy="BYNR-2020-01"),
    "policy.applied_for": will(policy=BRAND),
    "intent.not_fitting": will(policy=YOUNG),
    "intent.no_consent": will(consents=False),
    "intent.account_half": will(bank=""),
    "intent.no_reason": will(DECLINE, reason=" "),
    "intent.no_data_without_will": will(LATER, account_no="6223"),
    "entry.incomplete": will(phone=""),
}


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refused_will_leaves_nothing_behind(desk: Policies, bench: Bench, code: str) -> None:
    assert refused(desk, REFUSALS[code]) == code
    assert stored(bench) == []
    with bench.database.reading() as uow:
        assert uow.papers.unspooled() == ()
    assert fact_of(desk.state(will())).policy.number == PLEDGE


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"contact": ""},
        {"phone": "138"},
        {"code": "91150802MA0TEA71X0"},
        {"request": ""},
    ],
)
def test_a_will_needs_what_every_accepted_case_needs(desk: Policies, changes: dict[str, object]) -> None:
    assert refused(desk, will(**changes)) == "entry.incomplete"


def test_who_declines_need_not_leave_a_number(desk: Policies) -> None:
    outcome = desk.state(will(DECLINE, contact="", phone=""))
    assert outcome.case.registered.applicant.phone == ""


def test_after_the_season_a_will_is_put_off_not_confirmed(desk: Policies, bench: Bench) -> None:
    bench.clock.at = bench.clock.at.replace(month=12, day=16)
    assert row(desk).season.season is Season.OVER
    assert not row(desk).waits
    assert refused(desk, will()) == "intent.out_of_season"
    assert fact_of(desk.state(will(LATER))).policy.closes == date(2026, 12, 15)


def test_a_release_that_ran_out_is_shown_but_not_built_upon(desk: Policies, bench: Bench) -> None:
    bench.clock.at = bench.clock.at.replace(year=2027, month=2, day=1)
    assert desk.shelf().expired
    assert desk.look(CODE).rows
    with pytest.raises(Refused) as said:
        desk.state(will())
    assert said.value.refusal.code == "policy.expired"
    assert said.value.refusal.args == {"until": "2027-01-31"}
    bench.clock.at = bench.clock.at.replace(month=1, day=31)
    assert not desk.shelf().expired


def test_a_will_told_by_telephone_is_counted_as_such(desk: Policies) -> None:
    assert desk.state(will(LATER, channel=Channel.PHONE)).case.registered.channel is Channel.PHONE


def test_a_number_without_a_witness_is_printed_by_nobody(
    desk: Policies, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_line: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(type(bench.witness), "append", full)
    with pytest.raises(Trouble):
        desk.state(will())
    assert bench.spooler.jobs == []
    assert isinstance(stored(bench)[1], IntentStated)


def test_the_paper_fits_only_where_a_will_was_stated(desk: Policies) -> None:
    case: Case = desk.state(will()).case
    assert MAKERS["W20"].fits(case)
    assert not MAKERS["W20"].fits(replace(case, intent=None))


# What becomes of it afterwards.


def test_the_pinned_explanation_travels_whole(desk: Policies) -> None:
    told = fact_of(desk.state(will(code=BARE_CODE, name=BARE_NAME, sighted={"c2": Sighted(True, "通知书")})))
    event = CaseEvent("op", "case", MORNING, CLERK, OUTLET, "01", told)
    assert decode_event(encode_event(event)).fact == told


def test_a_later_register_does_not_change_what_was_explained(desk: Policies, bench: Bench) -> None:
    first = desk.state(will())
    poor = deepcopy(RICH)
    poor["data"]["pledges"] = known([])
    later = plain_register(poor, as_of="2026-11-19")
    hand_down(bench.database, ("register", "2026-11-19", signed("register", "2026-11-19", later)))
    assert row(desk).match.truth is Truth.FALSE
    counter = bench.counter()
    again = counter.papers.reprint(first.case.case_id, "W20")
    assert again.copy_no == 2
    words = text_of(counter.papers.pdf(again.paper_id))
    assert "符合近24个月内办理过100万元以上质押登记" in words
    assert "第2次打印" in words


def test_a_decision_taken_back_leaves_the_will_and_voids_the_paper(desk: Policies, bench: Bench) -> None:
    outcome = desk.state(will())
    counter = bench.counter()
    undone = counter.mending.undo(outcome.case.case_id, "点错")
    assert undone.state is State.RECEIVED
    assert undone.intent == outcome.case.intent
    assert outcome.papers[0].number in undone.void_papers
    assert row(desk).earlier is None
    assert fact_of(desk.state(will())).choice is ACCEPT


def test_two_policies_of_one_enterprise_are_two_cases(bench: Bench) -> None:
    old = deepcopy(YOUNG_POLICY)
    old["conditions"][0]["value"] = 240
    release = plain_release(PLEDGE_POLICY, old)
    hand_down(
        bench.database,
        ("policies", "2026-2", signed("policies", "2026-2", release)),
        ("register", "2026-11-18", signed("register", "2026-11-18", plain_register())),
    )
    desk = bench.counter().policies
    assert desk.look(CODE).unsettled == 2
    one, two = desk.state(will()), desk.state(will(policy=YOUNG))
    assert one.case.case_no != two.case.case_no
    assert fact_of(two).policy.opens is None
    assert desk.look(CODE).unsettled == 0
    words = text_of(bench.counter().papers.pdf(two.papers[0].paper_id))
    assert "申报期常年受理" in words


def test_the_sheet_counts_a_will_as_what_was_decided(desk: Policies, bench: Bench) -> None:
    desk.state(will(LATER))
    desk.state(will())
    counter = bench.counter(SUPERVISOR_PERSON)
    sheet = counter.day_sheet.sheet(MORNING.date())
    assert broken_identities(sheet) == ()
    assert (sheet.total.results[Decision.ANSWER], sheet.total.results[Decision.ACCEPT]) == (1, 1)
    assert (sheet.flow.new, sheet.flow.closed) == (2, 1)
    cards = counter.cases.page(CaseFilter(), 10).rows
    assert sorted(card.decision for card in cards) == ["accept", "answer"]


# L14.


def test_the_ledger_lists_every_will_and_is_printed_and_saved(
    desk: Policies, bench: Bench, tmp_path: Path
) -> None:
    desk.state(will(LATER))
    desk.state(will())
    desk.state(will(DECLINE, code=BARE_CODE, name=BARE_NAME))
    ledgers = bench.counter(SUPERVISOR_PERSON).ledgers
    view = ledgers.view("L14", MORNING.date(), MORNING.date())
    assert [line.cells["choice"] for line in view.lines] == [LATER, ACCEPT, DECLINE]
    paper = ledgers.issue(view)
    words = text_of(bench.counter().papers.pdf(paper.paper_id))
    for part in (
        "免申即享推送、确认台账",
        "姓名或名称",
        "匹配结果",
        "待核数",
        "意愿",
        "确认享受",
        "暂缓",
        "放弃",
        "已享受自治区同类政策",
        "138****2046",
        "苏日娜0837",
    ):
        assert part in words, part
    ledgers.export(view, tmp_path / "L14.xlsx")
    assert (tmp_path / "L14.xlsx").read_bytes().startswith(b"PK")


def test_a_clerk_reads_no_ledger(desk: Policies, bench: Bench) -> None:
    desk.state(will())
    with pytest.raises(Refused) as said:
        bench.counter().ledgers.view("L14", MORNING.date(), MORNING.date())
    assert said.value.refusal.code == "right.missing"
