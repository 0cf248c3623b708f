"""The list of items: every one can be read whole, and a registration begins from it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.items.page import ItemsPage
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Label
from tests.support.at_the_counter import text_of
from tests.support.counter_fakes_intake import Visit, catalogue, open_desk
from tests.support.policies_sent import all_handed_down
from tests.ui.conftest import Stage


@pytest.fixture
def visit(tmp_path: Path, stage: Stage) -> Visit:
    made = Visit(open_desk(tmp_path), stage)
    made.hands.go("Ctrl+8")
    return made


def page_of(visit: Visit) -> ItemsPage:
    """The page in view."""
    page = visit.window.page
    assert isinstance(page, ItemsPage)
    return page


def test_the_ten_items_stand_in_their_order(visit: Visit) -> None:
    rows = page_of(visit).list.rows
    assert [row.item.number for row in rows] == list(range(1, 11))
    assert QApplication.focusWidget() is rows[0]


@pytest.mark.parametrize("number", range(1, 11))
def test_an_item_shows_all_seven_elements_word_for_word(visit: Visit, number: int) -> None:
    page = page_of(visit)
    page.list.choose(number)
    QApplication.processEvents()
    item = catalogue().item(number)
    said = [one.text().replace("\n", "") for one in page._body.findChildren(Paragraph) if not one.isHidden()]
    elements = (item.name, item.objects, item.content, item.flow, item.time_limit, item.bodies, item.channels)
    assert said[: len(elements)] == list(elements)
    heads = [one.text() for one in page._body.findChildren(Label)]
    assert [sub for sub in item.sub_items if not any(sub.name in head for head in heads)] == []


def test_arrows_walk_through_the_list(visit: Visit) -> None:
    page = page_of(visit)
    visit.hands.press("Down", "Down", "Up")
    assert page.item.number == 2
    visit.hands.press(*["Down"] * 12)
    assert page.item.number == 10


def test_a_registration_begins_from_an_item(visit: Visit) -> None:
    visit.hands.press(*["Down"] * 7)
    visit.hands.go("Alt+N")
    assert visit.window.current is PageKey.INTAKE
    assert visit.page.state.entry.item == 8


def test_f6_goes_to_the_text(visit: Visit) -> None:
    visit.hands.press("F6")
    assert QApplication.focusWidget() is page_of(visit).scroller


def test_a_compact_window_keeps_both_columns(visit: Visit) -> None:
    look().choose(factor=1.5)
    QApplication.processEvents()
    page = page_of(visit)
    assert page._list_card.width() < page.width() / 2


def test_another_page_may_ask_for_an_item(visit: Visit) -> None:
    visit.window.open(PageKey.CATALOGUE, 6)
    assert page_of(visit).item.number == 6


class TestTheListOnPaper:
    """材料清单 for whoever asks: F9, which variant, who asks, printed."""

    def dialog(self, visit: Visit) -> SheetDialog:
        dialog = visit.dialog
        assert isinstance(dialog, SheetDialog)
        return dialog

    def at(self, visit: Visit, number: int) -> Visit:
        visit.hands.press(*["Down"] * (number - 1))
        return visit

    @pytest.mark.parametrize("key", ["F9", "Alt+M"])
    def test_it_is_asked_for_by_key(self, visit: Visit, key: str) -> None:
        self.at(visit, 8).hands.press(key)
        dialog = self.dialog(visit)
        assert dialog.windowTitle() == "打印材料清单"
        assert dialog.fields["variant"].line.label == "办理类型"
        assert dialog.fields["asked_by"].line.label == "咨询人"
        assert not dialog.fields["asked_by"].line.required

    def test_enter_prints_the_first_variant_with_materials_for_nobody(self, visit: Visit) -> None:
        self.at(visit, 1).hands.press("F9")
        visit.hands.go("Return")
        (job,) = visit.desk.bench.spooler.jobs
        said = text_of(job.pdf)
        assert job.copies == 1
        assert "".join(job.title.split()) == "HH0101知〔2026〕0001号"
        assert "办理项法律状态、权属核验" in said
        assert "咨询人告知日期" in said
        assert visit.said() == ["材料清单已送打印机｜法律状态、权属核验"]
        assert visit.cases() == ()

    def test_another_variant_is_chosen_by_its_number_and_the_name_typed(self, visit: Visit) -> None:
        self.at(visit, 8).hands.press("F9")
        visit.hands.type("8.2")
        visit.hands.press("Tab")
        visit.hands.type("乌仁图雅·孟和𬎆")
        visit.hands.go("Return")
        said = text_of(visit.desk.bench.spooler.jobs[0].pdf)
        assert "办理项申报预审" in said
        assert "咨询人乌仁图雅·孟和𬎆" in said
        assert visit.said() == ["材料清单已送打印机｜申报预审"]

    @pytest.mark.parametrize(
        ("number", "first"), [(1, "1.5"), (2, "2.9"), (8, "8.2"), (9, "9.1"), (10, "10.1")]
    )
    def test_what_needs_materials_is_offered_first(self, visit: Visit, number: int, first: str) -> None:
        self.at(visit, number).hands.press("F9")
        assert self.dialog(visit).controls["variant"].value == first  # type: ignore[union-attr]

    @pytest.mark.parametrize("number", range(1, 11))
    def test_every_variant_of_the_item_can_be_chosen(self, visit: Visit, number: int) -> None:
        self.at(visit, number).hands.press("F9")
        combo = self.dialog(visit).controls["variant"]
        codes = [sub.code for sub in catalogue().item(number).sub_items]
        assert [choice.value for choice in combo.choices] == codes  # type: ignore[union-attr]

    def test_esc_prints_nothing(self, visit: Visit) -> None:
        self.at(visit, 8).hands.press("F9")
        visit.hands.go("Esc")
        assert visit.window.feedback.open_dialog is None
        assert visit.desk.bench.spooler.jobs == []
        assert visit.desk.counter.papers.unconfirmed() == ()

    def test_without_a_variant_nothing_is_printed(self, visit: Visit) -> None:
        self.at(visit, 8).hands.press("F9")
        dialog = self.dialog(visit)
        dialog.controls["variant"].set_value(None)  # type: ignore[union-attr]
        visit.hands.go("Return")
        assert visit.desk.bench.spooler.jobs == []
        assert visit.window.feedback.open_dialog is dialog

    def test_a_printer_that_fails_is_told_and_tried_again(self, visit: Visit) -> None:
        spooler = visit.desk.bench.spooler
        spooler.trouble = "printer.none"
        self.at(visit, 8).hands.press("F9")
        visit.hands.go("Return")
        assert visit.dialog.windowTitle() == "没有找到打印机"
        spooler.trouble = ""
        visit.hands.go("Return")
        assert len(spooler.jobs) == 1
        assert visit.said()[-1] == "材料清单已送打印机｜申报预审"
        assert visit.desk.counter.papers.unconfirmed() == ()

    def test_a_character_no_paper_can_bear_is_told(self, visit: Visit) -> None:
        self.at(visit, 8).hands.press("F9", "Tab")
        visit.hands.type("王\U0003ffff")
        visit.hands.go("Return")
        assert visit.desk.bench.spooler.jobs == []
        assert visit.window.feedback.open_dialog is not None
        assert visit.desk.counter.papers.unconfirmed() == ()

    def test_the_button_stands_beside_the_way_to_register(self, visit: Visit) -> None:
        page = page_of(visit)
        assert page.print_list.isVisible()
        assert page.print_list.geometry().right() < page.start.geometry().left()
        assert page.primary() is page.start

    def test_the_name_of_the_item_keeps_its_room_in_a_compact_window(self, visit: Visit) -> None:
        look().choose(factor=1.5)
        QApplication.processEvents()
        page = page_of(visit)
        assert page.print_list.width() >= page.print_list.sizeHint().width()
        assert page.name.width() > 100


def test_item_eight_tells_the_seasons_of_every_policy(visit: Visit) -> None:
    page = page_of(visit)
    page.list.choose(8)
    before = [one.text() for one in page._body.findChildren(Label)]
    assert "各项政策的申报期" not in before
    all_handed_down(visit.desk.bench.database)
    page.activated(8)
    visit.hands.drain()
    QApplication.processEvents()
    said = [one.text() for one in page._body.findChildren(Paragraph) if not one.isHidden()]
    assert "地理标志品牌建设奖补：申报期已过，2026-04-30 已截止" in said
    assert "初创企业知识产权保险补贴：常年受理，政策有效期至 2027-05-31" in said
    assert any(text.startswith("专利商标质押融资贴息：申报期内，2026-12-15 截止") for text in said)
    page.list.choose(7)
    QApplication.processEvents()
    said = [one.text() for one in page._body.findChildren(Paragraph) if not one.isHidden()]
    assert not any("申报期已过" in text for text in said)


def test_without_policies_item_eight_is_as_the_list_has_it(visit: Visit) -> None:
    page = page_of(visit)
    page.activated(8)
    visit.hands.drain()
    QApplication.processEvents()
    assert "各项政策的申报期" not in [one.text() for one in page._body.findChildren(Label)]
