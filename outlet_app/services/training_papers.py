"""W25 活动签到表: numbered once for each activity, drawn as its list stands."""

import hashlib

from outlet_app.domain.events import CaseEvent, PaperIssued
from outlet_app.domain.masking import mask_phone
from outlet_app.domain.training.activity import Activity, Seat
from outlet_app.models.papers import Paper
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.attendance import AttendanceRow, AttendanceValues, build_attendance
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.preview import page_count
from outlet_app.services.issuing import paper_view
from outlet_app.services.numbers import Numbers, Taking
from outlet_app.services.paper_values import PaperValues
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView

FORM = "W25"


class TrainingPapers:
    """The sheet belongs to no case: it is found by its number."""

    def __init__(
        self, reference: Reference, recorder: Recorder, numbers: Numbers, values: PaperValues, faces: Faces
    ) -> None:
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._values = values
        self._faces = faces

    def of(self, uow: UnitOfWork, activity: Activity) -> tuple[PaperView, ...]:
        """The prints this machine holds, newest first."""
        numbers = dict.fromkeys(paper.number for paper in activity.papers)
        return tuple(paper_view(paper) for number in numbers for paper in uow.papers.numbered(number))

    def draw(self, uow: UnitOfWork, activity: Activity) -> tuple[Taking, PaperIssued, bytes]:
        """The next print: its number (taken at the first), its event and its bytes."""
        taking, now = self._numbers.taking(uow), self._recorder.clock.now()
        text = self._reference.form_text(FORM)
        number = activity.papers[0].number if activity.papers else taking.paper_no(text, now.year)
        copy_no = max([uow.papers.next_copy(number), *(one.copy_no + 1 for one in activity.papers)])
        imprint = self._values.imprint(self._recorder.person, now, text, number, copy_no, unsent=False)
        pdf = build_attendance(_told(activity, imprint), self._faces)
        digest = hashlib.sha256(pdf).hexdigest()
        return taking, PaperIssued(FORM, number, copy_no, digest, page_count(pdf), text.edition), pdf

    def keep(self, uow: UnitOfWork, event: CaseEvent, fact: PaperIssued, pdf: bytes) -> PaperView:
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
        return paper_view(paper)


def _told(activity: Activity, imprint: Imprint) -> AttendanceValues:
    plan = activity.plan
    return AttendanceValues(
        imprint=imprint,
        title=plan.title,
        way=plan.way,
        place=plan.place,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        capacity=plan.capacity,
        rows=tuple(_row(activity, seat) for seat in activity.holding),
    )


def _row(activity: Activity, seat: Seat) -> AttendanceRow:
    place = activity.place_in_line(seat.fact.seat)
    phone = mask_phone(seat.fact.phone)
    return AttendanceRow(seat.fact.name, seat.fact.unit, phone, place, seat.signed_at, seat.way)
