"""Pictures show what a person sees."""

from PySide6.QtCore import QPoint

from outlet_app.ui.snapshot import snapshot
from outlet_app.ui.widgets.boxes import Column, ground
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.text import Label


def test_an_open_dialog_is_in_the_picture_where_it_stands(stage, theme):
    window = stage(ground(Column(Label("工作台"), None), "canvas"), size=(900, 600))
    assert snapshot(window).size() == window.size()
    before = snapshot(window).pixelColor(450, 300).name().upper()
    dialog = Dialog("不予受理", window)
    dialog.say("请选择理由。")
    dialog.add_button("取消", default=True)
    dialog.open()
    spot = dialog.pos() - window.mapToGlobal(QPoint(0, 0)) + QPoint(dialog.width() // 2, 60)
    assert before == theme.tokens.canvas
    assert snapshot(window).pixelColor(spot).name().upper() == theme.tokens.surface
    dialog.reject()
    assert snapshot(window).pixelColor(450, 300).name().upper() == before
