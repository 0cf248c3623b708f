"""复制到国家系统, as asked on 办件查询 of an accepted case whose filing goes to a national site."""

from collections.abc import Mapping

from outlet_app.services.copying import CopySheet
from outlet_app.services.views import CaseDetail
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.copy_panel import CopyPanel, Marks
from outlet_app.ui.parts.failures import tell


class CopySteps:
    """Remembers for each case what was copied while the page is open."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk
        self._marks: dict[str, Marks] = {}

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The step by its code."""
        return {"copy_out": self._open}

    def _open(self, detail: CaseDetail) -> None:
        desk, case_id = self._desk, detail.row.case_id
        desk.lanes.desk.run(lambda: desk.counter.copying.sheet(case_id), self._show, owner=desk)

    def _show(self, answer: Done[CopySheet] | Failed) -> None:
        desk = self._desk
        if isinstance(answer, Failed):
            tell(desk.feedback, answer.error)
            return
        sheet = answer.value
        panel = CopyPanel(desk.page, sheet, self._marks.setdefault(sheet.case_id, {}), desk.now)

        def note(field: str) -> None:
            copying = desk.counter.copying
            desk.lanes.desk.run(lambda: copying.taken(sheet.case_id, field), _noted, owner=desk)

        panel.copied.connect(note)
        desk.feedback.open(panel)


def _noted(_answer: Done[None] | Failed) -> None:
    """The lane has logged what went wrong, if anything did."""
