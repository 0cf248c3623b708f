"""首问登记: what happens between the form, its decisions, and the draft that survives a crash."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal

from outlet_app.domain.answers import KnownAnswer
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.forms.intake import row_field
from outlet_app.domain.licences import Licence
from outlet_app.domain.materials import WHOLE_LIST
from outlet_app.services.counter import Counter
from outlet_app.services.drafts import SavedDraft
from outlet_app.services.views import Outcome
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import CALL, NEW, PageKey
from outlet_app.ui.making import at_once
from outlet_app.ui.office import Office
from outlet_app.ui.pages.intake import steps
from outlet_app.ui.pages.intake.checking import Checking
from outlet_app.ui.pages.intake.deciding import Deciding
from outlet_app.ui.pages.intake.dialogs.leaving import Leaving, ask_earlier
from outlet_app.ui.pages.intake.editing import Editing
from outlet_app.ui.pages.intake.frame import FIRST_FIELD, IntakeFrame
from outlet_app.ui.pages.intake.licence import TakingLicence
from outlet_app.ui.pages.intake.outlook import PolicyOutlook
from outlet_app.ui.pages.intake.parts import Parts, parts
from outlet_app.ui.pages.intake.reminding import Reminding
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.pages.intake.twin import TwinWatch
from outlet_app.ui.parts.autosave import Unsaved
from outlet_app.ui.parts.checklist_print import ChecklistPrint
from outlet_app.ui.parts.hand_over import HandOver
from outlet_app.ui.parts.intake_order import IntakeOrder
from outlet_app.ui.parts.notice_order import NoticeIssued, NoticeOrder
from outlet_app.ui.parts.shutter import Shutter, is_typing_elsewhere
from outlet_app.wording import intake as words


class IntakePage(IntakeFrame):
    """`decided` carries the Outcome of every decision but the notice, which its own page issues."""

    decided = Signal(object)

    def __init__(
        self, counter: Counter, office: Office, lanes: Lanes, feedback: Feedback, made: Parts | None = None
    ) -> None:
        super().__init__(counter.drafts, lanes.desk, made or at_once(parts(counter.reference)))
        self._counter, self._office, self._lanes, self._feedback = counter, office, lanes, feedback
        self._catalogue = counter.reference.catalogue
        self.state = steps.opened(office.now().date())
        self._notice: NoticeDraft | None = None
        self._going = self._is_free = self._is_stale = False
        self._wish: object = None
        defects = {code: one.name for code, one in counter.reference.phrases.items()}
        self.deciding = Deciding(counter, office, lanes, feedback, self)
        self._shutter = Shutter(self, feedback)
        self._leaving = Leaving(self.draft, feedback, self._asks, self._drop_draft)
        self._papers = HandOver(counter.papers, lanes.press, feedback, self)
        self._lists = ChecklistPrint(counter, office, lanes, feedback, self)
        self.draft.autosave.is_blocked = lambda: self.deciding.is_busy
        get, change = (lambda: self.state), self._change
        self._checking = Checking(self.materials, defects, get, change, feedback, self)
        self.editing = Editing(
            self.fields, self._catalogue, counter.applicants, lanes.desk, get, change, self
        )
        self.licences = TakingLicence(
            self.fields, counter.applicants, lanes.desk, feedback, self.editing.recalling, get, change, self
        )
        self.outlook = PolicyOutlook(counter.policies, lanes.desk, get, change, self)
        self.reminding = Reminding(counter, office, lanes.desk, feedback, self.form, self)
        self.twins = TwinWatch(
            self.form.twin, counter.intake, counter.reference.calendar, lanes.desk, office.now, self
        )
        self._connect()
        self._show_due()
        self._show()
        self.set_layout(self.layout_class)

    def activated(self, what: object = None) -> None:
        """Shown: resume the draft the first time, take a notice back, or start a new registration."""
        was_at_notice, self._going = self._going, False
        self._order_tabs()
        if isinstance(what, NoticeIssued):
            self.draft.take_over()
            self._start_over()
        elif isinstance(what, NoticeOrder):
            self._take_back(what)
        elif was_at_notice or not self.draft.is_loaded:
            self._is_stale, self._wish = was_at_notice, what
            self.draft.load()
        self.take_focus()
        if (
            what in (NEW, CALL)
            or isinstance(what, int | IntakeOrder)
            or (isinstance(what, Licence) and self.draft.is_loaded)
        ):
            self._begin(what)

    def leave(self, go: Callable[[], None]) -> None:
        """Keep the draft and ask nothing, unless a decision could have been taken (UI.md §4)."""
        self.draft.save()
        is_free, self._is_free = self._is_free, False
        go() if is_free or not self._asks() else self._leaving.ask(go)

    @property
    def takes_answers(self) -> bool:
        return not self.deciding.is_busy

    def take_answer(self, _answer: object) -> bool:
        """An answer of one's own is never written over."""
        if not isinstance(_answer, KnownAnswer) or self.state.entry.answer.strip():
            return False
        self._change(steps.took_answer(self.state, _answer))
        self.fields.focus("answer")
        return True

    def print_current(self) -> None:
        """F9: the paper of the last answer, until somebody else is being registered."""
        if self.state.is_blank:
            self.deciding.answer_paper.print_now()

    def refresh(self) -> None:
        """F5: the deadline as of now."""
        self._show_due()

    def _connect(self) -> None:
        self.form.receive_wanted.connect(lambda: self.press(Decision.RECEIVE))
        self.form.list_wanted.connect(lambda: self._lists.print_for(self.state.entry))
        self.bar.pressed.connect(lambda decision: self.press(Decision(decision)))
        self.draft.found.connect(self._found)
        self.draft.none_found.connect(self._begin_wish)
        self.deciding.busy_changed.connect(self._shutter.set_shut)
        self.deciding.done.connect(self._done)
        self.deciding.notice_wanted.connect(self._to_notice)
        self.deciding.kept.connect(self._start_over)
        self.reminding.kept.connect(self._start_over)
        self.deciding.state_wanted.connect(self._change)
        self.deciding.open_wanted.connect(self._open_case)
        self.form.twin.open_wanted.connect(self._open_case)
        self._office.minute_passed.connect(self._minute_passed)

    def press(self, decision: Decision) -> None:
        """A decision: its problems and the way to the first of them, or the save."""
        button = self.bar.buttons.get(decision, self.form.receive)
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._change(steps.tried(self.state, decision, self._office.now().date()))
        if self.state.problems:
            self.form.go(next(iter(self.state.problems)))
        else:
            self.deciding.begin(self.state, decision)

    def _change(self, state: IntakeState) -> None:
        if state == self.state:
            return
        changed = state.entry != self.state.entry
        moved = (state.entry.item, state.sub_item) != (self.state.entry.item, self.state.sub_item)
        self.state = state
        if changed:
            self.draft.autosave.changed()
        if moved:
            self._show_due()
        self._show()

    def _show(self) -> None:
        self.form.show_state(self.state)
        self.bar.show_state(self.state)
        self.side.show_seasons(self.state)
        self.outlook.look()
        self.reminding.show_state(self.state)
        self.twins.look(self.state)

    def _show_due(self) -> None:
        code = self.state.entry.sub_item
        preview = self._counter.intake.due_preview(code) if code else None
        item = self._counter.reference.item_of(self.state.entry.item or 0)
        self.side.show_state(self.state, item, preview)
        self.draft.head.show_due(self.side.title if preview else "")

    def _open_case(self, case_no: str) -> None:
        self._is_free = True
        self.go_to.emit(PageKey.CASES, case_no)

    def _to_notice(self) -> None:
        self._going = self._is_free = True
        self.draft.save()
        self.draft.hand_over()
        self.go_to.emit(PageKey.NOTICE, NoticeOrder(self.state.submitted, self._notice))

    def _take_back(self, order: NoticeOrder) -> None:
        self._notice = order.draft
        self.draft.take_over()
        self._change(steps.resumed(order.entry, self._catalogue, self.state.today))

    def _done(self, outcome: Outcome) -> None:
        self._start_over()
        self._begin_wish()
        self._papers.give(outcome, words.DONE_TITLES[outcome.decision], self.deciding.told(outcome))
        self.decided.emit(outcome)

    def _start_over(self) -> None:
        self.draft.stop()
        self.editing.finder.forget()
        self.deciding.forget()
        self._notice = None
        self.state = steps.opened(self._office.now().date())
        self._show_due()
        self._show()
        self.form.scroller.verticalScrollBar().setValue(0)
        if not is_typing_elsewhere(self):
            self.fields.focus(FIRST_FIELD)

    def _begin(self, what: object) -> None:
        if self.deciding.is_busy:
            self._wish = what
        elif self._is_untouched_call:
            # Shift+F2 by mistake: nothing was written that anybody need be asked about.
            self._start_over()
            self._fulfil(what)
        elif self.state.is_blank or isinstance(what, Licence):
            self._fulfil(what)
        else:
            self._leaving.ask_new(lambda: self._fulfil(what))

    @property
    def _is_untouched_call(self) -> bool:
        return self.state.entry == steps.called(self._office.now().date(), self._catalogue).entry

    def _asks(self) -> bool:
        return self.state.is_ready and not self.deciding.is_busy

    def _begin_wish(self) -> None:
        wish, self._wish = self._wish, None
        self._fulfil(wish)

    def _fulfil(self, what: object) -> None:
        if what == CALL:
            self._change(steps.called(self._office.now().date(), self._catalogue))
        elif isinstance(what, int):
            self._change(steps.chose_item(self.state, what, self._catalogue))
        elif isinstance(what, Licence):
            self.licences.take(what)
        elif isinstance(what, IntakeOrder):
            self._change(steps.resumed(what.entry, self._catalogue, self._office.now().date()))

    def _drop_draft(self) -> None:
        self._start_over()
        self.draft.drop()

    def content(self) -> Unsaved | None:
        if self.state.is_blank:
            return None
        row = self.materials.focused()
        where = self.fields.focused() or (row_field(row) if row else "")
        return self.state.answered, self._notice, where

    def _found(self, saved: SavedDraft) -> None:
        wish, self._wish = self._wish, None
        if self.state.is_blank or self._is_stale:
            self._resume(saved)
        else:
            ask_earlier(self._feedback, saved.saved_at, lambda: self._resume(saved))
        if isinstance(wish, Licence):
            self._fulfil(wish)

    def _resume(self, saved: SavedDraft) -> None:
        self._notice, self._is_stale = saved.notice, False
        self.state = steps.resumed(saved.entry, self._catalogue, self._office.now().date())
        self._show_due()
        self._show()
        self.draft.resume(saved, (self.state.answered, saved.notice, saved.focus))
        if saved.notice and saved.focus.startswith(PageKey.NOTICE):
            self._going = self._is_free = True
            self.draft.hand_over()
            self.go_to.emit(PageKey.NOTICE, NoticeOrder(self.state.submitted, saved.notice, saved.focus))
        elif not self.fields.focus_at(saved.focus):
            self.form.go(saved.focus) if saved.focus.startswith(WHOLE_LIST) else self.take_focus()

    def _minute_passed(self, now: datetime) -> None:
        if now.date() != self.state.today:
            self.state = replace(self.state, today=now.date())
        if self.isVisible():
            self._show_due()
