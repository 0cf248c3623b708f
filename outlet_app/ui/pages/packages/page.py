"""集成办: choose a package, tick what is wanted, fill in once, decide all of it at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.domain.packages import Package
from outlet_app.services.counter import Counter
from outlet_app.services.package_drafts import Begun, SavedPackage
from outlet_app.services.packaging import Bundled
from outlet_app.services.views import ApplicantHit, Outcome
from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office
from outlet_app.ui.pages.packages import state as steps
from outlet_app.ui.pages.packages.bar import PackageBar
from outlet_app.ui.pages.packages.fields import SharedFields
from outlet_app.ui.pages.packages.form_card import FormCard
from outlet_app.ui.pages.packages.keeping import Keeping
from outlet_app.ui.pages.packages.marking import Marking
from outlet_app.ui.pages.packages.opening import Opening
from outlet_app.ui.pages.packages.package_list import PackageList
from outlet_app.ui.pages.packages.questions import Questions
from outlet_app.ui.pages.packages.state import PackagesState
from outlet_app.ui.parts.checklist.materials_list import MaterialsList
from outlet_app.ui.parts.finder import Finder
from outlet_app.ui.parts.hand_over import HandOver
from outlet_app.ui.parts.shutter import Shutter
from outlet_app.ui.theme.theme import look
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.boxes import Column, Line, Row, Scroller
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import packages as words

LIST_WIDTH, NARROW_LIST = 280, 208


class PackagesPage(Page):
    """What is filled in stays while the clerk looks something up elsewhere; `decided` carries an Outcome."""

    decided = Signal(object)

    def __init__(self, counter: Counter, office: Office, lanes: Lanes, feedback: Feedback) -> None:
        super().__init__(words.TITLE)
        self._counter, self._office, self._lanes, self._feedback = counter, office, lanes, feedback
        self.state = self._fresh()
        names = {code: one.name for code, one in counter.reference.phrases.items()}
        packages = counter.packaging.offered()
        self.list = PackageList(packages)
        self.materials = MaterialsList(names)
        self.form = FormCard(self.materials)
        self.served = Label("", "caption", "text3")
        self.action_bar = self._bar = PackageBar()
        self.review, self.submit, self.hint = self._bar.review, self._bar.submit, self._bar.hint
        self._opening = Opening(counter, office, lanes, feedback, self)
        questions = Questions(counter, office, lanes.desk, feedback, self)
        self._marking = Marking(self.form, questions, names, lambda: self.state, self._change)
        self._papers = HandOver(counter.papers, lanes.press, feedback, self)
        self._shutter = Shutter(self, feedback)
        self.keeping = Keeping(counter.package_drafts, lanes.desk, self._content, self)
        self.keeping.is_blocked = lambda: self._opening.is_busy
        self.head.add(self.keeping.head)
        self._finder = Finder(self.form.party.name, counter.applicants, lanes.desk)
        self._build(packages)
        self._connect()
        if packages:
            self.state = steps.chose_package(self.state, packages[0])
        self._show()
        self.set_layout(self.layout_class)

    def activated(self, _what: object = None) -> None:
        """Shown: the keys are on the packages; a draft comes back, the count is read again."""
        if not self.keeping.is_loaded:
            self.keeping.load()
        self._order_tabs()
        self._read_served()
        if row := self.list.current():
            row.setFocus(Qt.FocusReason.TabFocusReason)

    def leave(self, go: Callable[[], None]) -> None:
        """What was filled in is kept; nothing is asked."""
        self.keeping.save()
        go()

    def save(self) -> None:
        """Ctrl+S: keep the draft now."""
        self.keeping.save()

    @property
    def is_kept(self) -> bool:
        return self.keeping.is_kept

    def keep(self, then: Callable[[bool], None]) -> None:
        self.keeping.keep(then)

    def refresh(self) -> None:
        """F5: the promise as of now, and the count."""
        self._read_served()
        self._show()

    def panes(self) -> tuple[QWidget, ...]:
        """The packages and the form."""
        return (self._list_card, self.form)

    def set_layout(self, layout: Layout) -> None:
        """A narrower list in a compact window."""
        super().set_layout(layout)
        compact = layout is Layout.COMPACT
        self._list_card.setFixedWidth(look().s(NARROW_LIST if compact else LIST_WIDTH))
        self.form.set_compact(compact)
        # Beside the list of packages the form is narrower than any other page.
        self.form.set_stacked(layout < Layout.STANDARD)

    def press(self, *, for_review: bool) -> None:
        """Submit: the problems and the way to the first of them, or the save."""
        self._change(steps.tried(self.state, self._office.now().date(), for_review=for_review))
        if self.state.problems:
            self.form.go(next(iter(self.state.problems)))
        else:
            self._opening.begin(self.state)

    def _fresh(self) -> PackagesState:
        return PackagesState(self._office.now().date(), self._counter.reference.catalogue)

    def _build(self, packages: tuple[Package, ...]) -> None:
        count = words.LIST_COUNT.format(n=len(packages))
        self._list_card = Card(words.LIST, None, caption=count)
        foot = Row(self.served, None, margins=(16, 8, 8, 8))
        body = Scroller(self.list, words.LIST) if packages else EmptyState("package", *words.NONE)
        self._list_card.add((body, 1), Line(), foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for flaw in self._counter.reference.flaws[-1:]:
            column.addWidget(Column(Banner(Tone.WARN, words.FLAW_TITLE, words.flaw(flaw)), 12, gap=0))
        column.addWidget(Row(self._list_card, (self.form, 1), gap=16), 1)
        for button in (self.review, self.submit):
            button.setEnabled(bool(packages))
        self.form.setVisible(bool(packages))

    def _connect(self) -> None:
        party, change = self.form.party, self._change
        self.list.wanted.connect(self._choose)
        self.form.shared_made.connect(self._connect_shared)
        party.typed.connect(lambda name, text: change(steps.typed(self.state, name, text)))
        party.chosen.connect(lambda name, value: change(steps.chose(self.state, name, value)))
        self._finder.found.connect(self._took_over)
        self.materials.rebuilt.connect(self._order_tabs)
        self.review.clicked.connect(lambda: self.press(for_review=True))
        self.submit.clicked.connect(lambda: self.press(for_review=False))
        self.keeping.found.connect(self._found)
        self._opening.busy_changed.connect(self._shutter.set_shut)
        self._opening.done.connect(self._done)
        self._opening.kept.connect(self._start_over)
        self._opening.promising.notice_wanted.connect(self._tell_instead)
        self._opening.promising.open_wanted.connect(lambda case: self.go_to.emit(PageKey.CASES, case))

    def _connect_shared(self, fields: SharedFields) -> None:
        fields.typed.connect(lambda name, text: self._change(steps.typed(self.state, name, text)))
        self._order_tabs()

    def _change(self, state: PackagesState) -> None:
        if state != self.state:
            filled = state.entry != self.state.entry
            self.state = state
            if filled:
                self.keeping.changed()
            self._show()

    def _show(self) -> None:
        package = self.state.package
        self.list.show_chosen(package)
        wanted = self.state.entry.wanted
        promise = self._counter.packaging.promise(package, wanted) if package else None
        self.form.show_state(self.state, words.promise(promise) if wanted else "")
        self._bar.show_state(self.state)

    def _content(self) -> Begun | None:
        package = self.state.package
        return Begun(package.code, self.state.entry) if package and self.state.is_begun else None

    def _found(self, saved: SavedPackage) -> None:
        known = {one.code: one for one in self._counter.packaging.offered()}
        package = known.get(saved.begun.package)
        if package is not None and not self.state.is_begun:
            self.state = steps.resumed(self.state, package, saved.begun.entry)
            self._show()
            self.keeping.resume(saved)

    def _choose(self, package: Package) -> None:
        if package == self.state.package:
            self._show()
        elif self.state.is_blank:
            self._change(steps.chose_package(self.state, package))
        else:
            self._show()
            go = Answer(words.NEW_PACKAGE_GO, lambda: self._change(steps.chose_package(self.state, package)))
            self._feedback.ask(
                words.NEW_PACKAGE_TITLE,
                (words.NEW_PACKAGE_TEXT,),
                (Answer(words.KEEP, default=True), go),
                icon="triangle-alert",
                tone="warn",
            )

    def _tell_instead(self) -> None:
        """No 容缺: what was promised stands in the notice."""
        self._change(steps.undeferred(self.state))
        self.press(for_review=False)

    def _took_over(self, hit: ApplicantHit) -> None:
        self._change(steps.took_over(self.state, hit.applicant))
        self.form.party.focus("channel" if hit.applicant.phone else "phone")

    def _done(self, bundled: Bundled) -> None:
        text = words.DONE_TEXT.format(number=bundled.case.case_no, n=len(bundled.children))
        self._start_over()
        self._feedback.toast(words.DONE, text)
        for paper in bundled.papers:
            self._papers.hand(paper, bundled.case.case_no)
        self._read_served()
        served = next((one for one in bundled.children if one.decision is not None), None)
        if served is not None and served.decision is not None:
            self.decided.emit(Outcome(served, served.decision))

    def _start_over(self) -> None:
        self._finder.forget()
        self.keeping.done()
        package = self.state.package
        self.state = self._fresh()
        if package is not None:
            self.state = steps.chose_package(self.state, package)
        self._show()
        self.form.scroller.verticalScrollBar().setValue(0)
        if row := self.list.current():
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_served(self) -> None:
        year = self._office.now().year
        self._lanes.desk.run(lambda: self._counter.packaging.served(year), self._know_served, owner=self)

    def _know_served(self, answer: Done[int] | Failed) -> None:
        if isinstance(answer, Done):
            self.served.setText(words.SERVED.format(n=answer.value))

    def _order_tabs(self) -> None:
        if self.isVisible() and (row := self.list.current()):
            buttons = [one for one in (self.review, self.submit) if one.window() is self.window()]
            self.form.order_tabs([row], buttons)
