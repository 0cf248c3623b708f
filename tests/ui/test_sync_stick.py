"""U 盘收发 on 同步中心 by keys: real machines, a real city, a folder for a stick, and every sentence."""

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QStorageInfo, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.services.troubles import Trouble
from outlet_app.sync.inbound import PARCEL_KEY
from outlet_app.sync.wire import parcels
from outlet_app.system import sticks
from outlet_app.system.parcel_shelf import Tray
from outlet_app.ui.pages.sync.page import SyncPage
from outlet_app.ui.parts import stick_card as stick_part
from outlet_app.ui.parts import stick_dialogs
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import sticks as words
from outlet_app.wording.refusals.stick import REFUSALS
from tests.support.cities import any_city, end_of_cities, outlet
from tests.support.counter_fakes_desk import Counter, FakeSync, press, room
from tests.support.server import ServerProcess
from tests.support.sticks import Outlying, outlying
from tests.support.uploading import scan

__all__ = ["any_city", "end_of_cities", "outlet"]

ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., object]


class Seat:
    """A machine, its 同步中心 and the stick that goes between."""

    def __init__(self, stage: Stage, machine: Outlying, stick: Path) -> None:
        self.machine, self.stick = machine, stick
        self.page, self.counter = room(stage, self._make)  # type: ignore[arg-type]
        self.counter.drain()

    def _make(self, here: Counter) -> SyncPage:
        return SyncPage(FakeSync(), here.office, here.lanes, here.feedback, sticks=self.machine.desk)  # type: ignore[arg-type]

    @property
    def card(self) -> stick_part.StickCard:
        card = self.page.stick
        assert card is not None
        return card

    def bring_front(self) -> None:
        """Sit down here: of two windows only one has the keys."""
        self.page.window().activateWindow()
        assert QTest.qWaitForWindowActive(self.page.window())

    def choose(self, key: Qt.Key, told: Path) -> None:
        """Press the button's letter and answer the system's dialog."""
        self.bring_front()
        QTest.keyClick(self.page.queue.table, key, ALT)
        dialog = self.card.dialog
        assert QTest.qWaitForWindowActive(dialog)
        if dialog.fileMode() is QFileDialog.FileMode.Directory:
            dialog.fileSelected.emit(str(told))
        else:
            dialog.filesSelected.emit([str(told)])
        dialog.close()
        self.counter.drain()

    def export(self) -> tuple[str, ...]:
        """导出到 U 盘 by keys; what was said."""
        self.choose(Qt.Key.Key_U, self.stick)
        return self.heard()

    def bring(self, path: Path) -> tuple[str, ...]:
        """从 U 盘导入 by keys; what was said."""
        self.choose(Qt.Key.Key_I, path)
        return self.heard()

    def heard(self) -> tuple[str, ...]:
        """Title and sentences of the dialog, closed with Enter."""
        dialog = self.counter.dialog
        told = [one.text() for one in dialog.findChildren(Paragraph)]
        title = dialog.windowTitle()
        assert dialog.default is not None
        press(dialog.default, Qt.Key.Key_Return)
        self.counter.drain()
        return (title, *told)

    def lies(self, ending: str) -> list[Path]:
        """What lies on the stick with that ending."""
        return sorted(self.stick.glob(f"*{ending}"))


Sit = Callable[..., Seat]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def sit(stage: Stage, tmp_path: Path, any_city: ServerProcess, outlet: str, stick: Path) -> Iterator[Sit]:
    """Machines of the real city, each with its page."""
    made: list[Seat] = []

    def one(at: str = "") -> Seat:
        machine = outlying(tmp_path / f"machine-{len(made)}", any_city, at or outlet)
        made.append(Seat(stage, machine, stick))
        return made[-1]

    yield one
    for seat in made:
        seat.counter.feedback.close_all()
        seat.machine.close()


def step(seat: Seat) -> str:
    return seat.machine.register(MaterialsTaken(), FeedbackGiven("明天答复"))


