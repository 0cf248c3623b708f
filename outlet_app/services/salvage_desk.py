"""What stands beside the journal of a damaged store: people, the city's packs, marks nobody tells again."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from outlet_app.domain.people import Person, Role
from outlet_app.models.packs import POLICY_KEY, Pack
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.models.wreck import Row, Wreck
from outlet_app.services.roster import PAST, Past

# Values by name: who made a paper about no case, which later words were taken and how often a code was tried,
# to whom is sealed and whose signature counts.
_KEPT = ("paper.made_by.", "review.again.", "review.tries.", "review.key", POLICY_KEY)
# Lists by name, of which each line counts.
_LISTS = ("closing.unchecked", "closing.untold")
# Editions of a day: its sheet as printed, the figures in it, and how the day was closed.
_SHEET, _FIGURES, _CLOSING = "sheet.", "sheet.figures.", "closing."


def people_back(uow: UnitOfWork, wreck: Wreck) -> int:
    """Colleagues the store lacks, so that who has a 口令 on this machine can sign in; how many came.

    What lists of people did to them comes too: a list that is taken back later undoes it.
    """
    known = {one.staff_no for one in uow.people.all()}
    came = [_person(row) for row in wreck.rows("person") if row["staff_no"] not in known]
    for person in came:
        uow.people.put(person)
    told = next((row["value"] for row in wreck.rows("meta") if row["name"] == PAST), None)
    if told is not None:
        here, there = Past.read(uow.meta.get(PAST)), Past.read(told)
        brought = here.brought | (there.brought & {one.staff_no for one in came})
        before = {no: was for no, was in {**there.before, **here.before}.items() if no not in brought}
        uow.meta.set(PAST, Past(brought, here.sent | there.sent, before).text())
    return len(came)


def packs_back(uow: UnitOfWork, wreck: Wreck) -> int:
    """Whole packs that the store lacks or has an older one of; each was verified when it came."""
    came = list(_newer(uow, wreck))
    for pack in came:
        uow.cache.put(pack.kind, pack.ref, pack.body, pack.saved_at)
    return len(came)


def marks_back(uow: UnitOfWork, wreck: Wreck) -> None:
    """Marks the store lacks; what it has stays, but for an edition of a day that was followed by another one.

    Of lists each line that the store lacks is added.
    """
    told = {row["name"]: row["value"] for row in wreck.rows("meta")}
    for name, value in told.items():
        here = uow.meta.get(name)
        if name in _LISTS:
            lines = json.loads(here or "[]")
            uow.meta.set(name, json.dumps([*lines, *(one for one in json.loads(value) if one not in lines)]))
        elif name.startswith(_KEPT) and here is None:
            uow.meta.set(name, value)
        elif _is_edition(name) and _edition(value) > _edition(here or "0"):
            uow.meta.set(name, value)
            figures = name.replace(_SHEET, _FIGURES)
            if figures != name and figures in told:
                uow.meta.set(figures, told[figures])


def _is_edition(name: str) -> bool:
    return name.startswith((_SHEET, _CLOSING)) and name[-1].isdecimal() and not name.startswith(_FIGURES)


def _edition(text: str) -> int:
    """The number of an edition, as the sheet's mark begins with it and the closing's names it."""
    return int(json.loads(text)["edition"] if text.startswith("{") else text.partition(" ")[0])


def _newer(uow: UnitOfWork, wreck: Wreck) -> Iterator[Pack]:
    for row in wreck.rows("pack"):
        pack = Pack(**{**row, "saved_at": datetime.fromisoformat(row["saved_at"])})
        here = uow.cache.get(pack.kind, pack.ref)
        is_newer = here is None or (here.sha256 != pack.sha256 and here.saved_at < pack.saved_at)
        if is_newer and sha256(pack.body).hexdigest() == pack.sha256:
            yield pack


def _person(row: Row) -> Person:
    roles = frozenset(map(Role, json.loads(row["roles"])))
    return Person(row["staff_no"], row["name"], roles, row["window"], bool(row["active"]))
