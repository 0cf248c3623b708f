"""What each step of a bad review asks before it is taken."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.calendar import CST
from outlet_app.domain.facts.rectification import Finding, Ground
from outlet_app.domain.problems import Problem, Refusal
from outlet_app.services.rectifying import Rectifying
from outlet_app.services.task_views import TaskDetail
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, Asked, Checker, Line, SheetDialog
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
        people = {person.staff_no: person for person in detail.colleagues}
        lines = [
            Line(
                number,
                f"{person.name}　{person.short_no}",
                Asked.TICK,
                ready=TICKED if number in before else "",
            )
            for number, person in people.items()
        ]

        def chosen(said: Answers) -> tuple[str, ...]:
            return tuple(number for number in people if said[number])

        def somebody(said: Answers) -> Mapping[str, Problem]:
            return {} if chosen(said) else {lines[0].key: Problem("field.choose")}

        self._open(
            "assign", detail, lines, lambda said, use: use.assign(detail.row.task_id, chosen(said)), somebody
        )

    def _verify(self, detail: TaskDetail) -> None:
        before = detail.task.verified
        lines = (
            Line(
                "how",
                words.HOW,
                required=True,
                ready=before.how if before else "",
                hint=words.HOW_HINT,
                longest=60,
            ),
            Line("found", words.FOUND, Asked.PROSE, True, before.found if before else "", longest=_LONG),
        )
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
        lines = (
            Line("finding", words.FINDING, Asked.CHOICE, True, choices=choices),
            Line("reason", words.REASON, Asked.PROSE, hint=words.REASON_HINT, longest=_LONG),
        )

        def reasoned(said: Answers) -> Mapping[str, Problem]:
            silent = said["finding"] != Finding.AT_ONCE and not said["reason"]
            return {"reason": Problem("field.missing")} if silent else {}

        def go(said: Answers, use: Rectifying) -> None:
            use.classify(detail.row.task_id, Finding(said["finding"]), said["reason"])

        self._open("classify", detail, lines, go, reasoned)

    def _mend(self, detail: TaskDetail) -> None:
        before = detail.task.mended
        lines = (
            Line(
                "measures",
                words.MEASURES,
                Asked.PROSE,
                True,
                before.measures if before else "",
                longest=_LONG,
            ),
            Line(
                "who",
                words.WHO,
                required=True,
                ready=before.responsible if before else self._me(),
                longest=60,
            ),
            Line("reply", words.REPLY, Asked.PROSE, True, longest=_LONG),
        )

        def go(said: Answers, use: Rectifying) -> None:
            use.mend(detail.row.task_id, said["measures"], said["who"], said["reply"])

        self._open("mend", detail, lines, go)

    def _extend(self, detail: TaskDetail) -> None:
        lines = (
            Line("day", words.UNTIL, Asked.DAY, True),
            Line("reason", words.REASON, Asked.PROSE, True, longest=_LONG),
        )

        def go(said: Answers, use: Rectifying) -> None:
            use.extend(detail.row.task_id, date.fromisoformat(said["day"]), said["reason"])

        self._open("extend", detail, lines, go)

    def _appeal(self, detail: TaskDetail) -> None:
        grounds = {ground.value: word for ground, word in words.GROUNDS.items()}
        lines = (
            Line("ground", words.GROUND, Asked.CHOICE, True, choices=grounds),
            Line("reason", words.REASON, Asked.PROSE, True, longest=_LONG),
        )

        def go(said: Answers, use: Rectifying) -> None:
            use.appeal(detail.row.task_id, Ground(said["ground"]), said["reason"])

        self._open("appeal", detail, lines, go)

    def _close(self, detail: TaskDetail) -> None:
        lines = (Line("archive", words.ARCHIVE, required=True, ready=detail.row.number, longest=60),)
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


_LONG = words.LONGEST_WORDS
