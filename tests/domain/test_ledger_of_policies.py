"""L14 免申即享推送、确认台账: every will and every word of a policy, once, as it was told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    CaseEvent,
    Fact,
    MaterialsChecked,
    MaterialsTaken,
    Voided,
    Withdrawn,
)
from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.ledgers import LEDGERS, Line, lines
from outlet_app.domain.policies.conditions import Join
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.states import State
from tests.support.builders import CLERK, ENTERPRISE, MORNING, OUTLET, event, registered
from tests.support.policies import FITS, OPEN, stated

DAY = MORNING.date()
WILL = registered(sub_item="8.5")
TAKEN = (MaterialsChecked(1, ()), MaterialsTaken(), Accepted())


def life(*facts: Fact, case_id: str = "case-1", days: int = 0) -> list[CaseEvent]:
    return [event(fact, minutes=minute, days=days, case_id=case_id) for minute, fact in enumerate(facts)]


def read(*lives: Sequence[CaseEvent], since: int = 0, until: int = 0) -> tuple[Line, ...]:
    first, last = DAY + timedelta(days=since), DAY + timedelta(days=until)
    return lines(LEDGERS["L14"], lives, OUTLET, first, last)


def test_a_confirmed_will_is_one_line_with_policy_match_and_choice() -> None:
    (line,) = read(life(WILL, stated(), *TAKEN))
    assert line.cells == {
        "applicant": ENTERPRISE.name,
        "phone": "138****2046",
        "policy": "专利商标质押融资贴息\nBYNR-2026-03",
        "truth": Truth.TRUE,
        "unsettled": 0,
        "choice": IntentChoice.ACCEPT,
        "reason": "",
        "state": State.ACCEPTED,
        "clerk": CLERK,
    }
    assert set(line.cells) == set(LEDGERS["L14"].columns)


def test_declined_and_put_off_are_told_with_their_reason() -> None:
    said = {}
    for choice in (IntentChoice.DECLINE, IntentChoice.LATER):
        (line,) = read(life(WILL, stated(choice), AnsweredOnSpot("已告知")))
        said[choice] = (line.cells["choice"], line.cells["reason"], line.cells["state"])
    assert said == {
        IntentChoice.DECLINE: (IntentChoice.DECLINE, "已享受自治区同类政策", State.CLOSED),
        IntentChoice.LATER: (IntentChoice.LATER, "", State.CLOSED),
    }


def test_what_was_open_is_counted_and_groups_are_not() -> None:
    group = replace(OPEN, code="g", text="中小企业或高新技术企业", join=Join.ANY)
    inner = replace(OPEN, code="h", text="高新技术企业认定在有效期内", depth=1)
    fact = stated(truth=Truth.UNKNOWN, lines=(FITS, OPEN, group, inner))
    (line,) = read(life(WILL, fact, *TAKEN))
    assert line.cells["unsettled"] == 2
    assert line.cells["truth"] is Truth.UNKNOWN


def test_what_an_enterprise_was_told_of_policies_stands_there_too() -> None:
    told = registered(sub_item="8.1", request="质押贴息政策条件")
    (line,) = read(life(told, AnsweredOnSpot("符合的可以确认意愿")))
    assert line.cells["policy"] == "质押贴息政策条件"
    assert "choice" not in line.cells
    others = [registered(sub_item=code) for code in ("", "8.2", "8.3", "8.4", "8.5", "8.6", "1.1")]
    assert read(*(life(one, case_id=f"case-{at}") for at, one in enumerate(others))) == ()


def test_a_persons_name_is_masked() -> None:
    person = Applicant(ApplicantKind.PERSON, "阿拉坦·额尔敦", phone="13947812046")
    (line,) = read(life(replace(WILL, applicant=person), stated(IntentChoice.LATER)))
    assert line.cells["applicant"] != person.name
    assert "7812" not in str(line.cells["phone"])


def test_a_case_that_was_a_mistake_stays_and_says_so() -> None:
    (line,) = read(life(WILL, stated(), *TAKEN, Voided("duplicate")))
    assert line.voided
    (gone,) = read(life(WILL, stated(), *TAKEN, Withdrawn("改变主意")))
    assert (gone.voided, gone.cells["state"]) == (False, State.WITHDRAWN)


def test_only_the_days_and_the_outlet_asked_for() -> None:
    told = life(WILL, stated(), *TAKEN)
    table = {(0, 0): 1, (-1, -1): 0, (1, 1): 0, (-1, 1): 1}
    assert {span: len(read(told, since=span[0], until=span[1])) for span in table} == table
    elsewhere = [replace(one, outlet="1508001001") for one in told]
    assert read(elsewhere) == ()
    two = read(told, life(WILL, stated(IntentChoice.LATER), case_id="case-2", days=-1), since=-1)
    assert [line.cells["choice"] for line in two] == [IntentChoice.LATER, IntentChoice.ACCEPT]
