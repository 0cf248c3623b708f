"""结果文书 on 办件查询: which paper, its few own fields, and the offer of it when its time has come."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from outlet_app.domain.calendar import CST, local_day
from outlet_app.domain.case import Case
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.outcomes import NEEDED, day_problems
from outlet_app.domain.problems import Problem
from outlet_app.services.outcomes import OutcomeSheet
from outlet_app.services.views import CaseDetail
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.asks import ReasonDialog
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.find_edit import Ask as Offering
from outlet_app.ui.parts.find_edit import Offer
from outlet_app.ui.parts.sheet_dialog import Answers, Asked, Line, SheetDialog
from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.wording import outcomes as words
from outlet_app.wording.outcome_stages import called_for
from outlet_app.wording.voices.papers import paper_name

DONE_ON, CUTOFF, ROWS, ITEM = "done_on", "cutoff", "rows", "item"
LIST_SHEET = "R17"
RIGHTS = "rights"
LONG_TEXT, SHORT_TEXT = 2000, 300


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
            words.CHOOSE_TITLE,
            text if text == words.OFFERED else words.CHOOSE_TEXT,
            {form: paper_name(form) for form in forms},
            words.CHOOSE_GO,
            lambda form, _remark: self._fill(case, form, words.TEXT),
            chosen=forms[0],
        )
        self._desk.feedback.open(dialog)

    def _fill(self, case: Case, form: str, text: str) -> None:
        sheet, today = self._desk.counter.outcomes.sheet(case, form), self._today()
        kept = self._unsaved.pop((case.case_id, form), None)
        if kept is not None and kept not in case.written:
            sheet = filled_in(sheet, kept)
        lines = self._list_lines() if form == LIST_SHEET else outcome_lines(sheet, self._numbers(case))
        lines += [Line(DONE_ON, words.DONE_ON, Asked.PAST, True, words.typed(today))]
        if CUTOFF in sheet.text.clauses:
            lines.append(Line(CUTOFF, words.CUTOFF, Asked.PAST, True, words.typed(today)))
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

    def _list_lines(self) -> list[Line]:
        """The sheet of an item says what the list says: only which item is asked."""
        choices = words.item_choices(self._desk.counter.reference.catalogue.items)
        return [Line(ITEM, words.ITEM, Asked.CHOICE, True, next(iter(choices)), choices=choices)]

    def _write(self, case: Case, sheet: OutcomeSheet, said: Answers) -> None:
        outcomes, counter = self._desk.counter.outcomes, self._desk.counter
        if ITEM in said:
            catalogue = counter.reference.catalogue
            said = {**said, **words.item_entries(catalogue.item(int(said[ITEM])), catalogue)}
        fact = self._unsaved[case.case_id, sheet.text.code] = outcome_of(sheet, said)
        self._desk.make(lambda: outcomes.write(case.case_id, fact), words.WRITTEN, case.case_no)

    def _today(self) -> date:
        return self._desk.now().astimezone(CST).date()


def filled_in(sheet: OutcomeSheet, fact: OutcomeWritten) -> OutcomeSheet:
    """The paper with what was typed before it could not be saved."""
    return replace(sheet, ready={one.key: one.text for one in fact.entries}, rows=fact.rows)


def _wrong_days(first: date, said: Answers) -> Mapping[str, Problem]:
    cutoff = date.fromisoformat(said[CUTOFF]) if said.get(CUTOFF) else None
    return day_problems(first, date.fromisoformat(said[DONE_ON]), cutoff)


def outcome_lines(sheet: OutcomeSheet, numbers: Offering | None = None) -> list[Line]:
    """The own fields of an outcome paper, in its order, and its table."""
    lines = [
        Line(
            one.key,
            one.label,
            Asked.PROSE if one.long else Asked.TEXT,
            one.key in NEEDED,
            words.ready(sheet.ready.get(one.key, ""), one.key),
            longest=LONG_TEXT if one.long else SHORT_TEXT,
            ask=numbers if one.key == RIGHTS else None,
        )
        for one in sheet.text.entries
    ]
    if sheet.text.columns:
        columns = tuple((column.label, column.share) for column in sheet.text.columns)
        named = (at for at, column in enumerate(sheet.text.columns) if words.names_a_right(column.label))
        lines.append(
            Line(
                ROWS,
                words.ROWS,
                Asked.ROWS,
                hint=words.ROWS_HINT,
                columns=columns,
                rows=sheet.rows,
                column_asks=dict.fromkeys(named, numbers) if numbers else {},
            )
        )
    return lines


def outcome_of(sheet: OutcomeSheet, said: Answers) -> OutcomeWritten:
    """What was answered, as the fact that every print is drawn from."""
    filled = (Filled(one.key, said.get(one.key, "")) for one in sheet.text.entries)
    rows = said.get(ROWS, "")
    return OutcomeWritten(
        form=sheet.text.code,
        done_on=date.fromisoformat(said[DONE_ON]),
        entries=tuple(one for one in filled if one.text),
        rows=tuple(tuple(row.split("\t")) for row in rows.split("\n")) if rows else (),
        cutoff=date.fromisoformat(said[CUTOFF]) if said.get(CUTOFF) else None,
    )
