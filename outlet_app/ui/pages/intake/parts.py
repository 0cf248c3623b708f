"""The large pieces of the registration page, made one after the other before the page is."""

from dataclasses import dataclass

from outlet_app.services.reference import Reference
from outlet_app.ui.making import Pieces
from outlet_app.ui.pages.intake.fields import IntakeFields
from outlet_app.ui.pages.intake.form_card import FormCard
from outlet_app.ui.pages.intake.side import Side
from outlet_app.ui.parts.checklist.materials_list import MaterialsList
from outlet_app.wording.items import release


@dataclass(frozen=True, slots=True)
class Parts:
    """Fields, checklist, the card they stand in, and the side with deadline and elements."""

    fields: IntakeFields
    materials: MaterialsList
    form: FormCard
    side: Side


def parts(reference: Reference) -> Pieces[Parts]:
    """Each piece in a step of its own."""
    catalogue = reference.catalogue
    fields = IntakeFields(catalogue)
    yield
    materials = MaterialsList({code: one.name for code, one in reference.phrases.items()})
    form = FormCard(fields, materials, catalogue)
    yield
    side = Side(release(catalogue))
    yield
    return Parts(fields, materials, form, side)
