"""What the clerk does to an item or a paper of the form: tick, refuse, hand on, mark, find wanting."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from outlet_app.domain.materials import MaterialState
from outlet_app.ui.pages.packages import state as steps
from outlet_app.ui.pages.packages.form_card import FormCard
from outlet_app.ui.pages.packages.questions import Questions
from outlet_app.ui.pages.packages.state import PackagesState

Change = Callable[[PackagesState], None]


class Marking(QObject):
    """Turns the form's signals into steps of its state; a step that needs a reason asks for it first."""

    def __init__(
        self,
        form: FormCard,
        questions: Questions,
        names: Mapping[str, str],
        current: Callable[[], PackagesState],
        change: Change,
    ) -> None:
        super().__init__(form)
        self._materials, self._questions, self._names = form.materials, questions, names
        self._current, self._change = current, change
        form.members.ticked.connect(lambda code, on: change(steps.ticked(current(), code, on)))
        form.members.refuse_wanted.connect(self._refuse)
        form.members.send_wanted.connect(self._send)
        form.materials.picked.connect(self._picked)
        form.materials.noted.connect(lambda code, text: change(steps.remarked(current(), code, text)))
        form.materials.list_wanted.connect(self._ask_defects)

    def _refuse(self, code: str, on: bool) -> None:
        if on:
            self._questions.refuse(lambda detail: self._change(steps.refused(self._current(), code, detail)))
        else:
            self._change(steps.refused(self._current(), code, None))

    def _send(self, code: str, on: bool) -> None:
        if on:
            self._questions.send(lambda detail: self._change(steps.sent(self._current(), code, detail)))
        else:
            self._change(steps.sent(self._current(), code, None))

    def _picked(self, code: str, mark: int) -> None:
        if mark == MaterialState.FAULTY:
            self._ask_defects(code)
        else:
            self._change(steps.marked(self._current(), code, MaterialState(mark)))

    def _ask_defects(self, code: str) -> None:
        row = next(row for row in self._current().rows if row.code == code)
        self._questions.defects(
            row,
            self._names,
            lambda found, text: self._change(steps.found_wanting(self._current(), code, found, text)),
            # Given up, the row shows again what it was.
            lambda: self._materials.show_state(self._current()),
        )
