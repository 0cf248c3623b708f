"""匹配结果单: what an enterprise was told of every policy, recorded as a case of 8.1 (domain.md §9.8)."""

from dataclasses import dataclass

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import Channel
from outlet_app.domain.facts.outcome import OutcomeWritten
from outlet_app.domain.forms.intake import check
from outlet_app.domain.policies.policy import ITEM, TOLD
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.services.issuing import Issuing
from outlet_app.services.numbers import Numbers
from outlet_app.services.opening import Opening
from outlet_app.services.policy_views import PolicyShelf
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import Outcome

FORM = "R14"


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told, and in which words: `paper` is the whole of the result, `answer` its sum."""

    code: str
    name: str
    request: str
    answer: str
    paper: OutcomeWritten
    contact: str = ""
    phone: str = ""
    channel: Channel = Channel.COUNTER


class PolicyResults:
    """One transaction: registration, answer, result and its paper."""

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

    def tell(self, told: Told, shelf: PolicyShelf) -> Outcome:
        """Refused with policy.none, policy.expired, entry.incomplete; nothing is kept then.

        A result on paper rests on data in force: of a release that has run out none is handed out.
        """
        if shelf.release is None:
            raise Refused(Refusal("policy.none"))
        if shelf.expired:
            raise Refused(Refusal("policy.expired", {"until": shelf.release.good_until.isoformat()}))
        now, entry = self._recorder.clock.now(), self._entry(told)
        case_id = self._recorder.new_id()
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            facts = self._opening.facts(entry, Decision.ANSWER, None, taking.case_no(now.date()), now)
            case = self._recorder.record(uow, None, case_id, (*facts, told.paper))
            case, paper = self._issuing.issue(uow, taking, case, FORM)
            uow.commit()
        taking.testify()
        return Outcome(case, Decision.ANSWER, (paper,))

    def _entry(self, told: Told) -> IntakeEntry:
        who = Applicant(
            ApplicantKind.ENTERPRISE, told.name.strip(), IdKind.USCC, told.code, told.contact.strip(),
            told.phone.strip(),
        )  # fmt: skip
        entry = IntakeEntry(
            applicant=who,
            channel=told.channel,
            item=ITEM,
            sub_item=TOLD,
            request=told.request,
            answer=told.answer,
        )
        sub_item, today = self._reference.sub_item_of(TOLD), self._recorder.clock.now().date()
        problems = check(entry, Decision.ANSWER, sub_item, today)
        hard = [problem for problem in problems.values() if not problem.soft]
        if hard or not told.name.strip():
            raise Refused(Refusal("entry.incomplete", {"n": max(len(hard), 1)}))
        return entry
