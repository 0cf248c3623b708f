"""Which facts a decision consists of, which clocks it starts, and which list it keeps (decisions 13–19)."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import DeficientDetail, IntakeEntry, RejectDetail, TransferDetail
from outlet_app.domain.events import Registered
from outlet_app.domain.numbering import CaseNumber, read_case_number
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.intake import PAPERS_OF
from outlet_app.services.library import Shelf, read_library
from outlet_app.services.opening import Detail
from outlet_app.services.reading import read_case
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import DEFERRED, MISSING, accepted, answered, history, kinds, text_of
from tests.support.bench import Bench, shelf
from tests.support.builders import OUTLET
from tests.support.entries import checked, consultation, search_report, subsidy

TAKEN = ["registered", "materials_checked", "materials_taken"]
TO_THE_CITY = TransferDetail("1508001001", "", "市级窗口", "需专业人员答复")


def matter(bench: Bench, sub_item: str, **changes: object) -> IntakeEntry:
    """A complete page about any sub-item."""
    number = int(sub_item.split(".")[0])
    entry = replace(subsidy(bench.reference), item=number, sub_item=sub_item)
    entry = replace(entry, materials=checked(bench.reference, sub_item), answer="可以。")
    return replace(entry, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("decision", "detail", "told"),
    [
        (Decision.ANSWER, None, ["registered", "materials_checked", "answered_on_spot"]),
        (
            Decision.ACCEPT,
            None,
            ["registered", "materials_checked", "materials_taken", "accepted", "paper_issued"],
        ),
        (
            Decision.RECEIVE,
            None,
            ["registered", "materials_checked", "materials_taken", "paper_issued"],
        ),
        (
            Decision.TRANSFER,
            TO_THE_CITY,
            ["registered", "materials_checked", "transferred_out", "paper_issued"],
        ),
        (
            Decision.REJECT,
            RejectDetail("not_in_remit"),
            ["registered", "materials_checked", "rejected", "paper_issued"],
        ),
    ],
)
def test_each_decision_tells_its_own_story(
    bench: Bench, decision: Decision, detail: Detail, told: list[str]
) -> None:
    outcome = bench.counter().intake.decide(matter(bench, "1.7"), decision, detail)
    assert kinds(bench, outcome.case.case_id) == told
    assert (outcome.case.decision, outcome.decision) == (decision, decision)
    assert outcome.case.decided_at == bench.clock.now()
    assert tuple(paper.form for paper in outcome.papers) == PAPERS_OF.get(decision, ())


def test_a_later_event_never_changes_the_first_decision(bench: Bench) -> None:
    intake, cases = bench.counter().intake, bench.counter().cases
    case = intake.decide(matter(bench, "1.7"), Decision.RECEIVE).case
    cases.withdraw(case.case_id, "撤回")
    assert cases.detail(case.case_id).case.decision is Decision.RECEIVE


@pytest.mark.parametrize(
    ("sub_item", "decision", "clocks"),
    [
        ("1.7", Decision.ACCEPT, {"handling": "2026-11-25T17:30:00+08:00"}),
        ("1.7", Decision.RECEIVE, {}),
        ("2.9", Decision.TRANSFER, {
            "feedback": "2026-11-21T09:05:00+08:00", "answer": "2026-11-25T17:30:00+08:00",
        }),
        ("7.2", Decision.ACCEPT, {"response": "2026-11-21T09:05:00+08:00"}),
        ("8.2", Decision.ACCEPT, {"feedback": None}),
        ("2.1", Decision.ANSWER, {}),
    ],
)  # fmt: skip
def test_a_decision_starts_the_clocks_of_the_list(
    bench: Bench, sub_item: str, decision: Decision, clocks: dict[str, str | None]
) -> None:
    detail = TO_THE_CITY if decision is Decision.TRANSFER else None
    case = bench.counter().intake.decide(matter(bench, sub_item), decision, detail).case
    assert {due.rule: due.at.isoformat() if due.at else None for due in case.dues} == clocks


def test_a_matter_of_long_tracking_is_tracked_from_its_acceptance(bench: Bench) -> None:
    case = bench.counter().intake.decide(matter(bench, "5.6"), Decision.ACCEPT).case
    assert (case.state, case.next_follow_up) == (State.TRACKING, date(2026, 12, 21))
    assert case.due is None


@pytest.mark.parametrize("hour", [7, 12, 18, 23])
def test_out_of_hours_the_day_of_receipt_is_day_nought(bench: Bench, hour: int) -> None:
    """Decisions 16: Friday 17:31 is due the same days as Friday morning."""
    bench.clock.at = datetime(2026, 11, 20, hour, 31, tzinfo=CST)
    case = accepted(bench).case
    assert case.due is not None
    assert case.due.at is not None
    assert case.due.at.isoformat() == "2026-11-25T17:30:00+08:00"


def test_a_clock_of_24_hours_over_the_weekend_is_pointed_out(bench: Bench) -> None:
    """Domain §11.4: Friday's 24 hours end on a Saturday, when nobody is there."""
    assert bench.counter().intake.due_preview("2.9").falls_outside_business
    assert not bench.counter().intake.due_preview("1.7").falls_outside_business


def test_a_matter_outside_the_list_has_no_clock_and_is_answered(bench: Bench) -> None:
    shown = bench.counter().intake.due_preview("")
    assert (shown.main, shown.dues, shown.days) == (None, (), ())
    case = answered(bench, item=0, sub_item="").case
    assert (case.registered.item, case.dues, case.state) == (0, (), State.CLOSED)


