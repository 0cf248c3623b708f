"""Ready sentences of the counter: where one may stand, and which fit the spot the cursor is in."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from outlet_app.domain.frozen import dataclass

LONGEST = 200
T = TypeVar("T")


class Place(StrEnum):
    """Kinds of text a clerk writes."""

    ISSUE = "issue"
    REMEDY = "remedy"
    REMARK = "remark"
    REQUEST = "request"
    ANSWER = "answer"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor stands: the kind of text, the item it is about, the defects it describes."""

    place: Place = Place.NOTE
    item: int | None = None
    defects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence; without items it fits every item, without defects every defect. `own`: the outlet's."""

    text: str
    place: Place
    items: tuple[int, ...] = ()
    defects: tuple[str, ...] = ()
    own: bool = False

    def fits(self, spot: Spot) -> bool:
        """Whether it may be offered there."""
        return (
            self.place is spot.place
            and (not self.items or spot.item in self.items)
            and (not self.defects or not set(self.defects).isdisjoint(spot.defects))
        )


def fitting(sayings: Iterable[Saying], spot: Spot) -> tuple[Saying, ...]:
    """What fits a spot, each sentence once: the outlet's own first, then what is closest to the matter."""
    offered: dict[str, Saying] = {}
    for one in sorted(filter(lambda one: one.fits(spot), sayings), key=_distance):
        offered.setdefault(one.text, one)
    return tuple(offered.values())


def own(text: str, spot: Spot) -> Saying:
    """A sentence a clerk keeps, for the spot it was written in."""
    items = () if spot.item is None else (spot.item,)
    return Saying(" ".join(text.split()), spot.place, items, spot.defects, own=True)


def kept(sayings: Iterable[Saying], more: Saying) -> tuple[Saying, ...]:
    """The outlet's own sentences with one more, the newest first; a known sentence only gets wider."""
    known = list(sayings)
    same = next((one for one in known if (one.text, one.place) == (more.text, more.place)), None)
    if same is not None:
        known.remove(same)
        more = replace(
            more,
            items=_both(same.items, more.items),
            defects=_both(same.defects, more.defects),
        )
    return (more, *known)


def _distance(one: Saying) -> tuple[bool, bool, bool]:
    return not one.own, not one.defects, not one.items


def _both(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    """Both lists; an empty one means everything, and stays so."""
    return () if not first or not second else tuple(dict.fromkeys((*first, *second)))
