"""What the whole day promises, compared."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from outlet_app.domain.channels import entrance
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel
from outlet_app.domain.policies.policy import ITEM
from outlet_app.domain.rectification.task import TaskState
from outlet_app.domain.states import State
from outlet_app.wording.attachments import arrival
from tour.full.bundles import LETTER, PROMISED, RIGHTS, Bundle
from tour.full.day import (
    ADDED,
    BACK,
    BY_LETTER,
    EARLIER,
    EXCHANGED,
    EXPLAINED,
    KEPT,
    LATER,
    LEFT,
    PACKAGE,
    SCAN,
    SENT,
    SHEET,
    TRAINING,
    UNDERTAKEN,
    WILL,
)
from tour.full.late import WHY
from tour.full.left import STAYS
from tour.full.regrouped import WRONG
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
PACKAGES: Mapping[str, Bundle] = {PACKAGE: RIGHTS, BY_LETTER: LETTER, UNDERTAKEN: PROMISED}
# Who came weeks ago stands in no sheet of today but among what was carried over.
OF_EARLIER = 1
PROMISED_PAPERS = {"W07", "W08", "W09"}


@dataclass(frozen=True, slots=True)
class Counted:
    """What the sheet counts of one case: its item, what it came to first, how it came."""

    item: str
    decision: str
    channel: Channel


def _promises(first: Told, second: Told, served: Told) -> Mapping[str, bool]:
    told, made = by_step(first, second), numbers(first, second)
    sheet, back, sent = told[SHEET], told[BACK], told[SENT]
    counted, families = tuple(_counted(told)), sum(1 + len(told[name]["decided"]) for name in PACKAGES)
    asked = Counter(one.decision for one in counted)
    items = Counter(one.item for one in counted)
    ways = Counter(entrance(one.channel).value for one in counted)
    # Beside them the will of 免申即享, the item added and the item that came for another.
    given = len(VISITORS) + OF_EARLIER + families + 1 + len((ADDED, EXCHANGED))
    return {
        "every visitor has a number": len(made) == len(set(made)) == given,
        "every case number is still there after the kill": told[KEPT]["case_numbers"] == numbers(first),
        "the morning's cases waited": back["before"] == OF_EARLIER + len(MORNING),
        "the queue is empty after": back["after"] == sent["after"] == 0,
        **agrees(sent, served, made, BESIDE_CASES),
        **_beside(told, served),
        **_packages(told),
        "the sheet's identities hold": sheet["broken"] == [],
        "the sheet counts every visitor": sheet["visits"] == len(counted),
        "the sheet has every decision": _same(sheet["results"], asked),
        "the sheet has every item": _same(sheet["by_item"], items),
        "the sheet has every way of coming": _same(sheet["channels"], ways),
        "the sheet carries over who came weeks ago": sheet["flow"]["carried_in"] == OF_EARLIER,
        **is_smooth(first, second),
    }


def _counted(told: Mapping[str, Told]) -> Iterator[Counted]:
    """Every case of the sheet: visitors, children of packages without the one that was void, the will."""
    for one in counted_visitors():
        yield Counted(one.item, one.decision.value, one.channel)
    for name, bundle in PACKAGES.items():
        for code, decision in told[name]["decided"].items():
            if (name, code) != (PACKAGE, WRONG):
                yield Counted(_item(code), decision, bundle.channel)
    for name in (ADDED, EXCHANGED):
        yield Counted(_item(told[name]["sub_item"]), told[name]["decided"], Channel.COUNTER)
    yield Counted(WILL_ITEM, WILL_COMES_TO, Channel.COUNTER)


def _packages(told: Mapping[str, Told]) -> dict[str, bool]:
    """What is promised of the packages and of what was put right in them."""
    letter, undertaken = told[BY_LETTER], told[UNDERTAKEN]
    added, exchanged, late = told[ADDED], told[EXCHANGED], told[EXPLAINED]
    every = [told[name] for name in PACKAGES]
    return {
        "each item of the packages came to what was planned": all(
            one["decided"] == one["planned"] != {} for one in every
        ),
        "what is asked once is kept as the trade writes it": all(
            told[name]["answers"] == bundle.answers for name, bundle in PACKAGES.items()
        ),
        "the package by letter says where it came from": (letter["channel"], letter["incoming"])
        == (LETTER.channel.value, [LETTER.number, LETTER.sender]),
        "what follows and what is pledged has its papers": set(undertaken["papers"]) >= PROMISED_PAPERS,
        "the item added has its receipt": added["papers"] == ["W02"],
        "the wrong item is void with its papers": (exchanged["gone"], exchanged["left_valid"])
        == (State.VOIDED.value, []),
        "a late case is explained once": (late["late"], late["explained"], late["asked_again"])
        == (told[EARLIER]["case_no"], WHY["reason"], False),
    }


def _beside(told: Mapping[str, Told], served: Told) -> dict[str, bool]:
    """What the scenes beside the visitors promise: what the clerk was told, and what the city has of it."""
    will, training = told[WILL], told[TRAINING]
    return {
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
