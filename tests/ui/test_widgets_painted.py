"""Painted widgets: they speak, keep their sizes, and paint in token colours."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.calendar import DayKind, DayMark
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.bars import Bar, LyingBars, StackedBar, StandingBars
from outlet_app.ui.widgets.boxes import Column, Row, Scroller
from outlet_app.ui.widgets.brand import Brand
from outlet_app.ui.widgets.buttons import COMPACT, MAIN, Button, IconButton, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.day_strip import Day, DayStrip, strip_days
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.number_strip import Figure, NumberStrip
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.quick_tile import QuickTile
from outlet_app.ui.widgets.skeleton import Skeleton
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.ui.widgets.timeline import Moment, Timeline
from outlet_app.wording.statuses import STATUSES, reworded, status

LONG = "巴彦淖尔市河套禾源食品有限公司今天已登记过同一事项。" * 4


def colours(widget):
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize("code", STATUSES)
def test_a_chip_shows_icon_word_and_tone(stage, theme, code):
    chip = Chip(status(code))
    stage(Column(chip))
    tone = STATUSES[code].tone
    assert chip.accessibleName() == STATUSES[code].text
    assert chip.height() == 26
    assert {getattr(theme.tokens, f"{tone}_soft"), getattr(theme.tokens, tone)} <= colours(chip)


def test_a_chip_widens_with_its_words(stage):
    chip = Chip(status("overdue"))
    stage(Row(chip, None))
    narrow = chip.width()
    chip.show_status(status("overdue", days=12))
    QApplication.processEvents()
    assert chip.accessibleName() == "超期 12 个工作日"
    assert chip.width() > narrow


@pytest.mark.parametrize(
    ("code", "facts", "text"),
    [
        ("due_today", {"time": "11:15"}, "今日 11:15 前"),
        ("due_soon", {"days": 3}, "剩 3 个工作日"),
        ("correcting", {"date": "11-23"}, "补正至 11-23"),
        ("deferred_due", {"date": "11-20"}, "容缺至 11-20"),
        ("following", {"date": "11-27"}, "下次回访 11-27"),
    ],
)
def test_the_longer_words_of_the_vocabulary(code, facts, text):
    assert status(code, **facts).text == text
    assert status(code, **facts).icon == STATUSES[code].icon
    assert reworded(code, "别的话").tone == STATUSES[code].tone


@pytest.mark.parametrize("kind", list(Kind))
def test_a_button_keeps_its_size_whatever_it_weighs(stage, kind):
    button = Button("受理(&S)", "circle-check", size=MAIN)
    stage(Column(button))
    before = button.sizeHint()
    button.set_kind(Kind.PRIMARY)
    assert button.sizeHint() == before
    button.set_kind(kind)
    assert button.sizeHint().height() == 40


def test_only_the_primary_button_is_filled(stage, theme):
    plain, primary = Button("取消"), Button("离开(&L)", kind=Kind.PRIMARY)
    stage(Row(plain, primary))
    assert theme.tokens.accent in colours(primary)
    assert theme.tokens.accent not in colours(plain)


def test_the_mnemonic_is_underlined_and_works(stage):
    button, pressed = Button("不予受理(&B)"), []
    window = stage(Column(LineEdit(), button))
    button.clicked.connect(lambda: pressed.append(1))
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert pressed == [1]
    assert button.accessibleName() == "不予受理(B)"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_press_the_focused_button(stage, qtbot, key):
    button, pressed = Button("重试"), []
    stage(Column(button))
    button.clicked.connect(lambda: pressed.append(1))
    button.setFocus()
    QTest.keyClick(button, key)
    qtbot.waitUntil(lambda: pressed == [1])


def test_an_icon_alone_has_a_name_a_tooltip_and_a_target(stage):
    button = IconButton("x", "移除 授权委托书")
    stage(Row(button, None))
    assert button.accessibleName() == button.toolTip() == "移除 授权委托书"
    assert (button.width(), button.height()) == (32, 32)


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 1.75])
def test_no_target_is_smaller_than_32_pixels(theme, factor):
    theme.choose(factor=factor)
    for widget in (
        Button("打开", size=COMPACT),
        IconButton("x", "关闭"),
        QuickTile("打印日报", "", "printer", "F9"),
    ):
        assert min(widget.sizeHint().width(), widget.sizeHint().height()) >= theme.s(32)


def test_a_disabled_button_is_pale_and_deaf(stage, theme, qtbot):
    button, pressed = Button("上一页"), []
    stage(Column(button))
    button.clicked.connect(lambda: pressed.append(1))
    button.setEnabled(False)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == []
    assert theme.tokens.line2 in colours(button)


def test_a_label_changes_its_tone(stage, theme):
    label = Label("今日 17:30", "heading")
    stage(Column(label))
    before = label.grab().toImage()
    label.set_tone("warn")
    assert label.grab().toImage() != before


def test_a_name_too_long_is_elided_and_whole_in_the_tooltip(stage):
    label = ElidedLabel(LONG)
    window = stage(Column(label), size=(200, 60))
    assert label.text().endswith("…")
    assert label.toolTip() == label.full_text() == LONG
    window.resize(3000, 60)
    QApplication.processEvents()
    assert label.text() == LONG
    assert label.toolTip() == ""


def test_a_paragraph_takes_150_percent_a_line_and_wraps(stage, theme):
    one, many = Paragraph("一行。"), Paragraph(LONG)
    stage(Column(one, many, None), size=(400, 400))
    assert one.height() == round(15 * 1.5)
    assert many.height() >= 4 * 22
    assert many.height() % 1 == 0
    many.set_text("短。")
    assert many.height() == one.height()
    assert many.accessibleName() == "短。"


def test_a_paragraph_keeps_given_lines(stage):
    paragraph = Paragraph("第一行\n\n第三行")
    stage(Column(paragraph, None))
    assert paragraph.height() == round(3 * 15 * 1.5)


def test_a_paragraph_grows_when_it_becomes_narrow(stage):
    paragraph = Paragraph(LONG)
    window = stage(Column(paragraph, None), size=(600, 400))
    wide = paragraph.height()
    window.resize(300, 400)
    QApplication.processEvents()
    assert paragraph.height() > wide * 1.7


def test_the_day_strip_counts_working_days_and_names_its_ends(stage, theme):
    marks = (
        DayMark(date(2026, 11, 20), DayKind.START, 0),
        DayMark(date(2026, 11, 21), DayKind.OFF, 0),
        DayMark(date(2026, 11, 22), DayKind.OFF, 0),
        DayMark(date(2026, 11, 23), DayKind.COUNTED, 1),
        DayMark(date(2026, 11, 24), DayKind.DUE, 2),
    )
    days = strip_days(marks)
    assert [day.word for day in days] == ["受理", "休", "休", "1", "到期"]
    assert [day.weekday for day in days][:2] == ["周五", "周六"]
    strip = DayStrip()
    stage(Column(strip, None))
    strip.show_days(days, "受理 11月20日，到期 11月24日")
    QApplication.processEvents()
    assert strip.height() == 64
    assert strip.accessibleName().startswith("受理 11月20日")
    assert {theme.tokens.accent, theme.tokens.accent_soft, theme.tokens.sunken} <= colours(strip)


def test_a_long_span_keeps_its_beginning_and_its_end():
    strip = DayStrip()
    days = [Day("周一", str(n), str(n), DayKind.COUNTED) for n in range(1, 22)]
    strip.show_days(days, "二十一天")
    assert len(strip.days) == 7
    assert [day.number for day in strip.days] == ["1", "2", "3", "4", "⋯", "20", "21"]


def test_an_empty_strip_takes_no_room():
    strip = DayStrip()
    strip.show_days([], "")
    assert strip.sizeHint().height() == 0


@pytest.mark.parametrize("kind", [StackedBar, StandingBars, LyingBars])
def test_charts_speak_their_numbers(stage, theme, kind):
    chart = kind("处理结果", [Bar("当场答复", 8), Bar("受理", 4, "accent_line"), Bar("转办", 0, "line2")])
    stage(Column(chart, None))
    assert chart.accessibleName() == "处理结果：当场答复 8，受理 4，转办 0"
    assert {theme.tokens.accent, theme.tokens.accent_line} <= colours(chart)


@pytest.mark.parametrize("kind", [StackedBar, StandingBars, LyingBars])
@pytest.mark.parametrize("bars", [[], [Bar("受理", 0)]])
def test_charts_without_numbers_paint_nothing_wrong(stage, kind, bars):
    chart = kind("空", bars)
    stage(Column(chart, None))
    assert not chart.grab().isNull()


def test_longer_bars_mean_more(stage, theme):
    chart = LyingBars("处理结果", [Bar("答复", 8), Bar("受理", 2)])
    stage(Column(chart, None))
    image = chart.grab().toImage()
    rows = [
        sum(image.pixelColor(x, y).name().upper() == theme.tokens.accent for x in range(image.width()))
        for y in (12, 36)
    ]
    assert rows[0] == pytest.approx(4 * rows[1], rel=0.1)


def test_the_timeline_speaks_every_step_and_grows(stage):
    timeline = Timeline("办理经过")
    stage(Column(timeline, None))
    timeline.show_moments(
        [
            Moment("11-12 10:08", "受理", "时限 3 个工作日", "circle-dot", "info"),
            Moment("11-11 09:12", "首问登记", "窗口", "file-plus"),
        ]
    )
    QApplication.processEvents()
    assert timeline.height() == 94
    assert "11-12 10:08 受理 时限 3 个工作日；11-11 09:12 首问登记 窗口" in timeline.accessibleName()


def test_numbers_open_what_is_behind_them(stage, qtbot):
    strip = NumberStrip("今日")
    stage(Column(strip, None), size=(900, 120))
    strip.show_figures([Figure("met", "14", "人次", "今日接待"), Figure("done", "0", "件", "受理")])
    opened = []
    strip.opened.connect(opened.append)
    QApplication.processEvents()
    qtbot.mouseClick(strip.figures[1], Qt.MouseButton.LeftButton)
    assert opened == ["done"]
    assert strip.figures[0].accessibleName() == "今日接待 14 人次"


def test_new_numbers_keep_the_focus_where_it_was(stage):
    strip = NumberStrip("今日")
    stage(Column(strip, None), size=(900, 120))
    strip.show_figures([Figure("met", "14", "人次", "今日接待"), Figure("done", "0", "件", "受理")])
    QApplication.processEvents()
    strip.figures[1].setFocus()
    strip.show_figures([Figure("met", "15", "人次", "今日接待"), Figure("done", "1", "件", "受理")])
    assert strip.figures[1].hasFocus()
    strip.show_figures([Figure("met", "15", "人次", "今日接待")])
    assert len(strip.figures) == 1


def test_a_tile_is_low_in_a_compact_window(stage, theme):
    tile = QuickTile("首问登记", "来访、来电、线上咨询和申请", "file-plus", "F2", main=True)
    stage(Column(tile, None))
    assert tile.height() == 72
    tile.set_compact(True)
    QApplication.processEvents()
    assert tile.height() == 48
    assert theme.tokens.accent in colours(tile)
    assert tile.accessibleName() == "首问登记 F2"
    assert tile.accessibleDescription().startswith("来访")


def test_a_banner_says_what_lasts_and_what_follows(stage, theme):
    banner = Banner(Tone.WARN, "连不上市级服务器", "办件照常办理，保存在本机。", icon="cloud-off")
    stage(Column(banner, None))
    assert (banner.accessibleName(), banner.accessibleDescription()) == (
        "连不上市级服务器",
        "办件照常办理，保存在本机。",
    )
    assert theme.tokens.warn_soft in colours(banner)
    banner.show_message(Tone.INFO, "有新的事项清单")
    assert theme.tokens.info_soft in colours(banner)


def test_an_empty_state_says_one_sentence(stage):
    empty = EmptyState("inbox", "没有待办", "今天没有到期和超期的办件")
    stage(Column(empty))
    assert empty.accessibleName() == "没有待办 今天没有到期和超期的办件"
    empty.say("没有找到“hty”", "换个关键词，或清除筛选条件", "file-search")
    assert empty.accessibleName().startswith("没有找到")


def test_a_card_has_head_and_body(stage):
    card = Card("未发送", None, Button("立即同步 F8", size=COMPACT), caption="5 件", icon="cloud-upload")
    card.add(Label("内容"))
    card.put_on_top(Banner(Tone.BAD, "有 2 处要改正"))
    stage(card)
    assert card.accessibleName() == "未发送"
    assert card.caption.text() == "5 件"


def test_a_key_cap_is_at_least_as_wide_as_a_letter(stage):
    assert KeyCap("1").sizeHint().width() >= 20
    assert KeyCap("Ctrl+S").sizeHint().width() > KeyCap("F2").sizeHint().width()


def test_the_brand_is_a_seal_alone_in_a_compact_window(stage, theme):
    brand = Brand()
    stage(Column(brand, None))
    wide = brand.sizeHint().width()
    brand.set_compact(True)
    assert brand.sizeHint().width() < wide / 2
    assert theme.tokens.accent in colours(brand)


def test_grey_rows_come_only_when_reading_lasts(stage, qtbot):
    skeleton = Skeleton()
    window = stage(Column(Label("列表"), skeleton))
    skeleton.begin()
    assert not skeleton.isVisible()
    skeleton.end()
    qtbot.wait(450)
    assert not skeleton.isVisible()
    skeleton.begin()
    qtbot.waitUntil(skeleton.isVisible, timeout=2_000)
    assert window.isVisible()
    skeleton.end()
    assert not skeleton.isVisible()


def test_the_focused_control_is_scrolled_into_view_with_room_around_it(stage):
    edits = [LineEdit() for _ in range(20)]
    scroller = Scroller(Column(*edits), "申请材料")
    stage(Column(scroller), size=(300, 200))
    edits[12].setFocus()
    bar = scroller.verticalScrollBar().value()
    middle = edits[12].y() - bar
    assert middle - 10 >= 0
    assert middle + edits[12].height() + 40 <= scroller.viewport().height() + 8
    edits[0].setFocus()
    assert scroller.verticalScrollBar().value() == 0


def test_a_box_can_be_emptied_and_filled_again(stage):
    row = Row(Label("一"), 12, None, (Label("二"), 1))
    stage(Column(row))
    row.clear()
    assert row.box.count() == 0
    row.add(Label("三"))
    assert row.box.count() == 1
