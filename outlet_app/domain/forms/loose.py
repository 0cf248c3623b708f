"""The sheets of what makes no case: 材料清单 for whoever asks, and the code of a machine enrolled again."""

from outlet_app.domain.forms.spec import Field, Kind, sheet
from outlet_app.domain.texts import NAME_LIMIT

# Printed on the list itself; nobody need say who they are.
CHECKLIST = sheet(
    "checklist",
    Field("variant", Kind.CHOICE, needed=True),
    Field("asked_by", Kind.PERSON, NAME_LIMIT),
)
ENROL_AGAIN = sheet("enrol_again", Field("code", Kind.LINE, 60, needed=True))
