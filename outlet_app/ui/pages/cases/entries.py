"""The events of a case as its course shows them: words, the city's verdict, what was changed or undone."""

from datetime import datetime

from outlet_app.domain.events import Amended, ClockTrust, CorrectionUndone, DecisionUndone
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.notified import Asked
from outlet_app.services.reference import Reference
from outlet_app.services.transfer_views import HandOver
from outlet_app.services.views import CaseDetail, TimelineEntry
from outlet_app.ui.pages.cases.course import Entry
from outlet_app.wording import cases as words
from outlet_app.wording import notified, retiming
from outlet_app.wording.amended import Struck, changes
from outlet_app.wording.statuses import status
from outlet_app.wording.sync import reason
from outlet_app.wording.timeline import stamp, tell, teller
from outlet_app.wording.transfer import progress
from outlet_app.wording.veil import COVERED_LINE

ASKS = ("needs_you", "rejected")
UNCHANGED = Struck()


def entries_of(detail: CaseDetail, reference: Reference, now: datetime) -> list[Entry]:
    """The whole course; a decision taken back is struck through."""
    undone = {
        one.event.fact.op_id
        for one in detail.timeline
        if one.counts and isinstance(one.event.fact, DecisionUndone | CorrectionUndone)
    }
    return [
        entry_of(
            one,
            now,
            detail.hand_over,
            changed=changed(one, detail, reference),
            undone=one.event.op_id in undone,
            veiled=detail.veiled,
            asked=detail.notices.get(one.event.op_id),
        )
        for one in detail.timeline
    ]


def entry_of(
    one: TimelineEntry,
    now: datetime,
    sent: HandOver | None = None,
    *,
    changed: Struck = UNCHANGED,
    undone: bool = False,
    veiled: bool = False,
    asked: Asked | None = None,
) -> Entry:
    """One event as the course shows it; a hand-over and a notice also tell how far they have come."""
    told = tell(one.event.fact)
    note, tone = note_of(one)
    if sent is not None and one.counts and one.event.op_id == sent.op_id:
        note, tone = reach_of(sent), "bad" if sent.late else "text3"
    if undone:
        note, tone = words.UNDONE, "warn"
    unsure = one.event.trust is ClockTrust.SUSPECT
    come = f"{told.text}\n{notified.asked(asked)}" if asked is not None and not undone else told.text
    text = Struck(COVERED_LINE) if veiled and told.text else changed.after(come)
    return Entry(
        when=stamp(one.event.at, now),
        title=told.title,
        text=text.text,
        teller=teller(one.who, one.where),
        icon=told.icon,
        tone=told.tone,
        note=words.notes(status("time_unsure").text if unsure else "", note),
        note_tone="warn" if unsure else tone,
        faded=undone or not one.counts,
        strikes=text.strikes,
        undone=undone,
    )


def changed(one: TimelineEntry, detail: CaseDetail, reference: Reference) -> Struck:
    """What a 更正 changed, in words; nothing for any other event."""
    fact, told = one.event.fact, detail.case.registered
    if not isinstance(fact, Amended | Retimed):
        return UNCHANGED

    def name(code: str) -> str:
        sub_item = reference.sub_item_of(code, told.catalogue)
        return f"{code} {sub_item.name}" if sub_item else code

    if isinstance(fact, Retimed):
        return retiming.changes(fact, detail.case, name)
    return changes(fact, name, told.applicant.id_kind)


def note_of(one: TimelineEntry) -> tuple[str, str]:
    """What the city says of an event, if that matters to the clerk, and its token colour."""
    if one.verdict in words.SENDING:
        return words.SENDING[one.verdict], "text3"
    if one.verdict in ASKS:
        return reason(one.code)[0] if one.code else status("needs_you").text, "warn"
    return ("", "text3") if one.counts else (words.OVERTAKEN, "warn")


def reach_of(sent: HandOver) -> str:
    """How far a hand-over has come, in words."""
    return progress(
        sent.reach.value, sent.to_name, sent.receive_by, stays_here=sent.stays_here, late=sent.late
    )
