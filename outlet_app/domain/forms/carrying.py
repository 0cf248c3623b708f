"""The sheet of 申报提醒: which policy somebody waits for, and what is answered meanwhile."""

from collections.abc import Mapping
from dataclasses import replace

from outlet_app.domain.facts.carrying import DeclarationReminded
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.registration import INTAKE
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet

# The answer is that of the visit, and is sent with it.
REMIND = sheet(
    "declaration_reminded",
    Field("policy", Kind.CHOICE, needed=True),
    replace(INTAKE.field("answer"), needed=True),
)
TOLD: Mapping[type[Fact], Form] = {DeclarationReminded: REMIND}
