"""What each page is given.

Pages import the use cases and with them the store, so this module is imported in the lane that opens the
workplace: neither the sign-in page nor the first visit of a page waits for it.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from outlet_app.bootstrap.workplace import Workplace
from outlet_app.ui.citizen.host import ReviewHost
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.making import Pieces
from outlet_app.ui.office import Office
from outlet_app.ui.pages.cases.agencies.page import AgenciesPage
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.pages.corrections.page import CorrectionsPage
from outlet_app.ui.pages.evacuation.page import EvacuationPage
from outlet_app.ui.pages.home.page import HomePage
from outlet_app.ui.pages.intake.page import IntakePage
from outlet_app.ui.pages.intake.parts import parts
from outlet_app.ui.pages.items.page import ItemsPage
from outlet_app.ui.pages.items.training_pane import TrainingPane
from outlet_app.ui.pages.notice.page import NoticePage
from outlet_app.ui.pages.packages.page import PackagesPage
from outlet_app.ui.pages.policies.page import PoliciesPage
from outlet_app.ui.pages.reviews.page import ReviewsPage
from outlet_app.ui.pages.settings.page import SettingsPage
from outlet_app.ui.pages.sync.page import SyncPage
from outlet_app.ui.pages.workload.page import WorkloadPage
from outlet_app.ui.parts.checklist_print import ChecklistPrint
from outlet_app.ui.parts.overdue_print import OverduePrint
from outlet_app.ui.parts.unheard_windows import UnheardWindows
from outlet_app.ui.shell import Made, Shell
from outlet_app.ui.sync_timer import SyncTimer
from outlet_app.ui.widgets.page import Page
from outlet_app.version import VERSION


class Surroundings(Protocol):
    """What pages need of the program around them."""

    office: Office
    lanes: Lanes
    shell: Shell
    sync_timer: SyncTimer
    reviewing: ReviewHost


def make_page(key: PageKey, around: Surroundings, here: Workplace) -> Made:
    """A page for the person signed in, whole or in pieces."""
    return _MAKERS[key](around, here)


def make_evacuation(around: Surroundings, here: Workplace) -> EvacuationPage:
    """What lies over everything on a machine that the city calls back."""
    shell = around.shell
    page = EvacuationPage(
        here.evacuation, here.sticks, around.office, around.lanes, shell.feedback, VERSION, here.again
    )
    around.sync_timer.busy_changed.connect(page.show_busy)
    page.sync_wanted.connect(around.sync_timer.hurry)
    return page


def _home(around: Surroundings, here: Workplace) -> Page:
    counter, shell = here.counter, around.shell
    page = HomePage(
        counter.desk, counter.papers, counter.reference, around.office, around.lanes, shell.feedback
    )
    page.sync_wanted.connect(around.sync_timer.hurry)
    page.review_wanted.connect(lambda: around.reviewing.invite())
    page.day_sheet_wanted.connect(lambda day: shell.open(PageKey.REPORTS, day))
    overdue = OverduePrint(counter, around.lanes, shell.feedback, page)
    page.overdue_list_wanted.connect(overdue.print_now)
    page.above = _unheard(around, here)
    return page


def _unheard(around: Surroundings, here: Workplace) -> UnheardWindows:
    return UnheardWindows(here.counter.windows, around.office, around.lanes)


def _intake(around: Surroundings, here: Workplace) -> Pieces[Page]:
    """The largest page: made at once it would hold the window for a tenth of a second."""
    made = yield from parts(here.counter.reference)
    page = IntakePage(here.counter, around.office, around.lanes, around.shell.feedback, made)
    page.decided.connect(around.reviewing.offer)
    return page


def _cases(around: Surroundings, here: Workplace) -> Page:
    page = CasesPage(here.counter, around.office, around.lanes, around.shell.feedback)
    page.steps.served.connect(around.reviewing.offer_case)
    page.above = _unheard(around, here)
    return page


def _corrections(around: Surroundings, here: Workplace) -> Page:
    page = CorrectionsPage(here.counter, around.office, around.lanes, around.shell.feedback)
    page.served.connect(around.reviewing.offer_case)
    page.decided.connect(around.reviewing.offer)
    return page


def _assistance(around: Surroundings, here: Workplace) -> Page:
    return AgenciesPage(here.counter, around.office, around.lanes, around.shell.feedback)


def _packages(around: Surroundings, here: Workplace) -> Page:
    page = PackagesPage(here.counter, around.office, around.lanes, around.shell.feedback)
    page.decided.connect(around.reviewing.offer)
    return page


def _notice(around: Surroundings, here: Workplace) -> Page:
    page = NoticePage(here.counter, around.office, around.lanes, around.shell.feedback)
    page.decided.connect(around.reviewing.offer)
    return page


def _reviews(around: Surroundings, here: Workplace) -> Page:
    counter = here.counter
    page = ReviewsPage(
        counter.review_desk,
        counter.rectifying,
        counter.papers,
        counter.reference,
        around.office,
        around.lanes,
        around.shell.feedback,
    )
    page.review_wanted.connect(around.reviewing.invite)
    around.reviewing.ended.connect(page.refresh)
    return page


def _reports(around: Surroundings, here: Workplace) -> Page:
    counter = here.counter
    sheet, papers, reference = counter.day_sheet, counter.papers, counter.reference
    page = WorkloadPage(
        sheet,
        papers,
        reference,
        around.office,
        around.lanes,
        around.shell.feedback,
        people=counter.people,
        ledgers=counter.ledgers,
        closing=counter.day_closing,
    )
    page.above = unheard = _unheard(around, here)
    unheard.show_day(page.state.day)
    page.counting.connect(unheard.show_day)
    return page


def _sync(around: Surroundings, here: Workplace) -> Page:
    releases, feedback = here.counter.releases, around.shell.feedback
    page = SyncPage(here.sync, around.office, around.lanes, feedback, releases, here.sticks, here.again)
    if page.stick is not None:
        # A receipt may bring the city's decision about this machine as well as a round does.
        page.stick.changed.connect(around.sync_timer.heed)
    around.sync_timer.busy_changed.connect(page.show_busy)
    page.sync_wanted.connect(around.sync_timer.hurry)
    return page


def _items(around: Surroundings, here: Workplace) -> Page:
    counter, feedback = here.counter, around.shell.feedback
    trainings = TrainingPane(counter.trainings, counter.papers, around.office, around.lanes, feedback)
    policies, lane = counter.policies, around.lanes.desk
    page = ItemsPage(counter.reference.catalogue, around.office, trainings, policies, lane)
    lists = ChecklistPrint(here.counter, around.office, around.lanes, around.shell.feedback, page)
    page.list_wanted.connect(lists.ask)
    return page


def _settings(around: Surroundings, here: Workplace) -> Page:
    counter, feedback = here.counter, around.shell.feedback
    return SettingsPage(counter.printers, counter.people, here.machine.facts, around.lanes, feedback)


def _policies(around: Surroundings, here: Workplace) -> Page:
    counter = here.counter
    page = PoliciesPage(counter.policies, counter.papers, around.office, around.lanes, around.shell.feedback)
    page.decided.connect(around.reviewing.offer)
    return page


_MAKERS: Mapping[PageKey, Callable[[Surroundings, Workplace], Made]] = {
    PageKey.WORKBENCH: _home,
    PageKey.INTAKE: _intake,
    PageKey.CASES: _cases,
    PageKey.NOTICE: _notice,
    PageKey.CORRECTIONS: _corrections,
    PageKey.ASSISTANCE: _assistance,
    PageKey.PACKAGES: _packages,
    PageKey.REVIEWS: _reviews,
    PageKey.REPORTS: _reports,
    PageKey.SYNC: _sync,
    PageKey.CATALOGUE: _items,
    PageKey.POLICIES: _policies,
    PageKey.SETTINGS: _settings,
}
