"""The 一次性告知书 as a form: its lines, its period, and the tick that nothing will be added later."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.events import Delivery, NoticeLine
from outlet_app.domain.forms.spec import Field, Form, Kind, Section, sheet
from outlet_app.domain.problems import Problem
from outlet_app.domain.texts import check_text

LINE_LIMIT, PLACE_LIMIT = 300, 40
SHORTEST_PERIOD = 1
LONGEST_PERIOD = 60
PERIODS = (5, 10, 15, 20, 30)
LINES = "lines"
REMARK = "remark"

# What the clerk writes to a material; the check and the columns of the paper are these very fields.
ISSUE = Field("issue", Kind.TEXT, LINE_LIMIT, share=44)
REMEDY = Field("remedy", Kind.TEXT, LINE_LIMIT, share=38)
WRITTEN = (ISSUE, REMEDY)
# Of a material that came and is faulty: where that is, which need not be said, and whether it can be
# put right at once.
PLACE = Field("place", Kind.TEXT, PLACE_LIMIT, share=18)
ON_SPOT = Field("on_spot", Kind.SWITCH, share=23)
_NAME = Field("name")
RECEIVED = Field(
    "received",
    Kind.ROWS,
    columns=(
        replace(_NAME, share=50),
        Field("due_copies", Kind.NUMBER, share=17),
        Field("handed", Kind.NUMBER, share=17),
        Field("form", Kind.CHOICE, share=24),
        Field("pages", Kind.NUMBER, share=12),
        Field(REMARK, share=32),
    ),
)
MISSING = Field(
    "missing",
    Kind.ROWS,
    columns=(
        replace(_NAME, share=39),
        replace(REMEDY, share=64),
        Field("may_follow", Kind.SWITCH, share=23),
        Field("ways", Kind.CHOICE, share=26),
    ),
)
FAULTY = Field(
    "faulty",
    Kind.ROWS,
    columns=(
        replace(_NAME, share=29),
        ISSUE,
        PLACE,
        REMEDY,
        ON_SPOT,
    ),
)
REFUSED = Field(
    "refused",
    Kind.ROWS,
    columns=(
        Field("reason", Kind.TEXT, share=46),
        Field("basis", share=46),
        Field("instead", share=60),
    ),
)

NOTICE = Form(
    "notice",
    1,
    (
        Section("lines", (Field(LINES, Kind.CHECKLIST),)),
        Section(
            "period",
            (
                Field("correction_workdays", Kind.CHOICE, options=tuple(str(days) for days in PERIODS)),
                Field("delivery", Kind.CHOICE, options=tuple(Delivery)),
                Field("verified", Kind.SWITCH, needed=True, lack="notice.not_verified"),
            ),
        ),
    ),
)
# A further notice: what it names late needs its cause, and all of it one explanation (domain.md §2.6).
BREACH = sheet("breach", Field("reason", Kind.TEXT, 200, needed=True, sent="breach_reason"))
# What is wrong with a material, out of the dictionary, and what the paper says to it.
DEFECTS = sheet(
    "defects",
    Field("defects", Kind.TICKS, needed=True, lack="material.defect_needed"),
    replace(ISSUE, name=REMARK, share=1),
)
ADDED = sheet(
    "added",
    Field("material", Kind.CHOICE, needed=True),
    Field("state", Kind.CHOICE, options=("missing", "faulty"), needed=True),
)
# Asked before a package is opened: its lines are those of its items, and the print is chosen with it.
PACKAGE_NOTICE = sheet(
    "package_notice",
    # A matter may have a period of its own, which is offered beside the usual ones.
    replace(NOTICE.field("correction_workdays"), options=(), needed=True),
    replace(NOTICE.field("delivery"), needed=True),
    Field("large", Kind.SWITCH),
    NOTICE.field("verified"),
)


def check_notice(draft: NoticeDraft) -> dict[str, Problem]:
    """Return what stands against printing, by field code in reading order.

    Texts of a line are named "lines.<material code>.issue", "….remedy" and "….place". Source: domain.md
    §2.4, §2.6.
    """
    found = [(name, problem) for line in draft.lines for name, problem in _line_problems(line)]
    if not draft.lines:
        found.append((LINES, Problem("notice.empty")))
    if not SHORTEST_PERIOD <= draft.correction_workdays <= LONGEST_PERIOD:
        found.append(("correction_workdays", Problem("notice.period", {"most": LONGEST_PERIOD})))
    if not draft.verified:
        found.append(("verified", Problem("notice.not_verified")))
    return dict(found)


def breach_form(codes: Sequence[str], causes: Sequence[str]) -> Form:
    """A further notice: the cause of each line that the record calls overlooked, out of these, and why."""
    late = (Field(cause_field(code), Kind.CHOICE, options=tuple(causes), needed=True) for code in codes)
    return replace(BREACH, sections=(Section(LINES, tuple(late)), *BREACH.sections))


def cause_field(code: str) -> str:
    """The name of the field with the cause of one line."""
    return f"cause.{code}"


def line_field(code: str, part: str) -> str:
    """Return the stable code of a line's text; part is "issue", "remedy" or "place"."""
    return f"{LINES}.{code}.{part}"


def _line_problems(line: NoticeLine) -> Iterator[tuple[str, Problem]]:
    for field in WRITTEN:
        name, text = line_field(line.code, field.name), str(getattr(line, field.name))
        missing = Problem("field.missing", {"field": field.name})
        found = check_text(text, field.limit) if text.strip() else missing
        if found and not found.soft:
            yield name, found
    far = check_text(line.place, PLACE.limit)
    if far and not far.soft:
        yield line_field(line.code, PLACE.name), far
