"""L12 好差评台账: one line a service event that was asked about; its foot counts what was answered.

No line has a level: only the city knows who said what (decisions.md 18).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import ReviewOffered
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line, Sum, SumOf, matter
from outlet_app.domain.reviews.levels import CARDS, Level
from outlet_app.domain.stock import Step
from outlet_app.domain.workload import LEAST_REVIEWS_SHOWN

CODE = "L12-1"
RATED, UNRATED = "rated", "unrated"
Tally = Mapping[tuple[int, int], int]


def level_sums(tally: Tally) -> tuple[Sum, ...]:
    """The five levels and 满意度 of a span, and 满意度 by item; nothing of fewer than five reviews.

    tally: (item, level) → count, as this machine keeps it.
    """
    whole = Counter[Level]()
    for (_, level), count in tally.items():
        whole[Level(level)] += count
    rated = whole.total()
    if rated < LEAST_REVIEWS_SHOWN:
        return ()
    levels = (Sum(SumOf.LEVEL, str(int(level)), rated, whole[level]) for level in CARDS)
    content = Sum(SumOf.CONTENT, "", rated, _satisfied(tally.items()))
    return (*levels, content, *_by_item(tally))


def _by_item(tally: Tally) -> Iterator[Sum]:
    for item in sorted({item for item, _ in tally}):
        own = [(key, count) for key, count in tally.items() if key[0] == item]
        rated = sum(count for _, count in own)
        if rated >= LEAST_REVIEWS_SHOWN:
            yield Sum(SumOf.CONTENT, str(item), rated, _satisfied(own))


def _satisfied(counts: Iterable[tuple[tuple[int, int], int]]) -> int:
    return sum(count for (_, level), count in counts if Level(level).is_satisfied)


def _asked(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if not isinstance(fact, ReviewOffered):
        return None
    served = next((one for one in case.served if one.code == fact.occasion), None)
    return {
        **matter(case),
        "service": served.occasion.value if served else "",
        "channel": case.registered.channel.value,
        "clerk": served.by if served else step.event.actor,
        "answered": RATED if fact.occasion in case.reviews_rated else UNRATED,
    }


def _rates(lines: Sequence[Line]) -> tuple[Sum, ...]:
    """评价率: of the service events asked about, those rated; as a whole, by item, by clerk."""
    groups: tuple[tuple[SumOf, Callable[[Line], str]], ...] = (
        (SumOf.WHOLE, lambda _line: ""),
        (SumOf.ITEM, lambda line: str(line.cells["matter"]).partition("|")[0]),
        (SumOf.CLERK, lambda line: str(line.cells["clerk"])),
    )
    return tuple(one for kind, key in groups for one in _grouped(kind, key, lines))


def _grouped(kind: SumOf, key: Callable[[Line], str], lines: Sequence[Line]) -> Iterator[Sum]:
    for name in sorted({key(line) for line in lines}, key=lambda name: (len(name), name)):
        own = [line for line in lines if key(line) == name]
        yield Sum(kind, name, len(own), sum(line.cells["answered"] == RATED for line in own))


LEDGERS = (Ledger(CODE, ("matter", "service", "channel", "clerk", "answered"), _asked, _rates),)
