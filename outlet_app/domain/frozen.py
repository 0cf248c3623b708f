"""Makes the domain's kinds of values: what `dataclasses.dataclass` makes, at a third of the price.

The domain has hundreds of kinds, and whatever imports it waits for all of them; its rules make values of them
by the ten thousand. `dataclasses` compiles seven methods of each kind and asks leave for every field that a
new value writes. Here one method is compiled, the others are shared, and a value is written in one go.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass", "unfrozen", "written"]

_TWINS: dict[type, type] = {}


class _Fresh:
    """Stands for what is made anew for each value, also in a kind's signature."""

    def __repr__(self) -> str:
        return "<factory>"


_FRESH = _Fresh()


def unfrozen(kind: type) -> type:
    """Another kind with the same fields in the same places, which may still be written."""
    if kind not in _TWINS:
        if hasattr(kind, "__post_init__"):
            raise TypeError(f"{kind.__name__} checks itself: use dataclasses.replace")
        names = tuple(one.name for one in fields(kind))
        _TWINS[kind] = type(f"Unfrozen{kind.__name__}", kind.__bases__, {"__slots__": names})
    return _TWINS[kind]


def written(source: str, **known: Any) -> Any:
    """The function `written` of a source that names each field: a loop takes three times as long."""
    exec(source, known)
    return known["written"]


def _made(plain: type) -> Any:
    own = set(vars(plain))
    kind: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(plain)
    methods = {"__init__": _init(kind), **_comparing(kind), **_SHARED}
    for name, method in methods.items():
        if name not in own:
            setattr(kind, name, method)
    # A kind below this one, made by dataclasses, has to be frozen as well.
    kind.__dataclass_params__.frozen = True
    return kind


def _init(kind: type) -> Any:
    """Write the fields of a value that is not yet frozen, then let it be one of its kind."""
    given = fields(kind)
    told = "".join(f", {one.name}{_default(one)}" for one in given)
    lines = "".join(f" self.{one.name} = {_value(one)}\n" for one in given)
    body = f' leave(self, "__class__", Unfrozen)\n{lines} self.__class__ = Kind\n'
    defaults = {f"default_{one.name}": _FRESH if _is_fresh(one) else one.default for one in given}
    factories = {f"make_{one.name}": one.default_factory for one in given if _is_fresh(one)}
    known = {"Kind": kind, "Unfrozen": unfrozen(kind), "leave": object.__setattr__}
    init = written(f"def written(self{told}):\n{body}", **known, **defaults, **factories)
    init.__name__, init.__qualname__ = "__init__", f"{kind.__qualname__}.__init__"
    init.__annotations__ = {one.name: one.type for one in given} | {"return": None}
    return init


def _default(field: "Field[Any]") -> str:
    if field.kw_only or not field.init:
        raise TypeError(f"{field.name} is more than a value with a default: use dataclasses.dataclass")
    return f"=default_{field.name}" if field.default is not MISSING or _is_fresh(field) else ""


def _value(field: "Field[Any]") -> str:
    name = field.name
    return f"make_{name}() if {name} is default_{name} else {name}" if _is_fresh(field) else name


def _is_fresh(field: "Field[Any]") -> bool:
    return field.default_factory is not MISSING


def _comparing(kind: type) -> dict[str, Any]:
    told = _telling([one.name for one in fields(kind) if one.compare])

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        return told(self) == told(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(told(self))

    return {"__eq__": __eq__, "__hash__": __hash__}


def _telling(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


@recursive_repr()
def _shown(self: Any) -> str:
    told = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"


def _not_assigned(_self: Any, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _not_deleted(_self: Any, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_SHARED: dict[str, Any] = {
    "__repr__": _shown,
    "__setattr__": _not_assigned,
    "__delattr__": _not_deleted,
    "__getstate__": _state,
    "__setstate__": _set_state,
}

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool = False, **more: bool) -> Callable[[type], type]:
        """Make a kind of values; what is not just frozen with slots is left to dataclasses."""
        if frozen and slots and not more:
            return _made
        return dataclasses.dataclass(frozen=frozen, slots=slots, **more)
