"""What an applicant undertakes for a whole package: told once, and each item takes its own part (§3, §5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from outlet_app.domain.bundle import Planned
from outlet_app.domain.decisions import BY_PLEDGE, Decision
from outlet_app.domain.deficiency import Condition, Judged
from outlet_app.domain.entry import DeficientDetail, PledgeDetail, PromiseTerm
from outlet_app.domain.facts.pledge import PledgeLine
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.merging import key_of
from outlet_app.domain.packages import Package


@dataclass(frozen=True, slots=True)
class Undertaking:
    """promise: of the rows of the one list that come later. pledge: of the proofs that never come."""

    promise: DeficientDetail | None = None
    pledge: PledgeDetail | None = None


NOTHING = Undertaking()


def deficient(plans: Iterable[Planned]) -> tuple[Planned, ...]:
    """The items that are accepted with 容缺."""
    return tuple(one for one in plans if one.decision is Decision.DEFICIENT)


def pledging(plans: Iterable[Planned]) -> tuple[Planned, ...]:
    """The items that are accepted on a pledge."""
    return tuple(one for one in plans if one.decision in BY_PLEDGE and _in(one, MaterialState.PLEDGED))


def promised_rows(
    package: Package, rows: Iterable[CheckedMaterial], plans: Iterable[Planned]
) -> tuple[CheckedMaterial, ...]:
    """The rows of the one list that are promised, each once however many items ask for it."""
    keys = {key_of(package, row.code) for one in deficient(plans) for row in _in(one, MaterialState.DEFERRED)}
    return tuple(row for row in rows if row.code in keys)


def last_days(package: Package, plans: Iterable[Planned], latest: Mapping[str, date]) -> Mapping[str, date]:
    """The last day of each promised row: the first of those of the items that ask for it.

    latest: the last day of each item, by its code.
    """
    days: dict[str, date] = {}
    for one in deficient(plans):
        own = latest[one.sub_item.code]
        for row in _in(one, MaterialState.DEFERRED):
            key = key_of(package, row.code)
            days[key] = min(days.get(key, own), own)
    return days


def all_hold(every: Sequence[Sequence[Judged]]) -> tuple[Judged, ...]:
    """The conditions of several items as one list: each holds where it holds for every item."""
    by: dict[Condition, list[Judged]] = {}
    for judged in every:
        for one in judged:
            by.setdefault(one.condition, []).append(one)
    return tuple(_together(told) for told in by.values())


def each_once(package: Package, told: Iterable[Iterable[PledgeLine]]) -> tuple[PledgeLine, ...]:
    """What is to be told of the proofs of several items: a shared one once, under its shared name.

    Where the items need it for different ends, each is told.
    """
    found: dict[PledgeLine, PledgeLine] = {}
    for lines in told:
        for line in lines:
            shared = package.shared(line.code)
            named = replace(line, name=shared.name) if shared else line
            found.setdefault(replace(named, code=shared.key if shared else line.code), named)
    return tuple(found.values())


def own_part(package: Package, one: Planned, said: Undertaking) -> DeficientDetail | PledgeDetail | None:
    """What was undertaken, as far as it is about one item; None where nothing was."""
    if one.decision is Decision.DEFICIENT and said.promise is not None:
        terms = {term.code: term for term in said.promise.lines}
        own = tuple(
            replace(term, code=row.code)
            for row in _in(one, MaterialState.DEFERRED)
            if (term := terms.get(key_of(package, row.code)))
        )
        return replace(
            said.promise,
            promised_by=_until(own, said.promise),
            lines=own,
            pledge=said.pledge or PledgeDetail(),
        )
    return said.pledge if one.decision is Decision.ACCEPT and _in(one, MaterialState.PLEDGED) else None


def _until(own: Sequence[PromiseTerm], promise: DeficientDetail) -> date:
    return max((term.due for term in own), default=promise.promised_by)


def _together(told: Sequence[Judged]) -> Judged:
    failing = [one for one in told if not one.holds]
    first = (failing or list(told))[0]
    names = dict.fromkeys(name for one in (failing or told) for name in one.names)
    return replace(first, names=tuple(names), asked=any(one.asked for one in told))


def _in(one: Planned, state: MaterialState) -> tuple[CheckedMaterial, ...]:
    return tuple(row for row in one.rows if row.state is state)
