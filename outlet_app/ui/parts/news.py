"""Says in passing what came from the city: new data, or the result of 立即同步."""

from outlet_app.services.healed import Healed
from outlet_app.services.transfer_views import TransferNews
from outlet_app.services.views import QueueState
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.theme.tokens import Tone
from outlet_app.wording import shell as words
from outlet_app.wording import transfer
from outlet_app.wording.healing import healed
from outlet_app.wording.sync import stopped

MOST_TOLD = 2


def tell_news(feedback: Feedback) -> None:
    """In passing: it holds from the next sign-in."""
    feedback.toast(words.NEWS_TITLE, words.NEWS_TEXT, Tone.INFO)


def tell_transfers(feedback: Feedback, news: tuple[TransferNews, ...]) -> None:
    """What came about transfers, one line each; of many the first are told and the rest counted."""
    for one in news[:MOST_TOLD]:
        title, text = transfer.news(one.what, one.applicant, one.by, one.reason, one.remark)
        feedback.toast(title, text, Tone.WARN if one.what == "returned" else Tone.INFO)
    if len(news) > MOST_TOLD:
        feedback.toast(transfer.MORE_NEWS.format(n=len(news) - MOST_TOLD), transfer.MORE_NEWS_TEXT, Tone.INFO)


def tell_healed(feedback: Feedback, news: Healed | None) -> None:
    """In passing, once: the program made peace with the city by itself."""
    if news is not None:
        feedback.toast(*healed(news.what, news.count, news.terminal), Tone.INFO)


def tell_sync(feedback: Feedback, state: QueueState) -> None:
    """What a person who pressed 立即同步 wants to know."""
    if state.stopped:
        # Without the line it only waits; a city that refuses needs a person.
        told = stopped(state.stopped, online=state.online)
        feedback.toast(*told, Tone.BAD if state.online else Tone.WARN)
    elif not state.online:
        feedback.toast(words.SYNC_OFFLINE, words.SYNC_OFFLINE_TEXT, Tone.WARN)
    elif state.waiting or state.needs_you:
        feedback.toast(words.SYNC_PARTLY, words.sync_left(state.waiting, state.needs_you), Tone.INFO)
    else:
        feedback.toast(words.SYNC_DONE)
