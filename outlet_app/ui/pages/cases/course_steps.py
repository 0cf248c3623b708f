"""Steps of the plain course, as asked on 办件查询: feedback, closing, withdrawal, a further print."""

from collections.abc import Mapping

from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.forms.consultation import FEEDBACK
from outlet_app.domain.forms.course import CLOSE, WHICH_PAPER, WITHDRAW
from outlet_app.services.consultations import usual_way
from outlet_app.services.issuing import has_large
from outlet_app.services.views import CaseDetail, PaperView
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.asks import ReasonDialog, SentenceDialog
from outlet_app.ui.pages.cases.delay_steps import DelaySteps
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.wording import cases as words
from outlet_app.wording.consultation import FEEDBACK_FIELDS, WAYS
from outlet_app.wording.forms.steps import LARGE_NAME
from outlet_app.wording.voices.papers import paper_name

LARGE = "/large"


class CourseSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {
            "close": DelaySteps(self._desk).before(self._close),
            "withdraw": self._withdraw,
            "feedback": self._feedback,
            "reprint": self._reprint,
        }

    def print_again(self, paper: PaperView) -> None:
        """A new print of a paper of a case."""
        if paper.case_id:
            self._print(paper.case_id, paper.form, paper.number)

    def _close(self, detail: CaseDetail) -> None:
        told, counter = detail.case.registered, self._desk.counter
        sub = counter.reference.sub_item_of(told.sub_item, told.catalogue)
        ready = sub.outcomes[0] if sub and sub.outcomes else ""
        dialog = SentenceDialog(
            self._desk.page,
            CLOSE,
            words.CLOSE_TITLE,
            words.CLOSE_TEXT,
            words.CLOSE_FIELD,
            words.CLOSE_GO,
            lambda outcome: self._desk.step_to(
                lambda: counter.cases.close(detail.row.case_id, outcome), words.CLOSED, detail
            ),
            today=self._desk.today,
            ready=ready,
            hint=words.CLOSE_HINT,
        )
        self._desk.feedback.open(dialog)

    def _withdraw(self, detail: CaseDetail) -> None:
        def withdraw(reason: str, remark: str) -> None:
            said, cases = words.withdrawn_for(reason, remark), self._desk.counter.cases
            self._desk.step(lambda: cases.withdraw(detail.row.case_id, said), words.WITHDRAWN, detail)

        dialog = ReasonDialog(
            self._desk.page,
            WITHDRAW,
            words.WITHDRAW_TITLE,
            words.WITHDRAW_TEXT,
            words.REASON_FIELDS,
            words.WITHDRAW_REASONS,
            words.WITHDRAW_GO,
            withdraw,
            today=self._desk.today,
            is_final=True,
        )
        self._desk.feedback.open(dialog)

    def _feedback(self, detail: CaseDetail) -> None:
        cases, case_id = self._desk.counter.cases, detail.row.case_id
        ways = {way.value: word for way, word in WAYS.items()}
        ready = {"way": usual_way(detail.case).value}
        lines = lines_of(FEEDBACK, FEEDBACK_FIELDS, ready, choices={"way": ways})
        self._desk.ask(
            words.FEEDBACK_TITLE,
            words.FEEDBACK_TEXT,
            lines,
            words.FEEDBACK_GO,
            lambda said: self._desk.step(
                lambda: cases.feedback(case_id, said["text"], ToldWay(said["way"])),
                words.FEEDBACK_SAVED,
                detail,
            ),
        )

    def _reprint(self, detail: CaseDetail) -> None:
        forms = list(dict.fromkeys(paper.form for paper in detail.papers))
        named = dict(choice for form in forms for choice in _choices(form))
        case_id = detail.row.case_id

        def choose(code: str, _remark: str) -> None:
            form, mark, _ = code.partition(LARGE)
            self._print(case_id, form, large=bool(mark) if has_large(form) else None)

        dialog = ReasonDialog(
            self._desk.page,
            WHICH_PAPER,
            words.REPRINT_TITLE,
            words.REPRINT_TEXT,
            words.PAPER_FIELDS,
            named,
            words.REPRINT_GO,
            choose,
            today=self._desk.today,
            chosen=next(iter(named)),
        )
        self._desk.feedback.open(dialog)

    def _print(self, case_id: str, form: str, number: str = "", *, large: bool | None = None) -> None:
        """A new print in the desk lane, then the printer in its own: print only after the commit."""
        desk = self._desk
        desk.lanes.desk.run(
            lambda: desk.papers.reprint(case_id, form, number=number, large=large),
            self._printed,
            owner=desk,
        )

    def _printed(self, outcome: Done[PaperView] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._desk.feedback, outcome.error)
        else:
            self._desk.spool(outcome.value)


def _choices(form: str) -> tuple[tuple[str, str], ...]:
    """A form as it can be printed again: plain, and as 大字版 where it has one."""
    name = paper_name(form)
    plain = (form, name)
    return (plain, (form + LARGE, LARGE_NAME.format(name=name))) if has_large(form) else (plain,)
