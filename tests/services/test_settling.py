"""处理完毕: a refused step asks nobody once somebody has said what was done, and its papers are void."""

from dataclasses import replace

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.events import Fact, Rejected, Voided, Withdrawn
from outlet_app.domain.facts.refusal import Handling, RefusalSettled
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.models.outbox import QueueNow
from outlet_app.services.settling import Unsettled, dismiss, left_behind, refused
from tests.support.at_the_counter import (
    FAULTY,
    accepted,
    answered,
    from_the_city,
    history,
    judged,
    kinds,
)
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.entries import subsidy

WHY = "市级未接收这一步，文书已收回"
AGAIN, NOTHING = Handling.AGAIN, Handling.NOTHING
REFUSED_FIRST = Rejected("not_in_remit")


def received(bench: Bench) -> str:
    """A case that lies here to be examined; the city has it."""
    case = bench.counter().intake.decide(subsidy(bench.reference), Decision.RECEIVE).case
    judged(bench, ["applied"] * len(history(bench, case.case_id)))
    return case.case_id


def examined(bench: Bench, case_id: str, decision: Decision, *, faulty: bool = False) -> tuple[str, ...]:
    """Decided here while the line was down; the papers of it."""
    desk = bench.counter().examining
    sheet = desk.sheet(case_id)
    rows = sheet.entry.materials
    if faulty:
        wrong = subsidy(bench.reference, M3=FAULTY).materials
        rows = tuple(next((one for one in wrong if one.code == row.code), row) for row in rows)
    entry = replace(sheet.entry, materials=rows)
    detail = None
    if decision is Decision.NOTICE:
        draft = desk.draft(sheet, entry)
        detail = NoticeDraft(draft.lines, draft.correction_workdays, verified=True)
    return tuple(paper.number for paper in desk.decide(case_id, entry, decision, detail).papers)


def outpaced(bench: Bench, fact: Fact = REFUSED_FIRST, code: str = "state.guard") -> tuple[str, str]:
    """Another window was first; what was accepted here has no effect. The case and the paper of it."""
    case_id = received(bench)
    (number,) = examined(bench, case_id, Decision.ACCEPT)
    first_n = max(entry.case_n or 0 for entry in history(bench, case_id)) + 1
    from_the_city(bench, case_id, [fact], at=bench.clock.now(), first_n=first_n)
    judged(bench, ["rejected", "applied"], code)
    return case_id, number


def waiting(bench: Bench) -> QueueNow:
    with bench.database.reading() as uow:
        return uow.outbox.now()


def print_all(bench: Bench) -> None:
    for paper in bench.counter().papers.unconfirmed():
        bench.counter().papers.spool(paper.paper_id)


def settle(bench: Bench, case_id: str, note: str = "已告知申请人，收回受理通知书") -> None:
    bench.counter().settling.settle(case_id, NOTHING, note, WHY)


def refusal(bench: Bench, case_id: str, note: str = "已告知") -> str:
    with pytest.raises(Refused) as caught:
        bench.counter().settling.settle(case_id, NOTHING, note, WHY)
    return caught.value.refusal.code


def test_it_is_offered_where_a_step_of_this_machine_was_refused(bench: Bench) -> None:
    case_id, number = outpaced(bench)
    detail = bench.counter().cases.detail(case_id)
    assert "settle" in detail.actions
    assert detail.case.state is State.REJECTED
    assert number in {paper.number for paper in detail.case.papers}, "the paper counts, its decision does not"
    assert waiting(bench).need_you == 1


def test_what_is_to_be_looked_at(bench: Bench) -> None:
    case_id, number = outpaced(bench)
    found = bench.counter().settling.unsettled(case_id)
    assert [(step.event.fact.KIND, step.entry.code) for step in found.steps] == [("accepted", "state.guard")]
    assert (found.numbers, found.printed) == ((number,), ())
    print_all(bench)
    assert bench.counter().settling.unsettled(case_id).printed == (number,)


def test_once_settled_nobody_is_asked_and_the_paper_is_void(bench: Bench) -> None:
    case_id, number = outpaced(bench)
    settle(bench, case_id)
    detail = bench.counter().cases.detail(case_id)
    assert waiting(bench).need_you == 0
    assert "settle" not in detail.actions
    assert detail.case.state is State.REJECTED, "what the first window decided stands"
    assert detail.case.void_papers == (number,)
    assert detail.case.void_reason(number) == WHY
    assert kinds(bench, case_id)[-3:] == ["accepted", "paper_voided", "refusal_settled"]


