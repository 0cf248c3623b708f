"""Answering a question, and finding it complex, as asked on 办件查询."""

from collections.abc import Mapping
from datetime import datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import Complexity
from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.forms.consultation import COMPLEX, answer_form, answer_problems, moment_of
from outlet_app.services.consultations import Said, usual_way
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.asks import SentenceDialog
from outlet_app.ui.pages.cases.delay_steps import DelaySteps
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.find_edit import Find, Found
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers
from outlet_app.wording import consultation as words
from outlet_app.wording.answers import foot


class ConsultationSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        late = DelaySteps(self._desk)
        return {"answer": late.before(self._answer), "make_complex": self._make_complex}

    def _answer(self, detail: CaseDetail) -> None:
        told, now = detail.case.registered, self._desk.now().astimezone(CST)
        ready = {
            "way": usual_way(detail.case).value,
            "day": f"{now:%m-%d}",
            "time": f"{now:%H:%M}",
            "to": _whom(detail),
        }
        lines = lines_of(
            answer_form(complicated=told.complexity is Complexity.COMPLEX),
            words.ANSWER_FIELDS,
            ready,
            hints=words.ANSWER_HINTS,
            choices={"way": _WAYS},
            find=self._finder(told.item),
        )
        self._desk.ask(
            words.ANSWER_TITLE,
            words.answer_text(told.callback),
            lines,
            words.ANSWER_GO,
            lambda answers: self._answered(detail, answers),
            check=lambda answers: answer_problems(answers, detail.case.registered_at, self._desk.now()),
        )

    def _finder(self, item: int) -> Find:
        """Entries of 政策问答, with their basis and edition; asking them touches no disk."""
        book = self._desk.counter.answers

        def find(text: str) -> tuple[Found, ...]:
            return tuple(
                Found(one.question, one.source, foot(one), {"answer": one.answer, "basis": one.basis})
                for one in book.find(text, item)
            )

        return find

    def _answered(self, detail: CaseDetail, answers: Answers) -> None:
        at = moment_of(answers)
        assert isinstance(at, datetime), "the sheet has been checked"
        told = Said(
            answers["answer"], ToldWay(answers["way"]), at, answers["basis"], answers["to"], answers["source"]
        )
        consultations = self._desk.counter.consultations
        self._desk.step(lambda: consultations.answer(detail.row.case_id, told), words.ANSWERED, detail)

    def _make_complex(self, detail: CaseDetail) -> None:
        consultations = self._desk.counter.consultations
        dialog = SentenceDialog(
            self._desk.page,
            COMPLEX,
            words.COMPLEX_TITLE,
            words.COMPLEX_TEXT,
            words.COMPLEX_FIELD,
            words.COMPLEX_GO,
            lambda reason: self._desk.step(
                lambda: consultations.make_complex(detail.row.case_id, reason), words.COMPLEX_SAID, detail
            ),
            today=self._desk.today,
        )
        self._desk.feedback.open(dialog)


_WAYS = {way.value: word for way, word in words.WAYS.items()}


def _whom(detail: CaseDetail) -> str:
    party = detail.case.registered.applicant
    return party.contact or party.name
