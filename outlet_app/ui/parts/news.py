"""Says in passing what came from the city: new data, or the result of 立即同步."""

from collections.abc import Sequence

from outlet_app.domain.releases.order import Mode, Subject
from outlet_app.domain.releases.standing import Status
from outlet_app.services.healed import Healed
from outlet_app.services.release_views import News, ReleaseRow
from outlet_app.services.transfer_views import TransferNews
from outlet_app.services.views import QueueState
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.theme.tokens import Tone
from outlet_app.wording import releases, transfer
from outlet_app.wording import shell as words
from outlet_app.wording.healing import healed
from outlet_app.wording.standing import barred
from outlet_app.wording.sync import stopped

MOST_TOLD = 2


def tell_news(feedback: Feedback, news: News) -> None:
    """In passing: it holds from the next sign-in."""
    if news.releases:
        tell_releases(feedback, news.releases)
    elif news.has_newer_data:
        feedback.toast(words.NEWS_TITLE, words.NEWS_TEXT, Tone.INFO)


def tell_releases(feedback: Feedback, rows: Sequence[ReleaseRow]) -> None:
    """What the city handed down and nobody here has looked at, the newest of it."""
    for row in rows[:MOST_TOLD]:
        name = releases.title(row.subject, row.name)
        if row.status is Status.WITHDRAWN:
            staffed = row.subject is Subject.STAFF
            text = releases.STAFF_WITHDRAWN_TEXT if staffed else releases.WITHDRAWN_TEXT
            feedback.toast(releases.WITHDRAWN.format(name=name), text, Tone.WARN)
        elif row.mode is Mode.URGENT:
            text = releases.ARRIVED_URGENT_TEXT.format(reason=row.reason)
            feedback.toast(releases.ARRIVED_URGENT.format(name=name), text, Tone.WARN)
        else:
            text = releases.ARRIVED_TEXT.format(mode=releases.MODES[row.mode], since=row.since.isoformat())
            feedback.toast(releases.ARRIVED.format(name=name), text, Tone.INFO)


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
        said = healed(news.what, news.count, news.terminal, lost=news.lost, untold=news.untold)
        # What nobody has any more stays in sight until somebody has read it.
        feedback.toast(*said, Tone.BAD if news.lost else Tone.INFO)


def tell_barred(feedback: Feedback, mode: str) -> None:
    """In passing, wherever the clerk is: what the city decided about this machine."""
    feedback.toast(*barred(mode), Tone.BAD)


def tell_sync(feedback: Feedback, state: QueueState) -> None:
    """What a person who pressed 立即同步 wants to know."""
    if state.mode:
        tell_barred(feedback, state.mode)
    elif state.stopped:
        # Without the line it only waits; a city that refuses needs a person.
        told = stopped(state.stopped, online=state.online)
        feedback.toast(*told, Tone.BAD if state.online else Tone.WARN)
    elif not state.online:
        feedback.toast(words.SYNC_OFFLINE, words.SYNC_OFFLINE_TEXT, Tone.WARN)
    elif state.waiting or state.needs_you:
        feedback.toast(words.SYNC_PARTLY, words.sync_left(state.waiting, state.needs_you), Tone.INFO)
    else:
        feedback.toast(words.SYNC_DONE)
