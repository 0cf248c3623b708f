"""Turns a filled registration and the decision pressed into the facts of a new case."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import assert_never

from outlet_app.domain.catalogue import ClockKind, ClockStart, SubItem
from outlet_app.domain.channels import INCOMING
from outlet_app.domain.decisions import Decision
from outlet_app.domain.deficiency import late_lines
from outlet_app.domain.entry import (
    DeficientDetail,
    IntakeEntry,
    NoticeDraft,
    PledgeDetail,
    PromiseTerm,
    RejectDetail,
    TransferDetail,
)
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    Channel,
    DueStamp,
    Fact,
    Incoming,
    MaterialsChecked,
    MaterialsTaken,
    NoticeGiven,
    PromiseLine,
    Registered,
    Rejected,
    Situation,
    TrackingStarted,
    TransferredOut,
)
from outlet_app.domain.forms.dates import read_day, read_past_day
from outlet_app.domain.forms.intake import NOT_LISTED, checklist, handed_in, has_agent
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.promises import first_due
from outlet_app.domain.situations import GUIDING, derived, misdirected
from outlet_app.services.clocks import Clocks
from outlet_app.services.reference import Reference

Detail = TransferDetail | RejectDetail | DeficientDetail | NoticeDraft | PledgeDetail | None
_AT_ONCE = frozenset({Decision.ANSWER, Decision.REJECT})


class Opening:
    """Knows which facts a decision consists of (decisions.md 13, 16)."""

    def __init__(
        self, reference: Reference, clocks: Clocks, query_code: Callable[[], str], sender: str
    ) -> None:
        self._reference = reference
        self._clocks = clocks
        self._query_code = query_code
        self._sender = sender

    def facts(
        self, entry: IntakeEntry, decision: Decision, detail: Detail, case_no: str, at: datetime
    ) -> tuple[Fact, ...]:
        """The facts in order: registration, what was checked and taken, the decision."""
        sub_item = self._reference.sub_item_of(entry.sub_item)
        registered = self._registered(entry, decision, detail, case_no, at)
        return (
            registered,
            *self._taken(entry, decision, sub_item),
            self.decided(entry, decision, detail, at),
        )

    def decided(
        self,
        entry: IntakeEntry,
        decision: Decision,
        detail: Detail,
        at: datetime,
        *,
        catalogue: str = "",
        told: int = 0,
        running: Sequence[DueStamp] | None = None,
    ) -> Fact:
        """The fact a decision is. catalogue: the release a case is pinned to; told: notices so far.

        running: the clocks of a case that exists already, None for a new one.
        """
        sub_item = self._reference.sub_item_of(entry.sub_item, catalogue)
        match decision:
            case Decision.ANSWER:
                return AnsweredOnSpot(entry.answer, entry.basis, entry.guided_to, entry.answer_source)
            case Decision.RECEIVE:
                return MaterialsTaken(for_review=True, review_due=self._clocks.examination(at))
            case Decision.ACCEPT:
                return self._accepted(sub_item, at)
            case Decision.NOTICE:
                return self._notice(detail, at, told + 1)
            case Decision.DEFICIENT:
                return self._deficient(entry, sub_item, detail, at)
            case Decision.TRANSFER:
                running = self._running(entry, at) if running is None else running
                return self._handed_on(entry, detail, running, at)
            case Decision.REJECT:
                return _rejected(entry, detail)
        assert_never(decision)

    def _registered(
        self, entry: IntakeEntry, decision: Decision, detail: Detail, case_no: str, at: datetime
    ) -> Registered:
        here = self._reference.outlet.code
        sub_item = self._reference.sub_item_of(entry.sub_item)
        return Registered(
            case_no=case_no,
            query_code=self._query_code(),
            channel=entry.channel,
            applicant=entry.applicant,
            item=entry.item or 0,
            sub_item=entry.sub_item,
            catalogue=self._reference.catalogue.version,
            request=entry.request,
            complexity=entry.complexity,
            special_groups=entry.special_groups,
            assisted=entry.assisted,
            agent=entry.agent,
            dues=() if decision in _AT_ONCE else self._running(entry, at),
            consulting=entry.item == NOT_LISTED or (sub_item is not None and sub_item.consulting),
            situation=entry.situation or derived(entry, decision, detail, here),
            callback=entry.callback if entry.channel is Channel.PHONE else "",
            incoming=incoming_of(entry, at),
            follows=entry.follows,
        )

    def _taken(self, entry: IntakeEntry, decision: Decision, sub_item: SubItem | None) -> tuple[Fact, ...]:
        rows = handed_in(entry) or checklist(entry, sub_item)
        if decision in (*_AT_ONCE, Decision.TRANSFER, Decision.RECEIVE):
            known = entry.materials or (decision not in _AT_ONCE and handed_in(entry))
            return (MaterialsChecked(1, rows),) if known else ()
        checked = MaterialsChecked(1, rows)
        tracked = decision is Decision.ACCEPT and self.is_tracked(sub_item)
        return (checked,) if tracked else (checked, MaterialsTaken())

    def _accepted(self, sub_item: SubItem | None, at: datetime) -> Accepted | TrackingStarted:
        dues = self._clocks.started(sub_item, ClockStart.ACCEPTED, at)
        visit = self._first_visit(sub_item, at)
        return Accepted(dues) if visit is None else TrackingStarted(visit, dues)

    def _first_visit(self, sub_item: SubItem | None, at: datetime) -> date | None:
        visit = self._clocks.follow_up(sub_item, at)
        return visit.at.date() if visit and visit.at else None

    def _notice(self, detail: Detail, at: datetime, ordinal: int) -> NoticeGiven:
        if not isinstance(detail, NoticeDraft) or not detail.verified:
            raise Refused(Refusal("notice.not_verified"))
        due = self._clocks.correction(at, detail.correction_workdays)
        return NoticeGiven(
            ordinal,
            detail.lines,
            detail.correction_workdays,
            due,
            detail.delivery,
            detail.breach_reason,
            detail.approved_by,
        )

    def _deficient(
        self, entry: IntakeEntry, sub_item: SubItem | None, detail: Detail, at: datetime
    ) -> AcceptedDeficient:
        if not isinstance(detail, DeficientDetail):
            raise Refused(Refusal("promise.not_volunteered"))
        latest = self._clocks.supplement(sub_item, at)
        if latest.at is not None:
            for refusal in late_lines(detail, at.date(), latest.at.date()):
                raise Refused(refusal)
        promises = _promises(entry, detail)
        first = first_due(promises) or detail.promised_by
        return AcceptedDeficient(
            promises,
            self._clocks.closing(latest, first),
            self._clocks.started(sub_item, ClockStart.ACCEPTED, at),
            volunteered=detail.volunteered,
            authorised=detail.authorised or not has_agent(entry),
            issue_first=sub_item is not None and sub_item.issue_before_supplement,
            next_follow_up=self._first_visit(sub_item, at),
        )

    def transferred(
        self, detail: Detail, running: Iterable[DueStamp], at: datetime, designated_by: str = ""
    ) -> TransferredOut:
        """The hand-over with the moment by which it must be answered; the clocks named go on running."""
        if not isinstance(detail, TransferDetail):
            raise Refused(Refusal("entry.incomplete", {"n": 1}))
        to_outlet = detail.to_outlet or self._reference.outlet.code
        return TransferredOut(
            to_outlet=to_outlet,
            to_staff=detail.to_staff,
            to_name=detail.to_name,
            reason=detail.reason,
            urgent=detail.urgent,
            done=detail.done,
            receive_by=self._clocks.receiving(to_outlet, running, at),
            materials=detail.materials,
            designated_by=designated_by,
            from_name=self._sender,
        )

    def _handed_on(
        self, entry: IntakeEntry, detail: Detail, running: Sequence[DueStamp], at: datetime
    ) -> TransferredOut:
        """What the situation says of the receiver holds; urgent matters are marked whatever was ticked."""
        here = self._reference.outlet.code
        if isinstance(detail, TransferDetail):
            if misdirected(entry.situation, detail.to_outlet, here):
                raise Refused(Refusal("situation.receiver"))
            detail = replace(detail, urgent=detail.urgent or entry.situation is Situation.URGENT)
        return self.transferred(detail, running, at)

    def _running(self, entry: IntakeEntry, at: datetime) -> tuple[DueStamp, ...]:
        sub_item = self._reference.sub_item_of(entry.sub_item)
        started = self._clocks.started(sub_item, ClockStart.REGISTERED, at)
        own = self._own_day(entry, at)
        return (*(due for due in started if not _is_met(due)), *own)

    def _own_day(self, entry: IntakeEntry, at: datetime) -> tuple[DueStamp, ...]:
        """The day a letter or a work order names itself; nothing of ours moves it."""
        told = incoming_of(entry, at)
        return (self._clocks.named(told.due_on),) if told and told.due_on else ()

    def is_tracked(self, sub_item: SubItem | None) -> bool:
        return sub_item is not None and any(r.code == "follow_up" for r in sub_item.clocks)


def incoming_of(entry: IntakeEntry, at: datetime) -> Incoming | None:
    """What a letter, a work order, an instruction or a message tells of itself; None of a visit."""
    if entry.channel not in INCOMING:
        return None
    day = read_day(entry.incoming_due, at.date()) if entry.incoming_due else None
    due_on = day if isinstance(day, date) else None
    return Incoming(entry.incoming_no, entry.incoming_from, due_on, entry.reply_by, _posted_on(entry, at))


def _posted_on(entry: IntakeEntry, at: datetime) -> date | None:
    if entry.channel is not Channel.LETTER or not entry.incoming_posted.strip():
        return None
    day = read_past_day(entry.incoming_posted, at.date())
    return day if isinstance(day, date) else None


def _is_met(due: DueStamp) -> bool:
    """即时响应 is met by the decision itself."""
    return due.kind is ClockKind.INSTANT and due.rule == "response"


def _promises(entry: IntakeEntry, detail: DeficientDetail) -> tuple[PromiseLine, ...]:
    return tuple(_promise(row, detail.term(row)) for row in entry.materials if row.is_gap)


def _promise(row: CheckedMaterial, term: PromiseTerm) -> PromiseLine:
    return PromiseLine(row.code, row.name, term.due, term.form, row.copies, row.remark)


def _rejected(entry: IntakeEntry, detail: Detail) -> Rejected:
    if not isinstance(detail, RejectDetail):
        raise Refused(Refusal("entry.incomplete", {"n": 1}))
    if entry.situation in GUIDING and not detail.instead.strip():
        raise Refused(Refusal("situation.nowhere"))
    return Rejected(detail.reason, detail.basis, detail.instead)
