"""Which pages there are, and what each is given; made on their first visit, after somebody signed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office
from outlet_app.ui.shell import Shell
from outlet_app.ui.sync_timer import SyncTimer
from outlet_app.ui.widgets.page import Page

if TYPE_CHECKING:
    from outlet_app.bootstrap.workplace import Workplace


class Program(Protocol):
    """What the pages need of the program."""

    office: Office
    lanes: Lanes
    shell: Shell
    sync_timer: SyncTimer
    workplace: Workplace | None


# Pages import the use cases and with them the store, so they are imported when they are made:
# the sign-in page must not wait for them.


def page_makers(program: Program) -> Mapping[PageKey, Callable[[], Page]]:
    """The pages of this version in the order of Ctrl+1 … Ctrl+9."""
    return {
        PageKey.WORKBENCH: lambda: _home(program, _open(program)),
        PageKey.INTAKE: lambda: _intake(program, _open(program)),
        PageKey.CASES: lambda: _cases(program, _open(program)),
        PageKey.NOTICE: lambda: _notice(program, _open(program)),
        PageKey.REPORTS: lambda: _reports(program, _open(program)),
        PageKey.SYNC: lambda: _sync(program, _open(program)),
        PageKey.CATALOGUE: lambda: _items(program, _open(program)),
    }


def _open(program: Program) -> Workplace:
    assert program.workplace is not None, "pages are shown only to somebody signed in"
    return program.workplace


def _home(program: Program, here: Workplace) -> Page:
    from outlet_app.ui.pages.home.page import HomePage

    counter, shell = here.counter, program.shell
    page = HomePage(
        counter.desk, counter.papers, counter.reference, program.office, program.lanes, shell.feedback
    )
    page.sync_wanted.connect(program.sync_timer.hurry)
    page.day_sheet_wanted.connect(lambda day: shell.open(PageKey.REPORTS, day))
    return page


def _intake(program: Program, here: Workplace) -> Page:
    from outlet_app.ui.pages.intake.page import IntakePage

    return IntakePage(here.counter, program.office, program.lanes, program.shell.feedback)


def _cases(program: Program, here: Workplace) -> Page:
    from outlet_app.ui.pages.cases.page import CasesPage

    counter = here.counter
    return CasesPage(
        counter.cases, counter.papers, counter.reference, program.office, program.lanes,
        program.shell.feedback,
    )  # fmt: skip


def _notice(program: Program, here: Workplace) -> Page:
    from outlet_app.ui.pages.notice.page import NoticePage

    return NoticePage(here.counter, program.office, program.lanes, program.shell.feedback)


def _reports(program: Program, here: Workplace) -> Page:
    from outlet_app.ui.pages.workload.page import WorkloadPage

    counter = here.counter
    return WorkloadPage(
        counter.day_sheet, counter.papers, counter.reference, program.office, program.lanes,
        program.shell.feedback,
    )  # fmt: skip


def _sync(program: Program, here: Workplace) -> Page:
    from outlet_app.ui.pages.sync.page import SyncPage

    page = SyncPage(here.sync, program.office, program.lanes, program.shell.feedback)
    page.sync_wanted.connect(program.sync_timer.hurry)
    return page


def _items(program: Program, here: Workplace) -> Page:
    from outlet_app.ui.pages.items.page import ItemsPage

    return ItemsPage(here.counter.reference.catalogue, program.office)
