"""Values made at once, and told anew: a case and what it is made of, at a fifth of what dataclasses take."""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["made_at_once", "marked"]

Kind = TypeVar("Kind")


class _Unfrozen(dict[type, type]):
    """To each kind another with the same marks in the same places, which may still be written."""

    def __missing__(self, kind: type) -> type:
        if hasattr(kind, "__post_init__"):
            raise TypeError(f"{kind.__name__} checks itself: use dataclasses.replace")
        self[kind] = twin = type(f"Unfrozen{kind.__name__}", kind.__bases__, {"__slots__": _names(kind)})
        return twin


class _Copies(dict[type, Callable[[Any], Any]]):
    """How to copy a value of each kind into an unfrozen one."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        copied = "def written(value):\n twin = Unfrozen()\n"
        copied += "".join(f" twin.{name} = value.{name}\n" for name in _names(kind))
        self[kind] = _written(copied + " return twin\n", Unfrozen=_UNFROZEN[kind])
        return self[kind]


_UNFROZEN, _COPIES = _Unfrozen(), _Copies()


def made_at_once(kind: type[Kind]) -> type[Kind]:
    """Let a frozen dataclass with slots write its fields at once instead of asking leave for each.

    Stands above `@dataclass` where a kind has more than a few fields and many are made.
    """
    given = fields(kind)  # type: ignore[arg-type]
    told = ", ".join(one.name + _default(one) for one in given)
    lines = "".join(f" self.{one.name} = {one.name}\n" for one in given)
    body = f' leave(self, "__class__", Unfrozen)\n{lines} self.__class__ = Kind\n'
    defaults = {f"default_{one.name}": one.default for one in given}
    source = f"def written(self, {told}):\n{body}"
    init = _written(source, Kind=kind, Unfrozen=_UNFROZEN[kind], leave=object.__setattr__, **defaults)
    init.__name__, init.__qualname__ = "__init__", f"{kind.__qualname__}.__init__"
    init.__annotations__ = {one.name: one.type for one in given} | {"return": None}
    kind.__init__ = init  # type: ignore[method-assign]
    return kind


def _default(field: "Field[Any]") -> str:
    if field.default_factory is not MISSING or field.kw_only or not field.init:
        raise TypeError(f"{field.name} is more than a value with a default")
    return "" if field.default is MISSING else f"=default_{field.name}"


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _written(source: str, **known: Any) -> Any:
    """A function written out field by field, as dataclasses does: a loop takes three times as long."""
    exec(source, known)
    return known["written"]


if TYPE_CHECKING:
    from dataclasses import replace as marked
else:

    def marked(value: Any, **marks: object) -> Any:
        """Copy a frozen value with slots, these fields changed; AttributeError where it has no such field.

        A sheet of the day folds every case of the outlet, event after event, and each event copies the case
        two or three times. Checked by mypy as `replace` is.
        """
        kind = type(value)
        twin = _COPIES[kind](value)
        for name, mark in marks.items():
            setattr(twin, name, mark)
        twin.__class__ = kind
        return twin
