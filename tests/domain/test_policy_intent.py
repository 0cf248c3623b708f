"""A stated will: explained, of something that may fit, in season, and without bank data unless confirmed."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.case import apply, fold, judge
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import AnsweredOnSpot, MaterialsTaken
from outlet_app.domain.facts.policy import IntentChoice, IntentStated
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.problems import Refusal
from outlet_app.domain.states import State
from tests.support.builders import event, registered
from tests.support.policies import FAILS, FITS, OPEN, PIN, stated

ACCEPT, DECLINE, LATER = IntentChoice


def case(**changes: object) -> Case:
    return fold([event(registered(sub_item="8.5", **changes))])


def refused(fact: IntentStated, on: Case | None = None, days: int = 0) -> Refusal | None:
    return judge(on or case(), event(fact, days=days))


def code(fact: IntentStated, on: Case | None = None, days: int = 0) -> str:
    found = refused(fact, on, days)
    return found.code if found else ""


def test_each_choice_may_be_stated_once_and_before_anything_is_decided() -> None:
    for choice in IntentChoice:
        opened = case()
        happened = event(stated(choice))
        assert judge(opened, happened) is None
        told = apply(opened, happened)
        assert (told.intent, told.state) == (happened.fact, State.REGISTERED)
        assert code(stated(choice), told) == "intent.twice"
    taken = apply(case(), event(MaterialsTaken()))
    answered = apply(case(), event(AnsweredOnSpot("放弃")))
    assert [code(stated(), one) for one in (taken, answered)] == ["state.guard"] * 2


def test_what_a_will_must_hold() -> None:
    both = (FITS, OPEN)
    table = {
        "open lines may be confirmed": (stated(truth=Truth.UNKNOWN, lines=both), ""),
        "open lines may be declined": (stated(DECLINE, truth=Truth.UNKNOWN, lines=both), ""),
        "no account is no fault": (stated(account_name="", bank="", account_no=""), ""),
        "nothing explained": (stated(lines=()), "intent.unexplained"),
        "only parts of a group": (stated(lines=(replace(FITS, depth=1),)), "intent.unexplained"),
        "better than its lines": (stated(lines=both), "intent.unexplained"),
        "worse than its lines": (stated(truth=Truth.UNKNOWN), "intent.unexplained"),
        "does not fit": (stated(truth=Truth.FALSE, lines=(*both, FAILS)), "intent.not_fitting"),
        "declining it": (stated(DECLINE, truth=Truth.FALSE, lines=(FAILS,)), "intent.not_fitting"),
        "no consent": (stated(consents=False), "intent.no_consent"),
        "no bank": (stated(bank=" "), "intent.account_half"),
        "no number": (stated(account_no=""), "intent.account_half"),
        "only a name": (stated(bank="", account_no=""), "intent.account_half"),
        "declined without reason": (stated(DECLINE, reason="  "), "intent.no_reason"),
        "put off without reason": (stated(LATER), ""),
        "declined with an account": (stated(DECLINE, account_no="6223"), "intent.no_data_without_will"),
        "put off with consent": (stated(LATER, consents=True), "intent.no_data_without_will"),
        "put off with a bank": (stated(LATER, bank="银行"), "intent.no_data_without_will"),
        "declined with a name": (stated(DECLINE, account_name="户"), "intent.no_data_without_will"),
    }
    assert {name: code(fact) for name, (fact, _) in table.items()} == {
        name: expected for name, (_, expected) in table.items()
    }


def test_a_will_belongs_to_the_item_of_policies() -> None:
    assert [code(stated(), case(item=number)) for number in (0, 7, 8, 9)] == [
        "intent.other_item",
        "intent.other_item",
        "",
        "intent.other_item",
    ]


def test_only_what_is_confirmed_needs_the_season() -> None:
    """2026-11-20 and the days after it; the 申报期 ends on 12-15."""
    assert [code(stated(), days=days) for days in (0, 25, 26)] == ["", "", "intent.out_of_season"]
    assert [code(stated(choice), days=26) for choice in (DECLINE, LATER)] == ["", ""]
    early = replace(PIN, opens=date(2026, 11, 21))
    always = replace(PIN, opens=None, closes=None)
    ended = replace(always, valid_until=date(2026, 11, 19))
    assert [code(stated(policy=pin)) for pin in (early, always, ended)] == [
        "intent.out_of_season",
        "",
        "intent.out_of_season",
    ]


def test_the_refusal_names_the_season_that_was_missed() -> None:
    late = refused(stated(), days=26)
    assert late is not None
    assert late.args == {"opens": "2026-10-01", "closes": "2026-12-15"}
    gone = refused(stated(policy=replace(PIN, valid_until=date(2026, 11, 19))))
    assert gone is not None
    assert gone.args == {"opens": "2026-01-01", "closes": "2026-11-19"}
    named = refused(stated(truth=Truth.FALSE, lines=(FAILS,)))
    assert named is not None
    assert named.args == {"policy": PIN.name}
