"""Steps that mend, as asked on 办件查询: 更正, 撤销决定, 更正重开, 作废."""

from collections.abc import Mapping

from outlet_app.domain.forms.mending import REOPEN, VOID, undo_form, untake_form
from outlet_app.domain.problems import Refused
from outlet_app.services.mending import Undoing
from outlet_app.services.views import CaseDetail
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers
from outlet_app.wording import mending as words


class MendingSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {"undo": self._undo, "untake": self._untake, "reopen": self._reopen, "void": self._void}

    def _undo(self, detail: CaseDetail) -> None:
        desk = self._desk
        desk.lanes.desk.run(
            lambda: desk.counter.mending.undoing(detail.row.case_id),
            lambda answer: self._ask_undo(answer, detail),
            owner=desk,
        )

    def _ask_undo(self, answer: Done[Undoing] | Failed, detail: CaseDetail) -> None:
        if isinstance(answer, Failed):
            tell(self._desk.feedback, answer.error)
            return
        undoing, last = answer.value, detail.case.last_decision
        if undoing.refusal is not None or last is None:
            if undoing.refusal is not None:
                tell(self._desk.feedback, Refused(undoing.refusal))
            self._desk.changed.emit()
            return
        mending, case_id = self._desk.counter.mending, detail.row.case_id
        lines = lines_of(undo_form(printed=bool(undoing.printed)), words.undo_fields(undoing.printed))

        def undo(said: Answers) -> None:
            collected = said.get("collected") == TICKED
            self._desk.step_with_papers(
                lambda: mending.undo_whole(case_id, said["reason"], collected=collected).papers,
                words.UNDONE,
                detail,
            )

        text = words.undo_text(undoing.numbers)
        title = words.undo_title(last.decision)
        self._desk.ask(title, text, lines, words.UNDO_GO, undo, is_final=True)

    def _untake(self, detail: CaseDetail) -> None:
        desk = self._desk
        desk.lanes.desk.run(
            lambda: desk.counter.mending.untaking(detail.row.case_id),
            lambda answer: self._ask_untake(answer, detail),
            owner=desk,
        )

    def _ask_untake(self, answer: Done[Undoing] | Failed, detail: CaseDetail) -> None:
        if isinstance(answer, Failed):
            tell(self._desk.feedback, answer.error)
            return
        undoing, mending, case_id = answer.value, self._desk.counter.mending, detail.row.case_id
        if undoing.refusal is not None:
            tell(self._desk.feedback, Refused(undoing.refusal))
            self._desk.changed.emit()
            return
        lines = lines_of(untake_form(printed=bool(undoing.printed)), words.undo_fields(undoing.printed))

        def untake(said: Answers) -> None:
            collected = said.get("collected") == TICKED
            self._desk.step(
                lambda: mending.untake(case_id, said["reason"], collected=collected), words.UNTAKEN, detail
            )

        self._desk.ask(words.UNTAKE_TITLE, words.UNTAKE_TEXT, lines, words.UNTAKE_GO, untake, is_final=True)

    def _reopen(self, detail: CaseDetail) -> None:
        mending, case_id = self._desk.counter.mending, detail.row.case_id

        def reopen(said: Answers) -> None:
            self._desk.step(lambda: mending.reopen(case_id, said["reason"]), words.REOPENED, detail)

        text = words.reopen_text(mending.mend_by())
        lines = lines_of(REOPEN, words.REOPEN_FIELDS)
        self._desk.ask(words.REOPEN_TITLE, text, lines, words.REOPEN_GO, reopen)

    def _void(self, detail: CaseDetail) -> None:
        mending, case_id = self._desk.counter.mending, detail.row.case_id
        choices = {"reason": words.VOID_WORDS}
        lines = lines_of(VOID, words.VOID_FIELDS, hints=words.VOID_HINTS, choices=choices)

        def void(said: Answers) -> None:
            self._desk.step(lambda: mending.void(case_id, said["reason"], said["note"]), words.VOIDED, detail)

        self._desk.ask(words.VOID_TITLE, words.VOID_TEXT, lines, words.VOID_GO, void, is_final=True)