def clause(code: str, name: str = "") -> tuple[str, ...]:
    """How a failure is said in a dialog: title, is it safe, what to do."""
    told = REFUSALS[code].filled({"name": name})
    return (told.happened.rstrip("。"), told.safe, told.now)


def test_the_way_of_a_parcel_out_and_of_its_receipt_home_by_keys(sit: Sit) -> None:
    away, online = sit(), sit()
    step(away)
    away.machine.attach(scan(30_000))
    title, what, safe, now = away.export()
    (parcel,) = away.lies(".parcel")
    assert title == "外送包已写入并核对无误"
    assert what == f"{parcel.name}：5 步、1 件附件。"
    assert safe == "办件仍在本机等待发送，收到市级回执后才算送达。"
    assert now == "请安全移除 U 盘，交给能联网的网点导入；带回回执后，在本机按从 U 盘导入。"
    assert away.machine.unsent() == 5
    assert re.fullmatch(r".+ 导出 5 步、1 件附件，等待回执", away.card.standing.text())
    title, told = online.bring(parcel)
    (receipt,) = online.lies(".receipt")
    whose = f"{away.machine.me.outlet_sign} 终端 {away.machine.me.terminal_no}"
    assert title == "从 U 盘导入的结果"
    assert told == f"{whose} 的外送包已交市级：新收 6 项，早已收到 0 项。回执已写入 U 盘，请交原网点带回。"
    assert away.machine.unsent() == 5
    assert away.bring(receipt) == ("从 U 盘导入的结果", f"回执“{receipt.name}”：5 步、1 件附件已送达市级。")
    assert (away.machine.unsent(), away.card.standing.text()) == (0, words.IDLE)


def test_the_same_parcel_and_the_same_receipt_again_change_nothing(sit: Sit) -> None:
    away, online = sit(), sit()
    step(away)
    away.export()
    (parcel,) = away.lies(".parcel")
    online.bring(parcel)
    (receipt,) = online.lies(".receipt")
    assert "新收 0 项，早已收到 3 项" in online.bring(parcel)[1]
    away.bring(receipt)
    assert away.bring(receipt)[1] == f"回执“{receipt.name}”导入过，没有变化。"
    assert away.machine.unsent() == 0


def test_nothing_to_export_is_said_and_nothing_written(sit: Sit) -> None:
    away = sit()
    assert away.export() == clause("stick.empty")
    assert away.lies("") == []


def test_before_the_city_told_its_key_nothing_can_be_sealed(sit: Sit) -> None:
    away = sit()
    step(away)
    with away.machine.database.unit_of_work() as uow:
        uow.meta.set(PARCEL_KEY, "")
        uow.commit()
    assert away.export() == clause("stick.no_key")
    away.stick.joinpath("x.parcel").write_bytes(b"?")
    assert away.bring(away.stick / "x.parcel") == clause("stick.no_key", "x.parcel")


@pytest.mark.parametrize("stopped", ["FORK", "COPIED"])
def test_a_machine_without_a_name_exports_nothing(sit: Sit, stopped: str) -> None:
    away = sit()
    step(away)
    with away.machine.database.unit_of_work() as uow:
        uow.instance.stop(stopped)
        uow.commit()
    assert away.export() == clause("stick.nameless")


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        ("fsync", errno.ENOSPC, "stick.full"),
        ("fsync", errno.EIO, "stick.gone"),
        ("replace", errno.EROFS, "stick.shut"),
        ("replace", errno.ENODEV, "stick.gone"),
    ],
)
def test_a_stick_that_fails_is_named_and_the_queue_stays(
    sit: Sit, monkeypatch: pytest.MonkeyPatch, call: str, code: int, said: str
) -> None:
    away = sit()
    step(away)
    real = getattr(os, call)

    def fail(what: object, *more: object) -> object:
        # Only the stick fails: the store on the disk of this machine goes on.
        where = os.readlink(f"/proc/self/fd/{what}") if isinstance(what, int) else str(what)
        if str(away.stick) in where:
            raise OSError(code, os.strerror(code))
        return real(what, *more)

    with monkeypatch.context() as broken:
        broken.setattr(sticks.os, call, fail)
        assert away.export() == clause(said)
    assert (away.lies(""), away.machine.unsent()) == ([], 3)
    assert away.card.standing.text() == words.IDLE
    assert away.card.export_button.isEnabled()
    assert away.export()[0] == words.WROTE_TITLE


