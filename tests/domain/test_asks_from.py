"""From which moment a case can ask for somebody who leads: nothing is named before it, whatever happened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from case_lives import many_lives

from outlet_app.domain.case import Case, fold
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.events import (
    AnsweredOnSpot,
    DueStamp,
    Fact,
    Situation,
    TransferredOut,
    TransferReturned,
    TransferTaken,
)
from outlet_app.domain.facts.overseeing import DelayDemanded
from outlet_app.domain.oversight import LONG_AGO, asks_from, concerns
from tests.domain.tables import each
from tests.support.builders import CLERK, OUTLET, at, event, registered, stamp

FAR = "1508001001"
SOON, LATER = DueStamp("feedback", ClockKind.HOURS, at(days=1)), stamp(5, "answer")
BY = DueStamp("receiving", ClockKind.HOURS, at(120))
SENT = TransferredOut(FAR, "", "市级窗口", "需专业人员答复", receive_by=BY)
BACK = TransferReturned("not_my_duty")
ASKED = registered(consulting=True, dues=(LATER, SOON))
QUIET = registered(consulting=True, dues=())


def lived(*facts: Fact) -> Case:
    """A case by its facts; what the other side says is written there."""
    events = []
    for place, fact in enumerate(facts):
        there = isinstance(fact, TransferTaken | TransferReturned)
        made = event(fact, minutes=place, actor="1508020001" if there else CLERK)
        events.append(replace(made, outlet=FAR if there else OUTLET))
    return fold(events)


@each(
    ("facts", "since"),
    [
        ((ASKED,), SOON.at),
        ((QUIET,), None),
        ((registered(dues=(DueStamp("x", ClockKind.PERIOD, None),)),), None),
        ((ASKED, SENT), BY.at),
        ((QUIET, replace(SENT, receive_by=None)), None),
        ((QUIET, replace(SENT, receive_by=DueStamp("receiving", ClockKind.HOURS, None))), None),
        ((QUIET, SENT, TransferTaken()), None),
        # What presses at once does so at any moment.
        ((registered(consulting=True, dues=(), situation=Situation.URGENT),), LONG_AGO),
        ((QUIET, replace(SENT, urgent=True)), LONG_AGO),
        ((QUIET, SENT, BACK, SENT, BACK), LONG_AGO),
        ((ASKED, DelayDemanded("请说明", at(days=3).date(), "高云飞")), LONG_AGO),
        # Over and done with.
        ((ASKED, AnsweredOnSpot("可以。")), None),
    ],
)
def test_somebody_has_to_look_from_the_first_limit_or_at_once(
    facts: tuple[Fact, ...], since: datetime | None
) -> None:
    assert asks_from(lived(*facts)) == since


def moments(case: Case) -> Iterator[datetime]:
    """Around every limit there is, and long before and after all of them."""
    sent = case.pending.fact.receive_by if case.pending else None
    limits = [due.at for due in (*case.dues, *([sent] if sent else [])) if due.at is not None]
    for limit in limits:
        yield from (limit + timedelta(seconds=step) for step in (-1, 0, 1))
    yield from (at(days=-900), at(), at(days=900))


def test_nothing_is_named_before_it_in_any_life_of_a_case() -> None:
    early, named, never = [], 0, 0
    for life in many_lives():
        case = fold(life)
        since = asks_from(case)
        never += since is None
        for moment in moments(case):
            if concerns(case, moment):
                named += 1
                early += [(case.case_no, moment)] if since is None or moment < since else []
    assert early == []
    # The lives have to be such that something is named, and something never is.
    assert named > 50
    assert never > 10
