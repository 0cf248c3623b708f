"""What each step of a bad review asks before it is taken."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.calendar import CST
from outlet_app.domain.facts.rectification import Finding, Ground
from outlet_app.domain.forms.rectification import (
    APPEAL,
    CLASSIFY,
    CLOSE,
    EXTEND,
    MEND,
    VERIFY,
    assign_form,
)
from outlet_app.domain.forms.told import told
from outlet_app.domain.problems import Problem, Refusal
from outlet_app.services.rectifying import Rectifying
from outlet_app.services.task_views import TaskDetail
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, Checker, Line, SheetDialog
from outlet_app.wording import rectification as words

Ask = Callable[[TaskDetail], None]


class TaskSteps(QObject):
    """Opens the questions and does the work in its lane; `changed` after every answer of the store."""

    changed = Signal()

    def __init__(
        self,
        page: QWidget,
        rectifying: Rectifying,
        lane: Lane,
        feedback: Feedback,
        now: Callable[[], datetime],
        me: Callable[[], str],
    ) -> None:
        super().__init__(page)
        self._page, self._use, self._lane, self._feedback = page, rectifying, lane, feedback
        self._now, self._me = now, me
        self._asks: Mapping[str, Ask] = {
            "assign": self._assign,
            "verify": self._verify,
            "classify": self._classify,
            "mend": self._mend,
            "extend": self._extend,
            "appeal": self._appeal,
            "close": self._close,
        }

    def ask(self, code: str, detail: TaskDetail) -> None:
        """Begin a step."""
        self._asks[code](detail)

    def _assign(self, detail: TaskDetail) -> None:
        if not detail.colleagues:
            self._feedback.refuse(Refusal("task.nobody"))
            return
        before = detail.task.handlers
        people = {person.staff_no: f"{person.name}　{person.short_no}" for person in detail.colleagues}
        lines = lines_of(assign_form(people.items()), words.FIELDS, dict.fromkeys(before, TICKED))

        def chosen(said: Answers) -> tuple[str, ...]:
            return tuple(number for number in people if said[number])

        def somebody(said: Answers) -> Mapping[str, Problem]:
            return {} if chosen(said) else {lines[0].key: Problem("field.choose")}

        self._open(
            "assign", detail, lines, lambda said, use: use.assign(detail.row.task_id, chosen(said)), somebody
        )

    def _verify(self, detail: TaskDetail) -> None:
        before = detail.task.verified
        lines = lines_of(VERIFY, words.FIELDS, told(VERIFY, before) if before else {}, hints=words.HINTS)
        self._open(
            "verify",
            detail,
            lines,
            lambda said, use: use.verify(detail.row.task_id, said["how"], said["found"]),
        )

    def _classify(self, detail: TaskDetail) -> None:
        # After an upheld appeal the next level has spoken: what would ask it again is not offered.
        open_ones = [one for one in Finding if not (one.asks_city and detail.task.reviewed)]
        choices = {one.value: words.FINDINGS[one] for one in open_ones}
        lines = lines_of(CLASSIFY, words.FIELDS, hints=words.CLASSIFY_HINTS, choices={"finding": choices})

        def go(said: Answers, use: Rectifying) -> None:
            use.classify(detail.row.task_id, Finding(said["finding"]), said["reason"])

        self._open("classify", detail, lines, go)

    def _mend(self, detail: TaskDetail) -> None:
        before = detail.task.mended
        # What the reviewer is told is written anew each time.
        ready = (told(MEND, before) if before else {"who": self._me()}) | {"reply": ""}
        lines = lines_of(MEND, words.FIELDS, ready)

        def go(said: Answers, use: Rectifying) -> None:
            use.mend(detail.row.task_id, said["measures"], said["who"], said["reply"])

        self._open("mend", detail, lines, go)

    def _extend(self, detail: TaskDetail) -> None:
        lines = lines_of(EXTEND, words.FIELDS)

        def go(said: Answers, use: Rectifying) -> None:
            use.extend(detail.row.task_id, date.fromisoformat(said["day"]), said["reason"])

        self._open("extend", detail, lines, go)

    def _appeal(self, detail: TaskDetail) -> None:
        grounds = {ground.value: word for ground, word in words.GROUNDS.items()}
        lines = lines_of(APPEAL, words.FIELDS, choices={"ground": grounds})

        def go(said: Answers, use: Rectifying) -> None:
            use.appeal(detail.row.task_id, Ground(said["ground"]), said["reason"])

        self._open("appeal", detail, lines, go)

    def _close(self, detail: TaskDetail) -> None:
        lines = lines_of(CLOSE, words.FIELDS, {"archive": detail.row.number})
        self._open("close", detail, lines, lambda said, use: use.close(detail.row.task_id, said["archive"]))

    def _open(
        self,
        code: str,
        detail: TaskDetail,
        lines: Sequence[Line],
        go: Callable[[Answers, Rectifying], None],
        check: Checker | None = None,
    ) -> None:
        def then(said: Answers) -> None:
            done = partial(self._done, code, detail.row.number)
            self._lane.run(lambda: go(said, self._use), done, owner=self)

        dialog = SheetDialog(
            self._page, words.STEPS[code], words.TEXTS[code], lines, words.STEPS[code], then,
            today=self._now().astimezone(CST).date(), check=check,
        )  # fmt: skip
        self._feedback.open(dialog)

    def _done(self, code: str, number: str, outcome: Done[None] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            self._feedback.toast(words.SAVED[code], number)
        self.changed.emit()
