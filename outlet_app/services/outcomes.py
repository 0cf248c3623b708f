"""结果文书: the outcome of a matter is put in writing and made a paper, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.case import Case
from outlet_app.domain.facts.outcome import OutcomeWritten
from outlet_app.domain.forms.outcome import misfits, outcome_form
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.forms.texts import FormText
from outlet_app.domain.outcomes import ALSO, OTHERWISE, OUTSIDE_THE_LIST, last_written
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.services.issuing import Issuing
from outlet_app.services.makers.outcomes import OUTCOMES
from outlet_app.services.numbers import Numbers
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView

# Two forms mean something of their own by a key they share with others.
MATCHED, SUBMITTED = "R14", "R15"
Ready = str | date
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class OutcomeSheet:
    """An outcome paper to be filled in: its words, and what is known already by the keys of its entries."""

    text: FormText
    ready: Mapping[str, Ready]
    rows: Rows = ()

    @property
    def form(self) -> Form:
        """What the screen asks, the fact holds and the paper says."""
        return outcome_form(self.text)


class Outcomes:
    """Which papers a matter ends in, and the writing of them (domain.md §9)."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        numbers: Numbers,
        issuing: Issuing,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._issuing = issuing

    def forms(self, case: Case) -> tuple[str, ...]:
        """The papers the list names for the matter, the likeliest first; a plain record always goes."""
        told, here = case.registered, self._reference
        sub_item = here.sub_item_of(told.sub_item, told.catalogue)
        if sub_item is None:
            return OUTSIDE_THE_LIST
        texts = (here.forms.for_outcome(name, here.today) for name in sub_item.outcomes)
        listed = (text.code for text in texts if text and text.code in OUTCOMES)
        return tuple(dict.fromkeys((*listed, *ALSO.get(sub_item.code, ()), OTHERWISE)))

    def due(self, case_id: str) -> Case | None:
        """The case as it stands, if its outcome can be written now."""
        with self._database.reading() as uow:
            case = self._recorder.read(uow, case_id).case
        return None if case.promises else case

    def sheet(self, case: Case, form: str) -> OutcomeSheet:
        """The paper to be filled in; after one that was voided, with what it said."""
        text, place = self._reference.form_text(form), last_written(case, form)
        if place and case.holding(form) is None:
            before = case.written[place - 1]
            return OutcomeSheet(text, {one.key: one.text for one in before.entries}, before.rows)
        known = self._known(case, form)
        return OutcomeSheet(text, {one.key: known[one.key] for one in text.entries if one.key in known})

    def write(self, case_id: str, fact: OutcomeWritten) -> tuple[PaperView, ...]:
        """Write the outcome down and make its paper; Refused where there is none yet or it does not fit."""
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, (fact,))
            self._demand_fit(fact)
            _, paper = self._issuing.issue(uow, taking, case, fact.form)
            uow.commit()
        taking.testify()
        return (paper,)

    def _demand_fit(self, fact: OutcomeWritten) -> None:
        """What the form has no place for would be sent and never printed."""
        if misfits(outcome_form(self._reference.form_text(fact.form)), fact, self._reference.today):
            raise Refused(Refusal("form.misfit"))

    def _known(self, case: Case, form: str) -> dict[str, Ready]:
        """What the case tells by itself, by the keys that the forms use."""
        told, person, plan = case.registered, self._recorder.person, case.plan
        known: dict[str, Ready | None] = {
            "asked": told.applicant.name if form == MATCHED else told.request,
            "need": told.request,
            "project": told.request,
            "policy": told.request,
            "cause": told.request,
            "answer": case.answer,
            "basis": case.told.basis if case.told else "",
            "library": case.told.source if case.told else "",
            "result": case.outcome or case.answer,
            "opinion": case.outcome,
            "conclusion": case.outcome,
            "state": case.stage if form == SUBMITTED else "",
            "plan": plan.measures if plan else "",
            "next_day": case.next_follow_up,
            "party_a": told.applicant.name,
            # A public number only: that of a person is written on the paper by hand.
            "code_a": told.applicant.id_number if told.applicant.id_kind is IdKind.USCC else "",
            "mediator": f"{self._reference.outlet.name} {person.name}",
            "people": told.applicant.contact or told.applicant.name,
            "answered_by": person.name,
            "owner": person.name,
            "contact": f"{person.name} {self._reference.outlet.phone}",
        }
        return {key: value for key, value in known.items() if value}
