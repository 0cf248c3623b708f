"""An item left out when a package was opened: a child is added, with all that was told and handed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from outlet_app.domain.bundle import PackageEntry, Planned, member_problems, plan
from outlet_app.domain.case import Case
from outlet_app.domain.contents.package import CAME_TO_NOTHING
from outlet_app.domain.events import DueStamp, Fact, Incoming
from outlet_app.domain.facts.package import (
    Answered,
    MemberAdded,
    MemberLine,
    PackageJoined,
    PackageOpened,
)
from outlet_app.domain.merging import answer_problems, cleaned_answers
from outlet_app.domain.packages import Member, Package, SharedField
from outlet_app.domain.problems import Problem, Refusal, Refused
from outlet_app.domain.undertakings import NOTHING
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.intake import papers_of
from outlet_app.services.issuing import Issuing
from outlet_app.services.numbers import Numbers, Taking
from outlet_app.services.package_children import Child, Children, Visit, answered
from outlet_app.services.packaging import Packaging
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView

Answers = Mapping[str, str]
# What the parent is told: of the new child, the answers it brought, and the promise before and now.
Telling = Callable[[MemberLine, tuple[Answered, ...], DueStamp | None, DueStamp | None], Fact]


@dataclass(frozen=True, slots=True)
class Added:
    """The parent and its new child as they stand, and the papers to hand over."""

    parent: Case
    child: Case
    papers: tuple[PaperView, ...]


class PackageAdding:
    """Domain.md §5: the new child is taken in for review and decided by itself, like any other."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        numbers: Numbers,
        issuing: Issuing,
        children: Children,
        packaging: Packaging,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._issuing = issuing
        self._children = children
        self._packaging = packaging

    def left_out(self, parent: Case) -> tuple[Member, ...]:
        """The items of the package that no child is about, or only ones that came to nothing; no disk."""
        told, package = parent.package, self._package(parent)
        if told is None or package is None:
            return ()
        states = dict(parent.member_states)
        there = {one.sub_item for one in told.members if states[one.case_id] not in CAME_TO_NOTHING}
        return tuple(one for one in package.members if one.sub_item not in there)

    def asked(self, parent: Case, wanted: tuple[str, ...]) -> tuple[SharedField, ...]:
        """What these items need and nobody has answered yet; no disk."""
        package = self._package(parent)
        known = _answers(parent.package)
        fields = package.asked(wanted) if package else ()
        return tuple(one for one in fields if not known.get(one.key))

    def problems(self, parent: Case, code: str, answers: Answers) -> Mapping[str, Problem]:
        """What is wrong with the answers for an item, by field; no disk."""
        package = self._package(parent)
        if package is None:
            return {}
        every = {**answers, **_answers(parent.package)}
        return answer_problems(package, (code,), every, self._recorder.clock.now().date())

    def add(self, case_id: str, code: str, answers: Answers, reason: str) -> Added:
        """Register the item as a child, in one transaction; Refused where it is none or does not hold."""
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            parent = self._recorder.read(uow, case_id).case
            added = self.join(
                uow,
                taking,
                parent,
                entry_again(parent, code, answers),
                lambda line, new, before, due: MemberAdded(line, reason.strip(), new, before, due),
            )
            uow.commit()
        taking.testify()
        return added

    def join(
        self, uow: UnitOfWork, taking: Taking, parent: Case, entry: PackageEntry, tell: Telling
    ) -> Added:
        """The same in the caller's transaction; the parent is told first, the child then."""
        at, package = self._recorder.clock.now(), self._package(parent)
        if package is None or not set(entry.wanted) <= {one.sub_item for one in self.left_out(parent)}:
            raise Refused(Refusal("package.member_there"))
        one = self._planned(package, entry)
        child = Child(self._recorder.new_id(), taking.case_no(at.date()), one)
        fact = self._fact(parent, package, child, entry, tell)
        parent = self._recorder.record(uow, parent, parent.case_id, (fact,))
        joined = PackageJoined(package.code, package.edition, parent.case_id, parent.case_no)
        case = self._children.record(uow, Visit(package, entry, None, NOTHING, at), child, joined)
        papers: list[PaperView] = []
        for form in papers_of(one.decision, case):
            case, paper = self._issuing.issue(uow, taking, case, form)
            papers.append(paper)
        return Added(parent, case, tuple(papers))

    def _package(self, parent: Case) -> Package | None:
        told = parent.package
        return self._reference.packages.of(told.package, told.edition) if told else None

    def _planned(self, package: Package, entry: PackageEntry) -> Planned:
        catalogue, today = self._reference.catalogue, self._recorder.clock.now().date()
        found = answer_problems(package, entry.wanted, entry.answers, today)
        members = member_problems(package, entry, catalogue, today)
        hard = sum(not one.soft for one in found.values()) + sum(map(len, members.values()))
        if hard:
            raise Refused(Refusal("entry.incomplete", {"n": hard}))
        (one,) = plan(package, entry, catalogue)
        return one

    def _fact(self, parent: Case, package: Package, child: Child, entry: PackageEntry, tell: Telling) -> Fact:
        told = parent.package
        assert told is not None, "the package was found by it"
        known, today = _answers(told), self._recorder.clock.now().date()
        every = cleaned_answers(package, entry.wanted, entry.answers, today)
        new = {key: text for key, text in every.items() if key not in known}
        line = MemberLine(child.case_id, child.case_no, child.planned.sub_item.code)
        promised = self._packaging.promise(package, entry.wanted)
        return tell(line, answered(new), told.due, _later(told.due, promised))


def entry_again(parent: Case, code: str, answers: Answers) -> PackageEntry:
    """What was filled in and handed in once stands in the new child, too."""
    told = parent.registered
    incoming = told.incoming or Incoming()
    return PackageEntry(
        wanted=(code,),
        applicant=told.applicant,
        channel=told.channel,
        request=told.request,
        answers={**answers, **_answers(parent.package)},
        materials=parent.materials,
        for_review=True,
        agent=told.agent,
        incoming_no=incoming.number,
        incoming_from=incoming.sender,
        incoming_due=incoming.due_on.isoformat() if incoming.due_on else "",
        reply_by=incoming.reply_by,
        incoming_posted=incoming.posted_on.isoformat() if incoming.posted_on else "",
    )


def _answers(told: PackageOpened | None) -> dict[str, str]:
    return {one.key: one.value for one in told.answers} if told else {}


def _later(before: DueStamp | None, now: DueStamp | None) -> DueStamp | None:
    """What was promised for the whole is never made shorter."""
    if before is None or now is None or before.at is None or now.at is None:
        return now or before
    return now if now.at > before.at else before
