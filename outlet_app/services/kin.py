"""The cases that belong together by a package, as one of them shows the others."""

from dataclasses import dataclass

from outlet_app.domain.states import State


@dataclass(frozen=True, slots=True)
class Kin:
    """Another case of the package; `here` is False where this machine does not have it."""

    case_id: str
    case_no: str
    is_parent: bool
    name: str
    state: State
    here: bool


@dataclass(frozen=True, slots=True)
class Family:
    """Whose package it is, the other cases in order, and the answers of the one form with their labels."""

    package: str
    kin: tuple[Kin, ...]
    answers: tuple[tuple[str, str], ...]
