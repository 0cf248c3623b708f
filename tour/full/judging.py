"""What the whole day promises, compared."""

from collections import Counter
from collections.abc import Mapping

from outlet_app.domain.channels import entrance
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel
from outlet_app.domain.policies.policy import ITEM
from outlet_app.domain.rectification.task import TaskState
from outlet_app.wording.attachments import arrival
from tour.full.day import BACK, KEPT, LATER, LEFT, PACKAGE, SCAN, SENT, SHEET, TRAINING, WILL
from tour.full.left import STAYS
from tour.full.teaching import CAPACITY
from tour.full.visitors import MORNING, VISITORS, Visitor
from tour.full.works import HEADS
from tour.judging import agrees, by_step, is_smooth, numbers
from tour.play import Story, Told

LIFE_S = 900.0
WILL_COMES_TO, WILL_ITEM = Decision.ACCEPT.value, str(ITEM)
# What has events of its own, but no case number: the activity and the task of a bad review.
BESIDE_CASES = 2
GIVEN = ("content", "not content", "追评")


def _promises(first: Told, second: Told, served: Told) -> Mapping[str, bool]:
    told, made = by_step(first, second), numbers(first, second)
    sheet, back, sent = told[SHEET], told[BACK], told[SENT]
    children = told[PACKAGE]["decided"]
    counted = counted_visitors()
    asked = Counter([*(one.decision.value for one in counted), *children.values(), WILL_COMES_TO])
    items = Counter([*(one.item for one in counted), *(_item(code) for code in children), WILL_ITEM])
    ways = Counter(entrance(visitor.channel).value for visitor in counted)
    ways[Channel.COUNTER.value] += len(children) + 1
    return {
        "every visitor has a number": len(made) == len(set(made)) == len(VISITORS) + 2 + len(children),
        "every case number is still there after the kill": told[KEPT]["case_numbers"] == numbers(first),
        "the morning's cases waited": back["before"] == len(MORNING),
        "the queue is empty after": back["after"] == sent["after"] == 0,
        **agrees(sent, served, made, BESIDE_CASES),
        **_beside(told, served),
        "the sheet's identities hold": sheet["broken"] == [],
        "the sheet counts every visitor": sheet["visits"] == len(counted) + len(children) + 1,
        "the sheet has every decision": _same(sheet["results"], asked),
        "the sheet has every item": _same(sheet["by_item"], items),
        "the sheet has every way of coming": _same(sheet["channels"], ways),
        **is_smooth(first, second),
    }


def _beside(told: Mapping[str, Told], served: Told) -> dict[str, bool]:
    """What the scenes beside the visitors promise: what the clerk was told, and what the city has of it."""
    package, will, training = told[PACKAGE], told[WILL], told[TRAINING]
    return {
        "each item of the package came to what was planned": package["decided"] == package["planned"] != {},
        "a confirmed policy is not offered again": will["reasons"] > 0 and not will["offered_again"],
        "the third for two places waits": (training["confirmed"], training["waiting"]) == (CAPACITY, 1),
        "the scan waits for the city": told[SCAN]["way"] == arrival(1, 1, 0),
        "the book tells the kill and every leaving": told[LEFT]["stays"] == list(STAYS),
        "a later word leaves no trace at the counter": told[LATER]["rated"] == 1,
        "the city has every word of a reviewer": served["reviews"] == len(GIVEN),
        "the city has the bad review mended": served["tasks"] == [TaskState.MENDED.value],
    }


def _item(sub_item: str) -> str:
    return sub_item.partition(".")[0]


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
