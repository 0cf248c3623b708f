"""Papers reach a printer byte for byte, or the clerk learns why not."""

import ctypes
import os
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from outlet_app.system.gdi_spooler import GdiSpooler, turned_to
from outlet_app.system.printer_choice import system_spooler
from outlet_app.system.spooler import LpSpooler, RecordingSpooler, SpoolerTrouble

PDF = b"%PDF-1.4\n" + bytes(range(256)) * 400
TITLE = "HH0501 告〔2026〕0031 号"

LP = """#!{python}
import pathlib, sys, time
here = pathlib.Path(__file__).parent
(here / "arguments").write_text("\\n".join(sys.argv[1:]), encoding="utf-8")
(here / "taken").write_bytes(sys.stdin.buffer.read())
time.sleep({sleep})
sys.stderr.write("lp: Error - the printer said no\\n" if {code} else "")
sys.exit({code})
"""
LPSTAT = """#!{python}
print({printers!r}, end="")
"""


def install(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def cups(tmp_path, monkeypatch):
    """A folder that is the whole PATH, where the test puts the commands it wants."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def commands(code: int = 0, sleep: float = 0, printers: str = "window_1\nback_office\n") -> Path:
        install(tmp_path, "lp", LP.format(python=sys.executable, code=code, sleep=sleep))
        install(tmp_path, "lpstat", LPSTAT.format(python=sys.executable, printers=printers))
        return tmp_path

    return commands


# A CUPS that was never told which printer is the usual one: `lp` alone is refused, by name it is taken.
UNTOLD_LP = """#!{python}
import pathlib, sys
here = pathlib.Path(__file__).parent
asked, given = sys.argv[1:], sys.stdin.buffer.read()
with (here / "asked").open("a", encoding="utf-8") as told:
    told.write(" ".join(asked) + "\\n")
if "-d" not in asked or {broken}:
    sys.exit("lp: Error - No default destination.")
(here / "taken").write_bytes(given)
"""
UNTOLD_LPSTAT = """#!{python}
import sys
print({said!r} if "-d" in sys.argv else {printers!r}, end="")
"""
NO_USUAL = ("no system default destination\n", "无系统默认目标位置\n", "")


@pytest.fixture
def untold(tmp_path, monkeypatch):
    """A CUPS with these printers, none of them the usual one."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def commands(*printers: str, said: str = NO_USUAL[0], broken: bool = False) -> Path:
        names = "".join(f"{name}\n" for name in printers)
        install(tmp_path, "lp", UNTOLD_LP.format(python=sys.executable, broken=broken))
        install(tmp_path, "lpstat", UNTOLD_LPSTAT.format(python=sys.executable, said=said, printers=names))
        return tmp_path

    return commands


class TestWithoutAUsualPrinter:
    @pytest.mark.parametrize("said", NO_USUAL)
    def test_the_only_one_takes_the_paper(self, untold, said):
        folder = untold("counter", said=said)
        LpSpooler().spool(PDF, TITLE, copies=2)
        assert (folder / "taken").read_bytes() == PDF
        first, second = (folder / "asked").read_text(encoding="utf-8").splitlines()
        assert "-d" not in first
        assert second.endswith("-n 2 -o media=A4 -o sides=one-sided -d counter -")

    @pytest.mark.parametrize("said", NO_USUAL)
    def test_of_several_none_is_guessed(self, untold, said):
        folder = untold("back_office", "counter", said=said)
        with pytest.raises(SpoolerTrouble) as caught:
            LpSpooler().spool(PDF, TITLE, copies=1)
        assert caught.value.code == "printer.unchosen"
        assert "No default destination" in caught.value.detail
        assert not (folder / "taken").exists()
        assert len((folder / "asked").read_text(encoding="utf-8").splitlines()) == 1

    @pytest.mark.parametrize(
        "said", ["system default destination: counter\n", "系统默认目标：counter\n", "目标位置 counter"]
    )
    def test_where_there_is_one_and_it_refuses_that_is_the_trouble(self, untold, said):
        folder = untold("counter", "back_office", said=said)
        with pytest.raises(SpoolerTrouble) as caught:
            LpSpooler().spool(PDF, TITLE, copies=1)
        assert caught.value.code == "printer.failed"
        assert not (folder / "taken").exists(), "nobody else's printer is asked instead"

    def test_a_printer_that_was_named_is_never_replaced(self, untold):
        folder = untold("counter", broken=True)
        with pytest.raises(SpoolerTrouble) as caught:
            LpSpooler().spool(PDF, TITLE, copies=1, printer="back_office")
        assert caught.value.code == "printer.failed"
        assert len((folder / "asked").read_text(encoding="utf-8").splitlines()) == 1

    def test_the_only_one_may_refuse_too(self, untold):
        untold("counter", broken=True)
        with pytest.raises(SpoolerTrouble) as caught:
            LpSpooler().spool(PDF, TITLE, copies=1)
        assert caught.value.code == "printer.failed"

    def test_none_at_all_is_said_as_before(self, untold):
        untold()
        with pytest.raises(SpoolerTrouble) as caught:
            LpSpooler().spool(PDF, TITLE, copies=1)
        assert caught.value.code == "printer.none"


class TestLp:
    def test_hands_over_the_very_bytes_on_standard_input(self, cups):
        folder = cups()
        LpSpooler().spool(PDF, TITLE, copies=2)
        assert (folder / "taken").read_bytes() == PDF

    def test_leaves_no_file_of_its_own(self, cups, tmp_path, monkeypatch):
        folder = cups()
        empty = tmp_path / "scratch"
        empty.mkdir()
        monkeypatch.setenv("TMPDIR", str(empty))
        LpSpooler().spool(PDF, TITLE, copies=1)
        assert sorted(os.listdir(folder)) == ["arguments", "lp", "lpstat", "scratch", "taken"]
        assert os.listdir(empty) == []

    def test_says_title_copies_and_paper(self, cups):
        folder = cups()
        LpSpooler().spool(PDF, TITLE, copies=2)
        said = (folder / "arguments").read_text(encoding="utf-8").split("\n")
        assert said == ["-t", TITLE, "-n", "2", "-o", "media=A4", "-o", "sides=one-sided", "-"]

    def test_names_the_printer_only_where_one_is_chosen(self, cups):
        folder = cups()
        LpSpooler().spool(PDF, TITLE, copies=1, printer="window_1")
        said = (folder / "arguments").read_text(encoding="utf-8").split("\n")
        assert said[-3:] == ["-d", "window_1", "-"]

    def test_a_refusing_printer_is_a_failure_with_what_it_said(self, cups):
        cups(code=1)
        with pytest.raises(SpoolerTrouble) as caught:
            LpSpooler().spool(PDF, TITLE, copies=1)
        assert caught.value.code == "printer.failed"
        assert "the printer said no" in caught.value.detail

    def test_a_system_without_any_printer_says_so(self, cups):
        cups(code=1, printers="")
        with pytest.raises(SpoolerTrouble) as caught:
            LpSpooler().spool(PDF, TITLE, copies=1)
        assert caught.value.code == "printer.none"

    def test_a_machine_without_cups_has_no_printer(self, tmp_path, monkeypatch):
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(SpoolerTrouble) as caught:
            LpSpooler().spool(PDF, TITLE, copies=1)
        assert caught.value.code == "printer.none"
        assert LpSpooler().printers() == ()

    def test_a_silent_printer_does_not_hold_the_counter(self, cups):
        cups(sleep=30)
        with pytest.raises(SpoolerTrouble) as caught:
            LpSpooler(patience_s=0.5).spool(PDF, TITLE, copies=1)
        assert caught.value.code == "printer.timeout"

    def test_a_command_that_cannot_be_run_is_a_failure(self, cups, tmp_path):
        folder = cups()
        (folder / "lp").write_bytes(b"\x7fELF no program")
        with pytest.raises(SpoolerTrouble) as caught:
            LpSpooler().spool(PDF, TITLE, copies=1)
        assert caught.value.code == "printer.failed"

    def test_lists_the_printers(self, cups):
        cups()
        assert LpSpooler().printers() == ("window_1", "back_office")


class TestRecording:
    def test_keeps_what_was_printed(self):
        spooler = RecordingSpooler()
        spooler.spool(PDF, TITLE, 2, "window_1")
        (job,) = spooler.jobs
        assert (job.pdf, job.title, job.copies, job.printer) == (PDF, TITLE, 2, "window_1")

    def test_writes_each_job_into_its_folder(self, tmp_path):
        spooler = RecordingSpooler(tmp_path / "printed", names=("paper",))
        spooler.spool(PDF, TITLE, 2)
        spooler.spool(b"%PDF second", TITLE, 2)
        assert (tmp_path / "printed" / "001.pdf").read_bytes() == PDF
        assert (tmp_path / "printed" / "002.pdf").read_bytes() == b"%PDF second"
        assert spooler.printers() == ("paper",)

    def test_fails_as_told_and_keeps_nothing(self):
        spooler = RecordingSpooler()
        spooler.trouble = "printer.failed"
        with pytest.raises(SpoolerTrouble, match=r"printer\.failed"):
            spooler.spool(PDF, TITLE, 2)
        assert spooler.jobs == []


class FakeWindows:
    """The calls a page makes on its way to a Windows printer, and the answers they get."""

    CAPS = {110: 4960, 111: 7016, 112: 100, 113: 120}

    def __init__(self, printers: tuple[str, ...] = ("window_1",), default: str = "window_1") -> None:
        self.calls: list[tuple] = []
        self.broken = ""
        self.names = printers
        self.default = default
        self.held: list[object] = []
        self.gdi = SimpleNamespace(
            CreateDCW=self._create,
            DeleteDC=self._noted("DeleteDC"),
            StartDocW=self._noted("StartDoc"),
            EndDoc=self._noted("EndDoc"),
            AbortDoc=self._noted("AbortDoc"),
            StartPage=self._noted("StartPage"),
            EndPage=self._noted("EndPage"),
            SetStretchBltMode=self._noted("SetStretchBltMode"),
            StretchDIBits=self._draw,
            GetDeviceCaps=lambda device, which: self.CAPS[which],
        )
        self.winspool = SimpleNamespace(EnumPrintersW=self._enumerate, GetDefaultPrinterW=self._tell_default)

    def spooler(self, pages) -> GdiSpooler:
        return GdiSpooler(lambda pdf, dpi: [*pages], self.gdi, self.winspool)

    def steps(self) -> list[str]:
        return [call[0] for call in self.calls]

    def _noted(self, name):
        def call(*_):
            self.calls.append((name,))
            return 0 if self.broken == name else 1

        return call

    def _create(self, driver, printer, *_):
        self.calls.append(("CreateDC", driver, printer))
        return 7 if printer in self.names else None

    def _draw(self, device, left, top, width, height, *rest):
        across, down = rest[2:4]
        self.calls.append(("Draw", left, top, width, height, across, down, len(rest[4])))
        return 0 if self.broken == "Draw" else down

    def _enumerate(self, flags, server, level, room, size, needed, found):
        assert level == 4

        class Info(ctypes.Structure):
            _fields_ = (
                ("name", ctypes.c_wchar_p),
                ("server", ctypes.c_wchar_p),
                ("attributes", ctypes.c_uint32),
            )

        infos = (Info * max(len(self.names), 1))(*(Info(name, None, 0) for name in self.names))
        needed._obj.value = ctypes.sizeof(infos) if self.names else 0
        if room is None or size < ctypes.sizeof(infos):
            return 0
        self.held.append(infos)
        ctypes.memmove(room, infos, ctypes.sizeof(infos))
        found._obj.value = len(self.names)
        return 1

    def _tell_default(self, room, length):
        length._obj.value = len(self.default) + 1
        if room is None or not self.default:
            return 0
        room.value = self.default
        return 1


UPRIGHT = (2, 3, bytes(range(24)))
ACROSS = (3, 2, bytes(range(24)))


class TestWindows:
    def test_draws_every_page_of_every_copy_over_the_whole_sheet(self):
        windows = FakeWindows()
        windows.spooler([UPRIGHT, UPRIGHT]).spool(PDF, TITLE, copies=2)
        page = ["StartPage", "SetStretchBltMode", "Draw", "EndPage"]
        assert windows.steps() == ["CreateDC", "StartDoc", *page * 4, "EndDoc", "DeleteDC"]
        drawn = next(call for call in windows.calls if call[0] == "Draw")
        assert drawn == ("Draw", -100, -120, 4960, 7016, 2, 3, 24)

    def test_uses_the_printer_that_was_named(self):
        windows = FakeWindows(printers=("window_1", "back_office"))
        windows.spooler([UPRIGHT]).spool(PDF, TITLE, copies=1, printer="back_office")
        assert windows.calls[0] == ("CreateDC", "WINSPOOL", "back_office")

    def test_turns_a_landscape_page_to_the_paper(self):
        windows = FakeWindows()
        windows.spooler([ACROSS]).spool(PDF, TITLE, copies=1)
        drawn = next(call for call in windows.calls if call[0] == "Draw")
        assert drawn[5:7] == (2, 3)

    def test_a_page_is_turned_clockwise(self):
        red, green, blue, black, white, grey = (bytes([n] * 4) for n in range(1, 7))
        across = (3, 2, red + green + blue + black + white + grey)
        assert turned_to(across, upright=True) == (2, 3, black + red + white + green + grey + blue)
        assert turned_to(across, upright=False) == across

    @pytest.mark.parametrize("step", ["StartPage", "Draw", "EndPage"])
    def test_a_broken_page_ends_the_job_and_lets_go_of_the_printer(self, step):
        windows = FakeWindows()
        windows.broken = step
        with pytest.raises(SpoolerTrouble) as caught:
            windows.spooler([UPRIGHT]).spool(PDF, TITLE, copies=1)
        assert caught.value.code == "printer.failed"
        assert windows.steps()[-2:] == ["AbortDoc", "DeleteDC"]

    def test_a_job_that_never_began_is_not_aborted(self):
        windows = FakeWindows()
        windows.broken = "StartDoc"
        with pytest.raises(SpoolerTrouble, match="StartDoc"):
            windows.spooler([UPRIGHT]).spool(PDF, TITLE, copies=1)
        assert "AbortDoc" not in windows.steps()

    def test_no_default_printer_is_no_printer(self):
        windows = FakeWindows(printers=(), default="")
        with pytest.raises(SpoolerTrouble) as caught:
            windows.spooler([UPRIGHT]).spool(PDF, TITLE, copies=1)
        assert caught.value.code == "printer.none"
        assert windows.steps() == []

    def test_a_printer_that_is_gone_is_no_printer(self):
        windows = FakeWindows()
        with pytest.raises(SpoolerTrouble) as caught:
            windows.spooler([UPRIGHT]).spool(PDF, TITLE, copies=1, printer="sold")
        assert caught.value.code == "printer.none"

    def test_lists_the_printers(self):
        assert FakeWindows(printers=("窗口 1", "back_office")).spooler([]).printers() == (
            "窗口 1",
            "back_office",
        )
        assert FakeWindows(printers=()).spooler([]).printers() == ()


def test_this_system_has_its_own_way():
    assert isinstance(system_spooler(lambda pdf, dpi: []), LpSpooler)
