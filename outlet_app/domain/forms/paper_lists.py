"""Which columns the lists on papers have; those of the 一次性告知书 are its form's own (forms/notice.py)."""

from dataclasses import replace

from outlet_app.domain.forms import tracking
from outlet_app.domain.forms.people import ATTENDEE
from outlet_app.domain.forms.spec import Field, Kind

# What is counted, chosen or set stands in the middle of its column; what is read begins at its left.
SET = frozenset({Kind.NUMBER, Kind.CHOICE, Kind.DAY, Kind.PHONE})
REMARK = "remark"


def _list(name: str, *columns: Field) -> Field:
    return Field(name, Kind.ROWS, columns=columns)


def _count(name: str, share: int) -> Field:
    return Field(name, Kind.NUMBER, share=share)


def _choice(name: str, share: int) -> Field:
    return Field(name, Kind.CHOICE, share=share)


# W07, W10 to W14, W21: papers that go from hand to hand.
HANDED = _list(
    "handed",
    Field("name", share=65),
    _count("copies", 14),
    _choice("form", 25),
    _count("pages", 13),
    Field(REMARK, share=35),
)
_OWED = (
    Field("name", share=46),
    Field("issue", Kind.TEXT, share=44),
    _choice("form", 28),
    Field("due", Kind.DAY, share=34),
)
# W07 promises by a day what W08 wants by it.
DEFERRED, OWED = _list("deferred", *_OWED), _list("owed", *_OWED)
# W03, W05.
NEEDED = _list("needed", Field("name", share=44), _choice("form", 36), Field("standard", Kind.TEXT, share=72))
TAKEN = _list("taken", Field("name", share=66), _choice("form", 34), _choice("taken", 48))
# W09, W15, W25, W27.
PROOFS = _list("proofs", Field("name", share=50), Field("proves", share=56), Field("used_for", share=46))
DOCUMENTS = _list("documents", Field("name", share=82), Field("number", share=54), _count("copies", 16))
VISITS = _list(
    "visits",
    replace(tracking.VISIT.field("way"), share=17),
    replace(tracking.VISIT.field("day"), share=27),
    replace(tracking.VISIT.field("met"), share=27),
    replace(tracking.VISIT.field("findings"), share=81),
)
SEATS = _list(
    "seats",
    replace(ATTENDEE.field("name"), share=34),
    replace(ATTENDEE.field("unit"), share=52),
    replace(ATTENDEE.field("phone"), share=26),
    _choice("signed", 40),
)
# W28: the day side by side, what differs, and the numbers given out, by the ledger of numbers.
SUMS = _list("sums", Field("item", share=70), _count("here", 41), _count("there", 41))
UNLIKE = _list("unlike", Field("number", share=57), Field("how", share=63), Field("settled", share=32))
NUMBERS = _list(
    "numbers",
    _count("post", 14),
    Field("series", share=46),
    _count("issued", 18),
    _count("taken", 18),
    Field("lacking", share=56),
)
# W18, on the broad side of the sheet.
LATE = _list(
    "late",
    Field("case_no", Kind.CASE_NO, share=31),
    Field("applicant", share=22),
    Field("item", share=25),
    Field("since", share=22),
    Field("rule", share=26),
    Field("due_at", share=22),
    Field("late", share=21),
    Field("handler", share=21),
    Field("reason", share=24),
    Field("measures", share=26),
    Field("signed", share=16),
)
LISTS = (
    HANDED, DEFERRED, OWED, NEEDED, TAKEN, PROOFS, DOCUMENTS, VISITS, SEATS, SUMS, UNLIKE, NUMBERS, LATE,
)  # fmt: skip
