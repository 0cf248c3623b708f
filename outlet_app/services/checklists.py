"""一次性告知书（材料清单）: what to bring, told before anybody applies; numbered and kept, but no case."""

from datetime import datetime

from outlet_app.domain.calendar import local_day
from outlet_app.printing.checklist import ChecklistValues, build_checklist
from outlet_app.services.loose_papers import LooseDesk
from outlet_app.services.views import PaperView

FORM = "W03"


class Checklists:
    """For whoever asks at the counter what a matter needs (domain.md §2.2, second row)."""

    def __init__(self, desk: LooseDesk) -> None:
        self._desk = desk

    def preview(self, sub_item: str, asked_by: str = "") -> bytes:
        """The list as PDF without a number; nothing is stored. KeyError for no such sub-item."""
        return self._draw(sub_item, asked_by, "", self._desk.recorder.clock.now())

    def issue(self, sub_item: str, asked_by: str = "") -> PaperView:
        """Number, draw and keep the list; nobody need say who they are."""
        return self._desk.issue(FORM, lambda _uow, number, at: self._draw(sub_item, asked_by, number, at))

    def _draw(self, code: str, asked_by: str, number: str, at: datetime) -> bytes:
        here = self._desk.reference
        item, sub_item = here.catalogue.item_of(code), here.catalogue.sub_item(code)
        values = ChecklistValues(
            imprint=self._desk.imprint(FORM, number, at),
            item=item.name,
            sub_item=sub_item.name,
            given_on=local_day(at),
            materials=sub_item.materials,
            clocks=sub_item.clocks,
            flow=item.flow,
            channels=item.channels,
            release=here.catalogue.version,
            outlet_phone=here.outlet.phone,
            consult_phone=here.city_phone,
            complaint_phone=here.city_phone,
            asked_by=asked_by,
        )
        return build_checklist(values, self._desk.faces)
