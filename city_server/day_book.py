"""What the city has of an outlet's day, for the counter that closes it (sync.md D.3, D.13)."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from city_server import clock, schema
from city_server.buckets import held_back, mark, placed
from city_server.callers import Caller, own_instance
from city_server.denial import Denied
from city_server.lineage import lineage
from city_server.number_tables import loose_paper
from city_server.store import among
from outlet_app.sync.wire import MOST_OF_DAY, Code, DayAsked, DayCase, DayHeld, DayPaper, Mark, sum_of


def give_day(conn: Connection, caller: Caller, asked: DayAsked) -> DayHeld:
    """Only what lies in the caller's own scope. Denied: INSTANCE, TOO_LARGE."""
    own_instance(conn, caller, asked.instance)
    if len(asked.cases) + len(asked.loose) > MOST_OF_DAY:
        raise Denied(Code.TOO_LARGE)
    numbers = _numbered(conn, caller.outlet, f"{asked.day:%Y%m%d}")
    wanted = {*asked.cases, *numbers}
    marks = _marks(conn, caller, asked.instance, wanted)
    told = sorted(marks)
    papers, names = _papers(conn, told), _names(conn, told)
    cases = tuple(
        DayCase(case=one, number=names.get(one, ""), sum=sum_of(marks[one]), papers=tuple(papers[one]))
        for one in told
    )
    return DayHeld(server_time=clock.now(), cases=cases, loose=_loose(conn, caller.outlet, asked.loose))


def _numbered(conn: Connection, outlet: str, day: str) -> set[str]:
    """The outlet's cases whose number bears the day, whoever of its machines gave it."""
    sign = conn.scalar(select(schema.outlet.c.sign).where(schema.outlet.c.code == outlet)) or ""
    begun = schema.case_number.c.case_no.startswith(f"{sign}-{day}-", autoescape=True)
    return set(conn.scalars(select(schema.case_number.c.case_id).where(begun)))


def _marks(conn: Connection, caller: Caller, instance: str, wanted: set[str]) -> dict[str, list[Mark]]:
    found: defaultdict[str, list[Mark]] = defaultdict(list)
    own = lineage(conn, instance)
    for one in (*placed(conn, caller.outlet, wanted), *held_back(conn, own, wanted)):
        found[one.change.case_id].append(mark(one))
    return found


def _names(conn: Connection, cases: Collection[str]) -> dict[str, str]:
    number = schema.case_number.c
    told = select(number.case_id, number.case_no).where(among(conn, number.case_id, cases))
    return {row.case_id: row.case_no for row in conn.execute(told)}


def _papers(conn: Connection, cases: Collection[str]) -> defaultdict[str, list[DayPaper]]:
    paper, copy = schema.paper.c, schema.paper_copy.c
    told = (
        select(paper.case_id, paper.number, func.max(copy.copy_no).label("copies"))
        .join(schema.paper_copy, copy.number == paper.number)
        .where(among(conn, paper.case_id, cases))
        .group_by(paper.case_id, paper.number)
        .order_by(paper.number)
    )
    found: defaultdict[str, list[DayPaper]] = defaultdict(list)
    for row in conn.execute(told):
        found[row.case_id].append(DayPaper(number=row.number, copies=row.copies))
    return found


def _loose(conn: Connection, outlet: str, asked: Collection[str]) -> tuple[str, ...]:
    number = loose_paper.c.number
    known = select(number).where(loose_paper.c.outlet == outlet, among(conn, number, asked))
    return tuple(conn.scalars(known.order_by(number)))
