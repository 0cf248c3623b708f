"""How personal data is shown on screens, ledgers and receipts (domain.md §12.2)."""

import re

from outlet_app.domain.applicant import IdKind

STAR = "*"
SHORTEST_PHONE = 7
_PARTS = re.compile(r"(?P<area>0\d{2,3}-)?(?P<local>\d+)(?P<extension>-\d+)?")


def mask_id(number: str, kind: IdKind = IdKind.ID_CARD) -> str:
    """Return the number with its middle as stars; four of 18 characters stay at each end, else a quarter.

    A 统一社会信用代码 is public and stays as it is (decisions 25).
    """
    if kind is IdKind.USCC:
        return number
    kept = min(4, len(number) // 4)
    return number[:kept] + STAR * (len(number) - 2 * kept) + number[len(number) - kept :]


def mask_phone(number: str) -> str:
    """Return 138****5678 for a mobile, 0478-***3500 for a land line; public hotlines stay."""
    parts = _PARTS.fullmatch(number)
    if parts is None:
        return mask_id(number)
    local = parts["local"]
    if len(local) < SHORTEST_PHONE:
        return number
    kept = local[: max(0, len(local) - 8)]
    shown = kept + STAR * (len(local) - len(kept) - 4) + local[-4:]
    return (parts["area"] or "") + shown + (parts["extension"] or "")


def mask_name(name: str) -> str:
    """Return a person's name with everything but its first character as stars, counted in code points."""
    return name[:1] + STAR * (len(name) - 1) if len(name) > 1 else STAR * len(name)
