"""How one kind of event speaks in the timeline."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from outlet_app.domain.events import Fact


def _nothing(_fact: Fact) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Its title, icon and tone, and the sentence it makes of the fact."""

    title: str
    icon: str
    tone: str
    say: Callable[[Any], str] = _nothing
