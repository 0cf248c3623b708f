"""Holds an enterprise against a policy, line by line, and says of each line why (domain.md §6)."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.marking import marked
from outlet_app.domain.policies.conditions import (
    Amount,
    Check,
    Condition,
    Group,
    Join,
    RecordTest,
    ValueTest,
)
from outlet_app.domain.policies.kleene import Truth, at_least, every, some
from outlet_app.domain.policies.register import Enterprise, Known, Record
from outlet_app.domain.policies.vocabulary import Datum, Scalar

MOST_SEEN = 5
Pairs = tuple[tuple[str, str], ...]


class Lack(StrEnum):
    """Why a line is not known: no such datum, too old a one, a list that is not whole, a part left out."""

    NONE = ""
    MISSING = "missing"
    STALE = "stale"
    INCOMPLETE = "incomplete"
    PART = "part"


@dataclass(frozen=True, slots=True)
class MatchLine:
    """One condition as it stood: its words, truth, what was seen, from where and of what day.

    depth: how far it stands inside others. seen: the value as one pair without a name, or up to five
    records; total: how many records there are. needs: what would settle it. by_hand: a clerk looked at
    the paper named in `source`.
    """

    code: str
    text: str
    truth: Truth
    depth: int = 0
    datum: Datum | None = None
    join: Join | None = None
    seen: tuple[Pairs, ...] = ()
    total: int = 0
    source: str = ""
    as_of: date | None = None
    lack: Lack = Lack.NONE
    needs: str = ""
    basis: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Sighted:
    """What a clerk found in a paper on the desk where the register knows nothing."""

    holds: bool
    paper: str


@dataclass(frozen=True, slots=True)
class Match:
    """A policy's conditions held against an enterprise: all together, and each line in the policy's order."""

    truth: Truth
    lines: tuple[MatchLine, ...]

    @property
    def open(self) -> tuple[MatchLine, ...]:
        """The lines that would have to be settled: data not known, not the groups around them."""
        return tuple(line for line in self.lines if line.truth is Truth.UNKNOWN and line.join is None)


NOTHING_SIGHTED: Mapping[str, Sighted] = {}


def match(
    conditions: Iterable[Condition],
    about: Enterprise,
    today: date,
    sighted: Mapping[str, Sighted] = NOTHING_SIGHTED,
) -> Match:
    """Evaluate all conditions; `sighted` by condition code settles what is not known, and nothing else."""
    judge = _Judge(about, today, sighted)
    found = [judge.lines(condition, 0) for condition in conditions]
    return Match(every(lines[0].truth for lines in found), tuple(line for lines in found for line in lines))


@dataclass(frozen=True, slots=True)
class _Judge:
    about: Enterprise
    today: date
    sighted: Mapping[str, Sighted]

    def lines(self, condition: Condition, depth: int) -> tuple[MatchLine, ...]:
        """The condition's own line first, then those inside it."""
        asks = condition.asks
        if isinstance(asks, Group):
            inner = [self.lines(part, depth + 1) for part in asks.parts]
            truth = _joined(asks.join, [lines[0].truth for lines in inner])
            head = MatchLine(
                condition.code, condition.text, truth, depth, join=asks.join, basis=condition.basis
            )
            return (head, *(line for lines in inner for line in lines))
        line = marked(self._tested(condition, asks), depth=depth, basis=condition.basis)
        if line.truth is not Truth.UNKNOWN:
            return (line,)
        return (self._sighted(marked(line, needs=condition.settled_by)),)

    def _sighted(self, line: MatchLine) -> MatchLine:
        told = self.sighted.get(line.code)
        if told is None:
            return line
        return marked(
            line, truth=Truth.of(told.holds), source=told.paper, as_of=self.today, by_hand=True,
            lack=Lack.NONE, needs="", seen=(), total=0,
        )  # fmt: skip

    def _tested(self, condition: Condition, asks: ValueTest | RecordTest) -> MatchLine:
        bare = MatchLine(condition.code, condition.text, Truth.UNKNOWN, datum=asks.datum, lack=Lack.MISSING)
        known = self.about.data.get(asks.datum)
        if known is None:
            return bare
        dated = marked(bare, source=known.source, as_of=known.as_of, lack=Lack.NONE)
        seen = (
            self._value(asks, known, dated)
            if isinstance(asks, ValueTest)
            else self._records(asks, known, dated)
        )
        return seen if known.counts(self.today) else marked(seen, truth=Truth.UNKNOWN, lack=Lack.STALE)

    def _value(self, asks: ValueTest, known: Known, line: MatchLine) -> MatchLine:
        if known.value is None:
            return marked(line, lack=Lack.PART)
        truth = Truth.of(asks.check.holds(known.value, self.today))
        return marked(line, truth=truth, seen=((("", _written(known.value)),),), total=1)

    def _records(self, asks: RecordTest, known: Known, line: MatchLine) -> MatchLine:
        truths = [(record, self._passes(record, asks.where)) for record in known.records]
        sure = [record for record, truth in truths if truth is Truth.TRUE]
        maybe = [record for record, truth in truths if truth is Truth.UNKNOWN]
        possible = len(sure) + len(maybe) if known.complete else max(asks.count, len(known.records))
        there = at_least(asks.count, len(sure), possible)
        truth = there.negated if asks.amount is Amount.NOT_EXISTS else there
        telling = sure or maybe or list(known.records)
        lack = Lack.NONE
        if truth is Truth.UNKNOWN:
            lack = Lack.PART if maybe else Lack.INCOMPLETE
        return marked(
            line,
            truth=truth,
            lack=lack,
            seen=tuple(map(_pairs, telling[:MOST_SEEN])),
            total=len(known.records),
        )

    def _passes(self, record: Record, where: tuple[tuple[str, Check], ...]) -> Truth:
        return every(
            Truth.of(check.holds(record[part], self.today)) if part in record else Truth.UNKNOWN
            for part, check in where
        )


def _joined(join: Join, truths: list[Truth]) -> Truth:
    if join is Join.ANY:
        return some(truths)
    return every(truths) if join is Join.ALL else truths[0].negated


def _pairs(record: Record) -> Pairs:
    return tuple((part, _written(value)) for part, value in record.items())


def _written(value: Scalar) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
