"""Words for the cases that belong together by a package."""

from collections.abc import Iterable

from outlet_app.domain.states import State
from outlet_app.wording.states import STEPS

PARENT = "集成办主件"
TITLE_OF_PARENT = "集成办　{package}　子件 {n} 件"
TITLE_OF_CHILD = "集成办　{package}"
ELSEWHERE = "不在本机"
MATTER = "集成办：{package}"
_ANSWER = "{label}：{value}"


def title(package: str, children: int) -> str:
    """Whose family it is; a child has no children."""
    if children:
        return TITLE_OF_PARENT.format(package=package, n=children)
    return TITLE_OF_CHILD.format(package=package)


def about(name: str, *, is_parent: bool) -> str:
    """What the other case is about."""
    return PARENT if is_parent else name


def stands(state: State, *, here: bool) -> str:
    """Where the other case stands, as far as this machine knows."""
    return STEPS[state] if here else f"{STEPS[state]}　{ELSEWHERE}"


def answers(told: Iterable[tuple[str, str]]) -> str:
    """What was filled in once for all items."""
    return "　".join(_ANSWER.format(label=label, value=value) for label, value in told)


def matter(package: str) -> str:
    """What a parent is about, where any other case names its item."""
    return MATTER.format(package=package)
