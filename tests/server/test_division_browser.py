"""The division's pages in a real browser: by the keyboard alone, in every light, on paper, with no script."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pypdfium2
import pytest

from city_server.division import diary, staff
from city_server.division.places import Place
from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.events import DueStamp, Fact, TransferredOut
from outlet_app.domain.facts.credit import DefenceHeard
from outlet_app.domain.rectification.quarters import Quarter
from outlet_app.domain.states import State
from outlet_app.services.reading import read_case
from outlet_app.ui.theme.tokens import DARK, LIGHT, Tokens, contrast
from tests.server.test_server_credit import closed
from tests.support.chromium import ALT, DOWN, ENTER, READY_S, TAB, Chromium, until
from tests.support.counter import Counter
from tests.support.division import NAME, PASSWORD, hire, new_number, on
from tests.support.machines import Machine
from tests.support.pledged import proposed
from tests.support.quarters import OVER, keep_in, words_of
from tests.support.server import ServerProcess, SqliteCity, enrolment_code
from tests.support.uploading import Sender, likeness, scan

CITY = "1508001001"
WIDE, LARGE = (1366, 768, 1.0), (911, 512, 1.5)
LONG_AGO = Quarter(2020, 1)
SCANNED = "商标注册申请书（一式两份，加盖公章）"
LISTS = (
    Place.TRANSFERS,
    Place.OVERSEEN,
    Place.PARKED,
    Place.OUTLETS,
    Place.TASKS,
    Place.CREDIT,
    Place.QUARTERS,
    Place.CLOSINGS,
)


class House:
    """A city of this module's own, with an outlet that hands cases over and sends odd things."""

    def __init__(self, folder: Path) -> None:
        self.server = ServerProcess(SqliteCity(folder / "city.db"))
        self.staff_no = new_number()
        hire(self.server.database, self.staff_no, PASSWORD)
        on(self.server.database, lambda conn: staff.appoint(conn, self.staff_no, officer=True))
        self.counter = Counter(folder / "counter", self.server.url)
        self.counter.enrol(enrolment_code(self.server.database, "1508262001"))
        self.machine = Machine(self.server, "1508262002")
        self.scanner = Machine(self.server, "1508262001")
        self._cases: dict[str, str] = {}
        self._serial = count(1)

    def number(self) -> str:
        """A number no other case has."""
        return f"HH05-20261122-01{next(self._serial):04}-T"

    def handed(self) -> str:
        """A question handed to the division; its number."""
        told = "市市场监督管理局知识产权科"
        return self._case(
            TransferredOut(CITY, "", told, "需专业人员答复", done="已核对注册证", from_name="其其格")
        )

    def scanned(self) -> str:
        """A question with two scans, of which one has arrived."""
        here, waits = (b"%PDF-1.7\n" + scan(700) for _ in range(2))
        Sender(self.scanner).sent(here)
        sent = TransferredOut(CITY, "", "市市场监督管理局知识产权科", "需专业人员答复", from_name="其其格")
        facts = (replace(likeness(one), name=name) for one, name in ((here, SCANNED), (waits, "营业执照")))
        return self._case(*facts, sent)

    def proposed(self) -> str:
        """A case whose applicant is proposed to be listed, and was heard."""
        number, today = self.number(), datetime.now(CST).date()
        told = proposed(told_on=today, defend_until=today + timedelta(days=9), to_outlet=CITY)
        facts = closed(told, DefenceHeard("账户由配偶代开"))
        _, ops = self.scanner.opening(*facts, item=8, sub_item="8.2", case_no=number)
        assert {verdict for verdict, _, _ in self.scanner.told(ops)} == {"applied"}
        return number

    def late(self) -> str:
        """A question whose limit passed days ago."""
        return self._case(dues=(_past(),))

    def sent_twice(self) -> str:
        """A registration whose number another case has: it waits for a person; the operation's id."""
        number = self.number()
        told = [self.machine.opening(case_no=number)[1] for _ in range(2)]
        self.machine.told([op for ops in told for op in ops])
        return told[1][0].op_id

    def case(self, number: str) -> State:
        """Where a case stands, as the outlet knows it after a round."""
        self.counter.sync()
        reading = read_case(self.counter.history(self._cases[number]))
        assert reading is not None
        return reading.case.state

    def kinds(self, number: str) -> list[str]:
        """The events of a case, as the outlet knows them."""
        self.counter.sync()
        return [kind for kind, _, _ in self.counter.verdicts(self._cases[number])]

    def close(self) -> None:
        self.counter.close()
        self.machine.close()
        self.scanner.close()
        if not self.server.has_ended:
            assert self.server.stop() == 0

    def _case(self, *facts: Fact, **changes: object) -> str:
        number = self.number()
        who = Applicant(ApplicantKind.PERSON, "乌兰·巴特尔𬎆", phone="13947812345")
        told = {"consulting": True, "applicant": who, "case_no": number, "request": "商标许可怎么备案"}
        self._cases[number] = self.counter.register(*facts, **{**told, **changes})
        self.counter.sync()
        return number


