"""`city-server word judge | demand`: the city's word on an outlet's case, down with the next pull."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from city_server import schema
from city_server.hand_over import events_of
from city_server.store import Store
from city_server.word import Unsaid, say
from outlet_app.domain.case import Case, fold
from outlet_app.domain.events import Fact, Situation
from outlet_app.domain.facts.overseeing import DelayDemanded, SituationJudged

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

SENTENCE = "judge how a first contact was to be taken, or demand that a delay be explained"
_UNKNOWN = "There is no case {case_no} in this database."


def add_to(commands: "_Commands") -> None:
    """Put the group beside the other commands."""
    group = commands.add_parser("word", help=SENTENCE, description=SENTENCE)
    verbs = group.add_subparsers(required=True, metavar="command")
    judging = _verb(verbs, "judge", "say which situation, A to G, a first contact was", _judge)
    letters = tuple(Situation)
    judging.add_argument("--situation", required=True, type=Situation, choices=letters, metavar="A-G")
    judging.add_argument("--reason", required=True, help="why; the outlet reads it")
    demanding = _verb(verbs, "demand", "ask the outlet to explain why a limit has passed (W18)", _demand)
    demanding.add_argument("--until", required=True, type=date.fromisoformat, help="last day, as 2026-12-01")
    demanding.add_argument("--reason", required=True, help="what is to be explained; the outlet reads it")


def _verb(
    verbs: "_Commands", name: str, sentence: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=sentence, description=sentence)
    parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    parser.add_argument("--case", required=True, help="number of the case, as `overseen` prints it")
    parser.add_argument("--by", required=True, help="10-digit staff number of whoever says it")
    parser.add_argument("--name", default="", help="name of whoever says it; the outlet reads it")
    parser.set_defaults(run=run)
    return parser


def _judge(told: argparse.Namespace) -> int:
    return _say(told, SituationJudged(told.situation, told.reason.strip(), told.name))


def _demand(told: argparse.Namespace) -> int:
    return _say(told, DelayDemanded(told.reason.strip(), told.until, told.name))


def _say(told: argparse.Namespace, fact: Fact) -> int:
    try:
        # Left by the refusal, the transaction keeps nothing.
        with closing(Store(told.database)) as store, store.write() as conn:
            case_id = _case_id(conn, told.case)
            say(conn, case_id, fact, told.by)
            case = fold(events_of(conn, case_id))
    except Unsaid as refused:
        print(refused, file=sys.stderr)
        return 1
    print(json.dumps(_plain(case), ensure_ascii=False))
    return 0


def _case_id(conn: Connection, case_no: str) -> str:
    table = schema.case_number.c
    case_id: str | None = conn.scalar(select(table.case_id).where(table.case_no == case_no))
    if case_id is None:
        raise Unsaid(_UNKNOWN.format(case_no=case_no))
    return case_id


def _plain(case: Case) -> dict[str, object]:
    """No name and no telephone of an applicant is printed."""
    return {
        "case_no": case.case_no,
        "outlet": case.outlet,
        "situation": case.situation or "",
        "registered_as": case.registered.situation or "",
        "answer_by": case.demanded.answer_by.isoformat() if case.demanded else "",
    }
