"""Numbers in the form of a package: a doubt stands at its field in amber and stops nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.packages import AnswerKind, SharedField
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.field import Field
from outlet_app.wording import packages as words
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.package_desk import Key, PackageDesk


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def desk(stage: Callable[..., QWidget], bench: Bench) -> PackageDesk:
    made = PackageDesk(stage, bench)
    made.choose("P5")
    made.party()
    made.fill(request="产品被仿冒", field__right="ZL201710601862.3", field__opponent="塞北机械厂")
    made.complete()
    return made


def field(desk: PackageDesk, key: str) -> Field:
    shared = desk.page.form.shared
    assert shared is not None
    return shared[f"field.{key}"]


def again(desk: PackageDesk, key: str, text: str) -> None:
    """Another text in the place of what stands there."""
    desk.page.form.go(f"field.{key}")
    focus = QApplication.focusWidget()
    assert focus is not None
    focus.selectAll()  # type: ignore[attr-defined]
    desk.type(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ZL201710601862.3", ""),
        ("ZL201710601862.4", "专利号校验位不符"),
        ("ZL20171060186.3", "专利号应为 9 或 13 位"),
        ("一种向日葵脱壳机", ""),
        ("第 60001234 号", ""),
    ],
)
def test_a_doubtful_number_is_told_in_amber(desk: PackageDesk, text: str, message: str) -> None:
    again(desk, "right", text)
    shown = field(desk, "right")
    assert shown.message == message
    if message:
        assert shown.line.message is not None
        assert shown.line.message.tone is Tone.WARN


def test_a_doubt_stops_nothing(desk: PackageDesk) -> None:
    again(desk, "right", "ZL201710601862.4")
    desk.page.submit.setFocus()
    desk.press(Key.Key_Space)
    assert len(desk.cases) == 4


def test_a_number_of_no_case_is_told_when_the_form_is_sent(desk: PackageDesk) -> None:
    again(desk, "earlier", "HH05-20261122-010017-A")
    assert field(desk, "earlier").message == ""
    desk.page.submit.setFocus()
    desk.press(Key.Key_Space)
    shown = field(desk, "earlier")
    assert shown.message
    assert shown.line.message is not None
    assert shown.line.message.tone is Tone.BAD
    assert QApplication.focusWidget() is shown.control
    assert desk.cases == ()
    again(desk, "earlier", "HH05-20261122-010017-T")
    assert field(desk, "earlier").message == ""


def test_a_doubt_goes_with_the_problem_that_takes_its_place(desk: PackageDesk) -> None:
    again(desk, "right", "ZL201710601862.4")
    again(desk, "right", " ")
    desk.page.submit.setFocus()
    desk.press(Key.Key_Space)
    shown = field(desk, "right")
    assert shown.line.message is not None
    assert shown.line.message.tone is Tone.BAD


def test_an_empty_field_shows_what_is_expected() -> None:
    table = {AnswerKind.RIGHTS: "如 ZL201710601862.3", AnswerKind.CASE_NO: "如 HH05-20261122-010017-T"}
    found = {kind: words.placeholder(SharedField("n", "号码", kind, True, ("a",))) for kind in table}
    assert found == table
