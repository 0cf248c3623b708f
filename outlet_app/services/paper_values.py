"""Fills a paper's values from the case it is about; formatting is the printing room's affair."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import ClockKind, PaperForm, TimeRule, complex_questions
from outlet_app.domain.events import DueStamp, NoticeGiven, NoticeLine
from outlet_app.domain.facts.package import PackageOpened
from outlet_app.domain.forms.paper_rows import ACCEPTANCE, ANY_CASE, NOTICE, further_texts
from outlet_app.domain.forms.texts import FormText
from outlet_app.domain.masking import mask_id, mask_phone
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.people import Person
from outlet_app.printing.acceptance import AcceptanceValues, Limit, Taken, TakenRow
from outlet_app.printing.case_facts import CaseFacts, Staff
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.notice import FaultyRow, MissingRow, NoticeValues, ReceivedRow
from outlet_app.services.reference import Reference

_ON_THE_DESK = frozenset({MaterialState.COMPLETE, MaterialState.FAULTY})


_NOBODY: Mapping[str, str] = {}


class PaperValues:
    """Knows where each value on a paper comes from (domain.md §2.4); `names` of colleagues by 工号."""

    def __init__(self, reference: Reference, names: Mapping[str, str] = _NOBODY) -> None:
        self._reference = reference
        self._names = names

    def knowing(self, names: Mapping[str, str]) -> "PaperValues":
        """The same with the colleagues' names at hand."""
        return PaperValues(self._reference, names)

    def who(self, staff_no: str) -> Staff:
        """A colleague as papers name them."""
        return Staff(self._names.get(staff_no, ""), staff_no[-4:])

    def outlet(self, code: str) -> str:
        """An outlet's name as papers give it."""
        return self._reference.outlet_name(code)

    def imprint(
        self,
        person: Person,
        at: datetime,
        text: FormText,
        number: str = "",
        copy_no: int = 1,
        *,
        unsent: bool = True,
        large: bool = False,
        ordinal: int = 0,
        voided: str = "",
        revoked: bool = False,
    ) -> Imprint:
        """Head and foot; without a number it is a preview."""
        here = self._reference
        return Imprint(
            outlet=here.outlet.name,
            division=here.division,
            clerk=person.name,
            short_no=person.short_no,
            printed_at=at,
            version=here.app_version,
            text=text,
            number=number,
            copy_no=copy_no,
            unsent=unsent,
            preview=not number,
            large=large,
            ordinal=ordinal,
            voided=voided,
            revoked=revoked,
        )

    def about(self, case: Case, paper: str = ANY_CASE) -> CaseFacts:
        """What every paper says of a case, and what the registration's form adds to this one."""
        fact, here = case.registered, self._reference
        item, sub_item = self.names(case)
        return CaseFacts(
            case_no=fact.case_no,
            query_code=fact.query_code,
            applicant=fact.applicant.name,
            is_body=fact.applicant.kind.is_body,
            id_kind=fact.applicant.id_kind,
            id_number=mask_id(fact.applicant.id_number, fact.applicant.id_kind),
            contact=fact.applicant.contact or fact.applicant.name,
            phone=mask_phone(fact.applicant.phone),
            item=item,
            sub_item=sub_item,
            outlet_phone=here.outlet.phone,
            consult_phone=here.city_phone,
            complaint_phone=here.city_phone,
            more=further_texts(paper, fact),
        )

    def _told(self, case: Case, paper: str) -> dict[str, Any]:
        """The same for the values of a paper that say more."""
        about = self.about(case, paper)
        return {one.name: getattr(about, one.name) for one in fields(about)}

    def notice(self, case: Case, given: NoticeGiven, given_on: date, imprint: Imprint) -> NoticeValues:
        """W04 of one notice of a case."""
        return NoticeValues(
            imprint=imprint,
            **self._told(case, NOTICE),
            submitted=(case.received_at or case.registered_at).date(),
            given_on=given_on,
            received=self.received(case),
            missing=tuple(_missing(line) for line in given.lines if line.state is MaterialState.MISSING),
            faulty=tuple(_faulty(line) for line in given.lines if line.state is not MaterialState.MISSING),
            correction_workdays=given.correction_workdays,
            correction_due=_day(given.due, given_on),
            ordinal=given.ordinal,
            paused=True if case.accepted_at else None,
            assumed=given.due.assumed,
        )

    def acceptance(self, case: Case, imprint: Imprint) -> AcceptanceValues:
        """W05 of an accepted case."""
        fact = case.registered
        return AcceptanceValues(
            imprint=imprint,
            **self._told(case, ACCEPTANCE),
            channel=fact.channel,
            accepted_at=case.accepted_at or case.registered_at,
            limits=self.limits(case),
            materials=tuple(
                _taken(row)
                for row in case.materials
                if _was_handed_in(row) or row.state is MaterialState.PLEDGED
            ),
            assisted=fact.assisted,
        )

    def received(self, case: Case) -> tuple[ReceivedRow, ...]:
        """What lies on the desk, and what need not."""
        return tuple(_received(row) for row in case.materials if _was_handed_in(row))

    def names(self, case: Case) -> tuple[str, str]:
        """The item's and the sub-item's names in the version the case was registered under."""
        fact = case.registered
        if case.package is not None:
            return self._bundled(case.package, fact.catalogue)
        item = self._reference.item_of(fact.item, fact.catalogue)
        sub_item = self._reference.sub_item_of(fact.sub_item, fact.catalogue)
        return (item.name if item else "", sub_item.name if sub_item else "")

    def _bundled(self, told: PackageOpened, version: str) -> tuple[str, str]:
        """The package's name, and the names of its items, a line each."""
        package = self._reference.packages.of(told.package, told.edition)
        catalogue = self._reference.catalogues.get(version, self._reference.catalogue)
        own = ((one.sub_item, catalogue.sub_item(one.sub_item).name) for one in told.members)
        items = (package.named(code, name) if package else name for code, name in own)
        return (package.name if package else told.package, "\n".join(items))

    def limits(self, case: Case) -> tuple[Limit, ...]:
        """The promised times of a case, with the rule of each."""
        rules = self._rules(case)
        limits = tuple(Limit(rules[due.rule], due) for due in case.dues if due.rule in rules)
        if case.next_follow_up is None or "follow_up" not in rules:
            return limits
        visit = datetime.combine(case.next_follow_up, self._reference.outlet.hours.closes, CST)
        assumed = not self._reference.calendar.knows(visit.year)
        return (
            *limits,
            Limit(rules["follow_up"], DueStamp("follow_up", ClockKind.FOLLOW_UP, visit, assumed)),
        )

    def _rules(self, case: Case) -> dict[str, TimeRule]:
        """The sub-item's rules; a question found complex has those of the list's complex one."""
        fact = case.registered
        sub_item = self._reference.sub_item_of(fact.sub_item, fact.catalogue)
        own = {rule.code: rule for rule in sub_item.clocks} if sub_item else {}
        if not case.is_consultation or all(_runs_by(due, own) for due in case.dues):
            return own
        complex_one = next(complex_questions(self._reference.catalogue_of(fact.catalogue), fact.item), None)
        return own | {rule.code: rule for rule in (complex_one.clocks if complex_one else ())}


