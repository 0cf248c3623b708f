"""A session that speaks fcitx gets ibus, which fcitx answers, where Qt carries no fcitx plugin."""

import pytest

from outlet_app.ui import input_method
from outlet_app.ui.input_method import fitting_input_method


def test_what_qt_can_load_stays_as_it_is() -> None:
    assert fitting_input_method("ibus") == "ibus"
    assert fitting_input_method("xim") == "xim"
    assert fitting_input_method("") == ""


@pytest.mark.parametrize("wanted", ["fcitx", "fcitx5"])
def test_fcitx_becomes_ibus_without_its_plugin(wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_method, "has_plugin", lambda _name: False)
    assert fitting_input_method(wanted) == "ibus"


def test_fcitx_stays_where_its_plugin_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_method, "has_plugin", lambda name: name == "fcitx")
    assert fitting_input_method("fcitx") == "fcitx"
