"""Where a material is faulty, and whether that can be put right at once: asked by keys, kept, printed."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.events import NoticeLine
from outlet_app.domain.forms.notice import PLACE_LIMIT
from outlet_app.domain.forms.registration import ON
from outlet_app.domain.materials import Defect, MaterialState
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.notice.page import NoticePage
from outlet_app.ui.parts.notice import preview
from outlet_app.ui.parts.notice import state as steps
from outlet_app.ui.parts.notice.line_card import LineCard
from outlet_app.ui.parts.notice_order import NoticeOrder
from tests.support.counter_fakes_intake import Desk, Visit, open_desk
from tests.ui.conftest import Stage
from tests.ui.test_notice_page import entry, text_of
from tests.ui.test_notice_state import ENTRY, FAULTY, FRESH, MISSING, opened

SOON_MS = 5
FAULTY_CODE = "8.2-M3"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(preview, "PAUSE_MS", SOON_MS)
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    made = Visit(desk, stage)
    made.window.open(PageKey.NOTICE, NoticeOrder(entry()))
    desk.drain()
    QApplication.processEvents()
    return made


def page_of(visit: Visit) -> NoticePage:
    page = visit.window.page
    assert isinstance(page, NoticePage)
    return page


def cards(visit: Visit) -> list[LineCard]:
    return page_of(visit).editor.cards


def rest(visit: Visit) -> None:
    QTest.qWait(SOON_MS * 6)
    visit.desk.drain()


def lines_given(visit: Visit) -> dict[str, NoticeLine]:
    """The lines of the notice as the record has them."""
    (row,) = visit.cases()
    case = visit.desk.counter.cases.detail(row.case_id).case
    return {one.code: one for one in case.notices[0].lines}


def fill(visit: Visit) -> None:
    """From the remedy of the faulty material on, by keys alone."""
    cards(visit)[1].focus_part("remedy")
    visit.hands.press("Tab")
    visit.hands.type("p3")
    visit.hands.press("Tab", "Space")


def test_only_what_came_is_wrong_somewhere(visit: Visit) -> None:
    missing, faulty = cards(visit)
    assert set(missing.areas) == {"issue", "remedy"}
    assert set(faulty.areas) == {"issue", "remedy", "place"}
    assert (missing.on_spot.isVisible(), faulty.on_spot.isVisible()) == (False, True)
    assert faulty.areas["place"].isVisible()


def test_it_is_filled_in_by_keys_right_after_the_remedy(visit: Visit) -> None:
    fill(visit)
    line = page_of(visit).state.lines[1]
    assert (line.place, line.on_spot) == ("p3", True)
    assert QApplication.focusWidget() is cards(visit)[1].on_spot
    visit.hands.press("Space")
    assert not page_of(visit).state.lines[1].on_spot


def test_neither_need_be_said(visit: Visit) -> None:
    page = page_of(visit)
    page.editor.tick.click()
    assert page.state.can_print
    visit.hands.go("Alt+P")
    told = lines_given(visit)[FAULTY_CODE]
    assert (told.place, told.on_spot) == ("", False)


def test_the_paper_and_the_record_say_where_and_that(visit: Visit) -> None:
    fill(visit)
    rest(visit)
    page = page_of(visit)
    assert "p3" in text_of(page.preview.pdf)
    page.editor.tick.click()
    visit.hands.go("Alt+P")
    found = {code: (one.place, one.on_spot) for code, one in lines_given(visit).items()}
    assert found == {FAULTY_CODE: ("p3", True), "8.2-M1": ("", False)}
    (job,) = visit.desk.bench.spooler.jobs
    assert "p3" in text_of(job.pdf)


def test_the_large_print_says_it_in_words(visit: Visit) -> None:
    visit.hands.go("Alt+L")
    rest(visit)
    assert "可以当场更正。" not in text_of(page_of(visit).preview.pdf)
    fill(visit)
    rest(visit)
    said = text_of(page_of(visit).preview.pdf)
    assert "p3" in said
    assert "可以当场更正。" in said


def test_going_back_and_forth_keeps_both(visit: Visit) -> None:
    fill(visit)
    visit.hands.go("Esc")
    visit.hands.go("Alt+Y")
    line, card = page_of(visit).state.lines[1], cards(visit)[1]
    assert (line.place, line.on_spot) == ("p3", True)
    assert card.areas["place"].text() == "p3"
    assert card.on_spot.isChecked()


def test_after_a_crash_the_cursor_is_where_it_was(visit: Visit, desk: Desk, stage: Stage) -> None:
    cards(visit)[1].focus_part("place")
    visit.hands.type("p12")
    assert page_of(visit).editor.focused() == f"lines.{FAULTY_CODE}.place@3"
    visit.hands.go("Ctrl+S")
    again = Visit(Desk(desk.bench, desk.bench.counter()), stage)
    again.hands.go("Ctrl+4")
    assert page_of(again).state.lines[1].place == "p12"
    assert page_of(again).editor.focused() == f"lines.{FAULTY_CODE}.place@3"


def test_a_place_without_end_is_told_at_its_field(visit: Visit) -> None:
    page = page_of(visit)
    page.editor.tick.click()
    card = cards(visit)[1]
    card.focus_part("place")
    QApplication.clipboard().setText("页" * (PLACE_LIMIT + 2))
    visit.hands.press("Ctrl+V", "Tab")
    assert card.fields["place"].message == f"最多 {PLACE_LIMIT} 字，超出 2 字"
    visit.hands.go("Alt+P")
    assert visit.cases() == ()
    assert page.editor.focused().startswith(f"lines.{FAULTY_CODE}.place@")
    visit.hands.press("Ctrl+A", "Delete", "Tab")
    assert card.fields["place"].message == ""


def test_phrases_are_offered_for_what_is_wrong_but_not_for_where(visit: Visit) -> None:
    card = cards(visit)[1]
    assert card.phrase_spot(card.areas["issue"]) is not None
    assert card.phrase_spot(card.areas["remedy"]) is not None
    assert card.phrase_spot(card.areas["place"]) is None


def test_both_are_named_for_whoever_hears_the_screen(visit: Visit) -> None:
    card = cards(visit)[1]
    assert card.areas["place"].accessibleName() == "支出凭证 位置"
    assert card.on_spot.accessibleName() == "支出凭证 可当场更正"


class TestSteps:
    @pytest.mark.parametrize(
        ("part", "text", "found"),
        [
            ("place", "第 3 页", ("第 3 页", False)),
            ("on_spot", ON, ("", True)),
            ("on_spot", "", ("", False)),
        ],
    )
    def test_one_part_of_one_line_changes(self, part: str, text: str, found: tuple[str, bool]) -> None:
        state = steps.written(opened(), FAULTY.code, part, text)
        assert state.lines[0] == MISSING
        assert (state.lines[1].place, state.lines[1].on_spot) == found
        assert (state.lines[1].issue, state.lines[1].remedy) == (FAULTY.issue, FAULTY.remedy)

    def test_what_was_said_of_the_same_gap_is_kept(self) -> None:
        told = replace(FAULTY, place="第 3 页", on_spot=True)
        earlier = replace(FRESH, lines=(MISSING, told), verified=True)
        state = steps.opened(ENTRY, FRESH, earlier)
        assert state.lines == (MISSING, told)
        assert state.draft.verified

    @pytest.mark.parametrize(
        "now",
        [{"defects": (Defect("D04"),)}, {"state": MaterialState.MISSING, "defects": ()}],
    )
    def test_of_another_gap_it_is_not(self, now: dict[str, object]) -> None:
        told = replace(FAULTY, place="第 3 页", on_spot=True)
        fresh = replace(FRESH, lines=(MISSING, replace(FAULTY, **now)))
        state = steps.opened(ENTRY, fresh, replace(FRESH, lines=(MISSING, told)))
        assert (state.lines[1].place, state.lines[1].on_spot) == ("", False)
