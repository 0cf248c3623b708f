"""补正收件: what the rows of a notice become by what the applicant brought."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import Incoming
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.states import State

WAITING = frozenset({State.CORRECTION, State.CORRECTION_AFTER})
_BEFORE = frozenset(
    {Decision.ACCEPT, Decision.NOTICE, Decision.DEFICIENT, Decision.TRANSFER, Decision.REJECT}
)
# What a case on the desk can come to from where it stands (domain.md §15.1); after acceptance a notice.
DECISIONS: Mapping[State, frozenset[Decision]] = {
    State.REGISTERED: frozenset(Decision),
    State.RECEIVED: _BEFORE,
    State.CORRECTION: _BEFORE,
    State.CORRECTION_AFTER: frozenset({Decision.NOTICE}),
    State.ACCEPTED: frozenset({Decision.NOTICE}),
    State.ACCEPTED_DEFICIENT: frozenset({Decision.NOTICE}),
    State.IN_PROGRESS: frozenset({Decision.NOTICE}),
}
# What can be said of a row here: it came and is right, nothing came, it came and is not right.
HANDED_IN = frozenset({MaterialState.COMPLETE, MaterialState.FAULTY, MaterialState.UNDECIDED})


def asked(case: Case) -> tuple[CheckedMaterial, ...]:
    """The rows the last notice asked for, as they lie on the desk, in its order."""
    known = {row.code: row for row in case.materials}
    lines = case.notices[-1].lines if case.notices else ()
    return tuple(known[line.code] for line in lines if line.code in known)


def brought(before: CheckedMaterial, found: CheckedMaterial) -> CheckedMaterial:
    """The row after the visit: another version where a paper was handed in, else as it was before."""
    if found.state is MaterialState.MISSING:
        return before
    if found.state in HANDED_IN:
        return replace(found, version=before.version + 1)
    return replace(found, version=before.version)


def handed_in(case: Case, rows: Iterable[CheckedMaterial]) -> tuple[CheckedMaterial, ...]:
    """Of these rows the ones that are another paper than the case knows."""
    known = {row.code: row.version for row in case.materials}
    return tuple(row for row in rows if row.version > known.get(row.code, 0))


def entry_of(case: Case, rows: Sequence[CheckedMaterial] | None = None) -> IntakeEntry:
    """The registration as it stands now, as the rules of a decision want it; rows None: as on the desk."""
    told = case.registered
    incoming = told.incoming or Incoming()
    return IntakeEntry(
        applicant=told.applicant,
        channel=told.channel,
        item=told.item,
        sub_item=told.sub_item,
        request=told.request,
        complexity=told.complexity,
        special_groups=told.special_groups,
        assisted=told.assisted,
        agent=told.agent,
        materials=tuple(case.materials if rows is None else rows),
        answer=case.answer,
        incoming_no=incoming.number,
        incoming_from=incoming.sender,
        reply_by=incoming.reply_by,
        incoming_posted=incoming.posted_on.isoformat() if incoming.posted_on else "",
    )
