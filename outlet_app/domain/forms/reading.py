"""How what stands in a field is read and what is wrong with it, by the kind of the field alone."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.contact import check_phone, normalise_phone
from outlet_app.domain.forms.dates import read_day, read_past_day, read_time
from outlet_app.domain.forms.hanging import is_needed, is_told, offered
from outlet_app.domain.forms.spec import Field, Form, Kind
from outlet_app.domain.identifiers import (
    LENGTH,
    check_id_card,
    check_identity,
    check_uscc,
    half_width,
    normalise,
)
from outlet_app.domain.numbering import CaseNumber, read_case_number
from outlet_app.domain.problems import Problem
from outlet_app.domain.rights import check_rights, tidy_rights
from outlet_app.domain.texts import (
    FREE_TEXT_LIMIT,
    check_line,
    check_name,
    check_text,
    clean_name,
    clean_text,
)

Values = Mapping[str, str]
_PLAIN = Field("")
AMOUNT = re.compile(r"\d{1,9}(\.\d{1,2})?", re.ASCII)


def tidy(field: Field, raw: str, today: date | None) -> str:
    """What was typed as it is stored; what cannot be read, a day without today among it, stays as typed."""
    if not raw.strip():
        return ""
    return _tidy_table(field, raw, today) if field.columns else _TIDY.get(field.kind, _as_text)(raw, today)


def tidied(form: Form, values: Values, today: date) -> dict[str, str]:
    """Every value of the form as it is stored; what the form has no field for is left out."""
    return {one.name: tidy(one, values.get(one.name, ""), today) for one in form.fields()}


def problem(field: Field, values: Values, today: date) -> Problem | None:
    """What is wrong with what stands in one field; nothing where nothing stands there, or it is not told."""
    raw = values.get(field.name, "")
    if not raw.strip() or not is_told(field, values):
        return None
    return _CHECKS.get(field.kind, _line)(field, raw, values, today)


def problems(form: Form, values: Values, today: date) -> dict[str, Problem]:
    """What is wrong with what was filled in, warnings among it, by field in reading order."""
    found = ((one.name, problem(one, values, today)) for one in form.fields())
    return {name: one for name, one in found if one is not None}


def missing(form: Form, values: Values) -> dict[str, Problem]:
    """The fields that nothing is saved without and that hold nothing, in reading order."""
    found = ((one.name, unsaid(one, values)) for one in form.fields())
    return {name: one for name, one in found if one is not None}


def unsaid(field: Field, values: Values) -> Problem | None:
    """That nothing stands in a field nothing is saved without, as it is or with what the others say."""
    if values.get(field.name, "").strip() or not is_needed(field, values):
        return None
    return Problem(field.lack or _ASKED.get(field.kind, "field.missing"), {"field": field.name})


def rows_of(text: str) -> tuple[tuple[str, ...], ...]:
    """A table out of the text it is answered in: cells parted by tabs, rows by line ends."""
    return tuple(tuple(row.split("\t")) for row in text.split("\n")) if text else ()


def text_of(rows: tuple[tuple[str, ...], ...]) -> str:
    """A table as the text it is answered in."""
    return "\n".join("\t".join(row) for row in rows)


def _tidy_table(field: Field, raw: str, today: date | None) -> str:
    """Each cell by its column; what stands beyond the last column stays as it is."""
    wide = [*field.columns, *[_PLAIN] * raw.count("\t")]
    rows = (
        tuple(tidy(one, cell, today) for one, cell in zip(wide, row, strict=False)) for row in rows_of(raw)
    )
    return text_of(tuple(rows))


def _as_text(raw: str, _today: date | None) -> str:
    return clean_text(raw)


def _as_day(raw: str, today: date | None) -> str:
    said = read_day(raw, today) if today else None
    return said.isoformat() if isinstance(said, date) else clean_text(raw)


def _as_past_day(raw: str, today: date | None) -> str:
    said = read_past_day(raw, today) if today else None
    return said.isoformat() if isinstance(said, date) else clean_text(raw)


def _as_amount(raw: str, _today: date | None) -> str:
    amount = read_amount(raw) or clean_text(raw)
    return f"0{amount}" if amount.startswith(".") else amount


def _as_number(raw: str, _today: date | None) -> str:
    return normalise(raw)


def _as_count(raw: str, _today: date | None) -> str:
    return "".join(half_width(raw).split())


def _as_case_no(raw: str, _today: date | None) -> str:
    said = read_case_number(raw)
    return said.text if isinstance(said, CaseNumber) else clean_text(raw)


def _as_rights(raw: str, _today: date | None) -> str:
    return tidy_rights(clean_text(raw))


_TIDY: Mapping[Kind, Callable[[str, date | None], str]] = {
    Kind.NAME: lambda raw, _today: clean_name(raw),
    Kind.PERSON: lambda raw, _today: clean_name(raw),
    Kind.CODE: lambda raw, _today: normalise(raw),
    Kind.PHONE: lambda raw, _today: normalise_phone(raw),
    Kind.NUMBER: _as_number,
    Kind.COUNT: _as_count,
    Kind.AMOUNT: _as_amount,
    Kind.RIGHTS: _as_rights,
    Kind.CASE_NO: _as_case_no,
    Kind.DAY: _as_day,
    Kind.AHEAD: _as_day,
    Kind.PAST: _as_past_day,
}


def read_amount(raw: str) -> str | None:
    """The amount in 万元 without separators and needless noughts, None where it is none."""
    text = "".join(half_width(raw).replace(",", "").split())
    return (text.lstrip("0") or "0") if AMOUNT.fullmatch(text) else None


def _limit(field: Field) -> int:
    return field.limit or FREE_TEXT_LIMIT


def _line(field: Field, raw: str, _values: Values, _today: date) -> Problem | None:
    return check_line(raw, _limit(field))


def _text(field: Field, raw: str, _values: Values, _today: date) -> Problem | None:
    return check_text(raw, _limit(field))


def _name(_field: Field, raw: str, _values: Values, _today: date) -> Problem | None:
    return check_name(raw)


def _code(field: Field, raw: str, values: Values, today: date) -> Problem | None:
    kind = values.get(field.beside, "") or next(iter(field.options), "")
    return check_identity(IdKind(kind), raw, today) if kind else _some_code(field, raw, today)


def _some_code(field: Field, raw: str, today: date) -> Problem | None:
    """A number of no named paper: 18 signs are an 身份证 or a 统一社会信用代码, and are only doubted."""
    code = normalise(raw)
    wrong = check_line(code, _limit(field))
    if wrong is not None or len(code) != LENGTH:
        return wrong
    found = (check_id_card(code, today), check_uscc(code))
    if None in found or any(one.soft for one in found if one):
        return None
    doubt = found[0] if code[:-1].isdecimal() and not code.startswith("9") else found[1]
    return Problem(doubt.code, doubt.args, soft=True) if doubt else None


def _phone(_field: Field, raw: str, _values: Values, _today: date) -> Problem | None:
    return check_phone(raw)


def _number(field: Field, raw: str, _values: Values, today: date) -> Problem | None:
    said = _as_number(raw, today)
    right = said.isascii() and said.isdecimal() and len(said) <= _limit(field)
    return None if right else Problem("activity.number")


def _count(field: Field, raw: str, _values: Values, today: date) -> Problem | None:
    said = _as_count(raw, today)
    right = said.isascii() and said.isdecimal() and len(said) <= _limit(field)
    within = right and 0 < int(said) <= field.most
    return None if within else Problem("number.most", {"most": field.most})


def _amount(_field: Field, raw: str, _values: Values, _today: date) -> Problem | None:
    amount = read_amount(raw)
    return None if amount and amount.strip("0.") else Problem("amount.wrong")


def _rights(field: Field, raw: str, _values: Values, _today: date) -> Problem | None:
    return check_line(raw, _limit(field)) or check_rights(raw)


def _case_no(_field: Field, raw: str, _values: Values, _today: date) -> Problem | None:
    said = read_case_number(raw)
    return said if isinstance(said, Problem) else None


def _day(_field: Field, raw: str, _values: Values, today: date) -> Problem | None:
    said = read_day(raw, today)
    return said if isinstance(said, Problem) else None


def _ahead(field: Field, raw: str, _values: Values, today: date) -> Problem | None:
    said = read_day(raw, today)
    if isinstance(said, Problem):
        return said
    if said < today:
        return Problem("promise.past")
    if field.until is None or said <= field.until:
        return None
    return Problem("promise.late", {"latest": f"{field.until:%m-%d}"})


def _past(_field: Field, raw: str, _values: Values, today: date) -> Problem | None:
    said = read_past_day(raw, today)
    if isinstance(said, Problem):
        return said
    return Problem("supplement.future") if said > today else None


def _time(_field: Field, raw: str, _values: Values, _today: date) -> Problem | None:
    said = read_time(raw)
    return said if isinstance(said, Problem) else None


def _table(field: Field, raw: str, _values: Values, today: date) -> Problem | None:
    """The first cell that is wrong, told by its row; a warning waits until no cell is worse."""
    found = sorted(_cells(field, raw, today), key=lambda one: one.soft)
    return found[0] if found else None


def _cells(field: Field, raw: str, today: date) -> Iterator[Problem]:
    for place, row in enumerate(rows_of(raw), 1):
        for column, text in zip(field.columns, row, strict=False):
            wrong = problem(column, {column.name: text}, today)
            if wrong is not None:
                yield Problem(wrong.code, {**wrong.args, "row": place}, wrong.soft)


def _choice(field: Field, raw: str, values: Values, _today: date) -> Problem | None:
    """What is chosen is right by itself, unless another field has narrowed the list since."""
    left = offered(field, values)
    return Problem("field.choose", {"field": field.name}) if left and raw not in left else None


def _anything(_field: Field, _raw: str, _values: Values, _today: date) -> Problem | None:
    """What is ticked or found is right by itself."""
    return None


_ASKED = dict.fromkeys((Kind.CHOICE, Kind.PICK, Kind.SWITCH, Kind.TICKS), "field.choose")
_CHECKS: Mapping[Kind, Callable[[Field, str, Values, date], Problem | None]] = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.CODE: _code,
    Kind.PHONE: _phone,
    Kind.NUMBER: _number,
    Kind.COUNT: _count,
    Kind.AMOUNT: _amount,
    Kind.RIGHTS: _rights,
    Kind.CASE_NO: _case_no,
    Kind.DAY: _day,
    Kind.PAST: _past,
    Kind.AHEAD: _ahead,
    Kind.TIME: _time,
    Kind.ROWS: _table,
    Kind.CHOICE: _choice,
    Kind.PICK: _choice,
    Kind.TICKS: _anything,
    Kind.FIND: _anything,
    Kind.SWITCH: _anything,
    Kind.CHECKLIST: _anything,
}