def test_both_stay_in_the_history(bench: Bench) -> None:
    case_id, _ = outpaced(bench)
    settle(bench, case_id)
    told = {entry.event.fact.KIND: entry for entry in bench.counter().cases.detail(case_id).timeline}
    assert not told["accepted"].counts
    settled = told["refusal_settled"]
    assert settled.counts
    fact = settled.event.fact
    assert isinstance(fact, RefusalSettled)
    assert fact.ops == (told["accepted"].event.op_id,)
    assert (fact.way, fact.note) == ("nothing", "已告知申请人，收回受理通知书")


def test_what_was_said_about_it_is_sent_and_asks_nobody(bench: Bench) -> None:
    case_id, _ = outpaced(bench)
    settle(bench, case_id)
    assert waiting(bench).waiting == 2
    judged(bench, ["applied", "applied"])
    assert waiting(bench) == QueueNow()


def test_the_list_says_sent_where_it_said_needs_you(bench: Bench) -> None:
    case_id, _ = outpaced(bench)
    assert bench.counter().cases.detail(case_id).row.sending == "needs_you"
    settle(bench, case_id)
    assert bench.counter().cases.detail(case_id).row.sending == "waiting"
    judged(bench, ["applied", "applied"])
    assert bench.counter().cases.detail(case_id).row.sending == "sent"


def test_a_notice_falls_with_its_finding(bench: Bench) -> None:
    case_id = received(bench)
    (number,) = examined(bench, case_id, Decision.NOTICE, faulty=True)
    first_n = max(entry.case_n or 0 for entry in history(bench, case_id)) + 1
    from_the_city(bench, case_id, [REFUSED_FIRST], at=bench.clock.now(), first_n=first_n)
    made = [entry.kind for entry in history(bench, case_id) if entry.verdict is None]
    judged(bench, ["applied" if kind == "paper_issued" else "rejected" for kind in made], "state.guard")
    found = bench.counter().settling.unsettled(case_id)
    assert [step.event.fact.KIND for step in found.steps] == ["materials_checked", "notice_given"]
    assert found.numbers == (number,)
    settle(bench, case_id)
    assert waiting(bench).need_you == 0
    assert bench.counter().cases.detail(case_id).case.void_papers == (number,)


