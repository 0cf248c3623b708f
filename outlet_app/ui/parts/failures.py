"""Says what a failed piece of work means to the person at the counter."""

from collections.abc import Sequence

from outlet_app.domain.problems import Refused
from outlet_app.ui.feedback import Answer, Feedback


def tell(feedback: Feedback, error: Exception, answers: Sequence[Answer] = (), icon: str = "") -> None:
    """A Refusal as a banner, a Trouble as a dialog; anything else is a bug and goes to the crash sheet."""
    if isinstance(error, Refused):
        feedback.refuse(error.refusal)
        return
    code = getattr(error, "code", "")
    if not code:
        raise error
    feedback.trouble(code, getattr(error, "told", {}), answers, icon)