def _runs_by(due: DueStamp, rules: Mapping[str, TimeRule]) -> bool:
    return due.rule in rules and rules[due.rule].kind is due.kind


def _was_handed_in(row: CheckedMaterial) -> bool:
    return row.state in _ON_THE_DESK or row.state is MaterialState.EXEMPT


def _received(row: CheckedMaterial) -> ReceivedRow:
    exempt = row.state is MaterialState.EXEMPT
    handed = row.handed or row.copies
    return ReceivedRow(row.name, row.copies, handed, row.form, row.pages, row.remark, exempt)


def _taken(row: CheckedMaterial) -> TakenRow:
    return TakenRow(row.name, row.form, row.copies, _how_taken(row), row.handed or row.copies)


def _how_taken(row: CheckedMaterial) -> Taken:
    if row.state is MaterialState.EXEMPT:
        return Taken.EXEMPT
    if row.state is MaterialState.PLEDGED:
        return Taken.PLEDGED
    return Taken.SIGHTED if row.form is PaperForm.SIGHTED else Taken.FULL


def _missing(line: NoticeLine) -> MissingRow:
    return MissingRow(line.name, PaperForm(line.form), line.copies, line.remedy, line.may_follow)


def _faulty(line: NoticeLine) -> FaultyRow:
    codes = tuple(defect.code for defect in line.defects)
    return FaultyRow(line.name, codes, line.issue, line.remedy, line.place, line.on_spot)


def _day(due: DueStamp, otherwise: date) -> date:
    return due.at.date() if due.at else otherwise
