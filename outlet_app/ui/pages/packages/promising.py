"""What a package still asks of the applicant: the pledge in place of proofs, then the promise of the rest."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.deficiency import standing_problems
from outlet_app.domain.entry import DeficientDetail, PledgeDetail
from outlet_app.domain.problems import Refused
from outlet_app.domain.undertakings import Undertaking
from outlet_app.services.counter import Counter
from outlet_app.services.package_promises import Owed
from outlet_app.services.pledges import PledgeTold
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.office import Office
from outlet_app.ui.pages.packages.state import PackagesState
from outlet_app.ui.parts.decisions.conditions import ConditionsDialog
from outlet_app.ui.parts.decisions.pledge import PledgeDialog
from outlet_app.ui.parts.decisions.promise import PromiseDialog
from outlet_app.ui.parts.failures import tell
from outlet_app.wording.papers import bureau

Then = Callable[[Undertaking], None]


class Promising(QObject):
    """`notice_wanted`: no 容缺, what was promised is told; `open_wanted`: the case that stands in the way.

    `busy_changed` tells while the store is asked.
    """

    notice_wanted = Signal()
    open_wanted = Signal(str)
    busy_changed = Signal(bool)

    def __init__(
        self, counter: Counter, office: Office, desk: Lane, feedback: Feedback, host: QWidget
    ) -> None:
        super().__init__(host)
        self._counter, self._office, self._desk = counter, office, desk
        self._feedback, self._host = feedback, host

    def ask(self, state: PackagesState, then: Then) -> None:
        """Each question that the marked rows ask for; given up, nothing was said."""
        package, entry = state.package, state.entry
        assert package is not None
        self.busy_changed.emit(True)
        self._desk.run(
            lambda: self._counter.package_promises.pledged(package, entry),
            lambda answer: self._told(answer, state, then),
            owner=self,
        )

    def _told(self, answer: Done[PledgeTold | None] | Failed, state: PackagesState, then: Then) -> None:
        self.busy_changed.emit(False)
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        elif answer.value is None:
            self._look(state, None, then)
        elif answer.value.refusal is not None:
            tell(self._feedback, Refused(answer.value.refusal))
        else:
            dialog = PledgeDialog(answer.value, bureau(self._counter.reference.division), self._host)
            dialog.decided.connect(lambda pledge: self._look(state, pledge, then))
            self._feedback.open(dialog)

    def _look(self, state: PackagesState, pledge: PledgeDetail | None, then: Then) -> None:
        package, entry = state.package, state.entry
        assert package is not None
        self.busy_changed.emit(True)
        self._desk.run(
            lambda: self._counter.package_promises.owed(package, entry),
            lambda answer: self._judged(answer, pledge, then),
            owner=self,
        )

    def _judged(self, answer: Done[Owed | None] | Failed, pledge: PledgeDetail | None, then: Then) -> None:
        self.busy_changed.emit(False)
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        elif answer.value is None:
            then(Undertaking(pledge=pledge))
        elif standing_problems(answer.value.conditions.judged):
            self._tell_blocked(answer.value)
        else:
            self._ask_promise(answer.value, pledge, then)

    def _ask_promise(self, owed: Owed, pledge: PledgeDetail | None, then: Then) -> None:
        today = self._office.now().date()
        dialog = PromiseDialog(owed.conditions, owed.rows, today, self._host, owed.latest)

        def decided(promise: DeficientDetail) -> None:
            then(Undertaking(promise, pledge))

        dialog.decided.connect(decided)
        self._feedback.open(dialog)

    def _tell_blocked(self, owed: Owed) -> None:
        blocked = ConditionsDialog(owed.conditions, self._host)
        blocked.notice_wanted.connect(self.notice_wanted)
        blocked.open_wanted.connect(self.open_wanted)
        self._feedback.open(blocked)