def test_a_step_without_a_paper_leaves_every_paper_as_it_was(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    judged(bench, ["applied"] * 5)
    bench.counter().cases.withdraw(case_id, "撤回")
    from_the_city(bench, case_id, [Withdrawn("电话撤回")], at=bench.clock.now(), first_n=6)
    judged(bench, ["rejected"], "state.guard")
    assert bench.counter().settling.unsettled(case_id).numbers == ()
    settle(bench, case_id)
    assert bench.counter().cases.detail(case_id).case.void_papers == ()


def test_what_was_handled_again_keeps_its_new_paper(bench: Bench) -> None:
    """Accepted at two windows' clocks, taken back by the first one, accepted here once more."""
    case_id, old = outpaced(bench, Withdrawn("填错"))
    reopened = bench.counter().cases.detail(case_id)
    assert reopened.case.state is State.WITHDRAWN
    bench.counter().settling.settle(case_id, AGAIN, "已另行登记", WHY)
    (new,) = examined(bench, received(bench), Decision.ACCEPT)
    assert new != old
    assert bench.counter().cases.detail(case_id).case.void_papers == (old,)


def test_a_paper_voided_before_is_not_voided_again(bench: Bench) -> None:
    case_id, number = outpaced(bench)
    bench.counter(SUPERVISOR_PERSON).papers.void(case_id, number, "未送达")
    assert bench.counter().settling.unsettled(case_id).numbers == ()
    settle(bench, case_id)
    assert bench.counter().cases.detail(case_id).case.void_reason(number) == "未送达"


def test_a_second_print_is_one_paper(bench: Bench) -> None:
    case_id = received(bench)
    (number,) = examined(bench, case_id, Decision.ACCEPT)
    bench.counter().papers.reprint(case_id, "W05")
    first_n = max(entry.case_n or 0 for entry in history(bench, case_id)) + 1
    from_the_city(bench, case_id, [REFUSED_FIRST], at=bench.clock.now(), first_n=first_n)
    judged(bench, ["rejected", "applied", "applied"], "state.guard")
    assert bench.counter().settling.unsettled(case_id).numbers == (number,)
    settle(bench, case_id)
    assert kinds(bench, case_id).count("paper_voided") == 1


def test_nobody_is_asked_to_print_what_is_void(bench: Bench) -> None:
    case_id, number = outpaced(bench)
    assert number in {paper.number for paper in bench.counter().papers.unconfirmed()}
    settle(bench, case_id)
    assert number not in {paper.number for paper in bench.counter().papers.unconfirmed()}


@pytest.mark.parametrize("note", ["", "  ", "\n"])
def test_it_is_never_settled_without_a_word(bench: Bench, note: str) -> None:
    case_id, _ = outpaced(bench)
    before = kinds(bench, case_id)
    assert refusal(bench, case_id, note) == "settle.note"
    assert kinds(bench, case_id) == before
    assert waiting(bench).need_you == 1


def test_twice_is_once(bench: Bench) -> None:
    case_id, _ = outpaced(bench)
    settle(bench, case_id)
    assert refusal(bench, case_id) == "settle.nothing"
    assert bench.counter().settling.unsettled(case_id) == Unsettled()


@pytest.mark.parametrize("verdict", ["applied", "parked"])
def test_what_counts_or_waits_for_the_city_is_not_a_clerks_to_settle(bench: Bench, verdict: str) -> None:
    case_id = received(bench)
    examined(bench, case_id, Decision.ACCEPT)
    judged(bench, [verdict, "applied"], "UNKNOWN_KIND")
    assert "settle" not in bench.counter().cases.detail(case_id).actions
    assert refusal(bench, case_id) == "settle.nothing"


def test_what_waits_for_the_line_neither(bench: Bench) -> None:
    case_id = received(bench)
    examined(bench, case_id, Decision.ACCEPT)
    assert refusal(bench, case_id) == "settle.nothing"


def test_the_other_window_is_not_asked(bench: Bench) -> None:
    """Its machine has the refused step only as history, if at all."""
    case_id = received(bench)
    from_the_city(bench, case_id, [REFUSED_FIRST], at=bench.clock.now(), first_n=9, verdict="rejected")
    assert "settle" not in bench.counter().cases.detail(case_id).actions


def test_a_case_the_city_does_not_have_is_settled_here_alone(bench: Bench) -> None:
    """No word about it could count there: it would be refused in its turn, for ever."""
    case_id = answered(bench).case.case_id
    judged(bench, ["rejected", "rejected"], "right.missing")
    before = kinds(bench, case_id)
    assert waiting(bench).need_you == 2
    settle(bench, case_id)
    assert kinds(bench, case_id) == before
    assert waiting(bench) == QueueNow()
    assert refusal(bench, case_id) == "settle.nothing"


def test_what_belongs_to_no_case_is_put_away_by_its_record(bench: Bench) -> None:
    case_id = answered(bench).case.case_id
    other = answered(bench).case.case_id
    judged(bench, ["rejected"] * 4, "REVIEW_TAKEN")
    for record, wanted in (("nobody's", 0), (case_id, 2), (case_id, 0)):
        with bench.database.unit_of_work() as uow:
            assert dismiss(uow, record) == wanted
            uow.commit()
    assert waiting(bench).need_you == 2
    assert bench.counter().settling.unsettled(other).steps


def test_a_reading_without_own_steps_has_nothing_to_settle(bench: Bench) -> None:
    case_id = received(bench)
    with bench.database.reading() as uow:
        reading = bench.counter().cases._recorder.read(uow, case_id)
    assert (refused(reading), left_behind(reading)) == ((), ())


def test_a_paper_on_a_case_that_was_voided_is_fetched_back_though_it_never_counted(bench: Bench) -> None:
    case_id = received(bench)
    (number,) = examined(bench, case_id, Decision.ACCEPT)
    print_all(bench)
    first_n = max(entry.case_n or 0 for entry in history(bench, case_id)) + 1
    from_the_city(bench, case_id, [Voided("duplicate")], at=bench.clock.now(), first_n=first_n)
    judged(bench, ["rejected", "rejected"], "state.guard")
    found = bench.counter().settling.unsettled(case_id)
    assert [step.event.fact.KIND for step in found.steps] == ["accepted", "paper_issued"]
    assert (found.numbers, found.printed) == ((), (number,))
    settle(bench, case_id)
    assert waiting(bench).need_you == 0
    assert kinds(bench, case_id).count("paper_voided") == 0
