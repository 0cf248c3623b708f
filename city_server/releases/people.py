"""The rules by which a list of people is published: outlet by outlet, with first words for new people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from city_server import clock
from city_server.packs import read_outlet_table
from city_server.releases import book
from city_server.releases.drafts import Draft, at_version
from city_server.releases.giving import Wish, demand_name, demand_reach
from city_server.releases.placed import Fault, FileUnusable, Placed
from city_server.releases.words import Words, fault_at, sheets_of
from outlet_app.domain.releases.order import Act, Order, Subject
from outlet_app.domain.releases.staff import FirstWord, StaffRow, by_outlet, headless, read_staff
from outlet_app.domain.releases.standing import Release, in_force
from outlet_app.sync.wire import make_first_word


@dataclass(frozen=True, slots=True)
class Handed:
    """A first 口令 for one person, told once to whoever published the list."""

    staff_no: str
    name: str
    word: str


@dataclass(frozen=True, slots=True)
class Moves:
    """What a list changes: who joins, who leaves, whose row differs."""

    joined: tuple[StaffRow, ...]
    left: tuple[StaffRow, ...]
    changed: tuple[StaffRow, ...]


def in_force_now(conn: Connection, today: date) -> Mapping[str, tuple[StaffRow, ...]]:
    """The rows that count at each outlet; rows of people who moved away or left are among them."""
    releases = book.standing(conn)
    outlets = {one.order.outlet for one in releases if one.order.subject is Subject.STAFF}
    found: dict[str, tuple[StaffRow, ...]] = {}
    for outlet in sorted(outlets):
        one = in_force(releases, Subject.STAFF, outlet, today)
        if one is not None and one.order.content is not None:
            found[outlet] = read_staff(one.order.content)
    return found


def demand_sound(conn: Connection, resources: Path, draft: Draft, words: Words) -> None:
    """FileUnusable where outlets are unknown, somebody is missing, or an outlet would have no head."""
    demand_name(conn, draft, words)
    rows, placed = read_staff(draft.content), _placed(draft)
    outlets = {one.code for one in read_outlet_table(resources).all}
    sheets = sheets_of(words, "staff")
    faults = [
        fault_at(placed[row.staff_no], "outlet", "unknown_outlet", sheets)
        for row in rows
        if row.outlet not in outlets
    ]
    faults += [
        fault_at(placed[_first_of(rows, outlet)], "outlet", "no_head_left", sheets)
        for outlet in headless(rows)
    ]
    if faults:
        raise FileUnusable(*faults)
    told = {row.staff_no for row in rows}
    missing = sorted(
        {row.staff_no for own in in_force_now(conn, clock.now().date()).values() for row in own} - told
    )
    if missing:
        raise FileUnusable(*(Fault("person_missing", found=staff_no) for staff_no in missing))


def moves(conn: Connection, draft: Draft) -> Moves:
    """What the list changes against the rows that count."""
    now = in_force_now(conn, clock.now().date())
    known = {row.staff_no: row for own in now.values() for row in own if row.active}
    rows = read_staff(draft.content)
    joined = tuple(row for row in rows if row.active and row.staff_no not in known)
    left = tuple(row for row in rows if not row.active and row.staff_no in known)
    same = [row for row in rows if row.active and row.staff_no in known]
    return Moves(joined, left, tuple(row for row in same if _bare(row) != _bare(known[row.staff_no])))


def orders_of(
    conn: Connection, draft: Draft, wish: Wish, words: Words
) -> tuple[tuple[Order, ...], tuple[Handed, ...]]:
    """An order for each outlet whose people change, and the first 口令 made for it.

    Whoever moved is out at the outlet left behind. A first 口令 of an earlier list goes on being told, so
    that a machine that comes later lets the person in too.
    """
    now = in_force_now(conn, clock.now().date())
    firsts = _firsts(book.standing(conn))
    handed: list[Handed] = []
    rows = tuple(
        _with_first(row, firsts.get((row.outlet, row.staff_no)), handed) for row in read_staff(draft.content)
    )
    wanted = by_outlet([*rows, *_moved(rows, now)])
    number, orders = book.next_number(conn), list[Order]()
    for outlet in sorted(wanted):
        if [row.plain() for row in wanted[outlet]] != [row.plain() for row in now.get(outlet, ())]:
            people = [row.plain() for row in wanted[outlet]]
            content = {"version": draft.name, "people": people}
            orders.append(
                Order(
                    number=number + len(orders),
                    act=Act.PUBLISH,
                    subject=Subject.STAFF,
                    name=draft.name,
                    issued_at=clock.now(),
                    by=wish.by,
                    reason=wish.reason,
                    mode=wish.mode,
                    effective_from=wish.since or clock.now().date(),
                    reach=wish.reach,
                    outlet=outlet,
                    content=content,
                )
            )
    if not orders:
        raise at_version(draft, "nothing_changed", sheets_of(words, "staff"))
    return tuple(orders), tuple(handed)


def widened(conn: Connection, resources: Path, name: str, wish: Wish) -> tuple[Order, ...]:
    """The orders by which a list reaches more outlets; FileUnusable where it may not."""
    demand_reach(wish.reach, resources)
    standing = _standing(conn, name)
    if not all(wish.reach.holds_all_of(one.reach) for one in standing):
        raise FileUnusable(Fault("narrower"))
    return _about(conn, Act.WIDEN, standing, wish)


def taken_back(conn: Connection, name: str, wish: Wish) -> tuple[Order, ...]:
    """The orders that withdraw a list at every outlet that was told it; FileUnusable where they may not."""
    standing = _standing(conn, name)
    if not wish.reason:
        raise FileUnusable(Fault("reason_missing"))
    return _about(conn, Act.WITHDRAW, standing, wish)


def bare_outlets(conn: Connection, outlets: Iterable[str], today: date) -> tuple[str, ...]:
    """Those of the outlets where no list holds: more than a clerk somebody is only once a person said so."""
    listed = in_force_now(conn, today)
    return tuple(outlet for outlet in outlets if outlet not in listed)


def _about(conn: Connection, act: Act, standing: Sequence[Release], wish: Wish) -> tuple[Order, ...]:
    number, now = book.next_number(conn), clock.now()
    return tuple(
        Order(
            number=number + place,
            act=act,
            subject=Subject.STAFF,
            name=one.order.name,
            issued_at=now,
            by=wish.by,
            reason=wish.reason,
            mode=one.order.mode,
            reach=wish.reach,
            outlet=one.order.outlet,
        )
        for place, one in enumerate(standing)
    )


def _standing(conn: Connection, name: str) -> Sequence[Release]:
    """The list as each outlet has it, where it was not taken back; FileUnusable where there is none."""
    found = [one for one in book.standing(conn) if one.order.subject is Subject.STAFF]
    named = [one for one in found if one.order.name == name]
    if not named:
        raise FileUnusable(Fault("unknown_release", found=name))
    standing = [one for one in named if not one.withdrawn]
    if not standing:
        raise FileUnusable(Fault("withdrawn_already", found=name))
    return standing


def _firsts(releases: Iterable[Release]) -> Mapping[tuple[str, str], FirstWord | None]:
    """The first 口令 told last for each person at each outlet, also where the list has not reached it yet."""
    told = [one for one in releases if one.order.subject is Subject.STAFF and not one.withdrawn]
    found: dict[tuple[str, str], FirstWord | None] = {}
    for one in sorted(told, key=lambda one: one.rank):
        rows = read_staff(one.order.content or {})
        found |= {(one.order.outlet, row.staff_no): row.first for row in rows if row.first}
    return found


def _with_first(row: StaffRow, known: FirstWord | None, handed: list[Handed]) -> StaffRow:
    if row.active and row.wants_first:
        word, first = make_first_word()
        handed.append(Handed(row.staff_no, row.name, word))
        return replace(row, first=first, wants_first=False)
    return replace(row, first=known if row.active else None)


def _moved(rows: Iterable[StaffRow], now: Mapping[str, tuple[StaffRow, ...]]) -> Iterator[StaffRow]:
    """People who work elsewhere now, as having left where they were."""
    here = {row.staff_no: row.outlet for row in rows}
    for outlet, own in now.items():
        for row in own:
            if here.get(row.staff_no, outlet) != outlet:
                yield replace(row, active=False, first=None)


def _bare(row: StaffRow) -> StaffRow:
    return replace(row, first=None, wants_first=False)


def _placed(draft: Draft) -> dict[str, Placed]:
    people = draft.content["people"]
    assert isinstance(people, list), "the list has been read before"
    return {str(one["staff_no"]): one for one in people}


def _first_of(rows: Iterable[StaffRow], outlet: str) -> str:
    return next(row.staff_no for row in rows if row.outlet == outlet)
