"""Lists, search and visitors are made from the journal alone: made anew they are the same."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import DeficientDetail, IntakeEntry, RejectDetail, TransferDetail
from outlet_app.domain.problems import Refused
from outlet_app.models.cards import CardFilter
from outlet_app.services.counter import Counter
from outlet_app.services.projection import rebuild
from tests.support.agencies import begun
from tests.support.at_the_counter import (
    DEFERRED,
    accepted,
    answered,
    events_of_all,
    judged,
    named,
    notified,
)
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.chance_steps import Steps, further_steps
from tests.support.entries import consultation, subsidy
from tests.support.reviewing import CITY_KEY

NAMES = ("其其格", "巴特尔", "王丽", "娜仁花", "河套禾源", "𠮷日木图", "苏和")
TRIES = 30
# What is always allowed would crowd out what seldom is.
COMMON = frozenset({*map(str, range(16)), "package", "industry", "report", "tracked", "examined", "review"})
WORDS = (
    *NAMES,
    "王",
    "日",
    "qqg",
    "bte",
    "hthy",
    "HH01-20261120-0100",
    "13900001234",
    "0025",
    "0033",
    "9876",
    "1",
)


def somebody(bench: Bench, chance: random.Random) -> IntakeEntry:
    name = chance.choice(NAMES)
    number = chance.choice(("", "152822196501010025", "E12345678"))
    phone = f"139{chance.randrange(10**8):08}"
    return consultation(applicant=named(bench, name=name, id_number=number, contact="", phone=phone))


def some_step(bench: Bench, chance: random.Random) -> str:
    """One thing that may happen at a counter, its name; one the trade refuses leaves no trace."""
    intake, cases = bench.counter().intake, bench.counter().cases
    mending = bench.counter(chance.choice((CLERK_PERSON, SUPERVISOR_PERSON))).mending
    entry = somebody(bench, chance)
    with bench.database.reading() as uow:
        known = [card.case_id for card in uow.cards.page(CardFilter(), 100).rows] or [""]
    case_id = chance.choice(known)
    promised = DeficientDetail(bench.clock.now().date(), volunteered=True)
    steps: list[Callable[[], object]] = [
        lambda: intake.decide(entry, Decision.ANSWER),
        lambda: intake.decide(entry, Decision.REJECT, RejectDetail("not_in_remit")),
        lambda: intake.decide(entry, Decision.TRANSFER, TransferDetail("1508221001", "", "临河", "属地")),
        lambda: accepted(bench, applicant=replace(entry.applicant, id_number="152822196501010025")),
        lambda: notified(bench),
        lambda: intake.decide(subsidy(bench.reference, A1=DEFERRED), Decision.DEFICIENT, promised),
        lambda: cases.close(case_id, "办结"),
        lambda: cases.withdraw(case_id, "撤回"),
        lambda: cases.feedback(case_id, "已告知"),
        lambda: mending.amend(case_id, {"applicant.name": chance.choice(NAMES)}),
        lambda: mending.amend(case_id, {"applicant.id_number": "152822196501010033", "phone": "13700009876"}),
        lambda: mending.undo(case_id, "点错"),
        lambda: mending.reopen(case_id, "更正"),
        lambda: mending.void(case_id, "duplicate"),
        lambda: judged(bench, [chance.choice(("applied", "applied_warn", "parked", "rejected"))], "FAULT"),
    ]
    named_steps = {f"{place}": step for place, step in enumerate(steps)} | dict(
        _further(bench, chance, case_id)
    )
    # The first that the trade allows, rather one that is seldom allowed.
    thought_of = chance.sample(list(named_steps), min(TRIES, len(named_steps)))
    for name in sorted(thought_of, key=COMMON.__contains__) if chance.random() < 0.7 else thought_of:
        try:
            named_steps[name]()
        except Refused:
            continue
        return name
    return ""


def _further(bench: Bench, chance: random.Random, case_id: str) -> Steps:
    counter = bench.counter(chance.choice((CLERK_PERSON, SUPERVISOR_PERSON)))
    case = counter.cases.detail(case_id).case if case_id else None
    return further_steps(counter, chance, case, bench.clock.now())


def everything(bench: Bench) -> dict[str, object]:
    """All that is read from projections."""
    with bench.database.reading() as uow:
        return {
            "cards": uow.cards.page(CardFilter(), 1_000),
            "due": uow.cards.due(bench.clock.now().replace(year=2028)),
            "found": {word: uow.search.find(word) for word in WORDS},
            "visitors": {word: uow.search.applicants(word, 50) for word in WORDS},
        }


@pytest.mark.parametrize("seed", range(6))
def test_after_any_day_everything_made_anew_is_the_same(bench: Bench, seed: int) -> None:
    chance, taken = random.Random(seed), list[str]()
    with bench.database.unit_of_work() as uow:
        uow.reviews.keep_key(CITY_KEY)
        uow.commit()
    for _ in range(24):
        taken.append(some_step(bench, chance))
        bench.clock.forward(minutes=chance.randrange(1, 400))
    assert len(set(taken)) > 10, "a day has many kinds of steps"
    before = everything(bench)
    with bench.database.unit_of_work() as uow:
        made = rebuild(uow)
        uow.commit()
    assert made >= 1
    assert everything(bench) == before


STEPS_ON_IT: dict[str, Callable[[Counter, str], object]] = {
    "closed": lambda counter, case_id: counter.cases.close(case_id, "已交付"),
    "withdrawn": lambda counter, case_id: counter.cases.withdraw(case_id, "撤回"),
    "fed back": lambda counter, case_id: counter.cases.feedback(case_id, "已告知"),
    "helped": lambda counter, case_id: counter.agencies.begin(case_id, begun()),
    "voided": lambda counter, case_id: counter.mending.void(case_id, "duplicate"),
}


@pytest.mark.parametrize("verdict", ["parked", "rejected"])
@pytest.mark.parametrize("step", ["fed back", "helped", "voided"])
def test_a_step_on_what_the_city_put_aside_waits_with_it_and_no_list_says_otherwise(
    bench: Bench, step: str, verdict: str
) -> None:
    case_id = accepted(bench).case.case_id
    judged(bench, [verdict], "FAULT")
    with bench.database.reading() as uow:
        card = uow.cards.get(case_id)
    before = events_of_all(bench)
    STEPS_ON_IT[step](bench.counter(SUPERVISOR_PERSON), case_id)
    assert events_of_all(bench) > before, "nothing is lost: it counts once the city lets the case count"
    shown = everything(bench)
    with bench.database.unit_of_work() as uow:
        assert uow.cards.get(case_id) == card, "the list does not run ahead of the city"
        rebuild(uow)
        uow.commit()
    assert everything(bench) == shown


@pytest.mark.parametrize("step", ["closed", "withdrawn", "helped", "voided"])
def test_a_step_on_what_counts_is_in_the_list_at_once(bench: Bench, step: str) -> None:
    case_id = accepted(bench).case.case_id
    before = everything(bench)
    STEPS_ON_IT[step](bench.counter(SUPERVISOR_PERSON), case_id)
    shown = everything(bench)
    assert shown["cards"] != before["cards"]
    with bench.database.unit_of_work() as uow:
        rebuild(uow)
        uow.commit()
    assert everything(bench) == shown


def test_a_lost_projection_comes_back_whole(bench: Bench) -> None:
    answered(bench, applicant=named(bench))
    accepted(bench)
    before = everything(bench)
    with bench.database.unit_of_work() as uow:
        uow.cards.clear()
        uow.search.clear()
        uow.applicants.clear()
        uow.commit()
    assert everything(bench) != before
    with bench.database.unit_of_work() as uow:
        rebuild(uow)
        uow.commit()
    assert everything(bench) == before


def test_an_interrupted_rebuild_leaves_the_old_lists(bench: Bench) -> None:
    accepted(bench)
    before = everything(bench)
    with bench.database.unit_of_work() as uow:
        rebuild(uow)
        uow.cards.clear()
    assert everything(bench) == before


def test_an_empty_journal_makes_empty_lists(bench: Bench) -> None:
    with bench.database.unit_of_work() as uow:
        assert rebuild(uow) == 0
        uow.commit()
    assert bench.counter().desk.view().todo == ()
    assert bench.clock.now().date() == date(2026, 11, 20)
