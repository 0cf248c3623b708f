"""Settings: read once, arguments before environment."""

from pathlib import Path

import pytest

from outlet_app.settings import THEMES, Settings, read_settings, set_input_method
from outlet_app.ui.theme.tokens import Scheme


def test_without_a_word_the_real_folder_of_this_user_is_meant() -> None:
    assert read_settings([], {}) == Settings(data=None, trial=False, server_url="", theme="light", rest=())


def test_the_environment_is_heard() -> None:
    told = {
        "OUTLET_DATA": "somewhere",
        "OUTLET_TRIAL": "1",
        "OUTLET_SERVER": "http://127.0.0.1:8765/",
        "OUTLET_THEME": "dark",
    }
    assert read_settings([], told) == Settings(Path("somewhere"), True, "http://127.0.0.1:8765", "dark")


def test_arguments_win() -> None:
    told = {"OUTLET_DATA": "somewhere", "OUTLET_SERVER": "http://a", "OUTLET_THEME": "dark"}
    arguments = ["--data", "here", "--trial", "--server", "http://b/", "--theme", "light"]
    assert read_settings(arguments, told) == Settings(Path("here"), True, "http://b", "light")


def test_what_we_do_not_know_is_left_for_qt() -> None:
    assert read_settings(["-platform", "offscreen", "--trial"], {}).rest == ("-platform", "offscreen")


def test_a_theme_nobody_has_is_refused_on_the_command_line_and_passed_over_in_the_environment(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert read_settings([], {"OUTLET_THEME": "pink"}).theme == "light"
    with pytest.raises(SystemExit):
        read_settings(["--theme", "pink"], {})
    assert "pink" in capsys.readouterr().err


def test_only_a_clear_one_makes_a_trial() -> None:
    assert not read_settings([], {"OUTLET_TRIAL": "0"}).trial
    assert not read_settings([], {"OUTLET_TRIAL": ""}).trial


def test_the_machine_is_asked_when_nobody_else_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTLET_DATA", "from-environment")
    monkeypatch.setattr("sys.argv", ["outlet-counter", "--theme", "dark"])
    assert read_settings() == Settings(Path("from-environment"), theme="dark")


def test_the_input_method_of_the_session_is_read_and_can_be_changed_for_qt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QT_IM_MODULE", "fcitx")
    assert read_settings([]).input_method == "fcitx"
    set_input_method("ibus")
    assert read_settings([]).input_method == "ibus"
    assert read_settings([], {}).input_method == ""


def test_the_themes_are_those_the_screen_has() -> None:
    assert set(THEMES) == {scheme.value for scheme in Scheme}


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(AttributeError):
        read_settings([], {}).theme = "dark"  # type: ignore[misc]
