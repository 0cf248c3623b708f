"""更正: wrong entries of a case are put right by an event that keeps both values."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from outlet_app.domain.amending import (
    access,
    differences,
    is_posted_late,
    shared,
    shared_rows,
    value,
    written,
)
from outlet_app.domain.case import Case, judge
from outlet_app.domain.correcting import entry_of
from outlet_app.domain.course_problems import entry_problems
from outlet_app.domain.entry_fields import AGENT, Access
from outlet_app.domain.events import AmendCause, Amended, MaterialChange
from outlet_app.domain.forms.contents import POSTED, cleaned, content_problems
from outlet_app.domain.forms.intake import required
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.mended import Left
from outlet_app.domain.merging import key_of
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Problem, Refusal, Refused
from outlet_app.domain.texts import clean_text
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference

_NUMBER = "applicant.id_number"
# Whether a number is right depends on these too.
_BEARER = frozenset({"applicant.kind", "applicant.id_kind"})


@dataclass(frozen=True, slots=True)
class Mended:
    """The case put right; of a package's parent the children that followed, and what did not."""

    case: Case
    followed: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()


class Amending:
    """A text is told wrong at its field before anything is kept; each 更正 is one transaction."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder

    def problems(self, case: Case, wanted: Mapping[str, str]) -> dict[str, Problem]:
        """What is wrong with the new texts, by field, warnings included; no disk."""
        wanted = _fitting(case, wanted)
        if unread := _unreadable(case, wanted):
            return unread
        changes = differences(case, wanted)
        after = written(case, changes)
        entry = entry_of(after)
        today = self._recorder.clock.now().date()
        found = content_problems(entry, today)
        asked = required(entry, case.decision)
        empty = {name for name in asked & wanted.keys() if not wanted[name].strip()}
        missing = {name: Problem("field.missing", {"field": name}) for name in empty}
        if entry.agent and not entry.agent.name.strip():
            missing["agent.name"] = Problem("field.missing", {"field": "agent.name"})
        told = wanted.keys() | _beside({one.field for one in changes})
        of_entry = {name: problem for name, problem in {**found, **missing}.items() if name in told}
        return of_entry | _posted_late(after, told) | entry_problems(after, wanted, today)

    def amend(
        self,
        case_id: str,
        wanted: Mapping[str, str],
        rows: Sequence[CheckedMaterial] = (),
        cause: AmendCause = AmendCause.ENTRY_ERROR,
        note: str = "",
    ) -> Case:
        """Put texts and rows right; Refused where the entry does not hold, or the case has ended."""
        return self.amend_whole(case_id, wanted, rows, cause, note).case

    def amend_whole(
        self,
        case_id: str,
        wanted: Mapping[str, str],
        rows: Sequence[CheckedMaterial] = (),
        cause: AmendCause = AmendCause.ENTRY_ERROR,
        note: str = "",
    ) -> Mended:
        """The same; what a package's parent shares with its children is put right in them in the same act."""
        with self._database.unit_of_work() as uow:
            before = self._recorder.read(uow, case_id).case
            fact = self._amended(before, wanted, rows, cause, note)
            case = self._recorder.record(uow, before, case_id, (fact,))
            told = self._pass_on(uow, before, fact)
            uow.commit()
        return Mended(case, *told)

    def _pass_on(
        self, uow: UnitOfWork, parent: Case, fact: Amended
    ) -> tuple[tuple[str, ...], tuple[Left, ...]]:
        """The children that follow, by number, and what does not follow with the reason why."""
        followed: list[str] = []
        left: list[Left] = []
        for member in parent.package.members if parent.package else ():
            reading = read_case(uow.journal.of_case(member.case_id))
            if reading is None:
                left.append(Left(member.case_no, "elsewhere"))
                continue
            own, differing = shared(fact.changes, reading.case)
            rows, apart = self._rows(reading.case, fact)
            left += [Left(member.case_no, "differs", name) for name in (*differing, *apart)]
            if not (own or rows):
                continue
            mine = replace(fact, changes=own, materials=rows)
            if code := self._hindered(reading.case, mine):
                left.append(Left(member.case_no, code))
                continue
            self._recorder.record(uow, reading.case, member.case_id, (mine,))
            followed.append(member.case_no)
        return tuple(followed), tuple(left)

    def _rows(self, child: Case, fact: Amended) -> tuple[tuple[MaterialChange, ...], tuple[str, ...]]:
        """Rows of the one list, as they stand in a child: each paper was handed in once for all."""
        joined = child.joined
        package = self._reference.packages.of(joined.package, joined.edition) if joined else None
        if package is None or not fact.materials or not child.is_open:
            return (), ()
        return shared_rows(fact.materials, child, lambda code: key_of(package, code))

    def _hindered(self, child: Case, fact: Amended) -> str:
        if not child.is_open and not self._recorder.person.may(Right.REOPEN):
            return "ended"
        refusal = judge(child, self._recorder.event(child.case_id, fact))
        return refusal.code if refusal else ""

    def _amended(
        self,
        case: Case,
        wanted: Mapping[str, str],
        rows: Sequence[CheckedMaterial],
        cause: AmendCause,
        note: str,
    ) -> Amended:
        if not case.is_open and not self._recorder.person.may(Right.REOPEN):
            raise Refused(Refusal("amend.supervisor"))
        if problems := self.problems(case, wanted):
            raise Refused(Refusal("entry.incomplete", {"n": len(problems)}))
        changes = differences(case, _cleaned(case, _fitting(case, wanted)))
        return Amended(changes, _row_changes(case, rows), cause, note.strip())


