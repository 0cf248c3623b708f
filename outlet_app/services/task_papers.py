"""W16 of a task: numbered once, drawn as the task stands, kept beside the other papers."""

import hashlib
from datetime import date

from outlet_app.domain.events import CaseEvent, PaperIssued
from outlet_app.domain.rectification.task import Task
from outlet_app.models.papers import Paper
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.preview import page_count
from outlet_app.printing.rectification import RatedPart, RectificationValues, build_rectification
from outlet_app.services.issuing import paper_view
from outlet_app.services.numbers import Numbers, Taking
from outlet_app.services.paper_values import PaperValues
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView

FORM = "W16"
Names = dict[str, str]


class TaskPapers:
    """The paper belongs to no case: it is found by its number, and shown to nobody but on the task."""

    def __init__(
        self, reference: Reference, recorder: Recorder, numbers: Numbers, values: PaperValues, faces: Faces
    ) -> None:
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._values = values
        self._faces = faces

    def of(self, uow: UnitOfWork, task: Task) -> tuple[PaperView, ...]:
        """The prints this machine holds, newest first."""
        numbers = dict.fromkeys(paper.number for paper in task.papers)
        return tuple(paper_view(paper) for number in numbers for paper in uow.papers.numbered(number))

    def draw(self, uow: UnitOfWork, task: Task, names: Names) -> tuple[Taking, PaperIssued, bytes]:
        """The next print: its number (taken at the first), its event and its bytes."""
        taking, now = self._numbers.taking(uow), self._recorder.clock.now()
        text = self._reference.form_text(FORM)
        number = task.papers[0].number if task.papers else taking.paper_no(text, now.year)
        copy_no = max([uow.papers.next_copy(number), *(one.copy_no + 1 for one in task.papers)])
        imprint = self._values.imprint(self._recorder.person, now, text, number, copy_no, unsent=False)
        pdf = build_rectification(self._told(task, names, imprint), self._faces)
        digest = hashlib.sha256(pdf).hexdigest()
        return taking, PaperIssued(FORM, number, copy_no, digest, page_count(pdf), text.edition), pdf

    def keep(self, uow: UnitOfWork, event: CaseEvent, fact: PaperIssued, pdf: bytes) -> Paper:
        """Store the bytes under the event that tells of them."""
        paper = Paper(
            paper_id=self._recorder.new_id(),
            case_id=None,
            op_id=event.op_id,
            form=FORM,
            number=fact.number,
            copy_no=fact.copy_no,
            sha256=fact.sha256,
            size=len(pdf),
            created_at=event.at,
        )
        uow.papers.put(paper, pdf)
        return paper

    def _told(self, task: Task, names: Names, imprint: Imprint) -> RectificationValues:
        verified, mended, checked = task.verified, task.mended, task.verified_step
        return RectificationValues(
            imprint=imprint,
            rated=self._rated(task),
            handled_by=mended.responsible if mended else "",
            checked_by=names.get(checked.by, checked.by[-4:]) if checked else "",
            checked_how=verified.how if verified else "",
            checked_at=checked.at if checked else None,
            found=verified.found if verified else "",
            finding=task.classified.finding.value if task.classified else "",
            measures=mended.measures if mended else "",
            done_at=task.mended_step.at if task.mended_step else None,
            reply=mended.reply if mended else "",
            called_at=task.call_at,
            content=task.call.content.value if task.call else "",
            excluded=task.reviewed.excluded if task.reviewed else None,
            reviewed=task.reviewed.reason if task.reviewed else "",
            archived=task.archive_no,
        )

    def _rated(self, task: Task) -> RatedPart:
        told, item = task.opened, self._reference.item_of(task.opened.item)
        return RatedPart(
            review_no=told.number,
            unit=self._reference.outlet_name(told.rated_outlet),
            staff=told.rated_by[-4:],
            item=item.short_name if item else "",
            month=date.fromisoformat(f"{told.month}-01"),
            level=told.level,
            tags=told.tags,
            text=told.text,
            assigned_at=task.opened_at,
        )
