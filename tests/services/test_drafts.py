"""An unfinished registration survives the program, for its clerk only, for 30 days (decisions 5)."""

from dataclasses import replace

import pytest

from outlet_app.domain.applicant import Agent, IdKind
from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.domain.events import Complexity, Delivery
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import DEFERRED, FAULTY, MISSING, answered, events_of_all
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.entries import consultation, subsidy


def full_entry(bench: Bench) -> IntakeEntry:
    """Every field of the page filled."""
    return replace(
        subsidy(bench.reference, M1=MISSING, M3=FAULTY, A1=DEFERRED),
        complexity=Complexity.COMPLEX,
        special_groups=("elderly", "disabled"),
        assisted=True,
        agent=Agent("包青山", IdKind.ID_CARD, "152822196501010025", "13900001234"),
        answer="答复",
        basis="依据",
    )


def test_a_draft_comes_back_as_it_was_with_notice_and_cursor(bench: Bench) -> None:
    counter, entry = bench.counter(), full_entry(bench)
    notice = replace(counter.notices.draft(entry), delivery=Delivery.POST, verified=True)
    at = counter.drafts.save(entry, notice, "request")
    kept = counter.drafts.load()
    assert kept is not None
    assert (kept.entry, kept.notice, kept.focus, kept.saved_at) == (entry, notice, "request", at)


def test_a_draft_outlives_the_program(bench: Bench) -> None:
    bench.counter().drafts.save(consultation(), None, "answer")
    bench.database.close()
    again = bench.counter().drafts.load()
    assert again is not None
    assert (again.entry, again.notice) == (consultation(), None)


def test_only_the_newest_is_kept(bench: Bench) -> None:
    drafts = bench.counter().drafts
    drafts.save(consultation(request="第一版"), None, "request")
    bench.clock.forward(seconds=3)
    drafts.save(consultation(request="第二版"), None, "request")
    kept = drafts.load()
    assert kept is not None
    assert (kept.entry.request, kept.saved_at) == ("第二版", bench.clock.now())


def test_each_clerk_has_an_own_one(bench: Bench) -> None:
    mine, theirs = bench.counter().drafts, bench.counter(SUPERVISOR_PERSON).drafts
    mine.save(consultation(request="我的"), None, "")
    theirs.save(consultation(request="他的"), None, "")
    theirs.drop()
    kept = mine.load()
    assert kept is not None
    assert kept.entry.request == "我的"
    assert theirs.load() is None


def test_a_colleagues_decision_leaves_my_draft_alone(bench: Bench) -> None:
    theirs = bench.counter(SUPERVISOR_PERSON).drafts
    theirs.save(consultation(), None, "")
    answered(bench)
    assert theirs.load() is not None


def test_a_draft_is_no_case_and_is_not_sent(bench: Bench) -> None:
    bench.counter().drafts.save(full_entry(bench), NoticeDraft(()), "")
    assert bench.counter().cases.page(CaseFilter()).total == 0
    assert events_of_all(bench) == 0
    assert bench.counter().desk.view().unsent_total == 0
    assert bench.counter().applicants.suggest("河套") == ()


def test_a_draft_is_forgotten_after_thirty_days(bench: Bench) -> None:
    drafts = bench.counter().drafts
    drafts.save(consultation(), None, "")
    bench.clock.forward(days=30)
    assert drafts.sweep() == 0
    assert drafts.load() is not None
    bench.clock.forward(seconds=1)
    assert drafts.sweep() == 1
    assert drafts.load() is None


@pytest.mark.parametrize("body", [b"", b"not json", b'{"entry": {"item": "eight"}}', b'{"notice": null}'])
def test_a_draft_of_another_version_is_no_draft(bench: Bench, body: bytes) -> None:
    with bench.database.unit_of_work() as uow:
        uow.drafts.save("1508260837", body, bench.clock.now())
        uow.commit()
    assert bench.counter().drafts.load() is None


def test_a_draft_may_hold_what_no_form_accepts(bench: Bench) -> None:
    """A paste of 10,000 characters, emoji, control signs: the page keeps them all."""
    wild = consultation(request="😀𠮷" * 5_000, answer="\x00\u202e〔", basis="１２３")
    bench.counter().drafts.save(wild, None, "request")
    kept = bench.counter().drafts.load()
    assert kept is not None
    assert kept.entry == wild


def test_a_refused_decision_leaves_the_draft(bench: Bench) -> None:
    counter, entry = bench.counter(), subsidy(bench.reference, M1=MISSING)
    counter.drafts.save(entry, None, "")
    with pytest.raises(Exception, match=r"notice\.not_verified"):
        counter.notices.issue(entry, counter.notices.draft(entry))
    assert counter.drafts.load() is not None


@pytest.mark.parametrize("ahead", [31, 365, 9000])
def test_a_clock_that_jumped_ahead_makes_no_draft_old(bench: Bench, ahead: int) -> None:
    answered(bench)
    drafts = bench.counter().drafts
    drafts.save(consultation(), None, "request")
    bench.clock.forward(days=ahead)
    assert drafts.sweep() == 0
    kept = drafts.load()
    assert kept is not None
    assert kept.focus == "request"


def test_a_draft_is_old_once_the_outlet_has_worked_for_thirty_days_more(bench: Bench) -> None:
    drafts = bench.counter(SUPERVISOR_PERSON).drafts
    drafts.save(consultation(), None, "")
    bench.clock.forward(days=30)
    answered(bench)
    # Nobody has worked since: the day after proves nothing yet.
    bench.clock.forward(days=1)
    assert drafts.sweep() == 0
    answered(bench)
    assert drafts.sweep() == 1
    assert drafts.load() is None


def test_a_clock_put_back_makes_no_draft_old_either(bench: Bench) -> None:
    answered(bench)
    drafts = bench.counter().drafts
    drafts.save(consultation(), None, "")
    bench.clock.forward(days=-400)
    assert drafts.sweep() == 0