def test_a_stick_that_reads_back_otherwise_is_not_believed(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    away = sit()
    step(away)

    def forgetful(fresh: Path, path: Path) -> None:
        fresh.rename(path)
        path.write_bytes(b"WK1 PARCEL\nsomething else")

    with monkeypatch.context() as broken:
        broken.setattr(sticks.os, "replace", forgetful)
        assert away.export() == clause("stick.unlike")
    assert away.machine.unsent() == 3


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda told: b"a picture of somebody's cat", "stick.none"),
        (lambda told: b"", "stick.none"),
        (lambda told: told[:-1], "stick.damaged"),
        (lambda told: told.replace(b'"version":1', b'"version":2'), "stick.newer"),
        (
            lambda told: re.sub(rb'"city":"[0-9a-f]{16}"', b'"city":"0123456789abcdef"', told),
            "stick.foreign_city",
        ),
    ],
)
def test_a_file_that_leads_nowhere_is_named_and_changes_nothing(
    sit: Sit, spoil: Callable[[bytes], bytes], said: str
) -> None:
    away = sit()
    step(away)
    away.export()
    (parcel,) = away.lies(".parcel")
    parcel.write_bytes(spoil(parcel.read_bytes()))
    assert away.bring(parcel) == clause(said, parcel.name)
    assert (away.machine.unsent(), away.machine.shelf.files(Tray.ON)) == (3, ())


def test_a_parcel_the_city_cannot_open_is_set_aside_and_named(sit: Sit) -> None:
    away, online = sit(), sit()
    step(away)
    away.export()
    (parcel,) = away.lies(".parcel")
    content = wrapped_wrong(parcel.read_bytes())
    parcel.write_bytes(content)
    assert online.bring(parcel) == clause("stick.unopened", parcel.name)
    assert online.card.standing.text() == "1 份外送包市级打不开，请原网点再导出"
    assert away.machine.unsent() == 3


def test_a_receipt_of_another_machine_says_where_it_belongs(sit: Sit) -> None:
    away, neighbour = sit(), sit()
    step(away)
    away.export()
    neighbour.bring(away.lies(".parcel")[0])
    (receipt,) = neighbour.lies(".receipt")
    assert neighbour.bring(receipt) == clause("stick.foreign_machine", receipt.name)


def test_a_receipt_that_was_tampered_with_is_not_believed(sit: Sit) -> None:
    away, online = sit(), sit()
    step(away)
    away.export()
    online.bring(away.lies(".parcel")[0])
    (receipt,) = online.lies(".receipt")
    receipt.write_bytes(wrapped_wrong(receipt.read_bytes()))
    assert away.bring(receipt) == clause("stick.unproven", receipt.name)
    assert away.machine.unsent() == 3


def test_a_receipt_with_one_missing_before_it_asks_for_the_earlier_one(sit: Sit) -> None:
    away, online = sit(), sit()
    step(away)
    away.export()
    online.bring(away.lies(".parcel")[0])
    (first,) = online.lies(".receipt")
    away.bring(first)
    for path in away.lies(""):
        path.unlink()
    step(away)
    away.export()
    online.bring(away.lies(".parcel")[0])
    (second,) = online.lies(".receipt")
    with away.machine.database.unit_of_work() as uow:
        uow.outbox.rewind(1)
        uow.commit()
    assert away.bring(second) == clause("stick.gap", second.name)
    assert away.machine.me.acked_seq == 0


def test_a_file_that_cannot_be_read_is_named(sit: Sit) -> None:
    away = sit()
    away.bring_front()
    away.card.bring([away.stick / "pulled.parcel"])
    away.counter.drain()
    assert away.heard() == clause("stick.unread", "pulled.parcel")


