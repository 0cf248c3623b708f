"""`city-server tasks open | list | show | route | decide | call | quarter`: bad reviews and their mending."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from city_server import clock
from city_server.books import read_books
from city_server.review_book import Period, reviews_of
from city_server.review_keys import ring
from city_server.store import Store
from city_server.tasks import (
    Rooms,
    TaskRefused,
    Wanted,
    all_tasks,
    contact_of,
    demand_outlet,
    open_task,
    review_behind,
    task_of,
    tell,
)
from outlet_app.domain.facts.rectification import Content, TaskCalledBack, TaskFact, TaskReviewed, TaskRouted
from outlet_app.domain.rectification.quarters import Figures, Quarter, figures
from outlet_app.domain.rectification.task import Task
from outlet_app.sync.wire import Review

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]
_Run = Callable[[argparse.Namespace], int]
_Make = Callable[[Connection, Task, Rooms], TaskFact]


def add_to(commands: "_Commands") -> None:
    """Put the group beside the other commands."""
    group = commands.add_parser("tasks", help="bad reviews on their way through the outlets")
    verbs = group.add_subparsers(required=True, metavar="command")
    _add_opening(verbs)
    _add_reading(verbs)
    _add_steps(verbs)


def _add_opening(verbs: "_Commands") -> None:
    opening = _verb(verbs, "open", "make the task of a bad review and send it to its outlet", _open)
    _speaks(opening)
    _unlocks(opening)
    opening.add_argument("--review", required=True, help="id of the review, as `reviews list` prints it")
    opening.add_argument("--to", default="", help="outlet that handles it, if not the rated one")
    words = opening.add_mutually_exclusive_group()
    words.add_argument("--text", help="the reviewer's sentence without what would name somebody")
    words.add_argument(
        "--no-text", action="store_const", dest="text", const="", help="keep the sentence here"
    )


def _add_reading(verbs: "_Commands") -> None:
    listing = _verb(verbs, "list", "print the tasks, one JSON object a line", _list)
    listing.add_argument("--outlet", default="", help="10-digit code of the outlet that handles them")
    showing = _verb(verbs, "show", "print one task and whom to call back", _show)
    showing.add_argument("--number", required=True)
    _unlocks(showing)
    counting = _verb(verbs, "quarter", "print a quarter's figures of the city and of each outlet", _quarter)
    counting.add_argument("--year", type=int, required=True)
    counting.add_argument("--quarter", type=int, choices=(1, 2, 3, 4), required=True)
    _takes_resources(counting)


def _add_steps(verbs: "_Commands") -> None:
    routing = _step(verbs, "route", "give a task to another outlet", _route)
    routing.add_argument("--to", required=True)
    routing.add_argument("--reason", required=True)

    deciding = _step(verbs, "decide", "decide on an appeal, or on what was found no fair review", _decide)
    verdict = deciding.add_mutually_exclusive_group(required=True)
    verdict.add_argument("--exclude", action="store_true", help="it counts in no rate")
    verdict.add_argument("--uphold", action="store_false", dest="exclude", help="it has to be mended")
    deciding.add_argument("--reason", required=True)

    calling = _step(verbs, "call", "write down what the reviewer said of the mending", _call)
    calling.add_argument("--content", required=True, choices=[one.value for one in Content])
    calling.add_argument("--note", default="")


def _verb(verbs: "_Commands", name: str, sentence: str, run: _Run) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=sentence, description=sentence)
    parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    parser.set_defaults(run=run)
    return parser


def _step(verbs: "_Commands", name: str, sentence: str, run: _Run) -> argparse.ArgumentParser:
    parser = _verb(verbs, name, sentence, run)
    parser.add_argument("--number", required=True, help="number of the task")
    _speaks(parser)
    return parser


def _speaks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", required=True, help="10-digit number of whoever decides this")
    _takes_resources(parser)


def _unlocks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", required=True, type=Path, action="append", help="file of a private half")


def _takes_resources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--resources", required=True, type=Path, help="folder with outlets and holiday plans")


def _open(told: argparse.Namespace) -> int:
    def work(conn: Connection, store: Store) -> Task:
        store.alone(conn)
        review, outlet = _review(conn, told)
        text = review.answer.text if told.text is None else told.text
        wanted = Wanted(told.review, review, outlet, told.to or outlet, text)
        return open_task(conn, wanted, _rooms(conn, told), told.by)

    return _done(told, work)


def _route(told: argparse.Namespace) -> int:
    def moved(conn: Connection, _task: Task, rooms: Rooms) -> TaskFact:
        demand_outlet(conn, told.to)
        clocks, now = rooms.clocks(told.to), clock.now()
        return TaskRouted(told.to, told.reason, clocks.assign(now), clocks.appeal(now))

    return _tell(told, moved)


def _decide(told: argparse.Namespace) -> int:
    def decided(_conn: Connection, task: Task, rooms: Rooms) -> TaskFact:
        anew = None if told.exclude else rooms.clocks(task.outlet).mend(clock.now())
        return TaskReviewed(told.exclude, told.reason, anew)

    return _tell(told, decided)


def _call(told: argparse.Namespace) -> int:
    def called(_conn: Connection, task: Task, rooms: Rooms) -> TaskFact:
        content = Content(told.content)
        anew = rooms.clocks(task.outlet).mend(clock.now()) if content is Content.NO else None
        return TaskCalledBack(content, told.note, anew)

    return _tell(told, called)


def _list(told: argparse.Namespace) -> int:
    with closing(Store(told.database)) as store, store.read() as conn:
        for _, task in all_tasks(conn):
            if told.outlet in ("", task.outlet):
                print(json.dumps(_shown(task), ensure_ascii=False))
    return 0


def _show(told: argparse.Namespace) -> int:
    with closing(Store(told.database)) as store, store.read() as conn:
        try:
            task = task_of(conn, told.number)
            told.review = review_behind(conn, told.number)
            review, _ = _review(conn, told)
        except TaskRefused as refused:
            return _refuse(refused)
        # The only place where a task and its visitor stand together: for whoever calls back.
        contact = contact_of(conn, review) if review.answer.call_back else {}
    print(json.dumps(_shown(task) | {"case_no": review.case_no, "call": contact}, ensure_ascii=False))
    return 0


def _quarter(told: argparse.Namespace) -> int:
    asked = Quarter(told.year, told.quarter)
    with closing(Store(told.database)) as store, store.read() as conn:
        calendar = read_books(conn, told.resources).calendar()
        tasks = [task for _, task in all_tasks(conn)]
    outlets = sorted({task.opened.rated_outlet for task in tasks})
    now = clock.now()
    whole = {"publish_by": asked.published_by(calendar).isoformat()}
    print(json.dumps(whole | {"outlet": "", **_counted(figures(tasks, asked, now, calendar))}))
    for outlet in outlets:
        own = [task for task in tasks if task.opened.rated_outlet == outlet]
        print(json.dumps({"outlet": outlet, **_counted(figures(own, asked, now, calendar))}))
    return 0


def _tell(told: argparse.Namespace, make: _Make) -> int:
    def work(conn: Connection, _store: Store) -> Task:
        task = task_of(conn, told.number)
        return tell(conn, task.task_id, make(conn, task, _rooms(conn, told)), told.by)

    return _done(told, work)


def _done(told: argparse.Namespace, work: Callable[[Connection, Store], Task]) -> int:
    with closing(Store(told.database)) as store:
        try:
            task = store.settle(lambda conn: work(conn, store))
        except TaskRefused as refused:
            return _refuse(refused)
    print(json.dumps(_shown(task), ensure_ascii=False))
    return 0


def _refuse(refused: TaskRefused) -> int:
    print(f"Not done: {refused}.", file=sys.stderr)
    return 1


def _rooms(conn: Connection, told: argparse.Namespace) -> Rooms:
    return Rooms(read_books(conn, told.resources))


def _review(conn: Connection, told: argparse.Namespace) -> tuple[Review, str]:
    """The review named and the outlet it came from; TaskRefused where these keys do not open it."""
    found = [one for one in reviews_of(conn, ring(told.key), Period()) if one.op_id == told.review]
    if not found or found[0].review is None:
        raise TaskRefused(f"there is no review {told.review}, or it does not open with this key")
    return found[0].review, found[0].outlet


def _shown(task: Task) -> dict[str, object]:
    due = task.due.at if task.due else None
    return {
        "number": task.number,
        "state": task.state.value,
        "outlet": task.outlet,
        "rated_outlet": task.opened.rated_outlet,
        "rated_by": task.rated_by,
        "item": task.opened.item,
        "month": task.opened.month,
        "level": task.opened.level,
        "opened_at": task.opened_at.isoformat(),
        "due": due.isoformat() if due else "",
        "finding": task.classified.finding.value if task.classified else "",
        "reason": task.classified.reason if task.classified else "",
        "appeal": f"{task.appealed.ground.value}: {task.appealed.reason}" if task.appealed else "",
        "found": task.verified.found if task.verified else "",
        "measures": task.mended.measures if task.mended else "",
        "reply": task.mended.reply if task.mended else "",
        "calls": task.call_is_due,
        "archive_no": task.archive_no,
    }


def _counted(told: Figures) -> dict[str, object]:
    return {**asdict(told), "valid": told.valid}