def _past() -> DueStamp:
    return DueStamp("answer", ClockKind.WORKDAYS, datetime.now(CST) - timedelta(days=9))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("house"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """One browser for the module, ended whatever happens."""
    made = Chromium(tmp_path_factory.mktemp("chromium"))
    yield made
    made.close()


@pytest.fixture
def browser(house: House, shared: Chromium) -> Chromium:
    """Signed in by typing, at the usual size, with nothing complained of yet."""
    shared.look(*WIDE)
    shared.go(house.server.url + Place.TRANSFERS)
    if shared.path.startswith(Place.SIGN_IN):
        sign_in(shared, house.staff_no, PASSWORD)
        shared.await_path(Place.TRANSFERS)
    shared.complaints()
    return shared


@pytest.fixture
def album() -> Path | None:
    """Where pictures are kept for somebody to look at; nowhere unless asked for."""
    told = os.environ.get("DIVISION_ALBUM", "")
    if not told:
        return None
    folder = Path(told)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sign_in(browser: Chromium, staff_no: str, password: str) -> None:
    """Type number and password where the cursor is, and press Enter."""
    browser.type(staff_no)
    browser.press(TAB)
    browser.type(password)
    browser.press(ENTER)


def open_case(browser: Chromium, house: House, number: str) -> None:
    """Go to a case of the list by Tab and Enter."""
    browser.go(house.server.url + Place.TRANSFERS)
    browser.tab_to(number)
    browser.press(ENTER)
    browser.await_path(Place.TRANSFER)


def colour(told: str) -> str:
    """rgb(243, 245, 248) as the colour tables write it."""
    parts = [int(part) for part in told.removeprefix("rgb(").rstrip(")").split(",")]
    return "#" + "".join(f"{part:02X}" for part in parts)


def test_who_is_wrong_stands_in_the_password_again(house: House, shared: Chromium) -> None:
    shared.go(house.server.url + Place.SIGN_IN)
    assert shared.focused() == "staff_no"
    sign_in(shared, house.staff_no, "wrong")
    shared.await_text("工号或口令不正确")
    until(lambda: shared.focused() == "password", READY_S)
    shared.type(PASSWORD)
    shared.press(ENTER)
    shared.await_path(Place.TRANSFERS)
    assert NAME in shared.text


def test_the_first_tab_leads_past_the_navigation(browser: Chromium, house: House) -> None:
    house.handed()
    browser.go(house.server.url + Place.TRANSFERS)
    browser.press(TAB)
    assert browser.focused() == "跳到正文"
    browser.press(ENTER)
    browser.press(TAB)
    assert browser.script("return document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(("key", "place"), [(str(n), place) for n, place in enumerate(LISTS, start=1)])
def test_a_page_is_one_key_away(browser: Chromium, key: str, place: Place) -> None:
    browser.press(key, holding=ALT)
    browser.await_path(place)
    assert browser.script("return document.querySelector('[aria-current=page]').innerText").endswith(key)


def test_whatever_has_the_focus_shows_it(browser: Chromium) -> None:
    shown = "const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineColor]"
    for _ in range(8):
        browser.press(TAB)
        style, told = browser.script(shown)
        assert style == "solid"
        assert colour(told) == LIGHT.focus


def test_a_question_is_taken_and_answered_without_a_mouse(browser: Chromium, house: House) -> None:
    number = house.handed()
    open_case(browser, house, number)
    browser.await_text("商标许可怎么备案")
    browser.tab_to("take_remark")
    browser.press(ENTER)
    browser.await_path(Place.TRANSFER)
    browser.await_text("已接收，由您承办")
    browser.tab_to("answer")
    browser.type("可以备案。")
    browser.tab_to("way")
    browser.press(DOWN, DOWN)
    browser.tab_to("答复并办结")
    browser.press(ENTER)
    browser.await_path(Place.TRANSFERS)
    browser.await_text("已答复，办件办结")
    assert house.case(number) is State.CLOSED
    assert house.kinds(number)[-2:] == ["transfer_taken", "consultation_answered"]


def test_an_attachment_is_opened_without_a_mouse(browser: Chromium, house: House) -> None:
    number = house.scanned()
    open_case(browser, house, number)
    browser.await_text("网点还没有传完")
    browser.tab_to(SCANNED)
    browser.press(ENTER)

    def is_written_down() -> bool:
        found = on(house.server.database, lambda conn: list(diary.lines(conn, house.staff_no)))
        return (diary.What.READ_ATTACHMENT, number) in [(line.what, line.about) for line in found]

    # A browser without a window saves what it would show.
    until(is_written_down, READY_S)


def test_a_proposal_is_answered_without_a_mouse(browser: Chromium, house: House) -> None:
    number = house.proposed()
    browser.go(house.server.url + Place.CREDIT)
    browser.tab_to(number)
    browser.press(ENTER)
    browser.await_path(Place.CREDIT_CASE)
    browser.await_text("账户由配偶代开")
    browser.tab_to("reason")
    browser.type("事实清楚")
    browser.tab_to("认定")
    browser.press(ENTER)
    browser.await_text("已认定失信，网点同步后看到")


def test_what_is_not_filled_in_is_not_sent(browser: Chromium, house: House) -> None:
    number = house.handed()
    open_case(browser, house, number)
    browser.tab_to("退回")
    browser.press(ENTER)
    assert browser.focused() == "reason"
    assert browser.path.startswith(Place.TRANSFER)
    assert house.case(number) is State.TRANSFERRED


def test_a_case_is_sent_back_without_a_mouse_and_the_browser_s_way_back_does_no_harm(
    browser: Chromium, house: House
) -> None:
    number = house.handed()
    open_case(browser, house, number)
    browser.tab_to("reason")
    browser.press(DOWN)
    browser.tab_to("remark")
    browser.type("请窗口先答复")
    browser.press("t", holding=ALT)
    browser.await_path(Place.TRANSFERS)
    browser.await_text("已退回")
    kinds = house.kinds(number)
    browser.script("history.back()")
    browser.await_path(Place.TRANSFER)
    browser.go(house.server.url + Place.TRANSFERS)
    assert house.kinds(number) == kinds
    assert kinds.count("transfer_returned") == 1


def test_a_refusal_has_the_focus_and_keeps_what_was_typed(browser: Chromium, house: House) -> None:
    browser.go(f"{house.server.url}{Place.OPERATION}?id={house.sent_twice()}")
    browser.tab_to("reason")
    browser.press(" ", "x")
    browser.script("document.getElementById('reason').removeAttribute('required')")
    browser.script("document.getElementById('reason').value = '  '")
    browser.press("b", holding=ALT)
    browser.await_path(Place.SET_ASIDE)
    assert browser.focused() == "没有写明理由。"


def test_a_parked_operation_is_set_aside_without_a_mouse(browser: Chromium, house: House) -> None:
    op_id = house.sent_twice()
    browser.press("3", holding=ALT)
    browser.await_path(Place.PARKED)
    there = f"return document.activeElement.href?.endsWith('{op_id}')"
    for _ in range(60):
        if browser.script(there):
            break
        browser.press(TAB)
    browser.press(ENTER)
    browser.await_path(Place.OPERATION)
    browser.await_text("办件号与另一台机器重复")
    browser.tab_to("reason")
    browser.type("与纸质材料核对，编号属另一件")
    browser.press("b", holding=ALT)
    browser.await_path(Place.PARKED)
    browser.await_text("已定为不生效")
    assert op_id not in str(browser.script("return document.body.innerHTML"))


def test_an_explanation_is_demanded_without_a_mouse(browser: Chromium, house: House) -> None:
    number = house.late()
    browser.press("2", holding=ALT)
    browser.await_path(Place.OVERSEEN)
    browser.tab_to(number)
    browser.press(ENTER)
    browser.await_path(Place.OVERSEEN_CASE)
    browser.tab_to("note")
    browser.type("请说明原因")
    browser.tab_to("until")
    browser.script("document.getElementById('until').value = '2099-12-31'")
    browser.press("y", holding=ALT)
    browser.await_path(Place.OVERSEEN)
    browser.await_text("已要求超期说明")
    assert house.kinds(number)[-1] == "delay_demanded"


def test_a_machine_that_never_spoke_is_shown(browser: Chromium) -> None:
    browser.press("4", holding=ALT)
    browser.await_path(Place.OUTLETS)
    browser.await_text("没有联系过")


@pytest.mark.parametrize(("scheme", "table"), [("light", LIGHT), ("dark", DARK)])
def test_the_colours_are_the_counter_s(browser: Chromium, scheme: str, table: Tokens) -> None:
    browser.look(*WIDE, scheme=scheme)
    shown = "const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]"
    ground, ink = (colour(told) for told in browser.script(shown))
    assert (ground, ink) == (table.canvas, table.text)
    assert contrast(ground, ink) > 4.5


@pytest.mark.parametrize("size", [WIDE, LARGE, (683, 384, 2.0)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_out_of_the_window(
    browser: Chromium, house: House, size: tuple[int, int, float], scheme: str, album: Path | None
) -> None:
    browser.look(*size, scheme=scheme)
    case, late = f"{Place.TRANSFER}?no={house.scanned()}", f"{Place.OVERSEEN_CASE}?no={house.late()}"
    parked = f"{Place.OPERATION}?id={house.sent_twice()}"
    keep_in(house.server.database, words_of())
    for place in (
        *LISTS,
        f"{Place.OUTLETS}?all=1",
        f"{Place.OVERSEEN}?all=1",
        case,
        late,
        parked,
        f"{Place.CREDIT_CASE}?no={house.proposed()}",
        Place.PASSWORD,
        f"{Place.QUARTERS}?part=sums",
    ):
        browser.go(house.server.url + place)
        if album:
            name = place.strip("/").replace("/", "-").partition("?")[0]
            browser.picture(album / f"{name}-{size[0]}-{scheme}.png")
        assert browser.script("return document.scrollingElement.scrollWidth - innerWidth") <= 0, place
        small = "return [...document.querySelectorAll('button, nav a, input, select')].filter("
        small += "e => e.offsetHeight && e.type !== 'hidden' && e.offsetHeight < 32).map(e => e.outerHTML)"
        assert browser.script(small) == [], place
        broken = "return [...document.querySelectorAll('tbody th a')].filter("
        broken += "e => e.offsetHeight > 40).map(e => e.textContent)"
        assert browser.script(broken) == [], f"a number on two lines: {place}"


def test_on_paper_there_is_what_there_is_to_read(browser: Chromium, house: House) -> None:
    number = house.handed()
    browser.go(f"{house.server.url}{Place.TRANSFER}?no={number}")
    paper = pypdfium2.PdfDocument(browser.printed())
    try:
        page = paper[0]
        words = page.get_textpage().get_text_bounded()
        width, height = page.get_size()
    finally:
        paper.close()
    assert (width, height) == pytest.approx((595, 842), abs=2)
    assert number in words
    for left_out in ("Alt+", "退出登录", "改口令"):
        assert left_out not in words


def test_a_quarter_is_chosen_without_a_mouse(browser: Chromium, house: House) -> None:
    for quarter in (OVER, OVER.before):
        keep_in(house.server.database, words_of(quarter), quarter)
    browser.go(house.server.url + Place.QUARTERS)
    browser.await_text("2026-07-01 至 2026-09-30")
    browser.tab_to("quarter")
    browser.press(DOWN)
    browser.tab_to("part")
    browser.press(DOWN)
    browser.tab_to("显示")
    browser.press(ENTER)
    browser.await_text("2026-04-01 至 2026-06-30")
    assert "网点合计" in browser.text
    assert "知识产权业务咨询服务" not in browser.script("return document.querySelector('.sheet').innerText")
    browser.tab_to("导出 Excel")


def test_a_quarter_is_printed_as_a_form_with_its_head_on_every_page(browser: Chromium, house: House) -> None:
    long = words_of()
    lines = tuple(replace(long.lines[2], cells=(f"网点{n:03}", *long.lines[2].cells[1:])) for n in range(90))
    keep_in(house.server.database, replace(long, lines=lines), LONG_AGO)
    browser.go(f"{house.server.url}{Place.QUARTERS}?quarter=2020-1")
    browser.await_text("网点089")
    paper = pypdfium2.PdfDocument(browser.printed())
    try:
        pages = [page.get_textpage().get_text_bounded() for page in paper]
        sizes = {tuple(round(side) for side in page.get_size()) for page in paper}
    finally:
        paper.close()
    assert sizes == {(842, 596)}
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"第 {number} 页，共 {len(pages)} 页" in page
        for left_out in ("Alt+", "退出登录", "显示", "导出", "市局知识产权科办理页", "Ctrl+P"):
            assert left_out not in page
    assert all("服务事项" in page for page in pages if "网点0" in page)
    assert "巴彦淖尔市知识产权公共服务好差评季度统计表" in pages[0]
    assert "制表单位（盖章）" in pages[-1]
    assert [f"网点{n:03}" in "".join(pages) for n in range(90)] == [True] * 90


def test_the_browser_complains_of_nothing(browser: Chromium, house: House) -> None:
    for place in LISTS:
        browser.go(house.server.url + place)
    assert browser.complaints() == []
    assert browser.script("return document.scripts.length") == 0


def test_signed_out_the_way_back_shows_nothing(browser: Chromium, house: House) -> None:
    browser.go(house.server.url + Place.PARKED)
    browser.tab_to("退出登录")
    browser.press(ENTER)
    browser.await_path(Place.SIGN_IN)
    browser.await_text("已退出登录")
    browser.script("history.back()")
    browser.await_path(Place.SIGN_IN)
    assert browser.script("return document.querySelector('nav')") is None
