"""A stated will travels whole, and the city judges it by the same rules as the counter."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outlet_app.domain.case import Case
from outlet_app.domain.events import Accepted, AnsweredOnSpot, MaterialsChecked, MaterialsTaken
from outlet_app.domain.facts.policy import IntentChoice, IntentStated
from outlet_app.domain.policies.kleene import Truth
from outlet_app.services.reading import read_case
from outlet_app.wording.refusals import VERDICTS
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.policies import FAILS, FITS, OPEN, PIN, stated
from tests.support.server import ServerProcess

ACCEPT, DECLINE, LATER = IntentChoice
TAKEN = (MaterialsChecked(1, ()), MaterialsTaken(), Accepted())


def in_season(one: Counter, fact: IntentStated) -> IntentStated:
    """The same will in a policy that is open today, whenever the tests run."""
    today = one.clock.now().date()
    span = timedelta(days=30)
    pin = replace(
        fact.policy,
        valid_from=today - span,
        valid_until=today + span,
        opens=today - span,
        closes=today + span,
    )
    return replace(fact, policy=pin)


def case_at(one: Counter, case_id: str) -> Case:
    reading = read_case(one.history(case_id))
    assert reading is not None
    return reading.case


def test_a_confirmed_will_reaches_the_other_window_with_every_line(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    one, other = counter(any_city), counter(any_city)
    lines = (FITS, OPEN, replace(FITS, code="c9", by_hand=True, source="质押登记通知书", basis="第三条"))
    fact = in_season(one, stated(truth=Truth.UNKNOWN, lines=lines))
    case_id = one.register(fact, *TAKEN, item=8, sub_item="8.5")
    one.sync()
    other.sync()
    there = case_at(other, case_id).intent
    assert there == fact
    assert {verdict for _, verdict, _ in one.verdicts(case_id)} == {"applied"}
    assert one.tally() == other.tally()


@pytest.mark.parametrize("choice", [DECLINE, LATER])
def test_a_will_that_takes_nothing_travels_without_bank_or_consent(
    any_city: ServerProcess, counter: NewCounter, choice: IntentChoice
) -> None:
    one = counter(any_city)
    case_id = one.register(stated(choice), AnsweredOnSpot("已告知"), item=8, sub_item="8.5")
    one.sync()
    assert {verdict for _, verdict, _ in one.verdicts(case_id)} == {"applied"}
    body = next(entry.body for entry in one.history(case_id) if entry.kind == IntentStated.KIND)
    assert "河套农商银行".encode() not in body
    assert b'"consents":true' not in body.replace(b" ", b"")


# What a program that forgot the rules would send.
FORGED: dict[str, IntentStated] = {
    "intent.no_consent": stated(consents=False),
    "intent.account_half": stated(bank=""),
    "intent.unexplained": stated(lines=()),
    "intent.not_fitting": stated(truth=Truth.FALSE, lines=(FITS, FAILS)),
    "intent.no_reason": stated(DECLINE, reason=""),
    "intent.no_data_without_will": stated(LATER, account_no="6223"),
}


@pytest.mark.parametrize("code", FORGED)
def test_the_city_refuses_what_the_counter_would_have(
    any_city: ServerProcess, counter: NewCounter, code: str
) -> None:
    one = counter(any_city)
    case_id = one.register(in_season(one, FORGED[code]), item=8, sub_item="8.5")
    one.sync()
    assert (IntentStated.KIND, "rejected", code) in one.verdicts(case_id)
    assert case_at(one, case_id).intent is None
    happened, now = VERDICTS[code]
    assert happened
    assert now


def test_the_city_knows_the_season_and_the_item_too(any_city: ServerProcess, counter: NewCounter) -> None:
    one = counter(any_city)
    past = replace(in_season(one, stated()).policy, closes=one.clock.now().date() - timedelta(days=1))
    late = one.register(stated(policy=past), item=8, sub_item="8.5")
    other = one.register(in_season(one, stated()), item=7, sub_item="7.1")
    one.sync()
    assert (IntentStated.KIND, "rejected", "intent.out_of_season") in one.verdicts(late)
    assert (IntentStated.KIND, "rejected", "intent.other_item") in one.verdicts(other)
    assert PIN.opens is not None


def test_a_second_will_in_the_same_case_is_refused(any_city: ServerProcess, counter: NewCounter) -> None:
    one = counter(any_city)
    first = in_season(one, stated())
    case_id = one.register(first, replace(first, bank="别的银行"), item=8, sub_item="8.5")
    one.sync()
    assert [v for kind, v, _ in one.verdicts(case_id) if kind == IntentStated.KIND] == ["applied", "rejected"]
    assert case_at(one, case_id).intent == first
