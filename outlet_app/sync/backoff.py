"""How the loop paces itself: how long to wait, and how much to send at once (sync.md D.5)."""

from random import Random

BASE_S = 2.0
CAP_S = 300.0
_GROWTH = 1.5


class Backoff:
    """Full jitter: each failure in a row doubles the span the next wait is drawn from, up to five minutes."""

    def __init__(self, rng: Random, base_s: float = BASE_S, cap_s: float = CAP_S) -> None:
        self._rng = rng
        self._base_s = base_s
        self._cap_s = cap_s
        self._failures = 0

    def failed(self, at_least_s: float = 0.0) -> float:
        """Seconds to wait after one more failure; the city may ask for a least wait."""
        # 2**20 s is far over any cap; without the bound a month offline would overflow.
        span = min(self._cap_s, self._base_s * 2 ** min(self._failures, 20))
        self._failures += 1
        return at_least_s + self._rng.uniform(0, span)

    def succeeded(self) -> None:
        """Begin anew: the line is good, or a person asked to try now."""
        self._failures = 0


class BatchSize:
    """How many operations and bytes go in one push: halved by trouble, grown back by success."""

    def __init__(self, max_ops: int = 200, max_bytes: int = 524_288) -> None:
        self._most = max_ops, max_bytes
        self._share = 1.0

    @property
    def ops(self) -> int:
        """Operations at once, at least one."""
        return max(1, int(self._most[0] * self._share))

    @property
    def bytes(self) -> int:
        """Bytes at once; a single operation may be larger."""
        return max(1, int(self._most[1] * self._share))

    def limit(self, max_ops: int, max_bytes: int) -> None:
        """Take over what the city said it takes at once."""
        self._most = max_ops, max_bytes

    def halve(self) -> None:
        """Send less at once."""
        self._share = max(self._share / 2, 1 / self._most[0])

    def one(self) -> None:
        """Send single operations."""
        self._share = 1 / self._most[0]

    def grow(self) -> None:
        """Send more at once again."""
        self._share = min(self._share * _GROWTH, 1.0)
