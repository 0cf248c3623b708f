"""What the tests of the use cases do and look at again and again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

import pypdfium2 as pdfium
from sqlalchemy import event

from outlet_app.domain.applicant import Applicant
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.events import CaseEvent, Fact
from outlet_app.domain.materials import MaterialState
from outlet_app.models.engine import Database
from outlet_app.models.journal import Entry
from outlet_app.models.outbox import Verdict
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.projection import reproject
from outlet_app.services.recorder import op_of
from outlet_app.services.views import Outcome
from outlet_app.sync.wire import glance
from tests.support.bench import Bench
from tests.support.builders import CLERK, OUTLET
from tests.support.entries import consultation, search_report, subsidy

_COUNTS = ("applied", "applied_warn")
MISSING, FAULTY, DEFERRED = MaterialState.MISSING, MaterialState.FAULTY, MaterialState.DEFERRED


def answered(bench: Bench, **changes: Any) -> Outcome:
    """A question answered at once."""
    return bench.counter().intake.decide(consultation(**changes), Decision.ANSWER)


def accepted(bench: Bench, **changes: Any) -> Outcome:
    """A search report taken on, with its W05."""
    entry = replace(search_report(bench.reference), **changes)
    return bench.counter().intake.decide(entry, Decision.ACCEPT)


def accepted_for(bench: Bench, **changes: Any) -> Outcome:
    """The same for an applicant told otherwise."""
    return accepted(bench, applicant=named(bench, **changes))


def named(bench: Bench, **changes: Any) -> Applicant:
    """The applicant of the search report, told otherwise."""
    return replace(search_report(bench.reference).applicant, **changes)


def notified(bench: Bench, **changes: Any) -> Outcome:
    """A subsidy with one material missing and one faulty, told in a W04."""
    counter = bench.counter()
    entry = replace(subsidy(bench.reference, M1=MISSING, M3=FAULTY), **changes)
    draft = counter.notices.draft(entry)
    return counter.notices.issue(entry, NoticeDraft(draft.lines, draft.correction_workdays, verified=True))


def history(bench: Bench, case_id: str) -> tuple[Entry, ...]:
    """The stored events of a case."""
    with bench.database.reading() as uow:
        return uow.journal.of_case(case_id)


def kinds(bench: Bench, case_id: str) -> list[str]:
    """What the journal says happened, in order."""
    return [entry.kind for entry in history(bench, case_id)]


def events_of_all(bench: Bench) -> int:
    """How many events the journal holds."""
    with bench.database.reading() as uow:
        cases = uow.journal.of_cases(uow.journal.all_case_ids())
    return sum(map(len, cases.values()))


def text_of(pdf: bytes) -> str:
    """All words of a PDF without spaces and line ends."""
    document = pdfium.PdfDocument(pdf)
    try:
        words = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return "".join(words.split())


def from_the_city(
    bench: Bench,
    case_id: str,
    facts: Sequence[Fact],
    *,
    at: datetime,
    first_n: int,
    actor: str = CLERK,
    outlet: str = OUTLET,
    terminal: str = "02",
    verdict: str = "applied",
) -> None:
    """Another window's events come down, as the courier takes them in."""
    with bench.database.unit_of_work() as uow:
        for n, fact in enumerate(facts, first_n):
            made = CaseEvent(f"city-{case_id}-{n}", case_id, at, actor, outlet, terminal, fact)
            uow.journal.place(case_id, made.op_id, n, verdict, op=op_of(made))
        reproject(uow, case_id)
        uow.commit()


def judged(bench: Bench, verdicts: Sequence[str], code: str = "") -> None:
    """The city answers the events that wait, in order."""
    with bench.database.unit_of_work() as uow:
        waiting = uow.outbox.batch(1_000, 10**9)[: len(verdicts)]
        before = uow.instance.required().acked_seq
        places = _next_places(uow, [glance(one.body).case for one in waiting])
        answers = [
            Verdict(one.seq, said, code if said != "applied" else "", next(places[glance(one.body).case]))
            if said in _COUNTS
            else Verdict(one.seq, said, code)
            for one, said in zip(waiting, verdicts, strict=False)
        ]
        uow.outbox.record(
            answers,
            acked_seq=before + len(answers),
            receipt="r",
            epoch=uow.instance.required().epoch,
            at=bench.clock.now(),
        )
        for case_id in uow.journal.all_case_ids():
            reproject(uow, case_id)
        uow.commit()


def _next_places(uow: UnitOfWork, case_ids: Sequence[str]) -> dict[str, Iterator[int]]:
    given = {case_id: [one.case_n or 0 for one in uow.journal.of_case(case_id)] for case_id in case_ids}
    return {case_id: count(max(places) + 1) for case_id, places in given.items()}


@contextmanager
def held(database: Database) -> Iterator[None]:
    """Another program holds the store for writing."""
    with database.unit_of_work() as other:
        other.meta.set("held", "by another program")
        yield


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What is asked of the store inside the `with`."""
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(database._engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database._engine, "before_cursor_execute", note)


def taken(bench: Bench, **changes: Any) -> Outcome:
    """A search report whose papers were taken in and are yet to be examined (收件（待审）)."""
    entry = replace(search_report(bench.reference), **changes)
    return bench.counter().intake.decide(entry, Decision.RECEIVE)
