"""Lists on papers, drawn column by column off their spec: what stands in a cell is read off the row."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from outlet_app.domain.forms.paper_lists import REMARK, SET
from outlet_app.domain.forms.registration import ON
from outlet_app.domain.forms.spec import Field, Kind
from outlet_app.printing.blocks import Block, Choice, Choices, cell, centred, remark
from outlet_app.printing.paper import MM
from outlet_app.printing.sections import Section
from outlet_app.wording import papers
from outlet_app.wording.formats import long_day
from outlet_app.wording.paper_lists import COLUMNS

BETWEEN_BOXES = 2 * MM
Shown = Mapping[str, Callable[[Any], str | Block]]
_AS_IT_IS: Shown = {}


def listed(
    title: str, of: Field, rows: Iterable[object], shown: Shown = _AS_IT_IS, *, struck: bool = False
) -> Section:
    """The list with its heads and shares as its form has them.

    A row is a mapping by field, or anything that has the fields: a row of a fact. shown: how a field is
    told that is not told as it stands there.
    """
    cells = (tuple(_cell(one, _told(one, row, shown)) for one in of.columns) for row in rows)
    return Section(title, columns(of), tuple(cells), struck)


def columns(of: Field) -> tuple[tuple[str, float], ...]:
    """The heads of a list with their shares; data names its columns itself."""
    heads = COLUMNS.get(of.name, {})
    return tuple((one.label or heads[one.name], float(one.share)) for one in of.columns)


def _told(field: Field, row: object, shown: Shown) -> str | Block:
    if field.name in shown:
        return shown[field.name](row)
    found = row[field.name] if isinstance(row, Mapping) else getattr(row, field.name)
    if isinstance(found, date):
        return long_day(found)
    return str(found)


def _cell(field: Field, told: str | Block) -> Block:
    """A switch is two boxes, of which one is ticked."""
    if not isinstance(told, str):
        return told
    if field.kind is Kind.SWITCH:
        boxes = Choice(papers.YES, told == ON), Choice(papers.NOT, told != ON)
        return Choices(boxes, between=BETWEEN_BOXES)
    if field.name == REMARK:
        return remark(told)
    return centred(told) if field.kind in SET else cell(told)
