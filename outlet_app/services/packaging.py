"""集成办: several items of one visit are registered together, on one form and with one set of materials."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.bundle import (
    PackageEntry,
    Planned,
    bundle_problems,
    chosen,
    member_problems,
    notice_days,
    one_list,
    plan,
    told_rows,
    whole,
)
from outlet_app.domain.case import Case, fold
from outlet_app.domain.catalogue import ClockKind, TimeRule
from outlet_app.domain.deadlines import due
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.events import DueStamp, Fact, MaterialsChecked, Registered
from outlet_app.domain.facts.package import (
    MemberLine,
    PackageJoined,
    PackageNoticed,
    PackageOpened,
)
from outlet_app.domain.forms.contents import cleaned
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.merging import cleaned_answers, promised_days
from outlet_app.domain.packages import Package
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.undertakings import NOTHING, Undertaking
from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.clocks import Clocks
from outlet_app.services.intake import papers_of
from outlet_app.services.issuing import DRAFT_NUMBER, Issuing
from outlet_app.services.notices import Notices
from outlet_app.services.numbers import Numbers, Taking
from outlet_app.services.opening import incoming_of
from outlet_app.services.package_children import Child, Children, Visit, answered
from outlet_app.services.package_drafts import key_of
from outlet_app.services.projection import PARENT
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView

RULE = "package"
MOST = 20_000
# What the parent tells and takes in for all is no paper of a child.
_OF_PARENT = frozenset({Decision.NOTICE, Decision.RECEIVE})


@dataclass(frozen=True, slots=True)
class Bundled:
    """What a visit left behind: the parent as it stands, its children in order, all papers to hand over."""

    case: Case
    children: tuple[Case, ...]
    papers: tuple[PaperView, ...]


class Packaging:
    """Domain.md §5: parent and children in one transaction, papers and numbers with them."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        numbers: Numbers,
        clocks: Clocks,
        issuing: Issuing,
        notices: Notices,
        children: Children,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._clocks = clocks
        self._children = children
        self._issuing = issuing
        self._notices = notices

    def offered(self) -> tuple[Package, ...]:
        """The packages in force; no disk."""
        return self._reference.packages.in_force(self._reference.today)

    def promise(self, package: Package, wanted: tuple[str, ...]) -> DueStamp | None:
        """By when the whole is promised, None where no item promises working days; no disk."""
        entry = PackageEntry(wanted=wanted)
        days = promised_days(package, chosen(package, entry, self._reference.catalogue))
        if not days:
            return None
        rule, at = TimeRule(RULE, ClockKind.WORKDAYS, days), self._recorder.clock.now()
        return self._clocks.stamp(due(rule, at, self._reference.calendar, self._reference.outlet.hours))

    def draft(self, package: Package, entry: PackageEntry) -> NoticeDraft:
        """The one notice in the words of the phrase list: each paper once, as the strictest asks; no disk."""
        catalogue = self._reference.catalogue
        plans = plan(package, entry, catalogue)
        rows = told_rows(package, one_list(package, entry, catalogue), plans)
        return NoticeDraft(tuple(map(self._notices.line, rows)), notice_days(plans))

    def served(self, year: int) -> int:
        """How many bodies this outlet has served with packages in a year, each counted once."""
        asked = CardFilter(
            since=date(year, 1, 1), until=date(year, 12, 31), flag=PARENT, outlet=self._reference.outlet.code
        )
        with self._database.reading() as uow:
            cards = uow.cards.page(asked, MOST).rows
        return len({card.id_number for card in cards if card.id_kind == IdKind.USCC and card.id_number})

    def open(
        self,
        code: str,
        entry: PackageEntry,
        notice: NoticeDraft | None = None,
        said: Undertaking = NOTHING,
    ) -> Bundled:
        """Register the parent and its children, decide each on its own, issue what each comes to.

        notice: period, delivery and the clerk's tick for the one 一次性告知书, where any item lacks a paper.
        said: what the applicant promises, where an item is accepted with 容缺 or on a pledge.
        Refused where the form or a condition does not hold; nothing is kept then.
        """
        package = next((one for one in self.offered() if one.code == code), None)
        if package is None:
            raise Refused(Refusal("package.unknown"))
        entry, at = _clean(entry), self._recorder.clock.now()
        self._refuse(package, entry, at.date())
        plans = plan(package, entry, self._reference.catalogue)
        if any(one.decision is Decision.NOTICE for one in plans) and not (notice and notice.verified):
            raise Refused(Refusal("notice.not_verified"))
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            visit = Visit(package, entry, notice, said, at)
            bundled = self._record(uow, taking, visit, plans)
            uow.drafts.drop(key_of(self._recorder.person.staff_no))
            uow.commit()
        taking.testify()
        return bundled

    def preview(self, package: Package, entry: PackageEntry, notice: NoticeDraft) -> bytes:
        """The one notice as it would be, without numbers; nothing is stored."""
        entry, at = _clean(entry), self._recorder.clock.now()
        plans = plan(package, entry, self._reference.catalogue)
        children = [Child(f"child-{n}", DRAFT_NUMBER, one) for n, one in enumerate(plans)]
        facts = self._parent(package, entry, DRAFT_NUMBER, children, at, query_code=DRAFT_NUMBER)
        noticed = self._noticed(self.draft(package, entry), notice, at)
        case = fold(replace(self._recorder.event("preview", fact), at=at) for fact in (*facts, *noticed))
        return self._issuing.preview_given(case, large=notice.large)

    def _refuse(self, package: Package, entry: PackageEntry, today: date) -> None:
        catalogue = self._reference.catalogue
        found = bundle_problems(package, entry, catalogue, today)
        members = member_problems(package, entry, catalogue, today)
        hard = sum(not one.soft for one in found.values()) + sum(map(len, members.values()))
        if hard:
            raise Refused(Refusal("entry.incomplete", {"n": hard}))

    def _record(self, uow: UnitOfWork, taking: Taking, visit: Visit, plans: tuple[Planned, ...]) -> Bundled:
        package, entry, notice, at = visit.package, visit.entry, visit.notice, visit.at
        parent_id, parent_no = self._recorder.new_id(), taking.case_no(at.date())
        children = [Child(self._recorder.new_id(), taking.case_no(at.date()), one) for one in plans]
        facts = self._parent(package, entry, parent_no, children, at)
        noticed = self._noticed(self.draft(package, entry), notice, at)
        self._recorder.record(uow, None, parent_id, (*facts, *noticed))
        joined = PackageJoined(package.code, package.edition, parent_id, parent_no)
        cases = [self._children.record(uow, visit, one, joined) for one in children]
        return self._papers(uow, taking, parent_id, cases, children, large=bool(notice and notice.large))

    def _parent(
        self,
        package: Package,
        entry: PackageEntry,
        number: str,
        children: list[Child],
        at: datetime,
        *,
        query_code: str = "",
    ) -> Iterator[Fact]:
        rows = self._checked(package, entry)
        yield Registered(
            case_no=number,
            query_code=query_code or self._numbers.query_code(),
            channel=entry.channel,
            applicant=entry.applicant,
            item=0,
            sub_item="",
            catalogue=self._reference.catalogue.version,
            request=entry.request or package.name,
            assisted=entry.agent is not None,
            agent=entry.agent,
            incoming=incoming_of(whole(entry), at),
        )
        if rows:
            yield MaterialsChecked(1, rows)
        yield PackageOpened(
            package.code,
            package.edition,
            tuple(MemberLine(one.case_id, one.case_no, one.planned.sub_item.code) for one in children),
            answered(cleaned_answers(package, entry.wanted, entry.answers, at.date())),
            self.promise(package, entry.wanted),
            handed=any(row.handed for row in rows) or entry.for_review,
        )

    def _checked(self, package: Package, entry: PackageEntry) -> tuple[CheckedMaterial, ...]:
        """The one list, with what the notice tells as it tells it."""
        catalogue = self._reference.catalogue
        rows = one_list(package, entry, catalogue)
        told = {row.code: row for row in told_rows(package, rows, plan(package, entry, catalogue))}
        return tuple(told.get(row.code, row) for row in rows)

    def _noticed(self, told: NoticeDraft, notice: NoticeDraft | None, at: datetime) -> Iterator[Fact]:
        if told.lines and notice is not None:
            days = notice.correction_workdays
            yield PackageNoticed(told.lines, days, self._clocks.correction(at, days), notice.delivery)

    def _papers(
        self,
        uow: UnitOfWork,
        taking: Taking,
        parent_id: str,
        cases: list[Case],
        children: list[Child],
        *,
        large: bool,
    ) -> Bundled:
        """One notice and one receipt for the whole, a 受理 or 不予受理通知书 for each item."""
        # Children that ended at once have told the parent meanwhile.
        parent = self._recorder.read(uow, parent_id).case
        papers: list[PaperView] = []
        taken_in = any(one.planned.decision is Decision.RECEIVE for one in children)
        for form in (*(("W04",) if parent.notices else ()), *(("W02",) if taken_in else ())):
            parent, paper = self._issuing.issue(uow, taking, parent, form, large=large)
            papers.append(paper)
        done: list[Case] = []
        for case, child in zip(cases, children, strict=True):
            decision = child.planned.decision
            for form in () if decision in _OF_PARENT else papers_of(decision, case):
                case, paper = self._issuing.issue(uow, taking, case, form)
                papers.append(paper)
            done.append(case)
        return Bundled(parent, tuple(done), tuple(papers))


def _clean(entry: PackageEntry) -> PackageEntry:
    told = cleaned(whole(entry))
    return replace(
        entry,
        applicant=told.applicant,
        request=told.request,
        answer=told.answer,
        agent=told.agent,
        incoming_no=told.incoming_no,
        incoming_from=told.incoming_from,
        incoming_due=told.incoming_due,
        incoming_posted=told.incoming_posted,
    )
