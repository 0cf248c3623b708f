"""Whom a release reaches: every outlet, some by name or division, or a share that grows step by step."""

from functools import lru_cache
from hashlib import sha256

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.plain import PlainRow

WHOLE = 100
_DIVISION_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Reach:
    """Outlets by code, divisions by their six digits, and how many of a hundred outlets beside them."""

    outlets: tuple[str, ...] = ()
    divisions: tuple[str, ...] = ()
    share: int = WHOLE

    def covers(self, outlet: str, name: str) -> bool:
        """Tell whether the release of that name is meant for the outlet."""
        named = outlet in self.outlets or outlet[:_DIVISION_DIGITS] in self.divisions
        return named or lot(name, outlet) < self.share

    def holds_all_of(self, other: "Reach") -> bool:
        """Tell whether whoever the other reaches is reached by this one too."""
        if self.share >= WHOLE:
            return True
        named = set(other.outlets) - set(self.outlets)
        return (
            self.share >= other.share
            and set(other.divisions) <= set(self.divisions)
            and all(code[:_DIVISION_DIGITS] in self.divisions for code in named)
        )


EVERYWHERE = Reach()


@lru_cache(maxsize=4096)
def lot(name: str, outlet: str) -> int:
    """The outlet's lot for a release, 0 to 99: the same on every machine, another one for every release."""
    return int.from_bytes(sha256(f"{name}\n{outlet}".encode()).digest()[:4]) % WHOLE


def read_reach(row: PlainRow) -> Reach:
    """A reach as it is written in an order; the row's own error where it is none."""
    share = row.number("share", 0)
    if share > WHOLE:
        raise row.refuse("share", "number_expected")
    return Reach(row.texts("outlets"), row.texts("divisions"), share)
