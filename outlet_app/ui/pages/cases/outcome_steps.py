"""结果文书 on 办件查询: which paper, its few own fields, and the offer of it when its time has come."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from outlet_app.domain.calendar import CST, local_day
from outlet_app.domain.case import Case
from outlet_app.domain.facts.outcome import OutcomeWritten
from outlet_app.domain.forms.course import WHICH_PAPER
from outlet_app.domain.forms.outcome import CUTOFF, DONE_ON, ITEM, asked_form, written
from outlet_app.domain.outcomes import day_problems
from outlet_app.domain.problems import Problem
from outlet_app.services.outcomes import OutcomeSheet
from outlet_app.services.views import CaseDetail
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.asks import ReasonDialog
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.find_edit import Ask as Offering
from outlet_app.ui.parts.find_edit import Offer
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, Line, SheetDialog
from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.wording import outcomes as words
from outlet_app.wording.cases import PAPER_FIELDS
from outlet_app.wording.outcome_stages import called_for
from outlet_app.wording.voices.papers import paper_name

_NO_ITEMS: Mapping[str, str] = {}


class OutcomeSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk
        self._unsaved: dict[tuple[str, str], OutcomeWritten] = {}
        desk.arrived.connect(self.offer)

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {"outcome": self._ask}

    def offer(self, case_id: str, stage: str) -> None:
        """The case was closed, or reached a stage: its paper is asked for, where one is due."""
        outcomes = self._desk.counter.outcomes
        self._desk.lanes.desk.run(
            lambda: outcomes.due(case_id), lambda done: self._offered(done, stage), owner=self._desk
        )

    def _offered(self, outcome: Done[Case | None] | Failed, stage: str) -> None:
        if isinstance(outcome, Failed):
            tell(self._desk.feedback, outcome.error)
            return
        case = outcome.value
        if case is None:
            return
        listed = self._desk.counter.outcomes.forms(case)
        forms = called_for(stage, listed) if stage else listed
        # What is out already and holds need not be asked about.
        if forms and not any(case.holding(form) for form in forms):
            self._choose(case, forms, words.OFFERED)

    def _ask(self, detail: CaseDetail) -> None:
        self._choose(detail.case, self._desk.counter.outcomes.forms(detail.case), words.TEXT)

    def _choose(self, case: Case, forms: tuple[str, ...], text: str) -> None:
        if len(forms) == 1:
            self._fill(case, forms[0], text)
            return
        dialog = ReasonDialog(
            self._desk.page,
            WHICH_PAPER,
            words.CHOOSE_TITLE,
            text if text == words.OFFERED else words.CHOOSE_TEXT,
            PAPER_FIELDS,
            {form: paper_name(form) for form in forms},
            words.CHOOSE_GO,
            lambda form, _remark: self._fill(case, form, words.TEXT),
            today=self._today(),
            chosen=forms[0],
        )
        self._desk.feedback.open(dialog)

    def _fill(self, case: Case, form: str, text: str) -> None:
        sheet, today = self._desk.counter.outcomes.sheet(case, form), self._today()
        kept = self._unsaved.pop((case.case_id, form), None)
        if kept is not None and kept not in case.written:
            sheet = filled_in(sheet, kept)
        items = words.item_choices(self._desk.counter.reference.catalogue.items)
        lines = outcome_lines(sheet, today, self._numbers(case), items)
        dialog = SheetDialog(
            self._desk.page,
            paper_name(form),
            text,
            lines,
            words.GO,
            partial(self._write, case, sheet),
            today=today,
            check=partial(_wrong_days, local_day(case.registered_at)),
        )
        self._desk.feedback.open(dialog)

    def _numbers(self, case: Case) -> Offering:
        """The numbers of rights that the same applicant named before, asked of the store while one types."""
        who, desk = case.registered.applicant, self._desk

        def ask(text: str, offer: Offer) -> None:
            def answer(found: Done[tuple[tuple[str, str], ...]] | Failed) -> None:
                # An offer is a convenience: without an answer the clerk types on, the lane has logged why.
                if isinstance(found, Done):
                    offer(
                        [Suggestion(number, sub=words.named_in(case_no)) for number, case_no in found.value]
                    )

            desk.lanes.desk.run(lambda: desk.counter.rights.suggest(who, text), answer, owner=desk)

        return ask

    def _write(self, case: Case, sheet: OutcomeSheet, said: Answers) -> None:
        outcomes, counter = self._desk.counter.outcomes, self._desk.counter
        if ITEM in said:
            catalogue = counter.reference.catalogue
            said = {**said, **words.item_entries(catalogue.item(int(said[ITEM])), catalogue)}
        fact = written(sheet.form, said, self._today())
        self._unsaved[case.case_id, sheet.text.code] = fact
        self._desk.make(lambda: outcomes.write(case.case_id, fact), words.WRITTEN, case.case_no)

    def _today(self) -> date:
        return self._desk.now().astimezone(CST).date()


def filled_in(sheet: OutcomeSheet, fact: OutcomeWritten) -> OutcomeSheet:
    """The paper with what was typed before it could not be saved."""
    return replace(sheet, ready={one.key: one.text for one in fact.entries}, rows=fact.rows)


def _wrong_days(first: date, said: Answers) -> Mapping[str, Problem]:
    cutoff = date.fromisoformat(said[CUTOFF]) if said.get(CUTOFF) else None
    return day_problems(first, date.fromisoformat(said[DONE_ON]), cutoff)


def outcome_lines(
    sheet: OutcomeSheet,
    today: date,
    numbers: Offering | None = None,
    items: Mapping[str, str] = _NO_ITEMS,
) -> list[Line]:
    """The fields of an outcome paper as its form has them, with what is known already."""
    ready = {key: words.ready(value, key) for key, value in sheet.ready.items()}
    ready |= dict.fromkeys((DONE_ON, CUTOFF), words.typed(today)) | {ITEM: next(iter(items), "")}
    return lines_of(
        asked_form(sheet.form),
        words.FIELDS,
        ready,
        rows=sheet.rows,
        hints=words.HINTS,
        numbers=numbers,
        choices={ITEM: items},
    )
