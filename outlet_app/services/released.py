"""The city's orders as this machine holds them: read, and set aside where they cannot be used."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from outlet_app.domain.calendar import HolidayCalendar
from outlet_app.domain.catalogue import Catalogue, read_catalogue
from outlet_app.domain.forms.texts import FormTexts, read_form_texts
from outlet_app.domain.plain import DataError, Plain
from outlet_app.domain.releases.content import check_content
from outlet_app.domain.releases.counting import plans_in_force, withheld
from outlet_app.domain.releases.order import Act, Order, Subject, read_order
from outlet_app.domain.releases.standing import Release, in_force, releases_of


@dataclass(frozen=True, slots=True)
class SetAside:
    """An order that cannot be followed here: what stands where, for whoever published it."""

    name: str
    row: str
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Released:
    """Every version handed down; each was verified when it came (sync/inbound.py)."""

    releases: tuple[Release, ...] = ()
    catalogues: Mapping[str, Catalogue] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()

    def of(self, subject: Subject) -> tuple[Release, ...]:
        """The versions of one subject, in the order of their publication."""
        return tuple(one for one in self.releases if one.order.subject is subject)

    def withheld(self, subject: Subject, outlet: str, today: date) -> frozenset[str]:
        """The versions that do not count at an outlet on a day; cases pinned to them go on reading them."""
        return withheld(self.releases, subject, outlet, today)

    def calendar(self, known: HolidayCalendar, outlet: str, today: date) -> HolidayCalendar:
        """The plans that came with the program, with those of the city in the place of their years."""
        return plans_in_force(known, self.releases, outlet, today)

    def plain_in_force(self, subject: Subject, outlet: str, today: date) -> Plain | None:
        """What counts of a subject as plain data, None where the city handed nothing down."""
        found = in_force(self.releases, subject, outlet, today)
        return found.order.content if found else None


NOTHING_RELEASED = Released()


def read_released(packs: Iterable[bytes]) -> Released:
    """Read what is held; an order that cannot be used is set aside, and the counter opens all the same."""
    orders: list[Order] = []
    set_aside: list[SetAside] = []
    for pack in packs:
        try:
            order = read_order(json.loads(pack)["body"])
        except (DataError, ValueError, KeyError, TypeError) as wrong:
            set_aside.append(_aside("", wrong))
            continue
        flaw = _flaw(order)
        if flaw is not None:
            set_aside.append(flaw)
        else:
            orders.append(order)
    found = releases_of(orders)
    return Released(found, dict(_catalogues(found)), tuple(set_aside))


def with_forms(released: Released, bundled: Sequence[Plain]) -> tuple[FormTexts, Released]:
    """Every edition of the forms; one that does not fit the earlier ones is set aside with its release."""
    sound, aside = list(bundled), list(released.set_aside)
    bad: set[str] = set()
    for one in released.of(Subject.FORMS):
        try:
            read_form_texts([*sound, one.order.content or {}])
        except DataError as wrong:
            aside.append(_aside(one.order.name, wrong))
            bad.add(one.order.name)
        else:
            sound.append(one.order.content or {})
    rest = tuple(
        one
        for one in released.releases
        if one.order.subject is not Subject.FORMS or one.order.name not in bad
    )
    return read_form_texts(sound), Released(rest, released.catalogues, tuple(aside))


def _flaw(order: Order) -> SetAside | None:
    if order.act is not Act.PUBLISH or order.content is None:
        return None
    try:
        check_content(order.subject, order.content)
    except DataError as wrong:
        return _aside(order.name, wrong)
    return None


def _aside(name: str, wrong: Exception) -> SetAside:
    if isinstance(wrong, DataError):
        return SetAside(name, wrong.row, wrong.column, wrong.reason)
    return SetAside(name, "", "", "unreadable")


def _catalogues(releases: Sequence[Release]) -> Iterator[tuple[str, Catalogue]]:
    for one in releases:
        if one.order.subject is Subject.CATALOGUE and one.order.content is not None:
            yield one.order.name, read_catalogue(one.order.content)
