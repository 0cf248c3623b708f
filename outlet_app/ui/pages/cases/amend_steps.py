"""更正, as asked on 办件查询: entries of the registration, the applicant's kind and agent, the course."""

from collections.abc import Mapping, Sequence

from outlet_app.domain.course_entries import Place
from outlet_app.domain.events import AmendCause
from outlet_app.domain.problems import Problem
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases import amend_entry_sheet, amend_party_sheet, amend_sheet
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.sheet_dialog import Answers, Line
from outlet_app.wording import course_entries
from outlet_app.wording import mending as words


class AmendSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {"amend": self._amend, "amend_party": self._party, "amend_entry": self._entry}

    def _amend(self, detail: CaseDetail) -> None:
        lines = amend_sheet.lines(detail.case, self._desk.counter.reference.catalogue)
        self._ask(detail, words.AMEND_TITLE, words.AMEND_TEXT, lines)

    def _party(self, detail: CaseDetail) -> None:
        self._ask(detail, words.PARTY_TITLE, words.PARTY_TEXT, amend_party_sheet.lines(detail.case))

    def _entry(self, detail: CaseDetail) -> None:
        """Which entry first, where there are several."""
        found = amend_entry_sheet.choices(detail.case)
        if len(found) == 1:
            self._ask_entry(detail, next(iter(found.values())))
            return
        self._desk.ask(
            words.ENTRY_TITLE,
            "",
            (amend_entry_sheet.choose(detail.case),),
            words.ENTRY_CHOOSE,
            lambda said: self._ask_entry(detail, found[said["entry"]]),
        )

    def _ask_entry(self, detail: CaseDetail, place: Place) -> None:
        title = words.entry_title(course_entries.name(place))
        self._ask(detail, title, words.ENTRY_TEXT, amend_entry_sheet.lines(detail.case, place))

    def _ask(self, detail: CaseDetail, title: str, text: str, lines: Sequence[Line]) -> None:
        mending, case = self._desk.counter.mending, detail.case

        def amend(said: Answers) -> None:
            wanted, rows = amend_sheet.wanted(said), amend_sheet.rows(case, said)
            cause = AmendCause(said["cause"])
            self._desk.step(
                lambda: mending.amend(case.case_id, wanted, rows, cause, said["note"]), words.AMENDED, detail
            )

        def check(said: Answers) -> Mapping[str, Problem]:
            return amend_sheet.problems(mending, case, said)

        self._desk.ask(title, text, lines, words.AMEND_GO, amend, check=check)
