"""The small forms about people beside a registration: who attends, who collects, who asks, who helps."""

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.forms.registration import CODE_LIMIT, CONTACT_LIMIT
from outlet_app.domain.forms.spec import Field, Form, Kind, Section
from outlet_app.domain.texts import NAME_LIMIT

ATTENDEE = Form(
    "attendee",
    1,
    (
        Section(
            "who",
            (
                Field("name", Kind.NAME, NAME_LIMIT, needed=True),
                Field("phone", Kind.PHONE, CODE_LIMIT, needed=True),
                Field("unit", Kind.PERSON, NAME_LIMIT),
                Field("code", Kind.CODE, CODE_LIMIT, options=(IdKind.USCC,)),
            ),
        ),
    ),
)
COLLECTOR = Form(
    "collector",
    1,
    (
        Section(
            "who",
            (
                Field("collector", Kind.PERSON, NAME_LIMIT, needed=True),
                Field("relation", Kind.CHOICE, needed=True),
                Field("id_number", Kind.CODE, CODE_LIMIT),
                Field("way", Kind.CHOICE, needed=True),
            ),
        ),
        Section(
            "what",
            (
                Field("documents", Kind.TEXT, 500, needed=True),
                Field("valid", Kind.LINE, 100),
                Field("duties", Kind.LINE, 200),
            ),
        ),
    ),
)
_ASKING = (
    Field("contact", Kind.PERSON, CONTACT_LIMIT),
    Field("phone", Kind.PHONE, CODE_LIMIT),
    Field("channel", Kind.CHOICE, needed=True),
)
# Its name is asked where the register lacks the enterprise.
_ENTERPRISE = Field("name", Kind.NAME, NAME_LIMIT, needed=True)
# Whoever asks for an enterprise which policies it has, confirms one of them, or does not.
ASKER = Form("asker", 1, (Section("who", (_ENTERPRISE, *_ASKING)),))
REFUSAL = Form("refusal", 1, (Section("who", (_ENTERPRISE, Field("reason", Kind.LINE, 200), *_ASKING)),))
WILL = Form(
    "will",
    1,
    (
        Section("who", (_ENTERPRISE, *_ASKING)),
        Section(
            "account",
            (
                Field("account_name", Kind.PERSON, NAME_LIMIT),
                Field("bank", Kind.LINE, 100),
                Field("account_no", Kind.NUMBER, CODE_LIMIT),
                Field("consents", Kind.SWITCH, needed=True, lack="intent.no_consent"),
            ),
        ),
    ),
)
HELPER = Form(
    "helper",
    1,
    (
        Section(
            "who",
            (
                Field("helper", Kind.CHOICE, needed=True, sent="helper.staff_no"),
                Field("phone", Kind.PHONE, CODE_LIMIT, needed=True, sent="helper.phone"),
            ),
        ),
    ),
)
