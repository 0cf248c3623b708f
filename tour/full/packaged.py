"""Packages on the whole day: one form, one set of materials, a case of its own for every item in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.case import Case
from outlet_app.domain.channels import INCOMING
from outlet_app.domain.events import Channel
from outlet_app.domain.materials import MaterialState
from outlet_app.services.views import CaseFilter, CaseRow
from outlet_app.ui.pages.packages.page import PackagesPage
from outlet_app.ui.parts.checklist.mark_bar import CHOICES
from outlet_app.wording.channels import CHANNEL_KEYS
from tour.full import bundles
from tour.full.bundles import Bundle
from tour.full.door import ON_ITS_WAY, pledge, promise
from tour.stage import Stage

_K = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Found = dict[str, object]


def open_rights(stage: Stage, found: Found) -> None:
    """At the counter: a question answered at once and two items accepted."""
    _open(stage, found, bundles.RIGHTS)


def open_letter(stage: Stage, found: Found) -> None:
    """By letter, with numbers of rights in the one form."""
    _open(stage, found, bundles.LETTER)


def open_promised(stage: Stage, found: Found) -> None:
    """Some papers follow, others are replaced by a pledge: both are told once for all items."""
    _open(stage, found, bundles.PROMISED)


def _open(stage: Stage, found: Found, bundle: Bundle) -> None:
    """Shift+F11, the arrows, who came and how, what all items ask, the digits on every row, Ctrl+Enter."""
    hands, before = stage.hands, stage.here.counter.cases.page(CaseFilter(), 1).total
    printed = len(stage.spooler.jobs)
    hands.press(_K.Key_F11, SHIFT)
    hands.wait("集成办", lambda: stage.shows(PackagesPage))
    page = stage.page(PackagesPage)
    hands.wait(
        "the keys on the packages", lambda: (row := page.list.current()) is not None and row.hasFocus()
    )
    _choose(stage, page, bundle)
    for code, text in _told(stage, bundle).items():
        stage.tab_to(_control(page, code))
        hands.write(text)
        if code == "channel":
            hands.press(_K.Key_Return)
    _tick(stage, page, bundle)
    planned = {one.sub_item.code: one.decision.value for one in page.state.plans if one.decision}
    hands.press(_K.Key_Return, CONTROL)
    _promise(stage, bundle)
    hands.wait("the package saved", lambda: _total(stage) == before + 1 + len(planned))
    hands.wait("an empty form again", lambda: not page.state.is_begun)
    hands.wait("what the clerk is told", lambda: bool(page.served.text()))
    rows = _rows(stage, 1 + len(planned))
    parent = next(row for row in rows if row.sub_item not in planned)
    details = {row.case_no: stage.here.counter.cases.detail(row.case_id) for row in rows}
    case = details[parent.case_no].case
    papers = sorted(paper.form for one in details.values() for paper in one.papers)
    stage.papers(printed + len(papers))
    stage.shoot(f"package-{bundle.code.lower()}")
    found |= {
        "case_nos": [row.case_no for row in rows],
        "planned": planned,
        "decided": {row.sub_item: row.decision.value for row in rows if row.decision},
        "channel": case.registered.channel.value,
        "answers": _answers(case),
        "incoming": _incoming(case),
        "papers": papers,
        "said": stage.program.shell.feedback.toasts.history[-1].text,
        "keys_besides_text": hands.pressed,
    }


def _choose(stage: Stage, page: PackagesPage, bundle: Bundle) -> None:
    """Up and down to the package."""
    for key in (_K.Key_Home, *[_K.Key_Down] * len(page.list.rows)):
        if page.state.package is not None and page.state.package.code == bundle.code:
            return
        stage.hands.press(key)
    raise AssertionError(f"no arrow leads to {bundle.code}")


def _told(stage: Stage, bundle: Bundle) -> dict[str, str]:
    """What is typed, in the order of the form."""
    party = bundle.party
    told = {
        "applicant.name": party.name,
        "applicant.id_number": party.number,
        "contact": party.contact,
        "phone": party.phone,
    }
    if bundle.channel in INCOMING:
        told |= {"channel": CHANNEL_KEYS[bundle.channel][0], "incoming_no": bundle.number}
        if bundle.channel is Channel.LETTER:
            told["incoming_posted"] = f"{stage.program.clock.now() - ON_ITS_WAY:%m-%d}"
        told["incoming_from"] = bundle.sender
    told["request"] = bundle.request
    if bundle.answer:
        told["answer"] = bundle.answer
    return {**told, **{f"field.{key}": text for key, text in bundle.told.items()}}


def _control(page: PackagesPage, code: str) -> QWidget:
    shared = page.form.shared.fields if page.form.shared else {}
    return {**shared, **page.form.party.fields}[code].control


def _tick(stage: Stage, page: PackagesPage, bundle: Bundle) -> None:
    rows = [row for row in page.materials.rows if row.takes_focus]
    for at, row in enumerate(rows):
        if not at:
            stage.tab_to(row.bar)
        state = bundle.marks.get(row.code, MaterialState.COMPLETE)
        stage.hands.press(Qt.Key(_K.Key_1 + CHOICES.index(state)))
        if at + 1 < len(rows):
            stage.hands.press(_K.Key_Down)


def _promise(stage: Stage, bundle: Bundle) -> None:
    """The proofs pledged for first, then the papers that follow."""
    states = set(bundle.marks.values())
    if MaterialState.PLEDGED in states:
        pledge(stage)
    if MaterialState.DEFERRED in states:
        promise(stage)


def _answers(case: Case) -> dict[str, str]:
    return {one.key: one.value for one in case.package.answers} if case.package else {}


def _incoming(case: Case) -> list[str]:
    told = case.registered.incoming
    return [told.number, told.sender] if told else []


def _total(stage: Stage) -> int:
    return stage.here.counter.cases.page(CaseFilter(), 1).total


def _rows(stage: Stage, count: int) -> tuple[CaseRow, ...]:
    return stage.here.counter.cases.page(CaseFilter(), count).rows