def test_without_a_line_a_parcel_waits_here_and_its_receipt_goes_with_the_next_export(
    sit: Sit, any_city: ServerProcess
) -> None:
    away, online = sit(), sit()
    step(away)
    away.export()
    (parcel,) = away.lies(".parcel")
    cut(online)
    title, told = online.bring(parcel)
    assert title == "从 U 盘导入的结果"
    assert told.endswith(
        " 的外送包已保存在本机，还没有交市级（连不上市级服务器）。接通网络后自动转交，回执随下次导出。"
    )
    assert online.card.standing.text() == "1 份外送包待联网转交"
    assert away.lies(".receipt") == []
    mend(online, any_city)
    assert online.machine.sync().error_code == ""
    online.page.refresh()
    online.counter.drain()
    assert online.card.standing.text() == "1 份回执待导出带回"
    assert online.export() == (
        "1 份回执已写入并核对无误",
        "没有等待发送的办件。",
        "请安全移除 U 盘，把回执带回原网点导入。",
    )
    assert online.card.standing.text() == words.IDLE
    (receipt,) = online.lies(".receipt")
    assert "3 步已送达市级" in away.bring(receipt)[1]
    assert away.machine.unsent() == 0


def test_a_stick_pulled_after_the_city_took_it_keeps_the_receipt_here(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    away, online = sit(), sit()
    step(away)
    away.export()
    (parcel,) = away.lies(".parcel")
    deliver = online.machine.packer.deliver

    def pulled(*told: object) -> object:
        answer = deliver(*told)  # type: ignore[arg-type]
        shutil.rmtree(online.stick)
        return answer

    with monkeypatch.context() as broken:
        broken.setattr(online.machine.packer, "deliver", pulled)
        told = online.bring(parcel)[1]
    assert told.endswith("回执没有写进 U 盘，已保存在本机；请插好 U 盘按导出到 U 盘。")
    assert online.card.standing.text() == "1 份回执待导出带回"
    online.stick.mkdir()
    step(online)
    said = online.export()
    assert said[1].endswith("3 步。另有其他网点的回执 1 份。")
    assert "3 步已送达市级" in away.bring(online.lies(".receipt")[0])[1]


def test_several_files_are_taken_in_the_order_they_were_made_and_each_is_told(sit: Sit) -> None:
    away, online = sit(), sit()
    step(away)
    away.export()
    (away.stick / "notes.txt").write_bytes(b"milk")
    online.bring_front()
    online.card.bring([away.stick / "notes.txt", *away.lies(".parcel")])
    online.counter.drain()
    assert "新收 3 项" in online.heard()[1]
    assert online.heard() == clause("stick.none", "notes.txt")


def test_esc_in_the_systems_dialog_does_nothing(sit: Sit) -> None:
    away = sit()
    step(away)
    for key in (Qt.Key.Key_U, Qt.Key.Key_I):
        away.bring_front()
        QTest.keyClick(away.page.queue.table, key, ALT)
        dialog = away.card.dialog
        assert QTest.qWaitForWindowActive(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert away.counter.lanes.courier.waiting == []  # type: ignore[attr-defined]
    assert away.lies("") == []


def test_while_the_stick_is_written_both_buttons_wait_and_the_clerk_is_told(sit: Sit) -> None:
    away = sit()
    step(away)
    away.card.export(away.stick)
    assert away.card.standing.text() == "正在读写 U 盘，请不要拔出"
    assert not away.card.export_button.isEnabled()
    assert not away.card.bring_button.isEnabled()
    away.page.refresh()
    away.counter.lanes.desk.drain()  # type: ignore[attr-defined]
    assert away.card.standing.text() == "正在读写 U 盘，请不要拔出"
    away.counter.drain()
    assert away.card.export_button.isEnabled()
    away.heard()


def test_work_that_fails_altogether_is_told_and_the_buttons_come_back(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = sit()

    def locked(_paths: object) -> None:
        raise Trouble("storage.locked")

    monkeypatch.setattr(away.machine.desk, "bring", locked)
    away.bring_front()
    away.card.bring([])
    away.counter.drain()
    assert away.heard()[0] == "本机数据正被其他程序占用"
    assert away.card.bring_button.isEnabled()


def test_f6_leads_to_the_card(sit: Sit) -> None:
    away = sit()
    assert away.page.panes()[-1] is away.card
    assert away.card.export_button.isVisible()


def test_what_was_answered_by_the_line_meanwhile_waits_for_no_receipt(sit: Sit) -> None:
    away = sit()
    step(away)
    away.export()
    assert away.card.standing.text() != words.IDLE
    away.machine.sync()
    step(away)
    away.page.refresh()
    away.counter.drain()
    assert away.card.standing.text() == words.IDLE


def test_the_own_parcel_brought_back_by_an_online_machine_is_handed_on_like_any(sit: Sit) -> None:
    away = sit()
    case_id = step(away)
    away.export()
    away.machine.save(case_id, AnsweredOnSpot("可以"))
    assert "新收 3 项" in away.bring(away.lies(".parcel")[0])[1]
    assert "3 步已送达市级" in away.bring(away.lies(".receipt")[0])[1]
    assert away.machine.unsent() == 1


def test_the_dialog_begins_at_a_stick_that_is_plugged_in(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(stick_dialogs, "sticks", lambda: [tmp_path])
    window = stage(Paragraph("x"))
    asked = stick_dialogs.ask_stick(window, lambda _path: None)  # type: ignore[arg-type]
    assert Path(asked.directory().absolutePath()) == tmp_path
    assert asked.fileMode() is QFileDialog.FileMode.Directory
    assert asked.labelText(QFileDialog.DialogLabel.Accept) == "选择(&S)"
    asked.reject()


def test_volumes_of_the_system_are_no_sticks() -> None:
    roots = {one.rootPath() for one in QStorageInfo.mountedVolumes()}
    found = {str(one) for one in stick_dialogs.sticks()}
    assert found <= roots
    assert not {one for one in found if one == "/" or one.startswith(("/proc", "/sys", "/dev"))}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ((0, 0, 0, ""), "回执“r”导入过，没有变化。"),
        ((2, 0, 0, ""), "回执“r”：2 步已送达市级。"),
        ((0, 3, 0, ""), "回执“r”：3 件附件已送达市级。"),
        ((2, 3, 0, ""), "回执“r”：2 步、3 件附件已送达市级。"),
        ((0, 0, 7, "EPOCH"), "市级服务器恢复过数据，7 步再次等待发送，请再导出一次。"),
        ((0, 0, 0, "NO_ROOM"), "市级没有全部接收：市级存放附件的地方已满。"),
    ],
)
def test_a_receipt_is_told_in_whole_sentences(told: tuple[int, int, int, str], said: str) -> None:
    assert words.receipt("r", *told) == said


def test_what_does_not_fit_is_named() -> None:
    assert words.wrote("p", 1, 9, 4, 0)[2].endswith("另有 4 件附件放不下，请在收到回执后再导出一次。")
    assert words.wrote("p", 0, 9, 0, 0)[0] == "p：9 件附件。"


def test_every_refusal_of_the_parcel_code_has_words() -> None:
    codes = {
        "empty", "no_key", "nameless", "none", "damaged", "newer", "foreign_city", "foreign_machine",
        "former_name", "unproven", "gap", "unopened", "full", "shut", "gone", "unlike", "unread",
    }  # fmt: skip
    assert {f"stick.{code}" for code in codes} == set(REFUSALS)


def wrapped_wrong(content: bytes) -> bytes:
    """The same label over a part that opens for nobody."""
    return parcels.wrap(parcels.unwrap(content).label, (b"age-encryption.org/v1\nnonsense",))


def cut(seat: Seat) -> None:
    """Nobody answers where this machine looks for the city."""
    _moved(seat, "http://127.0.0.1:9")


def mend(seat: Seat, city: ServerProcess) -> None:
    """The line is back."""
    _moved(seat, city.url)


def _moved(seat: Seat, url: str) -> None:
    with seat.machine.database.unit_of_work() as uow:
        uow.instance.save(replace(uow.instance.required(), server_url=url))
        uow.commit()
