"""The enterprise register as the city hands it down: values with source and day (domain.md §6)."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.plain import DataError, Plain, PlainRow
from outlet_app.domain.policies.vocabulary import RECORDS, SCALARS, Datum, Scalar, read_scalar

Record = Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Known:
    """One datum: its value, or its records; where it comes from, of what day, and until when it counts.

    complete: the records are all there are, so that an absence means something.
    """

    source: str
    as_of: date
    value: Scalar | None = None
    records: tuple[Record, ...] = ()
    complete: bool = True
    good_until: date | None = None

    def counts(self, today: date) -> bool:
        """Tell whether the datum is still to be relied on."""
        return self.good_until is None or today <= self.good_until


@dataclass(frozen=True, slots=True)
class Enterprise:
    """One enterprise by its 统一社会信用代码; a datum that is not in `data` is not known."""

    code: str
    name: str
    data: Mapping[Datum, Known]


@dataclass(frozen=True, slots=True)
class Register:
    """The register as of a day."""

    as_of: date
    enterprises: tuple[Enterprise, ...]


class RegisterError(DataError):
    """A register that cannot be used: where it is wrong (row, column) and why, as codes."""


def read_register(plain: Plain) -> Register:
    """Turn a parsed register into a Register; RegisterError(row, column, reason) if it is unusable."""
    told = PlainRow(plain, "register", RegisterError)
    return Register(told.day("as_of"), told.rows("enterprises", "code", _enterprise))


def read_enterprise(plain: Plain) -> Enterprise:
    """Read one enterprise alone, as it is kept in the local table."""
    return _enterprise(PlainRow(plain, "enterprise", RegisterError))


def _enterprise(row: PlainRow) -> Enterprise:
    data = row.inside("data")
    known = {_datum(data, name): _known(data.inside(name), _datum(data, name)) for name in data.plain}
    return Enterprise(row.text("code"), row.text("name"), known)


def _datum(row: PlainRow, name: str) -> Datum:
    try:
        return Datum(name)
    except ValueError as wrong:
        raise row.refuse(name, "unknown_value") from wrong


def _known(row: PlainRow, datum: Datum) -> Known:
    kind = SCALARS.get(datum)
    return Known(
        source=row.text("source"),
        as_of=row.day("as_of"),
        value=None if kind is None else read_scalar(row, "value", kind),
        records=() if kind is not None else _records(row, datum),
        # Whoever does not say that a list is whole has not said it.
        complete=kind is not None or row.claim("complete", default=False),
        good_until=row.day("good_until") if row.plain.get("good_until") else None,
    )


def _records(row: PlainRow, datum: Datum) -> tuple[Record, ...]:
    return tuple(_record(PlainRow(one, row.row, row.error), datum) for one in row.values("records"))


def _record(row: PlainRow, datum: Datum) -> Record:
    parts = RECORDS[datum]
    for name in row.plain:
        if name not in parts:
            raise row.refuse(name, "unknown_value")
    return {name: read_scalar(row, name, parts[name]) for name in row.plain}
