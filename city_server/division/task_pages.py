"""差评整改: the tasks of bad reviews, and the city's steps on one, as `tasks` takes them."""

from collections.abc import Callable

from sqlalchemy import Connection
from starlette.responses import Response

from city_server import clock
from city_server.division import diary
from city_server.division.acting import UNPROCESSABLE, NotDone, act, told
from city_server.division.places import Place
from city_server.division.transfer_pages import NOT_FOUND
from city_server.division.view import page
from city_server.division.visit import Visit
from city_server.hand_over import events_of
from city_server.tasks import Rooms, TaskRefused, all_tasks, demand_outlet, task_of, tell
from outlet_app.domain.facts.rectification import Content, TaskCalledBack, TaskFact, TaskReviewed, TaskRouted
from outlet_app.domain.rectification.task import Task
from outlet_app.wording import division as words
from outlet_app.wording import division_sentences as sentences

Make = Callable[[Connection, Task, Rooms], TaskFact]


def show_list(visit: Visit) -> Response:
    """The open tasks by number, on demand all; none of them names a reviewer."""
    every = "all" in visit.query
    with visit.city.store.read() as conn:
        found = [task for _, task in all_tasks(conn) if every or task.is_open]
    return page(visit, "tasks.html", tasks=found, every=every, city=visit.city)


def show_task(visit: Visit) -> Response:
    """One task with its course."""
    return _opened(visit, visit.query.get("no", ""))


def route(visit: Visit) -> Response:
    """Give it to another outlet."""

    def fact(conn: Connection, _task: Task, rooms: Rooms) -> TaskFact:
        to, reason = visit.form.get("outlet", ""), told(visit, "reason", "division.no_reason")
        demand_outlet(conn, to)
        clocks, now = rooms.clocks(to), clock.now()
        return TaskRouted(to, reason, clocks.assign(now), clocks.appeal(now))

    return _step(visit, diary.What.ROUTED, fact)


def decide(visit: Visit) -> Response:
    """复核: it counts in no rate, or it has to be mended."""

    def fact(_conn: Connection, task: Task, rooms: Rooms) -> TaskFact:
        verdict = visit.form.get("verdict", "")
        if verdict not in ("exclude", "uphold"):
            raise NotDone("division.no_verdict")
        excluded, reason = verdict == "exclude", told(visit, "reason", "division.no_reason")
        anew = None if excluded else rooms.clocks(task.outlet).mend(clock.now())
        return TaskReviewed(excluded, reason, anew)

    return _step(visit, diary.What.DECIDED, fact)


def call(visit: Visit) -> Response:
    """回访: what the reviewer said of the mending."""

    def fact(_conn: Connection, task: Task, rooms: Rooms) -> TaskFact:
        said = visit.form.get("content", "")
        if said not in tuple(Content):
            raise NotDone("division.no_content")
        content, note = Content(said), told(visit, "note")
        anew = rooms.clocks(task.outlet).mend(clock.now()) if content is Content.NO else None
        return TaskCalledBack(content, note, anew)

    return _step(visit, diary.What.CALLED, fact)


def _step(visit: Visit, what: diary.What, make: Make) -> Response:
    number = visit.form.get("no", "")

    def work(conn: Connection) -> None:
        try:
            task = task_of(conn, number)
            tell(conn, task.task_id, make(conn, task, Rooms(visit.city.books(conn))), visit.me.staff_no)
        except TaskRefused as refused:
            known = str(refused).startswith("task.")
            raise NotDone(str(refused) if known else "division.no_outlet") from refused

    return act(visit, what, number, work, (Place.TASKS, _again))


def _again(visit: Visit, code: str) -> Response:
    return _opened(visit, visit.form.get("no", ""), code)


def _opened(visit: Visit, number: str, code: str = "") -> Response:
    try:
        with visit.city.store.read() as conn:
            task = task_of(conn, number)
            events, books = events_of(conn, task.task_id), visit.city.books(conn)
    except TaskRefused:
        return page(visit, "plain.html", NOT_FOUND, sentence=words.NO_TASK)
    refusal = sentences.refusal(code) if code else None
    status = UNPROCESSABLE if code else 200
    more = {"events": events, "refusal": refusal, "city": visit.city, "books": books}
    return page(visit, "task.html", status, task=task, **more)
