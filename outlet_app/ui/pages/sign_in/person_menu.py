"""What a 窗口负责人 can do behind the name in the status bar."""

from collections.abc import Callable

from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.wording import sign_in as words


def ask_person(
    feedback: Feedback, name: str, colleagues: Callable[[], object], change: Callable[[], object]
) -> None:
    """The colleagues of the outlet, or somebody else signs in; Esc does neither."""
    feedback.ask(
        words.PERSON_TITLE.format(name=name),
        (words.PERSON_TEXT,),
        (
            Answer(words.COLLEAGUES, colleagues, icon="users", default=True),
            Answer(words.OTHER_PERSON, change),
        ),
        icon="user",
    )
