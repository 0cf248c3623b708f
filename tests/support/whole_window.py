"""The whole window with 工作台, 服务评价, 同步中心 and 事项清单 as they are, and plain pages otherwise."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.people import Person, Right
from outlet_app.services.sign_in import SignIn
from outlet_app.system.keystore import Cost, KeyStore
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Link, Office, OutletFacts, Queue
from outlet_app.ui.pages.home.page import HomePage
from outlet_app.ui.pages.items.page import ItemsPage
from outlet_app.ui.pages.lock.page import LockPage
from outlet_app.ui.pages.reviews.page import ReviewsPage
from outlet_app.ui.pages.sign_in.page import SignInPage
from outlet_app.ui.pages.sign_in.state import TrialPerson
from outlet_app.ui.pages.sync.page import SyncPage
from outlet_app.ui.shell import Shell
from outlet_app.ui.widgets.page import Page
from outlet_app.wording.shell import PAGES
from outlet_app.wording.troubles import REFUSALS, TROUBLES
from tests.support.counter_fakes_desk import (
    CLERK,
    HEAD,
    NOW,
    OUTLET,
    FakeDesk,
    FakePapers,
    FakeSync,
    reference,
)
from tests.support.lanes import ManualLane
from tests.support.review_fakes import ROUND, FakeRectifying, FakeReviewDesk

SIZES = (
    ((1280, 680), 1.0),
    ((1366, 696), 1.0),
    ((1366, 768), 1.0),
    ((1920, 1080), 1.0),
    ((1366, 696), 1.25),
    ((1366, 696), 1.5),
    ((1920, 1008), 1.5),
    ((1920, 1008), 1.75),
)
SEAT = OutletFacts(OUTLET, "HH05", "杭锦后旗知识产权公共服务窗口")
CLERKS_OWN, HEADS_OWN = "Hetao-Mifeng-7", "Ulanbuh-Shamo-8"


def open_office(person: Person | None = HEAD) -> Office:
    """Somebody signed in at the county window, the line down and much waiting."""
    office = Office(lambda: NOW)
    office.sign_in(person)
    office.show_outlet(SEAT)
    office.show_link(Link.OFFLINE)
    office.show_queue(Queue(128, 12))
    office.show_sync(NOW.replace(day=11))
    return office


def whole_window(
    lanes: Lanes,
    person: Person | None = HEAD,
    desk: FakeDesk | None = None,
    sync: FakeSync | None = None,
    reviews: FakeReviewDesk | None = None,
) -> Shell:
    """A window of this person over services that answer from memory."""
    office, made = open_office(person), list[Shell]()
    makers: dict[PageKey, Callable[[], Page]] = {key: lambda key=key: Page(PAGES[key]) for key in PageKey}
    makers[PageKey.WORKBENCH] = lambda: HomePage(
        desk or FakeDesk(),  # type: ignore[arg-type]
        FakePapers(),  # type: ignore[arg-type]
        reference(),
        office,
        lanes,
        made[0].feedback,
    )
    rated = reviews or FakeReviewDesk(may_see=person is not None and person.may(Right.SEE_REVIEWS))
    makers[PageKey.REVIEWS] = lambda: ReviewsPage(
        rated,
        FakeRectifying(ROUND if rated.may_see else ()),  # type: ignore[arg-type]
        FakePapers(),  # type: ignore[arg-type]
        reference(),
        office,
        lanes,
        made[0].feedback,
    )
    makers[PageKey.SYNC] = lambda: SyncPage(sync or FakeSync(), office, lanes, made[0].feedback)  # type: ignore[arg-type]
    makers[PageKey.CATALOGUE] = lambda: ItemsPage(reference().catalogue, office)
    made.append(Shell(office, makers, {**TROUBLES, **REFUSALS}))
    office.setParent(made[0])
    return made[0]


def show_page(window: Shell, key: PageKey, lanes: Lanes) -> Page:
    """Open a page and let it read."""
    window.open(key)
    drain(lanes)
    assert window.page is not None
    return window.page


def drain(lanes: Lanes) -> None:
    """Let every lane work until nothing waits."""
    every = [lane for lane in (lanes.desk, lanes.courier, lanes.press) if isinstance(lane, ManualLane)]
    while sum(lane.drain() for lane in every):
        continue


def slots(folder: Path, people: int = 2) -> KeyStore:
    """Key slots that open quickly; both people have signed in before, the clerk last."""
    keys = KeyStore(folder / "slots.json", now=lambda: NOW, cost=Cost(1, 1024, 1))
    if people:
        key = keys.create_first(HEAD.staff_no, HEADS_OWN)
        keys.add(CLERK.staff_no, CLERKS_OWN, key)
        keys.unlock(HEAD.staff_no, HEADS_OWN)
        keys.unlock(CLERK.staff_no, CLERKS_OWN)
    return keys


def sign_in_page(folder: Path, lanes: Lanes, *, people: int = 2, trial: bool = False) -> SignInPage:
    """The door of a machine with (or without) people."""
    shown = (
        TrialPerson(CLERK.staff_no, CLERK.name, CLERKS_OWN),
        TrialPerson(HEAD.staff_no, HEAD.name, HEADS_OWN),
    )
    keys = slots(folder, people)
    return SignInPage(
        SignIn(keys), lanes, keys.unlock, lambda _filled: None, version="0.1.0", trial=shown if trial else ()
    )


def lock_page(folder: Path, lanes: Lanes, *, kept: bool = True) -> LockPage:
    """The lock over the clerk's work."""
    office = open_office(CLERK)
    page = LockPage(SignIn(slots(folder)), office, lanes, "0.1.0", lambda then: then(kept))
    office.setParent(page)
    page.begin()
    return page


def settle(turns: int = 4) -> None:
    """Let layouts come to rest without waiting."""
    for _ in range(turns):
        QApplication.processEvents()


def buried() -> None:
    """Delete what asked to be deleted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def tab_walk(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab, most: int = 120) -> list[QWidget]:
    """The stops of Tab from the present one until it comes round, each as it gets the focus."""
    begun, stops = QApplication.focusWidget(), list[QWidget]()
    for _ in range(most):
        QTest.keyClick(QApplication.focusWidget() or window, key)
        now = QApplication.focusWidget()
        assert now is not None, "Tab lost the focus"
        stops.append(now)
        if now is begun:
            return stops
    raise AssertionError(f"Tab never comes round: {stops[-3:]}")
