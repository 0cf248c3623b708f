"""What the orders come to: which versions there are, whom each reaches by now, which were taken back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.releases.order import Act, Order, Subject
from outlet_app.domain.releases.reach import Reach


class Status(StrEnum):
    """How a version stands at one outlet on one day."""

    IN_FORCE = "in_force"
    REPLACED = "replaced"
    WAITING = "waiting"
    ELSEWHERE = "elsewhere"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Release:
    """A version with the order that published it, its reach by now, and the order that took it back."""

    order: Order
    reach: Reach
    withdrawn: Order | None = None

    @property
    def since(self) -> date:
        """The day it takes effect."""
        return self.order.effective_from or date.max

    @property
    def rank(self) -> tuple[date, int]:
        """Of several that hold the one with the highest rank counts."""
        return self.since, self.order.number

    def status(self, outlet: str, today: date) -> Status:
        """How it stands by itself; IN_FORCE says only that nothing keeps it from holding."""
        meant = self.order.outlet in ("", outlet) and self.reach.covers(outlet, self.order.name)
        if self.withdrawn is not None:
            return Status.WITHDRAWN
        if not meant:
            return Status.ELSEWHERE
        return Status.IN_FORCE if self.since <= today else Status.WAITING


def releases_of(orders: Iterable[Order]) -> tuple[Release, ...]:
    """Every version published, in the order of its publication.

    The first publication of a name counts: what was handed down under it stays what it is. An order about
    something nobody published changes nothing, and no order brings back what was withdrawn.
    """
    found: dict[tuple[Subject, str, str], Release] = {}
    for order in sorted(orders, key=lambda one: (one.number, one.issued_at)):
        key = (order.subject, order.name, order.outlet)
        known = found.get(key)
        if order.act is Act.PUBLISH:
            found.setdefault(key, Release(order, order.reach))
        elif known is not None and known.withdrawn is None:
            is_back = order.act is Act.WITHDRAW
            found[key] = replace(known, withdrawn=order) if is_back else replace(known, reach=order.reach)
    return tuple(found.values())


def in_force(releases: Iterable[Release], subject: Subject, outlet: str, today: date) -> Release | None:
    """The version of a subject that counts at an outlet on a day, None where none does."""
    holding = [
        one
        for one in releases
        if one.order.subject is subject and one.status(outlet, today) is Status.IN_FORCE
    ]
    return max(holding, key=lambda one: one.rank, default=None)


def last_taken_back(
    releases: Iterable[Release], subject: Subject, outlet: str, today: date
) -> Release | None:
    """The version that would count on a day had none been taken back; None where none ever held there."""
    told = (replace(one, withdrawn=None) for one in releases if one.withdrawn is not None)
    return in_force(told, subject, outlet, today)
