"""The page view: zooms, keeps its place, says where it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.pdf_view import PageImage, PdfView, Zoom

WIDE, TALL = 595, 842


def a_page(colour: bytes = b"\xff\xff\xff\xff") -> PageImage:
    return PageImage(WIDE, TALL, colour * (WIDE * TALL), dpi=72)


@pytest.fixture
def view(stage):
    view = PdfView("打印预览")
    view.stands_in = Column(view)
    stage(view.stands_in, size=(500, 400))
    return view


def test_without_pages_it_is_on_page_zero(view):
    assert (view.page_number, view.page_count) == (0, 0)
    view.grab()


def test_pages_are_shown_in_their_colours(view):
    view.show_pages([a_page(b"\x00\x00\xff\x00")])
    image = view.viewport().grab().toImage()
    assert image.pixelColor(image.width() // 2, 100).name() == "#ff0000"


def test_fit_width_leaves_a_margin_left_and_right(view):
    view.show_pages([a_page()])
    box = view.widget().boxes[0]
    assert box.left() == pytest.approx(16, abs=1)
    assert box.right() == pytest.approx(view.viewport().width() - 16, abs=1)


def test_a_whole_page_is_seen_at_once(view):
    view.show_pages([a_page()])
    view.set_zoom(Zoom.WHOLE)
    box = view.widget().boxes[0]
    assert box.height() <= view.viewport().height() - 32
    assert box.width() / box.height() == pytest.approx(WIDE / TALL, rel=0.01)


def test_a_hundred_percent_is_the_size_of_the_paper(view):
    view.show_pages([a_page()])
    view.set_zoom(Zoom.ACTUAL)
    assert view.widget().boxes[0].width() == pytest.approx(WIDE * 96 / 72, abs=2)


def test_a_new_rendering_stands_where_the_old_one_stood(view):
    view.show_pages([a_page(), a_page()])
    view.verticalScrollBar().setValue(500)
    view.show_pages([a_page(b"\x10\x10\x10\x00"), a_page()])
    assert view.verticalScrollBar().value() == 500


def test_it_tells_the_page_in_view(view):
    told = []
    view.page_changed.connect(told.append)
    view.show_pages([a_page(), a_page(), a_page()])
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert told[0] == 1
    assert told[-1] == 3
    assert view.page_count == 3


def test_it_speaks_its_name_and_pages(view):
    view.show_pages([a_page(), a_page()])
    assert view.accessibleName() == "打印预览，第 1 页，共 2 页"


def test_the_bytes_may_be_thrown_away_afterwards(view):
    view.show_pages([a_page(b"\x00\xff\x00\x00")])
    others = [bytes([n]) * (WIDE * TALL * 4) for n in range(8)]
    assert len(others) == 8
    image = view.viewport().grab().toImage()
    assert image.pixelColor(image.width() // 2, 100).name() == "#00ff00"
