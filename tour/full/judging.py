"""What the whole day promises, compared."""

from collections import Counter
from collections.abc import Mapping

from tour.full.day import BACK, KEPT, SENT, SHEET
from tour.full.visitors import MORNING, VISITORS, Visitor
from tour.full.works import HEADS
from tour.judging import agrees, by_step, is_smooth, numbers
from tour.play import Story, Told

LIFE_S = 900.0


def _promises(first: Told, second: Told, served: Told) -> Mapping[str, bool]:
    told, made = by_step(first, second), numbers(first, second)
    sheet, back, sent = told[SHEET], told[BACK], told[SENT]
    counted = counted_visitors()
    asked = Counter(visitor.decision.value for visitor in counted)
    items = Counter(visitor.item for visitor in counted)
    ways = Counter(visitor.channel.value for visitor in counted)
    return {
        "every visitor has a number": len(made) == len(set(made)) == len(VISITORS),
        "every case number is still there after the kill": told[KEPT]["case_numbers"] == numbers(first),
        "the morning's cases waited": back["before"] == len(MORNING),
        "the queue is empty after": back["after"] == sent["after"] == 0,
        **agrees(sent, served, made),
        "the sheet's identities hold": sheet["broken"] == [],
        "the sheet counts every visitor": sheet["visits"] == len(counted),
        "the sheet has every decision": _same(sheet["results"], asked),
        "the sheet has every item": _same(sheet["by_item"], items),
        "the sheet has every way of coming": _same(sheet["channels"], ways),
        **is_smooth(first, second),
    }


def counted_visitors() -> tuple[Visitor, ...]:
    """Whom the sheet counts: whoever came, but for what was void."""
    void = {work.visitor for work in HEADS if work.action == "void"}
    return tuple(one for place, one in enumerate(VISITORS, 1) if place not in void)


def _same(counted: Mapping[str, int], meant: Mapping[str, int]) -> bool:
    return {key: n for key, n in counted.items() if n} == dict(meant)


def _facts(first: Told, second: Told) -> Mapping[str, object]:
    told = by_step(first, second)
    return {
        "case_numbers": numbers(first, second),
        "sheet": told[SHEET],
        "queue": {"before": told[BACK]["before"], "after": told[SENT]["after"]},
    }


FULL = Story("morning", "afternoon", LIFE_S, _promises, _facts)
