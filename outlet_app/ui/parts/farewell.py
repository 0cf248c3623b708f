"""Says on a machine that was wiped why it is empty, and whether the city knows."""

from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.wording import evacuation as words
from outlet_app.wording.shell import KNOWN


def tell_gone(feedback: Feedback, stage: str) -> None:
    """`stage`: said, unsaid, or destroyed while the city does not know yet."""
    answers = (Answer(KNOWN, default=True),)
    feedback.ask(words.GONE_TITLE, words.gone(stage), answers, icon="circle-check")
