"""Says that the city has sent another catalogue or holiday plan."""

from outlet_app.ui.feedback import Feedback
from outlet_app.ui.theme.tokens import Tone
from outlet_app.wording import shell as words


def tell_news(feedback: Feedback) -> None:
    """In passing: it holds from the next sign-in."""
    feedback.toast(words.NEWS_TITLE, words.NEWS_TEXT, Tone.INFO)
