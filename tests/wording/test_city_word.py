"""The city's word on a case: only the city's, with a reason, answered by an explanation, and looked after."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.events import AnsweredOnSpot, CaseEvent, Fact, Situation, Voided
from outlet_app.domain.facts.delay import DelayExplained, DelayReason
from outlet_app.domain.facts.overseeing import DelayDemanded, SituationJudged
from outlet_app.domain.ledgers import LEDGERS, lines
from outlet_app.domain.oversight import Concern, concerns, needs_reason
from outlet_app.domain.rectification.rules import CITY
from outlet_app.wording.situations import in_ledger
from tests.domain.tables import each
from tests.support.builders import MORNING, OUTLET, at, event, registered, stamp

S, C = Situation, Concern
LATE = registered(consulting=True, situation=S.COLLEAGUE, dues=(stamp(1, "answer"),))
JUDGED = SituationJudged(S.UNCLEAR, "承办单位不明，应先上报", "高云飞")
DEMANDED = DelayDemanded("请说明为何三天未答复", date(2026, 12, 1), "高云飞")
EXPLAINED = DelayExplained(DelayReason.DIFFICULT, "已约专家，周五前答复")


def city(fact: Fact, days: int = 5) -> CaseEvent:
    return replace(event(fact, days=days, minutes=1), outlet=CITY)


def after(*said: CaseEvent, first: Fact = LATE) -> Case:
    """The case by legal events alone."""
    case = fold([event(first)])
    for one in said:
        assert judge(case, one) is None, one.fact.KIND
        case = apply(case, one)
    return case


def code(case: Case, happened: CaseEvent) -> str:
    found = judge(case, happened)
    return found.code if found else ""


@each(
    ("fact", "outlet", "days", "refused"),
    [
        (JUDGED, CITY, 0, ""),
        (JUDGED, OUTLET, 0, "overseeing.city_only"),
        (JUDGED, "1508001001", 0, "overseeing.city_only"),
        (replace(JUDGED, reason=" "), CITY, 0, "overseeing.no_reason"),
        (replace(JUDGED, situation=S.COLLEAGUE), CITY, 0, "overseeing.same"),
        (DEMANDED, CITY, 5, ""),
        (DEMANDED, OUTLET, 5, "overseeing.city_only"),
        (replace(DEMANDED, note=""), CITY, 5, "overseeing.no_reason"),
        (replace(DEMANDED, answer_by=date(2026, 11, 20)), CITY, 5, "overseeing.past"),
        (replace(DEMANDED, answer_by=date(2026, 11, 25)), CITY, 5, ""),
        (DEMANDED, CITY, 0, "delay.none"),
    ],
)
def test_what_the_city_may_say(fact: Fact, outlet: str, days: int, refused: str) -> None:
    happened = replace(event(fact, days=days, minutes=1), outlet=outlet)
    assert code(after(), happened) == refused


def test_a_case_that_has_ended_is_judged_but_nothing_is_demanded_of_it() -> None:
    ended = after(event(AnsweredOnSpot("可以"), minutes=1))
    assert code(ended, city(JUDGED)) == ""
    assert code(ended, city(DEMANDED)) == "state.guard"
    void = after(event(Voided("practice"), minutes=1))
    assert concerns(void, at(days=9)) == ()


def test_what_the_clerk_chose_stays_written() -> None:
    case = after(city(JUDGED, 0))
    assert case.registered.situation is S.COLLEAGUE
    assert case.situation is S.UNCLEAR
    again = after(city(JUDGED, 0), city(replace(JUDGED, situation=S.URGENT), 1))
    assert again.situation is S.URGENT
    assert code(again, city(replace(JUDGED, situation=S.URGENT), 2)) == "overseeing.same"
    back = replace(JUDGED, situation=S.COLLEAGUE)
    assert after(city(JUDGED, 0), city(back, 1)).situation is S.COLLEAGUE
    assert after().situation is S.COLLEAGUE


def test_the_head_sees_the_judgement_until_something_is_done() -> None:
    judged = after(city(JUDGED, 0))
    assert concerns(judged, at(2)) == (C.OWNER_UNCLEAR, C.JUDGED)
    acted = apply(judged, event(EXPLAINED, minutes=9))
    assert C.JUDGED not in concerns(acted, at(20))
    urgent = after(city(replace(JUDGED, situation=S.URGENT), 0))
    assert concerns(urgent, at(2))[0] is C.URGENT
    plain = after(city(replace(JUDGED, situation=S.OWN_NOW), 0))
    assert concerns(plain, at(2)) == (C.JUDGED,)


def test_a_demand_stands_first_and_is_answered_by_an_explanation() -> None:
    explained = after(event(EXPLAINED, days=3))
    assert not needs_reason(explained, at(days=5))
    asked = apply(explained, city(DEMANDED))
    assert concerns(asked, at(days=5, minutes=9))[0] is C.DEMANDED
    assert needs_reason(asked, at(days=5))
    assert code(asked, city(DEMANDED, 6)) == "overseeing.demanded"
    answer = event(replace(EXPLAINED, measures="今天上午已答复"), days=6)
    assert judge(asked, answer) is None
    told = apply(asked, answer)
    assert (told.demanded, told.delay) == (None, answer.fact)
    assert C.DEMANDED not in concerns(told, at(days=6))
    assert code(told, city(DEMANDED, 7)) == ""


def test_what_is_demanded_is_explained_though_the_clock_is_met_since() -> None:
    asked = replace(after(city(DEMANDED)), dues=())
    assert judge(asked, event(EXPLAINED, days=6)) is None
    assert code(replace(asked, demanded=None), event(EXPLAINED, days=6)) == "delay.none"


def test_the_first_contact_ledger_tells_both() -> None:
    day = MORNING.date()
    found = {
        name: lines(LEDGERS["L1"], [told], OUTLET, day, day)[0].cells["situation"]
        for name, told in {
            "chosen": [event(LATE)],
            "judged": [event(LATE), city(JUDGED, 0)],
            "old": [event(registered()), city(JUDGED, 0)],
        }.items()
    }
    assert found == {"chosen": "C", "judged": "E|C", "old": "E|"}
    assert [in_ledger(value) for value in found.values()] == [
        "C", "E（市级认定，登记为 C）", "E（市级认定）",
    ]  # fmt: skip


@each("fact", (JUDGED, DEMANDED))
def test_old_programs_find_every_field_with_its_default(fact: Fact) -> None:
    make: Callable[..., Fact] = type(fact)
    bare = make(S.URGENT, "理由") if isinstance(fact, SituationJudged) else make("理由", date(2026, 12, 1))
    assert bare.by_name == ""  # type: ignore[attr-defined]
