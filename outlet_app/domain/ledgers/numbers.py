"""L25 编号使用台账: every number of every terminal of an outlet accounted for (sync.md D.13)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum

from outlet_app.domain.accounting import Account, Fate, Series, account, spans
from outlet_app.domain.dossier import Case
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line
from outlet_app.domain.numbering import series_of
from outlet_app.domain.stock import Step

CODE = "L25"
COLUMNS = ("post", "series", "issued", "taken", "spoilt", "apart", "stuck", "lacking")
CASE, COMPLETE = "case", "complete"


class Why(StrEnum):
    """Why numbers are missing here, as far as this machine can tell."""

    SET_BACK = "set_back"
    LOST = "lost"
    UNHEARD = "unheard"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Taken:
    """A number that something here tells of, what became of it, and when it was taken."""

    number: str
    fate: Fate
    at: datetime


@dataclass(frozen=True, slots=True)
class Terminals:
    """The outlet's machines as one of them sees them: its own number, those it had before, and the lost."""

    sign: str
    own: str
    former: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()

    def why(self, terminal: str) -> Why:
        """Why a serial of a terminal is known of by nobody here."""
        if terminal in self.former:
            return Why.SET_BACK
        if terminal in self.lost:
            return Why.LOST
        return Why.UNKNOWN if terminal == self.own else Why.UNHEARD


def number_lines(
    taken: Iterable[Taken],
    given: Mapping[Series, int],
    terminals: Terminals,
    since: date,
    until: date,
    now: datetime,
) -> tuple[Line, ...]:
    """A line a series: those of the days for cases, those of the whole years for papers.

    given: the highest serial this machine has given out under each of its numbers, by series.
    """
    known = list(taken)
    latest = _latest(known)
    accounts = account(((one.number, one.fate) for one in known), given)
    return tuple(
        _line(one, terminals, latest.get((one.sign, one.terminal, one.series), now))
        for one in accounts
        if one.sign == terminals.sign and _within(one.series, since, until)
    )


def is_gap(line: Line) -> bool:
    """Whether somebody has to look for a number."""
    return str(line.cells["lacking"]).startswith(Why.UNKNOWN)


def _latest(taken: Iterable[Taken]) -> dict[Series, datetime]:
    found: dict[Series, datetime] = {}
    for one in taken:
        if (where := series_of(one.number)) is not None:
            key = where[:3]
            found[key] = max(one.at, found.get(key, one.at))
    return found


def _within(series: str, since: date, until: date) -> bool:
    kind, *_, last = series.split(":")
    if kind == CASE:
        return since.isoformat() <= last <= until.isoformat()
    return since.year <= int(last) <= until.year


def _line(one: Account, terminals: Terminals, at: datetime) -> Line:
    return Line(at, "", "", dict(_cells(one, terminals)))


def _cells(one: Account, terminals: Terminals) -> Iterator[tuple[str, Cell]]:
    yield "post", one.terminal
    yield "series", one.series
    yield "issued", one.last
    yield "taken", one.used
    yield "spoilt", one.void
    yield "apart", one.loose
    yield "stuck", one.held
    yield "lacking", f"{terminals.why(one.terminal)}|{spans(one.missing)}" if one.missing else COMPLETE


def _none(_step: Step, _case: Case) -> None:
    return None


LEDGERS = (Ledger(CODE, COLUMNS, _none),)
