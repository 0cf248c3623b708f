"""Which rows the papers of a case have, and which fields each tells: the registration's own where it can."""

from collections.abc import Iterator, Mapping
from itertools import chain

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.forms.registration import INTAKE, text_at
from outlet_app.domain.forms.spec import Field, Form, Kind
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.masking import mask_id, mask_phone

SLIP, NOTICE, ACCEPTANCE, REJECTION = "W01", "W04", "W05", "W06"
# Every other paper about a case, which says the same of it.
ANY_CASE = ""
CASE_NO, QUERY_CODE = "case_no", "query_code"
CODES = frozenset({CASE_NO, QUERY_CODE})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name is the key to its label; what its fields hold stands in it one after the other.

    paired: it stands beside another one in the last row of the table. added: the form adds it to the
    paper's design, so that it is left out where nothing stands in it.
    """

    name: str
    fields: tuple[Field, ...]
    paired: bool = False
    added: bool = False

    @property
    def is_code(self) -> bool:
        """Whether it is read out sign by sign."""
        return self.name in CODES


def _own(name: str, kind: Kind = Kind.LINE, *, paired: bool = False) -> Row:
    """A row that tells nothing of the registration's form."""
    return Row(name, (Field(name, kind),), paired)


def _of(*names: str, name: str = "", paired: bool = False) -> Row:
    """A row that tells fields of the registration; it is called by the first where it has no name."""
    return Row(name or names[0], tuple(INTAKE.field(one) for one in names), paired)


_NUMBERS = (_own(CASE_NO, Kind.CASE_NO), _own(QUERY_CODE))
_CASE = (
    *_NUMBERS,
    _of("applicant.name"),
    _of("applicant.id_number"),
    _of("contact", "phone"),
    _of("item"),
    _of("sub_item"),
)
ROWS: Mapping[str, tuple[Row, ...]] = {
    ANY_CASE: _CASE,
    NOTICE: (*_CASE, _own("submitted", Kind.PAST, paired=True), _own("ordinal", Kind.NUMBER, paired=True)),
    ACCEPTANCE: (*_CASE, _own("way_accepted", paired=True), _of("channel", paired=True)),
    SLIP: (
        _own("registered_at", Kind.PAST),
        _of("channel"),
        _of("applicant.name"),
        _of("item", "sub_item", name="matter"),
        _own("decision"),
        _own("limits"),
        _own("first_contact"),
        _own("outlet_phone", Kind.PHONE),
    ),
}


def rows_of(paper: str, form: Form | None = None) -> tuple[Row, ...]:
    """The rows of a paper: those of its design, with what the form adds to it.

    A field that is told for something else alone stands under that; the others follow the design, in front
    of what is paired.
    """
    placed = ROWS[paper]
    first, last = (tuple(one for one in placed if one.paired is paired) for paired in (False, True))
    beside = {one.name: row for row in first for one in row.fields}
    further = tuple(_further(paper, form or INTAKE))
    under = {one.name: beside[one.told_when[0]] for one in further if one.told_when[0] in beside}
    rows = ((row, *(_added(one) for one in further if under.get(one.name) is row)) for row in first)
    others = (_added(one) for one in further if one.name not in under)
    return (*chain.from_iterable(rows), *others, *last)


def _added(field: Field) -> Row:
    return Row(field.name, (field,), added=True)


def further_texts(paper: str, registered: object, form: Form | None = None) -> dict[str, str]:
    """What the fields that the form adds to a paper hold in a registration, as papers show it."""
    form = form or INTAKE
    told = (one for one in _further(paper, form) if _is_told(one, registered, form))
    found = {one.name: _shown(one, registered, form) for one in told}
    return {name: text for name, text in found.items() if text}


def _further(paper: str, form: Form) -> Iterator[Field]:
    told = {one.name for row in ROWS[paper] for one in row.fields}
    return (one for one in form.fields() if paper in one.papers and one.name not in told)


def _is_told(field: Field, registered: object, form: Form) -> bool:
    other, values = field.told_when
    return not other or text_at(registered, form.field(other).wire) in values


def _shown(field: Field, registered: object, form: Form) -> str:
    """A number of a person or a telephone is masked on every paper."""
    text = text_at(registered, field.wire)
    if field.kind is Kind.PHONE:
        return mask_phone(text)
    if field.kind is Kind.CODE:
        beside = text_at(registered, form.field(field.beside).wire) if field.beside else ""
        return mask_id(text, IdKind(beside) if beside else IdKind.ID_CARD)
    return text
