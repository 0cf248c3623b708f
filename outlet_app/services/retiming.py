"""更正事项和时限: a wrong matter, channel or day, with the clocks counted anew from where they began."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from outlet_app.domain import retiming
from outlet_app.domain.case import Case, judge
from outlet_app.domain.catalogue import ClockKind, ClockStart, SubItem, complex_questions
from outlet_app.domain.channels import INCOMING, INCOMING_RULE, asked_for
from outlet_app.domain.effects.joining import merged
from outlet_app.domain.entry_fields import TICKED
from outlet_app.domain.events import Complexity, DueStamp
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.forms.intake import NOT_LISTED, blank_row
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.mended import Left
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Problem, Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.amending import Mended
from outlet_app.services.clocks import Clocks
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference

Wanted = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ClocksView:
    """What a 更正 would do to the clocks, or why it cannot be."""

    before: tuple[DueStamp, ...]
    after: tuple[DueStamp, ...]
    refusal: Refusal | None = None


class Retiming:
    """A clock is never set by hand: it is counted from what was put right (docs/adr/0037)."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder, clocks: Clocks) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._clocks = clocks

    def problems(self, case: Case, wanted: Wanted) -> dict[str, Problem]:
        """What is wrong with the answers, by field; no disk."""
        try:
            after = retiming.written(case, retiming.differences(case, self._full(case, wanted)))
        except ValueError:
            return {next(iter(wanted)): Problem("field.missing")}
        told, incoming = after.registered, after.registered.incoming
        if incoming is None:
            return {}
        have = {
            "incoming_no": incoming.number,
            "incoming_from": incoming.sender,
            "phone": told.applicant.phone,
        }
        missing = asked_for(told.channel, incoming.reply_by)
        found = {
            name if name in wanted else "reply_by": Problem("field.missing", {"field": name})
            for name in sorted(missing)
            if not have[name].strip() and name in have
        }
        if incoming.reply_by not in INCOMING[told.channel]:
            found["reply_by"] = Problem("field.choose")
        return found

    def preview(self, case_id: str, wanted: Wanted, reason: str) -> ClocksView:
        """The clocks before and after, and what the rules say; nothing is kept."""
        with self._database.reading() as uow:
            case = self._recorder.read(uow, case_id).case
        try:
            fact = self._fact(case, wanted, reason)
        except Refused as refused:
            return ClocksView(case.dues, case.dues, refused.refusal)
        refusal = judge(case, self._recorder.event(case_id, fact))
        if case.package is not None and refusal is None:
            return self._of_package(case, fact)
        after = replace(retiming.promised(retiming.written(case, fact.changes), case), dues=fact.dues)
        return ClocksView(_shown(case), _shown(after), refusal)

    def amend(self, case_id: str, wanted: Wanted, reason: str) -> Case:
        """Put it right in one transaction; Refused(retime.supervisor) where a clerk moves a clock."""
        return self.amend_whole(case_id, wanted, reason).case

    def amend_whole(self, case_id: str, wanted: Wanted, reason: str) -> Mended:
        """The same, with what became of a package's children.

        How a package came in is put right in its parent and, in the same act, in every child that is still
        open here; the others keep what was registered and are named.
        """
        with self._database.unit_of_work() as uow:
            before = self._recorder.read(uow, case_id).case
            fact = self._fact(before, wanted, reason)
            followed, left = self._children(uow, before, fact)
            case = self._recorder.record(uow, before, case_id, (fact,))
            for child, own in followed:
                self._recorder.record(uow, child, child.case_id, (own,))
            uow.commit()
        return Mended(case, tuple(child.case_no for child, _ in followed), tuple(left))

    def _children(
        self, uow: UnitOfWork, parent: Case, fact: Retimed
    ) -> tuple[list[tuple[Case, Retimed]], list[Left]]:
        """What each child of a package takes over, and why another one does not."""
        followed: list[tuple[Case, Retimed]] = []
        left: list[Left] = []
        for member in parent.package.members if parent.package else ():
            reading = read_case(uow.journal.of_case(member.case_id))
            found = self._own(reading.case, parent, fact) if reading else Left(member.case_no, "elsewhere")
            if reading is None or isinstance(found, Left):
                left.append(found if isinstance(found, Left) else Left(member.case_no, "elsewhere"))
            else:
                followed.append((reading.case, found))
        return followed, left

    def _own(self, child: Case, parent: Case, fact: Retimed) -> Retimed | Left:
        if child.outlet != self._reference.outlet.code:
            return Left(child.case_no, "elsewhere")
        if not child.is_open:
            return Left(child.case_no, "ended")
        differing = [one.field for one in fact.changes if retiming.value(child, one.field) != one.before]
        if differing:
            return Left(child.case_no, "differs", differing[0])
        wanted = {one.field: one.after for one in fact.changes}
        own = replace(self._fact(child, wanted, fact.reason), of_package=parent.case_id)
        refusal = judge(child, self._recorder.event(child.case_id, own))
        return Left(child.case_no, refusal.code) if refusal else own

    def _of_package(self, case: Case, fact: Retimed) -> ClocksView:
        """A parent has no clock of its own here: what its children's clocks become, each once."""
        try:
            with self._database.reading() as uow:
                followed, _ = self._children(uow, case, fact)
        except Refused as refused:
            return ClocksView((), (), refused.refusal)
        before = {due.rule: due for child, _ in followed for due in child.dues if due.rule == INCOMING_RULE}
        after = {due.rule: due for _, own in followed for due in own.dues if due.rule == INCOMING_RULE}
        return ClocksView(tuple(before.values()), tuple(after.values()))

    def _fact(self, case: Case, wanted: Wanted, reason: str) -> Retimed:
        try:
            changes = retiming.differences(case, self._full(case, wanted))
            after = retiming.written(case, changes)
        except (ValueError, KeyError) as error:
            raise Refused(Refusal("amend.value")) from error
        if retiming.moves_clock(case, changes) and not self._recorder.person.may(Right.REOPEN):
            raise Refused(Refusal("retime.supervisor"))
        self._refuse_late(case, after)
        fields = {change.field for change in changes}
        dues = self._dues(case, after, anew=bool(fields & (retiming.MATTER | {"complexity"})))
        rows = self._rows(case, after) if fields & {"item", "sub_item"} else None
        return Retimed(changes, case.dues, dues, reason.strip(), rows)

    def _full(self, case: Case, wanted: Wanted) -> dict[str, str]:
        """Whether it is a question hangs on the matter; what a letter had goes with it."""
        told = dict(wanted)
        if "sub_item" in told or "item" in told:
            sub_item = self._sub_item(case, told.get("sub_item", ""))
            asks = told.get("item") == str(NOT_LISTED) or (sub_item is not None and sub_item.consulting)
            told["consulting"] = TICKED if asks else ""
        way = told.get("channel", case.registered.channel)
        if way not in INCOMING:
            told = {name: text for name, text in told.items() if name not in retiming.LETTER}
        return told

    def _sub_item(self, case: Case, code: str) -> SubItem | None:
        return self._reference.sub_item_of(code, case.registered.catalogue)

    def _dues(self, case: Case, after: Case, *, anew: bool) -> tuple[DueStamp, ...]:
        if case.package is not None:
            return case.dues
        ours = tuple(due for due in case.dues if due.rule != INCOMING_RULE)
        if anew:
            ours = self._anew(case, after, ours)
        day = after.registered.incoming.due_on if after.registered.incoming else None
        return (*ours, *((self._clocks.named(day),) if day else ()))

    def _anew(self, case: Case, after: Case, ours: tuple[DueStamp, ...]) -> tuple[DueStamp, ...]:
        """Counted from the registration, as if it had been right then; what has been met stays met."""
        running = {due.rule for due in ours}
        started = {due.rule for due in self._started(case, case)}
        met, kept = started - running, [due for due in ours if due.rule not in started]
        told = tuple(due for due in self._started(case, after) if due.rule not in met)
        for pause in case.pauses:
            if pause.ended is not None:
                told = merged(told, self._clocks.put_off(told, pause.began, pause.ended))
        return merged(tuple(kept), told)

    def _started(self, case: Case, told: Case) -> tuple[DueStamp, ...]:
        registered = told.registered
        sub_item = self._sub_item(case, registered.sub_item)
        if registered.consulting and registered.complexity is Complexity.COMPLEX:
            catalogue = self._reference.catalogue_of(registered.catalogue)
            sub_item = next(complex_questions(catalogue, registered.item), sub_item)
        found = self._clocks.started(sub_item, ClockStart.REGISTERED, case.registered_at)
        return tuple(due for due in found if not (due.kind is ClockKind.INSTANT and due.rule == "response"))

    def _rows(self, case: Case, after: Case) -> tuple[CheckedMaterial, ...] | None:
        """No checklist is made for a case that never had one."""
        sub_item = self._sub_item(case, after.registered.sub_item)
        if not case.materials:
            return None
        return retiming.rows_after(case, map(blank_row, sub_item.materials if sub_item else ()))

    def _refuse_late(self, case: Case, after: Case) -> None:
        """A promise put right lies within what was allowed on the day it was made (domain.md §3.4)."""
        moved = {line.code: line.due for line in after.promises}
        days = [moved[line.code] for line in case.promises if moved[line.code] != line.due]
        if not days or case.accepted_at is None:
            return
        latest = self._latest(case)
        if latest is not None and max(days) > latest:
            raise Refused(Refusal("retime.promise_late", {"latest": latest.isoformat()}))

    def _latest(self, case: Case) -> date | None:
        assert case.accepted_at is not None
        sub_item = self._sub_item(case, case.registered.sub_item)
        stamp = self._clocks.supplement(sub_item, case.accepted_at)
        return stamp.at.date() if stamp.at else None


def _shown(case: Case) -> tuple[DueStamp, ...]:
    return (*case.dues, *_given(case.supplement_due))


def _given(stamp: DueStamp | None) -> Iterable[DueStamp]:
    return (stamp,) if stamp else ()
