"""免申即享 at the counter: find the enterprise, explain each policy, record its will, print the paper."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import Fact
from outlet_app.domain.facts.policy import IntentChoice, IntentStated, PolicyPin
from outlet_app.domain.forms.intake import blank_row, check
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.policies.matching import match
from outlet_app.domain.policies.policy import ITEM, WILL, Policy, PolicyMode, PolicyRelease
from outlet_app.domain.policies.register import Enterprise
from outlet_app.domain.policies.windows import season_of
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.states import State
from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.issuing import Issuing
from outlet_app.services.numbers import Numbers
from outlet_app.services.opening import Opening
from outlet_app.services.policy_book import PolicyBook
from outlet_app.services.policy_results import PolicyResults, Told
from outlet_app.services.policy_views import (
    EarlierWill,
    EnterpriseRow,
    Looked,
    NamedSeason,
    Outlook,
    PolicyRow,
    PolicyShelf,
    Will,
)
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import Outcome

FORM = "W20"
MOST = 20
MOST_CASES = 1_000
_GONE = frozenset({State.VOIDED, State.WITHDRAWN, State.TERMINATED, State.REJECTED})


class Policies:
    """Domain.md §6: every step works without the city once its packs are here."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        numbers: Numbers,
        opening: Opening,
        issuing: Issuing,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._opening = opening
        self._issuing = issuing
        self._book = PolicyBook(database)
        self._results = PolicyResults(database, reference, recorder, numbers, opening, issuing)

    def shelf(self) -> PolicyShelf:
        """What is at hand here, and what was not taken and why."""
        return self._book.shelf(self._today())

    def find(self, text: str) -> tuple[EnterpriseRow, ...]:
        """Enterprises of the register by a part of the name, initials or the beginning of the code."""
        with self._database.reading() as uow:
            found = uow.enterprises.find(text, MOST)
        return tuple(EnterpriseRow(one.code, one.name) for one in found)

    def look(self, code: str, name: str = "") -> Looked:
        """Every policy held against an enterprise; one that is not in the register is all 待核.

        Refused(policy.none) before the city handed policies down.
        """
        shelf = self.shelf()
        release = _at_hand(shelf)
        with self._database.reading() as uow:
            about = self._book.enterprise(uow, code)
            visit = next(iter(uow.search.applicants(code, 1)), None)
            earlier = self._earlier(uow, code)
        told = visit.applicant if visit else None
        who = about or Enterprise(code, name or (told.name if told else ""), {})
        rows = tuple(self._row(policy, who, earlier.get(policy.number)) for policy in release.policies)
        return Looked(
            who=EnterpriseRow(who.code, who.name, in_register=about is not None),
            about=who,
            rows=rows,
            register_as_of=shelf.register_as_of,
            contact=told.contact if told else "",
            phone=told.phone if told else "",
        )

    def outlook(self, code: str = "") -> Outlook:
        """The seasons of all policies, and what waits for the enterprise of that code; never refuses."""
        shelf = self.shelf()
        if shelf.release is None:
            return Outlook(shelf.today)
        seasons = tuple(
            NamedSeason(one.name, one.mode, season_of(one, shelf.today), one.number)
            for one in shelf.release.policies
        )
        known = code and not shelf.expired and any(one.code == code for one in self.find(code))
        return Outlook(shelf.today, seasons, self.look(code).unsettled if known else 0)

    def state(self, will: Will) -> Outcome:
        """Record the will as a case of item 8 and issue its paper, in one transaction.

        Refused with policy.none, policy.expired, policy.gone, policy.applied_for, policy.confirmed_before,
        entry.incomplete, and what the domain says of a will (intent.…).
        """
        shelf = self.shelf()
        release = _at_hand(shelf)
        if shelf.expired:
            raise Refused(Refusal("policy.expired", {"until": release.good_until.isoformat()}))
        policy = release.policy(will.policy)
        if policy is None:
            raise Refused(Refusal("policy.gone"))
        if policy.mode is not PolicyMode.OFFERED:
            raise Refused(Refusal("policy.applied_for", {"policy": policy.name}))
        return self._record(will, shelf, self._pinned(policy, release, shelf))

    def tell(self, told: Told) -> Outcome:
        """匹配结果: registered, answered and printed; Refused as `PolicyResults.tell`."""
        return self._results.tell(told, self.shelf())

    def _record(self, will: Will, shelf: PolicyShelf, pin: PolicyPin) -> Outcome:
        now = self._recorder.clock.now()
        entry, decision = self._entry(will)
        case_id = self._recorder.new_id()
        with self._database.unit_of_work() as uow:
            self._refuse_second(uow, will)
            taking = self._numbers.taking(uow)
            opened, *rest = self._opening.facts(entry, decision, None, taking.case_no(now.date()), now)
            facts: tuple[Fact, ...] = (opened, self._stated(uow, will, shelf, pin), *rest)
            case = self._recorder.record(uow, None, case_id, facts)
            case, paper = self._issuing.issue(uow, taking, case, FORM)
            uow.commit()
        taking.testify()
        return Outcome(case, decision, (paper,))

    def _stated(self, uow: UnitOfWork, will: Will, shelf: PolicyShelf, pin: PolicyPin) -> IntentStated:
        about = self._book.enterprise(uow, will.code) or Enterprise(will.code, will.name, {})
        policy = shelf.release.policy(will.policy) if shelf.release else None
        found = match(policy.conditions if policy else (), about, shelf.today, will.sighted)
        return IntentStated(
            policy=pin,
            truth=found.truth,
            lines=found.lines,
            choice=will.choice,
            register_as_of=shelf.register_as_of,
            reason=will.reason.strip(),
            account_name=will.account_name.strip(),
            bank=will.bank.strip(),
            account_no=will.account_no.strip(),
            consents=will.consents,
        )

    def _entry(self, will: Will) -> tuple[IntakeEntry, Decision]:
        """The registration this makes; Refused(entry.incomplete) where it lacks something."""
        decision = Decision.ACCEPT if will.choice is IntentChoice.ACCEPT else Decision.ANSWER
        sub_item = self._reference.sub_item_of(WILL)
        who = Applicant(
            ApplicantKind.ENTERPRISE, will.name.strip(), IdKind.USCC, will.code, will.contact.strip(),
            will.phone.strip(),
        )  # fmt: skip
        rows = tuple(map(blank_row, sub_item.materials)) if sub_item else ()
        entry = IntakeEntry(
            applicant=who,
            channel=will.channel,
            item=ITEM,
            sub_item=WILL,
            request=will.request,
            materials=tuple(_handed(row, will) for row in rows) if decision is Decision.ACCEPT else (),
            answer=will.answer,
        )
        problems = check(entry, decision, sub_item, self._today())
        hard = [problem for problem in problems.values() if not problem.soft]
        if hard:
            raise Refused(Refusal("entry.incomplete", {"n": len(hard)}))
        return entry, decision

    def _refuse_second(self, uow: UnitOfWork, will: Will) -> None:
        earlier = self._earlier(uow, will.code).get(will.policy)
        if earlier is not None and earlier.choice is IntentChoice.ACCEPT:
            raise Refused(Refusal("policy.confirmed_before", {"case_no": earlier.case_no}))

    def _earlier(self, uow: UnitOfWork, code: str) -> dict[str, EarlierWill]:
        """The last will of each policy in a case that still counts."""
        found: dict[str, EarlierWill] = {}
        cards = uow.cards.page(CardFilter(id_number=code, items=(ITEM,)), MOST_CASES).rows
        for card in sorted(cards, key=lambda card: (card.registered_at, card.case_no)):
            reading = read_case(uow.journal.of_case(card.case_id)) if card.sub_item == WILL else None
            case = reading.case if reading else None
            said = case.intent if case and case.decision and case.state not in _GONE else None
            if said is not None:
                day = card.registered_at.date()
                found[said.policy.number] = EarlierWill(card.case_id, card.case_no, said.choice, day)
        return found

    def _row(self, policy: Policy, who: Enterprise, earlier: EarlierWill | None) -> PolicyRow:
        today = self._today()
        return PolicyRow(policy, match(policy.conditions, who, today), season_of(policy, today), earlier)

    def _pinned(self, policy: Policy, release: PolicyRelease, shelf: PolicyShelf) -> PolicyPin:
        season = season_of(policy, shelf.today)
        timed = bool(policy.windows)
        return PolicyPin(
            number=policy.number,
            version=policy.version,
            name=policy.name,
            document_no=policy.document_no,
            basis=policy.basis,
            standard=policy.standard,
            valid_from=policy.valid_from,
            valid_until=policy.valid_until,
            opens=season.opens if timed else None,
            closes=season.closes if timed else None,
            release=release.version,
            signed_by=shelf.signed_by,
        )

    def _today(self) -> date:
        return self._recorder.clock.now().date()


def _at_hand(shelf: PolicyShelf) -> PolicyRelease:
    if shelf.release is None:
        raise Refused(Refusal("policy.none"))
    return shelf.release


def _handed(row: CheckedMaterial, will: Will) -> CheckedMaterial:
    """The paper of the will is signed here; the account is checked where one was named."""
    there = row.core or bool(will.account_no.strip())
    state = MaterialState.COMPLETE if there else MaterialState.NOT_NEEDED
    return replace(row, state=state, handed=row.copies if there else 0)
