"""What the answers of a sheet of 更正 want changed, and what is wrong with them."""

from dataclasses import replace

from outlet_app.domain import amend_forms
from outlet_app.domain.amend_forms import MATTER
from outlet_app.domain.amending import differences
from outlet_app.domain.dossier import Case
from outlet_app.domain.forms.intake import row_field
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.problems import Problem
from outlet_app.services.mending import Mending
from outlet_app.ui.pages.cases.amend_lines import told
from outlet_app.ui.parts.sheet_dialog import Answers

_MATTER = ("item", "sub_item")


def wanted(said: Answers) -> dict[str, str]:
    """The new texts by field."""
    texts = told(said)
    if MATTER in said:
        item, _, _rest = said[MATTER].partition(".")
        texts |= {"item": item, "sub_item": said[MATTER] if "." in said[MATTER] else ""}
    return texts


def rows(case: Case, said: Answers) -> tuple[CheckedMaterial, ...]:
    """The rows of the checklist as they should have been marked, where the sheet asks for them."""
    asked = ((row, said.get(row_field(row.code))) for row in amend_forms.rows(case))
    return tuple(_marked(row, MaterialState(int(mark))) for row, mark in asked if mark is not None)


def problems(mending: Mending, case: Case, said: Answers) -> dict[str, Problem]:
    """What is wrong with the answers, at the line it is to be mended on."""
    texts = wanted(said)
    found = mending.problems(case, texts)
    if any(name in found for name in _MATTER):
        found[MATTER] = next(found[name] for name in _MATTER if name in found)
    if found or differences(case, texts) or not set(rows(case, said)) <= set(case.materials):
        return found
    return {next(iter(said)): Problem("amend.nothing")}


def _marked(row: CheckedMaterial, mark: MaterialState) -> CheckedMaterial:
    return row if mark is row.state else replace(row, state=mark, defects=())
