"""What the city looks names and days up in: what came with the program and what it handed down since."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select

from city_server import clock
from city_server.packs import read_calendars, read_lists, read_outlet_table
from city_server.release_tables import release
from city_server.store import among
from outlet_app.domain.calendar import BusinessHours, HolidayCalendar
from outlet_app.domain.catalogue import Catalogue, SubItem, read_catalogue
from outlet_app.domain.outlets import OutletKind, Outlets
from outlet_app.domain.plain import DataError
from outlet_app.domain.releases.content import check_content
from outlet_app.domain.releases.counting import list_in_force, plans_counting, plans_in_force
from outlet_app.domain.releases.order import Act, Order, Subject, read_order
from outlet_app.domain.releases.standing import Release, releases_of

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Books:
    """Every list a case may be pinned to, and the plans; no outlet named means the city's own window."""

    catalogues: Mapping[str, Catalogue]
    outlets: Outlets
    plans: HolidayCalendar = field(default_factory=HolidayCalendar)
    releases: tuple[Release, ...] = ()
    # A calendar remembers what it counted: one for each set of plans, not one for each outlet.
    _counted: dict[tuple[str, ...], HolidayCalendar] = field(default_factory=dict, compare=False)

    def sub_item(self, version: str, code: str) -> SubItem | None:
        """The sub-item in the version a case was registered under."""
        pinned = self.catalogues.get(version)
        try:
            return pinned.sub_item(code) if pinned else None
        except KeyError:
            return None

    def item_name(self, version: str, number: int) -> str:
        """The item's name in that version; empty outside the list."""
        pinned = self.catalogues.get(version)
        try:
            return pinned.item(number).name if pinned and number else ""
        except KeyError:
            return ""

    def item_names(self) -> Mapping[int, str]:
        """Every item that any version has, as the one that counts now, or the last that had it, names it."""
        newest = self.newest()
        ranked = sorted(self.catalogues.values(), key=lambda one: (one.version == newest, one.effective_from))
        return {item.number: item.name for one in ranked for item in one.items}

    def newest(self, outlet: str = "") -> str:
        """The version that counts at an outlet today; empty where there is no list at all."""
        if not self.catalogues:
            return ""
        today = clock.now().date()
        return list_in_force(self.catalogues, self.releases, outlet or self._window, today).version

    def calendar(self, outlet: str = "") -> HolidayCalendar:
        """The plans that count at an outlet today."""
        today, here = clock.now().date(), outlet or self._window
        names = tuple(one.order.name for one in plans_counting(self.releases, here, today))
        if names not in self._counted:
            self._counted[names] = plans_in_force(self.plans, self.releases, here, today)
        return self._counted[names]

    def hours(self, outlet: str) -> BusinessHours:
        """When an outlet is open; the usual hours where the table does not know it yet."""
        return next((one.hours for one in self.outlets.all if one.code == outlet), BusinessHours())

    def outlet_name(self, code: str) -> str:
        """An outlet's name; its code where the table does not know it."""
        return next((one.name for one in self.outlets.all if one.code == code), code)

    @property
    def _window(self) -> str:
        return next((one.code for one in self.outlets.of_kind(OutletKind.CITY)), "")


class Shelf:
    """Reads what came with the program once, and orders when there are others than before."""

    def __init__(self, resources: Path, outlets: Outlets) -> None:
        self._lists = read_lists(resources)
        self._plans = read_calendars(resources)
        self._outlets = outlets
        self._kept: tuple[tuple[str, ...], dict[str, Order], Books] = ((), {}, self._laid_out({}))

    def books(self, conn: Connection) -> Books:
        """The books with every order given by now, by whichever node."""
        refs, known, books = self._kept
        now = tuple(conn.scalars(select(release.c.ref).order_by(release.c.number)))
        if now != refs:
            orders = _read(conn, now, known)
            books = self._laid_out(orders)
            # Put in one piece: other threads see either all of the old or all of the new.
            self._kept = (now, orders, books)
        return books

    def _laid_out(self, orders: Mapping[str, Order]) -> Books:
        releases = releases_of(orders.values())
        told = {
            one.order.name: one.order.content for one in releases if one.order.subject is Subject.CATALOGUE
        }
        read = {name: read_catalogue(content) for name, content in told.items() if content is not None}
        # What came with the program stays what it is, whatever was handed down under its name.
        return Books({**read, **self._lists}, self._outlets, self._plans, releases)


def read_books(conn: Connection, resources: Path) -> Books:
    """The books for one command."""
    return Shelf(resources, read_outlet_table(resources)).books(conn)


def _read(conn: Connection, refs: tuple[str, ...], known: Mapping[str, Order]) -> dict[str, Order]:
    """The orders by name; one a newer program gave and this one cannot read is left out, and logged."""
    new = [ref for ref in refs if ref not in known]
    rows = conn.execute(select(release.c.ref, release.c.pack).where(among(conn, release.c.ref, new)))
    packs = {row.ref: row.pack for row in rows}
    found: dict[str, Order] = {}
    for ref in refs:
        try:
            found[ref] = known.get(ref) or _usable(json.loads(packs[ref])["body"])
        except (DataError, ValueError, KeyError, TypeError):
            _LOG.exception("order %s cannot be read by this program", ref)
    return found


def _usable(plain: Mapping[str, object]) -> Order:
    order = read_order(plain)
    if order.act is Act.PUBLISH and order.content is not None:
        check_content(order.subject, order.content)
    return order
