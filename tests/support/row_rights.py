"""Who may write what, as one table for both sides: the counter that saves, the city that is pushed to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    Amended,
    AnsweredOnSpot,
    Fact,
    FeedbackGiven,
    FieldChange,
    LapseWay,
    MaterialsChecked,
    MaterialsTaken,
    PromiseLine,
    Registered,
    Reopened,
    StageReached,
    SupplementExtended,
    SupplementLapsed,
    TransferredOut,
    Voided,
    VoidReason,
    WorkStarted,
)
from outlet_app.domain.facts.retiming import Retimed
from tests.support.builders import deferred, material, stamp
from tests.support.counter import registration
from tests.support.packaged import JOINED

CLERK, HEAD, COLLEAGUE = "1508260837", "1508260001", "1508260838"
PROMISE = PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 17))
ANSWERED = (AnsweredOnSpot("可以"),)
TAKEN = (MaterialsTaken(),)
ACCEPTED = (*TAKEN, Accepted((stamp(),)))
DEFICIENT = (
    MaterialsChecked(1, (material(), deferred())),
    MaterialsTaken(),
    AcceptedDeficient((PROMISE,), stamp(7, "supplement")),
)
AMENDED = Amended((FieldChange("request", "商标转让怎么办", "商标转让怎么办理"),))
RETIMED = Retimed(
    (FieldChange("complexity", "simple", "complex"),), (), (stamp(3, "answer"),), "问得比登记的复杂"
)
SLIP_VOID = Voided(VoidReason.WRONG_ITEM, "点错了一行", "HH05-20261122-010020-N")
EVERYBODY, HEADS, NOBODY = frozenset({CLERK, HEAD}), frozenset({HEAD}), frozenset[str]()


@dataclass(frozen=True)
class Row:
    """A step on a case that has come so far, and whose post carries it; `fact` is made for its actor."""

    before: tuple[Fact, ...]
    fact: Callable[[str], Fact]
    may: frozenset[str]


def opening() -> Registered:
    """A registration with a number of its own, of a matter whose secondary paper may follow."""
    return registration(item=8, sub_item="8.2")


def _extended(approver: str = "") -> Callable[[str], Fact]:
    return lambda actor: SupplementExtended((PROMISE,), stamp(9, "supplement"), 2, "停电", approver or actor)


def _plain(fact: Fact) -> Callable[[str], Fact]:
    return lambda _actor: fact


ROWS: dict[str, Row] = {
    "answer": Row((), _plain(ANSWERED[0]), EVERYBODY),
    "take in": Row((), _plain(MaterialsTaken()), EVERYBODY),
    "accept": Row(TAKEN, _plain(ACCEPTED[1]), EVERYBODY),
    "begin": Row(ACCEPTED, _plain(WorkStarted()), EVERYBODY),
    "note a stage": Row((*ACCEPTED, WorkStarted()), _plain(StageReached("检索中")), EVERYBODY),
    "give feedback": Row(TAKEN, _plain(FeedbackGiven("由专利科核实。")), EVERYBODY),
    "hand over": Row(
        TAKEN, _plain(TransferredOut("1508001001", "", "市级窗口", "需专业人员答复")), EVERYBODY
    ),
    "amend while it is open": Row(TAKEN, _plain(AMENDED), EVERYBODY),
    "amend when it has ended": Row(ANSWERED, _plain(AMENDED), HEADS),
    "reopen": Row(ANSWERED, _plain(Reopened("录入有误")), HEADS),
    "void while it is open": Row(TAKEN, _plain(Voided("duplicate")), HEADS),
    "void when it has ended": Row(ANSWERED, _plain(Voided("duplicate")), HEADS),
    "void another's slip in a package": Row((JOINED, *TAKEN), _plain(SLIP_VOID), HEADS),
    "extend by oneself": Row(DEFICIENT, _extended(), HEADS),
    "extend, approved by the head": Row(DEFICIENT, _extended(HEAD), EVERYBODY),
    "extend, approved by a clerk": Row(DEFICIENT, _extended(CLERK), NOBODY),
    "end a promise, papers returned": Row(
        DEFICIENT, _plain(SupplementLapsed(LapseWay.RETURNED, "逾期未补齐")), EVERYBODY
    ),
    "revoke for a promise by oneself": Row(
        DEFICIENT, lambda actor: SupplementLapsed(LapseWay.ACCEPTANCE_REVOKED, "逾期未补齐", actor), HEADS
    ),
    "revoke for a promise, approved": Row(
        DEFICIENT, _plain(SupplementLapsed(LapseWay.ACCEPTANCE_REVOKED, "逾期未补齐", HEAD)), EVERYBODY
    ),
    "revoke for a promise, approved by a clerk": Row(
        DEFICIENT, _plain(SupplementLapsed(LapseWay.ACCEPTANCE_REVOKED, "逾期未补齐", CLERK)), NOBODY
    ),
}
CASES = [(name, actor) for name in ROWS for actor in (CLERK, HEAD)]
