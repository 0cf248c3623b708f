"""The rules by which a version is published, reaches further outlets, and is taken back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection

from city_server import clock
from city_server.packs import read_outlet_table
from city_server.releases import book
from city_server.releases.drafts import Draft, at_version, bundled, fault_of
from city_server.releases.needs import demand_needed
from city_server.releases.placed import Fault, FileUnusable
from city_server.releases.words import Words, sheets_of
from outlet_app.domain.forms.texts import read_form_texts
from outlet_app.domain.plain import DataError, Plain
from outlet_app.domain.releases.order import Act, Mode, Order, Subject
from outlet_app.domain.releases.reach import WHOLE, Reach
from outlet_app.domain.releases.standing import Release

# A plan of days and a list of people change nothing about what is asked of an applicant.
_AT_ONCE = frozenset({Subject.CALENDAR, Subject.STAFF})
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,39}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a version is to be published. since: where the file itself says no day."""

    mode: Mode
    reason: str
    by: str
    reach: Reach
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The version that counted before, where there is one."""

    name: str
    content: Plain


def earlier(conn: Connection, resources: Path, subject: Subject, without: str = "") -> Earlier | None:
    """The newest version that was not taken back, bundled ones being the oldest."""
    live = [
        one for one in _of(book.standing(conn), subject) if not one.withdrawn and one.order.name != without
    ]
    if live:
        newest = max(live, key=lambda one: one.rank)
        assert newest.order.content is not None, "what was published has a content"
        return Earlier(newest.order.name, newest.order.content)
    own = bundled(resources, subject)
    return Earlier(*max(own.items(), key=lambda one: _day_of(one[1]))) if own else None


def order_of(conn: Connection, resources: Path, draft: Draft, wish: Wish, words: Words) -> Order:
    """The order that publishes a draft; FileUnusable where it may not be published so."""
    demand_fresh(conn, resources, draft, words)
    now = clock.now()
    since = _since(draft, wish, now, words)
    demand_needed(conn, resources, draft, since, words)
    demand_reach(wish.reach, resources)
    return Order(
        number=book.next_number(conn),
        act=Act.PUBLISH,
        subject=draft.subject,
        name=draft.name,
        issued_at=now,
        by=wish.by,
        reason=wish.reason,
        mode=wish.mode,
        effective_from=since,
        reach=wish.reach,
        content=draft.content,
    )


def demand_fresh(conn: Connection, resources: Path, draft: Draft, words: Words) -> None:
    """FileUnusable where the name is none, was used before, or nothing differs from what counts."""
    sheets = sheets_of(words, draft.subject.value)
    demand_name(conn, draft, words, frozenset(bundled(resources, draft.subject)))
    if draft.subject is Subject.FORMS:
        _demand_fitting(resources, draft, words)
    before = earlier(conn, resources, draft.subject)
    if before is not None and _bare(before.content) == _bare(draft.content):
        raise at_version(draft, "nothing_changed", sheets)


def demand_name(
    conn: Connection, draft: Draft, words: Words, bundled_names: frozenset[str] = frozenset()
) -> None:
    """FileUnusable where the version's name is none, or was used before."""
    sheets = sheets_of(words, draft.subject.value)
    if not _NAME.fullmatch(draft.name):
        raise at_version(draft, "not_a_version", sheets)
    if draft.name in bundled_names | {one.order.name for one in _of(book.standing(conn), draft.subject)}:
        raise at_version(draft, "name_taken", sheets)


def _demand_fitting(resources: Path, draft: Draft, words: Words) -> None:
    """An edition of the forms has to fit those before it, which the program can fill."""
    try:
        read_form_texts([*bundled(resources, Subject.FORMS).values(), draft.content])
    except DataError as wrong:
        raise FileUnusable(fault_of(wrong, draft.content, sheets_of(words, "forms"))) from wrong


def widened(conn: Connection, resources: Path, subject: Subject, name: str, wish: Wish) -> Order:
    """The order by which a version reaches more outlets; FileUnusable where it may not."""
    known = _known(conn, subject, name)
    demand_reach(wish.reach, resources)
    if not wish.reach.holds_all_of(known.reach):
        raise FileUnusable(Fault("narrower"))
    return _about(conn, Act.WIDEN, known, wish)


def taken_back(conn: Connection, subject: Subject, name: str, wish: Wish) -> Order:
    """The order that withdraws a version; FileUnusable where it may not."""
    known = _known(conn, subject, name)
    if not wish.reason:
        raise FileUnusable(Fault("reason_missing"))
    return _about(conn, Act.WITHDRAW, known, wish)


def _about(conn: Connection, act: Act, known: Release, wish: Wish) -> Order:
    told = known.order
    return Order(
        number=book.next_number(conn),
        act=act,
        subject=told.subject,
        name=told.name,
        issued_at=clock.now(),
        by=wish.by,
        reason=wish.reason,
        mode=told.mode,
        reach=wish.reach,
        outlet=told.outlet,
    )


def _known(conn: Connection, subject: Subject, name: str) -> Release:
    found = [one for one in _of(book.standing(conn), subject) if one.order.name == name]
    if not found:
        raise FileUnusable(Fault("unknown_release", found=name))
    if found[0].withdrawn:
        raise FileUnusable(Fault("withdrawn_already", found=name))
    return found[0]


def _of(releases: tuple[Release, ...], subject: Subject) -> list[Release]:
    return [one for one in releases if one.order.subject is subject]


def _since(draft: Draft, wish: Wish, now: datetime, words: Words) -> date:
    """年度集中调整 is known before it holds; what is urgent may hold from today, never from yesterday."""
    sheets = sheets_of(words, draft.subject.value)
    told, today = draft.content.get("effective_from"), now.date()
    since = date.fromisoformat(str(told)) if told else wish.since or today
    column = "effective_from" if told else "version"
    if wish.mode is Mode.URGENT and not wish.reason:
        raise FileUnusable(Fault("reason_missing"))
    if since < today:
        raise at_version(draft, "starts_in_the_past", sheets, column)
    if wish.mode is Mode.YEARLY and since == today and draft.subject not in _AT_ONCE:
        raise at_version(draft, "starts_too_early", sheets, column)
    return since


def demand_reach(reach: Reach, resources: Path) -> None:
    """FileUnusable where it names an outlet or a division that there is not, or nobody."""
    table = read_outlet_table(resources)
    codes, divisions = {one.code for one in table.all}, {one.code for one in table.divisions}
    for code in reach.outlets:
        if code not in codes:
            raise FileUnusable(Fault("unknown_outlet", found=code))
    for code in reach.divisions:
        if code not in divisions:
            raise FileUnusable(Fault("unknown_division", found=code))
    empty = not reach.outlets and not reach.divisions and reach.share == 0
    if empty or not 0 <= reach.share <= WHOLE:
        raise FileUnusable(Fault("share_out_of_range", found=str(reach.share)))


def _bare(content: Plain) -> Mapping[str, object]:
    """What counts for a comparison: neither its name nor its day, nor remarks beside the data."""
    beside = ("version", "effective_from", "note", "to_confirm", "title")
    return {key: value for key, value in content.items() if key not in beside}


def _day_of(content: Plain) -> str:
    return str(content.get("effective_from") or content.get("year") or content.get("issued_on") or "")
