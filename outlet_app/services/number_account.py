"""Reads what became of every number of the outlet out of journal, papers, counters and witness (L25)."""

from collections.abc import Iterator
from datetime import date, datetime

from outlet_app.domain.accounting import Fate
from outlet_app.domain.events import CaseEvent, PaperIssued, PaperVoided, Registered, Voided
from outlet_app.domain.ledgers.ledger import Line
from outlet_app.domain.ledgers.numbers import Taken, Terminals, number_lines
from outlet_app.models.journal import Entry
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.models.windows import kept_lost
from outlet_app.services.ports import Witness
from outlet_app.services.reading import WITHOUT_EFFECT
from outlet_app.sync.accounts import given_series
from outlet_app.sync.wire import Unreadable, decode_event

_TELLING = frozenset({Registered.KIND, PaperIssued.KIND, PaperVoided.KIND, Voided.KIND})


def account_lines(
    uow: UnitOfWork, witness: Witness, since: date, until: date, now: datetime
) -> tuple[Line, ...]:
    """Every series of the days and years, in order; none is left out (sync.md D.13)."""
    me = uow.instance.required()
    former = frozenset(one.terminal_no for one in uow.instance.all()) - {me.terminal_no}
    given = {
        (me.outlet_sign, terminal, series): last
        for (terminal, series), last in given_series(uow, witness).items()
    }
    terminals = Terminals(me.outlet_sign, me.terminal_no, former, kept_lost(uow.meta) - {me.terminal_no})
    return number_lines(_taken(uow), given, terminals, since, until, now)


def _taken(uow: UnitOfWork) -> Iterator[Taken]:
    for paper in uow.papers.untold():
        yield Taken(paper.number, Fate.LOOSE, paper.created_at)
    registered = uow.journal.of_kind(Registered.KIND)
    issued = uow.journal.of_kind(PaperIssued.KIND)
    for of_case in uow.journal.of_cases({*registered, *issued}).values():
        yield from _of_case(of_case)


def _of_case(entries: tuple[Entry, ...]) -> Iterator[Taken]:
    case_no = ""
    for entry in entries:
        event = _decoded(entry) if entry.kind in _TELLING else None
        held = entry.verdict in WITHOUT_EFFECT
        match event.fact if event else None:
            case Registered(case_no=number):
                case_no = number
                yield Taken(number, Fate.HELD if held else Fate.USED, _at(entry))
            case PaperIssued(number=number):
                yield Taken(number, Fate.HELD if held else Fate.USED, _at(entry))
            case PaperVoided(number=number) if not held:
                yield Taken(number, Fate.VOID, _at(entry))
            case Voided() if not held and case_no:
                yield Taken(case_no, Fate.VOID, _at(entry))


def _decoded(entry: Entry) -> CaseEvent | None:
    try:
        return decode_event(entry.body)
    except Unreadable:
        return None


def _at(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry.at)
