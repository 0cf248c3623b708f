"""同步中心: what waits between this machine and the city, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.services.enrolling_again import EnrollingAgain
from outlet_app.services.release_board import ReleaseBoard
from outlet_app.services.stick_desk import StickDesk
from outlet_app.services.sync_centre import SyncCentre
from outlet_app.services.views import QueueState, SyncView, UnsentRow
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office
from outlet_app.ui.pages.sync.chosen import ChosenCard
from outlet_app.ui.pages.sync.line import LineCard
from outlet_app.ui.pages.sync.queue import QueueCard
from outlet_app.ui.pages.sync.state import (
    Pile,
    Placed,
    SyncState,
    Weather,
    away_for,
    chose,
    failed,
    loaded,
    syncing,
    weather,
)
from outlet_app.ui.parts.again import AgainDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.releases_dialog import ReleasesDialog
from outlet_app.ui.parts.stick_card import StickCard
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.boxes import Column, Row, Scroller
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import enrolling_again as again_words
from outlet_app.wording import releases as releases_words
from outlet_app.wording import sync as words
from outlet_app.wording.healing import healed
from outlet_app.wording.standing import barred

SIDE = 344
QUEUE, LINE = 0, 1


class SyncPage(Page):
    """`sync_wanted` is F8's wish; the window runs the round and tells `show_busy`."""

    sync_wanted = Signal()

    def __init__(
        self,
        sync: SyncCentre,
        office: Office,
        lanes: Lanes,
        feedback: Feedback,
        releases: ReleaseBoard | None = None,
        sticks: StickDesk | None = None,
        again: EnrollingAgain | None = None,
    ) -> None:
        super().__init__(words.TITLE)
        self.stick = StickCard(sticks, lanes, feedback) if sticks is not None else None
        self.again = AgainDesk(self, again, lanes, feedback) if again is not None else None
        self._releases = releases
        self._sync, self._office, self._lanes, self._feedback = sync, office, lanes, feedback
        self.state = SyncState()
        self._pointed_at = ""
        self._subtitle = Label(words.SUBTITLE, "label", "text2")
        self.head.add(self._subtitle)
        self.try_button = Button(words.TRY_NOW, "refresh-cw")
        self.again_button = Button(again_words.BUTTON, "key-round")
        self.banner = Banner(Tone.WARN, "", "", self.again_button, self.try_button)
        self.queue = QueueCard(office.now)
        self.chosen = ChosenCard()
        self.line = LineCard()
        self.switch = Segmented((words.QUEUE_VIEW, words.LINE_VIEW), words.VIEW, current=QUEUE)
        self.releases_button = Button(releases_words.BUTTON, "download", Kind.QUIET)
        self.tools.add(self.switch)
        self.tools.add(self.releases_button)
        # Shown before it has a place it would be a window of its own, and take the keys with it.
        self.releases_button.setVisible(releases is not None)
        self._build()
        self._connect()

    def activated(self, what: object = None) -> None:
        """Shown, perhaps for one case (its id)."""
        self._pointed_at = what if isinstance(what, str) else ""
        self._show_half(QUEUE)
        self.refresh()
        self.queue.table.setFocus()

    def refresh(self) -> None:
        """Read the queue again; what is on show stays until the answer comes."""
        self.queue.pane.begin()
        self._lanes.desk.run(self._sync.view, self._read, owner=self)
        if self.stick is not None:
            self.stick.read(self._office.now())

    def show_busy(self, busy: bool) -> None:
        """A round with the city has begun or ended."""
        self._change(syncing(self.state, busy))
        if not busy and self.isVisible():
            self.refresh()

    def show_releases(self) -> None:
        """What the city handed down, over the page."""
        if self._releases is not None:
            dialog = ReleasesDialog(self._feedback.window, self._releases, self._lanes.desk)
            dialog.case_wanted.connect(lambda case_no: self.go_to.emit(PageKey.CASES, case_no))
            self._feedback.open(dialog)

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return (self.queue, self.chosen, *((self.stick,) if self.stick is not None else ()))

    def set_layout(self, layout: Layout) -> None:
        """Side by side, or one at a time in a compact window."""
        super().set_layout(layout)
        compact = layout is Layout.COMPACT
        self.switch.setVisible(compact)
        self._subtitle.setVisible(not compact)
        self.wants_search = not compact
        self._show_half(self.switch.current)
        self.restyle()

    def restyle(self) -> None:
        """Scale the side column and the gaps."""
        compact = self.layout_class is Layout.COMPACT
        if compact:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(16_777_215)
        else:
            self.side.setFixedWidth(look().s(SIDE))
        self._column.setSpacing(look().s(12 if compact else 16))

    def _build(self) -> None:
        self.side = Scroller(Column(self.chosen, *self.panes()[2:], (self.line, 1), gap=16), words.CHOSEN)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.banner)
        self._column.addWidget(Row((self.queue, 1), (self.side, 0), gap=16), 1)
        self.banner.hide()
        follow(self.restyle)

    def _connect(self) -> None:
        self.try_button.clicked.connect(self.sync_wanted)
        if self.again is not None:
            again, now = self.again, self._office.now
            self.again_button.clicked.connect(lambda: again.ask(now().date()))
            again.enrolled.connect(self.sync_wanted)
        self.queue.sync_wanted.connect(self.sync_wanted)
        self.queue.opened.connect(self._open_case)
        self.queue.chosen.connect(self._choose)
        self.queue.turned.connect(lambda pile: self._change(chose(self.state, Pile(pile))))
        self.chosen.opened.connect(self._open_case)
        self.chosen.noted.connect(self._note)
        self.switch.chosen.connect(self._show_half)
        self.releases_button.clicked.connect(self.show_releases)
        if self.stick is not None:
            self.stick.changed.connect(self._freshen)
        office = self._office
        for changed in (office.queue_changed, office.link_changed, office.synced_changed):
            changed.connect(self._freshen)
        office.minute_passed.connect(self._show_line)

    def _freshen(self) -> None:
        if self.isVisible():
            self.refresh()

    def _read(self, outcome: Done[SyncView] | Failed) -> None:
        if isinstance(outcome, Failed):
            self._change(failed(self.state))
            tell(self._feedback, outcome.error)
            return
        self._change(loaded(self.state, outcome.value))
        if self._pointed_at:
            self.queue.choose_case(self._pointed_at)
            self._pointed_at = ""

    def _change(self, state: SyncState) -> None:
        self.state = state
        self.try_button.setEnabled(not state.busy)
        self.queue.show_state(state)
        if state.failed and state.view is None:
            self.queue.pane.say(*words.UNREAD, "triangle-alert")
        self._choose(self.queue.table.current_row())
        self._show_line()

    def _choose(self, one: Placed | None) -> None:
        online = self.state.view.state.online if self.state.view else True
        self.chosen.show_row(one, online=online)

    def _show_line(self) -> None:
        if self.state.view:
            now = self._office.now()
            self.line.show_state(self.state.view.state, now)
            self._show_banner(self.state.view.state)

    def _show_banner(self, state: QueueState) -> None:
        seen = weather(state)
        self.banner.setVisible(seen is not Weather.FAIR)
        waits = seen is Weather.STOPPED and not state.online
        self.try_button.setVisible(waits or seen not in (Weather.STOPPED, Weather.HEALED))
        mine = self.again is not None and self.again.is_mine
        self.again_button.setVisible(seen is Weather.FORGOTTEN and mine)
        # One button for one wish: the banner's goes before the queue's.
        self.queue.button.setVisible(seen in (Weather.FAIR, Weather.HEALED))
        match seen:
            case Weather.OFFLINE:
                title = words.offline_title(away_for(state, self._office.now()))
                self.banner.show_message(Tone.WARN, title, words.OFFLINE_TEXT, icon="cloud-off")
            case Weather.UNTRUSTED:
                self.banner.show_message(Tone.WARN, words.UNTRUSTED_TITLE, words.UNTRUSTED_TEXT)
            case Weather.UNTIMELY:
                self.banner.show_message(Tone.WARN, words.UNTIMELY_TITLE, words.UNTIMELY_TEXT)
            case Weather.FORGOTTEN:
                self.banner.show_message(Tone.BAD, *again_words.banner(state.mode))
            case Weather.CAPTIVE:
                self.banner.show_message(Tone.WARN, words.CAPTIVE_TITLE, words.CAPTIVE_TEXT)
            case Weather.STOPPED:
                title, text = words.stopped(state.stopped, online=state.online)
                self.banner.show_message(Tone.BAD if state.online else Tone.WARN, title, text)
            case Weather.SUSPENDED | Weather.LEAVING | Weather.REVOKED:
                self.banner.show_message(Tone.BAD, *barred(seen.value))
            case Weather.STUCK:
                self.banner.show_message(Tone.BAD, words.STUCK_TITLE, words.STUCK_TEXT)
            case Weather.HEALED:
                if told := state.healed:
                    said = healed(told.what, told.count, told.terminal, lost=told.lost, untold=told.untold)
                    self.banner.show_message(Tone.BAD if told.lost else Tone.INFO, *said)
            case Weather.FAIR:
                pass

    def _note(self, row: UnsentRow) -> None:
        self._lanes.desk.run(lambda: self._sync.dismiss(row.case_id), self._noted, owner=self)

    def _noted(self, outcome: Done[int] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        self._feedback.toast(*words.NOTED_SAID)
        self.queue.table.setFocus()
        self.refresh()
        # The count in the status bar follows the next round.
        self.sync_wanted.emit()

    def _open_case(self, row: UnsentRow) -> None:
        if row.case_no:
            self.go_to.emit(PageKey.CASES, row.case_no)

    def _show_half(self, half: int) -> None:
        self.switch.choose(half)
        compact = self.layout_class is Layout.COMPACT
        self.queue.setVisible(not compact or half == QUEUE)
        self.side.setVisible(not compact or half == LINE)
