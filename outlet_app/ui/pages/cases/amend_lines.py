"""The lines every sheet of 更正 is made of: its form filled with what the case says now."""

from outlet_app.domain.amend_forms import MATTER, amended_field, rows
from outlet_app.domain.amending import access, value
from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.dossier import Case
from outlet_app.domain.forms.hanging import is_told
from outlet_app.domain.forms.intake import row_field
from outlet_app.domain.forms.spec import Form
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, Line
from outlet_app.wording import mending as words


def lines(case: Case, form: Form, catalogue: Catalogue) -> list[Line]:
    """Every field as it stands; a number is not shown for this, and stays where none is typed."""
    shown = (one.name for one in form.fields() if not one.masked and access(case, one.name))
    marks = {row_field(row.code): str(row.state.value) for row in rows(case)}
    ready = {
        **{name: value(case, name) for name in shown},
        **marks,
        MATTER: value(case, "sub_item") or value(case, "item"),
        "cause": words.CAUSE_READY,
    }
    choices = words.form_choices(case, form) | {MATTER: words.matters(catalogue)}
    return lines_of(
        form, words.labels(case, form), ready, hints=words.number_hints(case, form), choices=choices
    )


def told(said: Answers) -> dict[str, str]:
    """The new texts by field; a number that was not typed stays, one said to be none goes."""
    found: dict[str, str] = {}
    for name, text in said.items():
        field = amended_field(name)
        if field is None or not is_told(field, said) or (name in words.MASKED and not text):
            continue
        found[name] = "" if name in words.MASKED and text == words.NOTHING_THERE else text
    return found