def test_the_number_can_be_read_back_and_the_code_is_drawn_for_each_case(bench: Bench) -> None:
    drawn = iter((bytes(range(5)), bytes(range(5, 10))))
    bench.machine = replace(bench.machine, secret_bytes=lambda n: next(drawn)[:n])
    counter = bench.counter()
    cases = [counter.intake.decide(consultation(), Decision.ANSWER).case for _ in range(2)]
    read = [read_case_number(case.case_no) for case in cases]
    assert [one.serial for one in read if isinstance(one, CaseNumber)] == [1, 2]
    codes = [case.registered.query_code for case in cases]
    assert [len(code) for code in codes] == [8, 8]
    assert codes[0] != codes[1]


@pytest.mark.parametrize(
    ("promised", "code"),
    [
        (date(2026, 11, 19), "promise.past"),
        (date(2026, 11, 20), ""),
        (date(2026, 11, 27), ""),
        (date(2026, 11, 28), "promise.too_late"),
    ],
)
def test_a_promise_ends_between_today_and_the_fifth_working_day(
    bench: Bench, promised: date, code: str
) -> None:
    entry, detail = subsidy(bench.reference, A1=DEFERRED), DeficientDetail(promised, volunteered=True)
    intake = bench.counter().intake
    if not code:
        assert intake.decide(entry, Decision.DEFICIENT, detail).case.promises[0].due == promised
        return
    with pytest.raises(Refused) as refused:
        intake.decide(entry, Decision.DEFICIENT, detail)
    assert refused.value.refusal.code == code
    assert bench.counter().cases.page(CaseFilter()).total == 0


def test_an_items_own_promise_shortens_the_period(bench: Bench) -> None:
    """Decisions 16: min(5, the item's promise, 15); 1.7 promises 3 working days."""
    entry = matter(bench, "1.7", materials=checked(bench.reference, "1.7", A1=DEFERRED))
    detail = DeficientDetail(date(2026, 11, 26), volunteered=True)
    with pytest.raises(Refused) as refused:
        bench.counter().intake.decide(entry, Decision.DEFICIENT, detail)
    assert refused.value.refusal.args == {"latest": "2026-11-25"}


def test_a_core_material_cannot_be_promised(bench: Bench) -> None:
    entry = subsidy(bench.reference, M1=DEFERRED)
    with pytest.raises(Refused):
        bench.counter().intake.decide(
            entry, Decision.DEFICIENT, DeficientDetail(date(2026, 11, 25), volunteered=True)
        )


@pytest.mark.parametrize(
    "decision", [Decision.TRANSFER, Decision.REJECT, Decision.DEFICIENT, Decision.NOTICE]
)
def test_a_decision_without_its_reasons_is_refused_and_keeps_nothing(
    bench: Bench, decision: Decision
) -> None:
    entry = subsidy(bench.reference, M1=MISSING) if decision is Decision.NOTICE else subsidy(bench.reference)
    with pytest.raises(Refused):
        bench.counter().intake.decide(entry, decision)
    assert bench.counter().cases.page(CaseFilter()).total == 0


def test_an_acceptance_with_a_gap_is_refused(bench: Bench) -> None:
    with pytest.raises(Refused) as refused:
        bench.counter().intake.decide(subsidy(bench.reference, M1=MISSING), Decision.ACCEPT)
    assert refused.value.refusal.code == "entry.incomplete"


def second_release(effective: str) -> bytes:
    """The list as it might be next year: another version, another name for 1.7."""
    plain = json.loads(shelf().catalogues[0])
    plain["version"], plain["effective_from"] = "2027-batch-3", effective
    for item in plain["items"]:
        for sub_item in item["sub_items"]:
            if sub_item["code"] == "1.7":
                sub_item["name"] = "综合查询报告"
    return json.dumps(plain, ensure_ascii=False).encode()


def with_both(effective: str) -> Shelf:
    return replace(shelf(), catalogues=[*shelf().catalogues, second_release(effective)])


def test_a_case_keeps_the_list_it_was_registered_under(bench: Bench) -> None:
    outcome = accepted(bench)
    assert outcome.case.registered.catalogue == "2025-batch-2"
    bench.reference = read_library(with_both("2026-11-01")).at(OUTLET, "01")
    papers = bench.counter().papers
    old = text_of(papers.pdf(papers.reprint(outcome.case.case_id, "W05").paper_id))
    new = accepted(bench)
    assert "复杂查询报告" in old
    assert new.case.registered.catalogue == "2027-batch-3"
    assert "综合查询报告" in text_of(papers.pdf(new.papers[0].paper_id))


@pytest.mark.parametrize(
    ("today", "version"),
    [
        (date(2026, 12, 31), "2025-batch-2"),
        (date(2027, 1, 1), "2027-batch-3"),
        (date(2020, 1, 1), "2025-batch-2"),
    ],
)
def test_a_list_counts_from_the_day_it_takes_effect(today: date, version: str) -> None:
    library = read_library(with_both("2027-01-01"))
    assert library.at(OUTLET, "01", today).catalogue.version == version


def test_a_case_of_a_list_this_machine_lacks_is_shown_without_its_names(bench: Bench) -> None:
    outcome = accepted(bench)
    reading = read_case(history(bench, outcome.case.case_id))
    assert reading is not None
    assert isinstance(reading.steps[0].event.fact, Registered)
    only_new = replace(shelf(), catalogues=[second_release("2026-11-01")])
    bench.reference = read_library(only_new).at(OUTLET, "01")
    assert bench.counter().cases.detail(outcome.case.case_id).row.sub_item == "1.7"


def test_an_outlet_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        read_library(shelf()).at("1508999999", "01")


def test_assistance_agent_and_special_groups_are_kept_as_told(bench: Bench) -> None:
    entry = replace(search_report(bench.reference), assisted=True, special_groups=("elderly",))
    case = bench.counter().intake.decide(entry, Decision.ACCEPT).case
    assert (case.registered.assisted, case.registered.special_groups) == (True, ("elderly",))
