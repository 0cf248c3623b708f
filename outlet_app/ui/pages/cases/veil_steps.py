"""查看维权内容 on 办件查询: asks why, shows it for a minute, and covers it again."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer

from outlet_app.domain.forms.course import LOOK
from outlet_app.domain.veil import SEE
from outlet_app.services.veil import SHOWN_FOR
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.asks import ReasonDialog
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.wording import veil as words
from outlet_app.wording.cases import REASON_FIELDS, REVEAL_REASONS

A_MOMENT_LATER_MS = 500


class VeilSteps:
    """Opens the question; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk
        # What was shown is read again, and so covered, once its minute is over.
        self._over = QTimer(desk, singleShot=True)
        self._over.setInterval(round(SHOWN_FOR.total_seconds() * 1_000) + A_MOMENT_LATER_MS)
        self._over.timeout.connect(desk.changed)

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {SEE: self._see}

    def _see(self, detail: CaseDetail) -> None:
        cases, case_id = self._desk.counter.cases, detail.row.case_id

        def see(reason: str, _remark: str) -> None:
            self._over.start()
            self._desk.step(lambda: cases.lift(case_id, reason), words.SHOWN, detail)

        dialog = ReasonDialog(
            self._desk.page,
            LOOK,
            words.TITLE,
            words.TEXT,
            REASON_FIELDS,
            REVEAL_REASONS,
            words.GO,
            see,
            today=self._desk.today,
        )
        self._desk.feedback.open(dialog)
