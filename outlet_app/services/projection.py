"""Keeps lists and search true to the journal: one case in, its card and its words out."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from outlet_app.domain.attachments import counting
from outlet_app.domain.case import Case
from outlet_app.domain.discredit import Standing
from outlet_app.domain.events import DueStamp
from outlet_app.domain.facts.attachment import AttachmentAdded
from outlet_app.domain.handing import TransferEnd
from outlet_app.domain.oversight import is_judged_anew
from outlet_app.domain.situations import REPORTED as TO_REPORT
from outlet_app.domain.states import State
from outlet_app.models.applicants import Visit
from outlet_app.models.cards import Card, CardFilter, Look
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.reading import Reading, read_case

MOST_NAMESAKES = 200
AT_ONCE = 100
ASSUMED, DEFICIENT, RETURNED, UNSURE = "assumed", "deficient", "returned", "time_unsure"
ASSISTED, HELPED = "assisted", "helped"
PARENT = "package"
DISCREDITED = "discredited"
REPORTED, CITY_ASKS = "reported", "city_asks"
REMINDS = "reminds"
REJECTED = "rejected"
_NEEDS = {
    State.RECEIVED: "decide",
    State.CORRECTION: "correction",
    State.CORRECTION_AFTER: "correction",
    State.ACCEPTED: "handle",
    State.ACCEPTED_DEFICIENT: "supplement",
    State.IN_PROGRESS: "handle",
    State.SUSPENDED: "resume",
    State.TRANSFERRED: "transfer",
    State.RESULT_OK: "close",
    State.RESULT_NO: "close",
    State.TRACKING: "follow_up",
    State.REGISTERED: "decide",
}


def project(uow: UnitOfWork, case: Case) -> None:
    """Write the case's card, search words and last visit, in the caller's transaction."""
    project_all(uow, [case])


def project_all(uow: UnitOfWork, cases: Sequence[Case]) -> None:
    """The same for many cases, each once, in few statements."""
    before = uow.cards.applicants_of([case.case_id for case in cases])
    uow.cards.put_all([Look(card_of(case), case.former_names, case.former_codes) for case in cases])
    for case in cases:
        shown = before.get(case.case_id)
        if shown is not None and shown.name:
            _forget_misspelt(uow, case, Visit(shown, case.case_no, case.registered_at))
    uow.applicants.remember_all([_visit(case) for case in cases if case.registered.applicant.name])
    for case in cases:
        if case.attachments:
            uow.blobs.name_uses(case.case_id, _uses(case))


def _uses(case: Case) -> dict[str, tuple[int, bool]]:
    """Every digest the case names, its size, and whether it counts under any row."""
    valid = {one.fact.sha256 for one in counting(case.attachments)}
    return {one.fact.sha256: (one.fact.size, one.fact.sha256 in valid) for one in case.attachments}


def _held_uses(reading: Reading) -> dict[str, tuple[int, bool]]:
    """Digests of attachments that do not count yet: a person may let them, and the bytes are here alone."""
    facts = [one.event.fact for one in reading.steps if not one.counts and one.entry.verdict != REJECTED]
    return {one.sha256: (one.size, False) for one in facts if isinstance(one, AttachmentAdded)}


def _forget_misspelt(uow: UnitOfWork, case: Case, before: Visit) -> None:
    """A visitor no longer written so is nobody; whoever that really is keeps the own last visit."""
    if before.who == _visit(case).who or not uow.applicants.forget(before.who, case.case_no):
        return
    asked = CardFilter(text=before.applicant.id_number or before.applicant.name)
    for card in uow.cards.page(asked, MOST_NAMESAKES).rows:
        reading = read_case(uow.journal.of_case(card.case_id)) if card.case_id != case.case_id else None
        if reading is not None and _visit(reading.case).who == before.who:
            uow.applicants.remember(_visit(reading.case))


def _visit(case: Case) -> Visit:
    return Visit(case.registered.applicant, case.case_no, case.registered_at)


def reproject(uow: UnitOfWork, case_id: str) -> Case | None:
    """Fold a case again after the city has spoken about it, in the same transaction; as it stands then."""
    return reproject_all(uow, [case_id]).get(case_id)


def reproject_all(uow: UnitOfWork, case_ids: Sequence[str]) -> Mapping[str, Case]:
    """The same for many cases; what is no case, or cannot be read as one, is left out."""
    entries = uow.journal.of_cases(case_ids)
    readings = {case_id: read_case(entries[case_id]) for case_id in case_ids if case_id in entries}
    cases = {case_id: reading.case for case_id, reading in readings.items() if reading is not None}
    project_all(uow, list(cases.values()))
    for reading in filter(None, readings.values()):
        held = _held_uses(reading)
        if held:
            uow.blobs.name_uses(reading.case.case_id, {**held, **_uses(reading.case)})
    return cases


def rebuild(uow: UnitOfWork) -> int:
    """Make every projection anew from the journal; returns the number of cases."""
    uow.cards.clear()
    uow.search.clear()
    uow.applicants.clear()
    case_ids = uow.journal.all_case_ids()
    for start in range(0, len(case_ids), AT_ONCE):
        reproject_all(uow, case_ids[start : start + AT_ONCE])
    return len(case_ids)


def card_of(case: Case) -> Card:
    """The narrow row that lists are read from."""
    fact, due = case.registered, _due(case)
    return Card(
        case_id=case.case_id,
        case_no=case.case_no,
        outlet=case.outlet,
        handler=case.handler,
        first_contact=case.first_contact,
        channel=fact.channel,
        item_no=fact.item,
        sub_item=fact.sub_item,
        applicant_kind=fact.applicant.kind,
        applicant_name=fact.applicant.name,
        contact=fact.applicant.contact,
        id_kind=fact.applicant.id_kind,
        id_number=fact.applicant.id_number,
        phone=fact.applicant.phone,
        state=case.state,
        decision=case.decision or "",
        needs=_NEEDS.get(case.state, ""),
        is_open=case.is_open,
        registered_at=case.registered_at,
        due_at=due.at if due else None,
        due_rule=due.rule if due else "",
        due_assumed=bool(due and due.assumed),
        follow_up_at=_follow_up(case),
        closed_at=case.ended_at,
        flags=_flags(case),
    )


def _due(case: Case) -> DueStamp | None:
    """What presses: while the case is open its clock, after it what was pledged and is not verified yet."""
    if case.is_open:
        return case.due
    owed = case.pledge if case.state is State.CLOSED else None
    return owed.due if owed and owed.open_lines else None


def _follow_up(case: Case) -> datetime | None:
    if case.next_follow_up is None or not case.is_open:
        return None
    return case.registered_at.replace(
        year=case.next_follow_up.year, month=case.next_follow_up.month, day=case.next_follow_up.day,
        hour=17, minute=30, second=0, microsecond=0,
    )  # fmt: skip


def _came_back(case: Case) -> bool:
    """Returned, and nothing has been done with it since."""
    last = case.last_transfer
    return last is not None and last.end is TransferEnd.RETURNED and case.state is last.came_from


def _flags(case: Case) -> tuple[str, ...]:
    package = case.package
    marks = {
        ASSISTED: case.registered.assisted,
        HELPED: case.agency is not None and case.agency.is_open,
        DEFICIENT: bool(case.promises),
        "transferred": case.pending is not None,
        RETURNED: _came_back(case),
        ASSUMED: any(due.assumed for due in (*case.dues, case.correction_due) if due),
        UNSURE: case.time_unsure,
        REMINDS: case.reminder is not None,
        REPORTED: case.situation in TO_REPORT,
        CITY_ASKS: case.demanded is not None or is_judged_anew(case),
        DISCREDITED: case.credit is not None and case.credit.standing is Standing.LISTED,
    }
    named = (PARENT, f"{PARENT}.{package.package}") if package else ()
    return (*(name for name, holds in marks.items() if holds), *named)
