"""How new clocks and rows join those a case has."""

from outlet_app.domain.events import DueStamp
from outlet_app.domain.materials import CheckedMaterial


def merged(old: tuple[DueStamp, ...], new: tuple[DueStamp, ...]) -> tuple[DueStamp, ...]:
    """Return the clocks with the new ones in the place of those of the same rule."""
    renewed = {d.rule for d in new}
    return tuple(d for d in old if d.rule not in renewed) + new


def replaced(
    old: tuple[CheckedMaterial, ...], new: tuple[CheckedMaterial, ...]
) -> tuple[CheckedMaterial, ...]:
    """Return the checklist with the rows handed in again; unknown rows come last."""
    by_code = {m.code: m for m in new}
    kept = tuple(by_code.pop(m.code, m) for m in old)
    return kept + tuple(by_code.values())
