"""一次性告知书（材料清单）: what to bring, told before anybody applies; numbered and kept, but no case."""

from datetime import datetime

from outlet_app.domain.calendar import local_day
from outlet_app.domain.catalogue import Material
from outlet_app.models.engine import Database
from outlet_app.printing.checklist import ChecklistValues, NeededRow, build_checklist
from outlet_app.printing.fonts import Faces
from outlet_app.services.loose_papers import keep_loose
from outlet_app.services.numbers import Numbers
from outlet_app.services.paper_values import PaperValues
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView

FORM = "W03"


class Checklists:
    """For whoever asks at the counter what a matter needs (domain.md §2.2, second row)."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        numbers: Numbers,
        values: PaperValues,
        faces: Faces,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._values = values
        self._faces = faces

    def preview(self, sub_item: str, asked_by: str = "") -> bytes:
        """The list as PDF without a number; nothing is stored. KeyError for no such sub-item."""
        return self._draw(sub_item, asked_by, "", self._recorder.clock.now())

    def issue(self, sub_item: str, asked_by: str = "") -> PaperView:
        """Number, draw and keep the list; nobody need say who they are."""
        at = self._recorder.clock.now()
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            number = taking.paper_no(self._reference.form_text(FORM), at.year)
            pdf = self._draw(sub_item, asked_by, number, at)
            paper = keep_loose(uow, self._recorder, FORM, number, pdf, at)
            uow.commit()
        taking.testify()
        return paper

    def _draw(self, code: str, asked_by: str, number: str, at: datetime) -> bytes:
        here, text = self._reference, self._reference.form_text(FORM)
        item, sub_item = here.catalogue.item_of(code), here.catalogue.sub_item(code)
        values = ChecklistValues(
            imprint=self._values.imprint(self._recorder.person, at, text, number, unsent=False),
            item=item.name,
            sub_item=sub_item.name,
            given_on=local_day(at),
            materials=tuple(map(_needed, sub_item.materials)),
            clocks=sub_item.clocks,
            flow=item.flow,
            channels=item.channels,
            release=here.catalogue.version,
            outlet_phone=here.outlet.phone,
            consult_phone=here.city_phone,
            complaint_phone=here.city_phone,
            asked_by=asked_by,
        )
        return build_checklist(values, self._faces)


def _needed(one: Material) -> NeededRow:
    return NeededRow(
        name=one.name,
        core=one.core,
        form=one.form,
        copies=one.copies,
        source=one.source,
        standard=one.standard,
        may_follow=one.may_follow,
        shared=one.shared,
    )
