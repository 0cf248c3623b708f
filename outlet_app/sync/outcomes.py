"""What can come of asking the city, other than an answer; the queue is never touched by any of it."""

from collections.abc import Mapping

from outlet_app.sync.wire import Code


class Offline(Exception):  # noqa: N818 - a state of the line, not an error
    """Nobody reached: no line, no such host, no trusted certificate."""

    code = "server.offline"


class CaptivePortal(Offline):
    """Somebody answered, but not the city: a page, a redirect, another shape (sync.md D.4)."""

    code = "server.captive"


class Interrupted(Offline):
    """The line broke or fell silent, or the answer came damaged: smaller pieces may get through."""


class Untrusted(Offline):
    """Whoever answered has no certificate of the city's authority, or one of another place."""

    code = "server.untrusted"


class Untimely(Offline):
    """The certificate is the city's, but not of now, as this machine knows the time."""

    code = "server.untimely"


class Denial(Exception):  # noqa: N818 - an answer of the city
    """The city's own refusal: code and arguments, and how many seconds it asks us to wait."""

    def __init__(self, code: str, args_told: Mapping[str, object] | None = None, wait_s: float = 0.0) -> None:
        super().__init__(code)
        self.code = code
        self.args_told = dict(args_told or {})
        self.wait_s = wait_s

    @property
    def is_about_body(self) -> bool:
        """Whether the operations themselves were refused, not the asking."""
        return self.code in (Code.BAD_BODY, Code.BAD_OP, Code.DIGEST)

    @property
    def is_about_size(self) -> bool:
        """Whether less at a time may be taken."""
        return self.code == Code.TOO_LARGE


class InsecureAddress(ValueError):  # noqa: N818 - said to the administrator as it is
    """Plain http is spoken with this very machine only."""
