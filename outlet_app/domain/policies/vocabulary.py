"""What a policy may ask of an enterprise: the closed list of data, with kinds and parts (domain.md §6)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from outlet_app.domain.plain import PlainRow

Scalar = str | int | date


class Kind(StrEnum):
    """How a value is written."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


class Datum(StrEnum):
    """What the register can tell of an enterprise; amounts are whole 元, rates hundredths of a per cent."""

    DIVISION = "division"
    SUBJECT = "subject"
    FOUNDED = "founded"
    INDUSTRY = "industry"
    REVENUE = "revenue"
    TAX = "tax"
    QUALIFICATIONS = "qualifications"
    PATENTS = "patents"
    TRADEMARKS = "trademarks"
    GI_MARKS = "gi_marks"
    PLEDGES = "pledges"
    INSURANCES = "insurances"
    LICENCES = "licences"
    DISCREDIT = "discredit"
    IRREGULAR_FILINGS = "irregular_filings"
    ENJOYED = "enjoyed"


SCALARS: Mapping[Datum, Kind] = {
    Datum.DIVISION: Kind.TEXT,
    Datum.SUBJECT: Kind.TEXT,
    Datum.FOUNDED: Kind.DAY,
    Datum.INDUSTRY: Kind.TEXT,
    Datum.REVENUE: Kind.NUMBER,
    Datum.TAX: Kind.NUMBER,
}
# Data that are lists of records, with the parts a record may have.
RECORDS: Mapping[Datum, Mapping[str, Kind]] = {
    Datum.QUALIFICATIONS: {"name": Kind.TEXT, "since": Kind.DAY, "until": Kind.DAY},
    Datum.PATENTS: {
        "kind": Kind.TEXT, "status": Kind.TEXT, "granted": Kind.DAY, "high_value": Kind.TEXT,
    },
    Datum.TRADEMARKS: {"kind": Kind.TEXT, "class": Kind.NUMBER, "until": Kind.DAY},
    Datum.GI_MARKS: {"name": Kind.TEXT, "since": Kind.DAY},
    Datum.PLEDGES: {"on": Kind.DAY, "amount": Kind.NUMBER, "rate": Kind.NUMBER, "bank": Kind.TEXT},
    Datum.INSURANCES: {"on": Kind.DAY, "premium": Kind.NUMBER, "kind": Kind.TEXT},
    Datum.LICENCES: {"on": Kind.DAY, "kind": Kind.TEXT, "amount": Kind.NUMBER},
    Datum.DISCREDIT: {"since": Kind.DAY, "until": Kind.DAY, "level": Kind.TEXT},
    Datum.IRREGULAR_FILINGS: {"on": Kind.DAY, "status": Kind.TEXT},
    Datum.ENJOYED: {"policy": Kind.TEXT, "on": Kind.DAY, "amount": Kind.NUMBER},
}  # fmt: skip


def read_scalar(row: PlainRow, column: str, kind: Kind) -> Scalar:
    """Read one value of a kind; the file's own error where it is none."""
    if kind is Kind.NUMBER:
        return row.number(column, 0)
    return row.day(column) if kind is Kind.DAY else row.text(column)