def _beside(changed: set[str]) -> set[str]:
    """Fields that a change can make wrong without being changed themselves."""
    return ({_NUMBER} if _BEARER & changed else set()) | ({"agent.name"} if set(AGENT) & changed else set())


def _posted_late(after: Case, told: Set[str]) -> dict[str, Problem]:
    late = POSTED in told and is_posted_late(after)
    return {POSTED: Problem("incoming.after")} if late else {}


def _fitting(case: Case, wanted: Mapping[str, str]) -> dict[str, str]:
    """An agent without a name is none; a body belongs to no special group."""
    told = dict(wanted)
    if case.registered.agent and not told.get("agent.name", "-").strip():
        told |= dict.fromkeys(AGENT, "")
    kind = told.get("applicant.kind")
    if kind is not None and kind != value(case, "applicant.kind") and _is_body(case, kind):
        told["special_groups"] = ""
    return told


def _is_body(case: Case, kind: str) -> bool:
    try:
        return written(case, differences(case, {"applicant.kind": kind})).registered.applicant.kind.is_body
    except ValueError:
        return False


def _unreadable(case: Case, wanted: Mapping[str, str]) -> dict[str, Problem]:
    """Texts that a field cannot take, and fields the case does not have."""
    found: dict[str, Problem] = {}
    for field, text in wanted.items():
        way = access(case, field)
        if way is None or not _takes(way, case, text):
            found[field] = _unread(field)
    return found


def _takes(way: Access, case: Case, text: str) -> bool:
    try:
        return text == way.read(case) or way.write(case, text) is not None
    except ValueError:
        return False


def _unread(field: str) -> Problem:
    part = field.rpartition(".")[2]
    if part == "minutes":
        return Problem("agency.minutes")
    return Problem("field.missing", {"field": "item" if part in ("item", "sub_item") else field})


def _cleaned(case: Case, wanted: Mapping[str, str]) -> dict[str, str]:
    """The texts as they are stored; a number also tells which paper it was read from."""
    after = written(case, differences(case, wanted))
    entry = cleaned(entry_of(after))
    told = replace(after.registered, applicant=entry.applicant, agent=entry.agent, request=entry.request)
    stored = replace(after, registered=told, answer=entry.answer)
    also = ["applicant.id_kind"] if {_NUMBER, *_BEARER} & wanted.keys() else []
    also += ["agent.id_kind"] if "agent.id_number" in wanted else []
    return {name: clean_text(value(stored, name)) for name in dict.fromkeys((*wanted, *also))}


def _row_changes(case: Case, rows: Sequence[CheckedMaterial]) -> tuple[MaterialChange, ...]:
    known = {row.code: row for row in case.materials}
    pairs = ((known[row.code], row) for row in rows if row.code in known)
    return tuple(MaterialChange(before, after) for before, after in pairs if before != after)
