"""What one field of a form says about another: whether it is told, whether it is needed, what it offers."""

from collections.abc import Mapping

from outlet_app.domain.forms.spec import Field

_Values = Mapping[str, str]


def is_told(field: Field, values: _Values) -> bool:
    """Whether the others leave room for this field; where not, it is neither asked nor read."""
    other, said = field.told_when
    return not other or values.get(other, "") in said


def is_needed(field: Field, values: _Values) -> bool:
    """Whether nothing is saved without this field, as it is or with what the others say."""
    if field.masked or not is_told(field, values):
        return False
    other, said = field.needed_when
    return field.needed or values.get(other, "") in said


def offered(field: Field, values: _Values) -> tuple[str, ...]:
    """The codes that can be chosen with what stands in the other field; none where all of them can."""
    other, lists = field.narrowed
    return dict(lists).get(values.get(other, ""), ()) if other else ()


def leaders(field: Field) -> frozenset[str]:
    """The fields that this one hangs on."""
    return frozenset({field.told_when[0], field.needed_when[0], field.narrowed[0]} - {""})
