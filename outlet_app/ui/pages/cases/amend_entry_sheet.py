"""The sheet that puts right one entry of the course: the plan, a visit, a summary, a line of a 帮办 log."""

from collections.abc import Mapping

from outlet_app.domain.amending import value
from outlet_app.domain.course_entries import PARTS, Place, places
from outlet_app.domain.dossier import Case
from outlet_app.ui.pages.cases.amend_lines import why
from outlet_app.ui.parts.sheet_dialog import Asked, Line
from outlet_app.wording import course_entries as words
from outlet_app.wording import mending

_PROSE = frozenset({"goal", "measures", "findings", "summary", "text"})
_TICKS = frozenset({"told", "reached"})
_DAYS: Mapping[str, Asked] = {"day": Asked.PAST, "next_follow_up": Asked.DAY, "next_day": Asked.DAY}
_NEEDED = _PROSE | {"day", "next_follow_up", "doing", "way"}
LONGEST = 1000


def choices(case: Case) -> dict[str, Place]:
    """Every entry by its address, the newest of each book first."""
    return {place.address: place for place in places(case)}


def choose(case: Case) -> Line:
    """Which entry is meant."""
    named = {address: words.choice(case, place) for address, place in choices(case).items()}
    return Line("entry", mending.ENTRY_CHOICE, Asked.CHOICE, True, next(iter(named)), choices=named)


def lines(case: Case, place: Place) -> tuple[Line, ...]:
    """Every part of the entry as it stands; then why."""
    return (*(_part(case, place, part) for part in PARTS[place.book]), *why())


def _part(case: Case, place: Place, part: str) -> Line:
    field = f"{place.address}.{part}"
    label, ready = words.PARTS[place.book][part], value(case, field)
    needed = part in _NEEDED
    if part in _TICKS:
        return Line(field, label, Asked.TICK, ready=ready)
    if part in words.CODES:
        return Line(field, label, Asked.CHOICE, needed, ready, choices=words.CODES[part])
    asked = Asked.PROSE if part in _PROSE else _DAYS.get(part, Asked.TEXT)
    return Line(field, label, asked, needed, ready, longest=LONGEST)
