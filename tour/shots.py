"""`dev.py shots`: every page in light, dark and high contrast at 100 % and 150 %, for eyes."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QWidget

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.system.paths import DataFolder
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.theme.theme import look
from outlet_app.ui.theme.tokens import Scheme
from tour import scenes
from tour.city import City
from tour.people import HEAD
from tour.report import Report
from tour.stage import Stage, open_stage
from tour.trial import prepare

SCHEMES = (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST)
FACTORS = (1.0, 1.5)
PAGES = (
    PageKey.WORKBENCH, PageKey.CASES, PageKey.REVIEWS, PageKey.REPORTS, PageKey.SYNC, PageKey.CATALOGUE,
    PageKey.INTAKE, PageKey.NOTICE, PageKey.CORRECTIONS, PageKey.ASSISTANCE, PageKey.PACKAGES,
    PageKey.POLICIES, PageKey.SETTINGS,
)  # fmt: skip
SETTLE_S = 0.9
NAMES = (
    "内蒙古河套黄柿子种植加工专业合作社联合社示范园区",
    "阿拉坦·额尔敦巴特尔",
    "𠮷𬎆商贸有限公司",
    "五原县隆兴昌镇农机合作社",
)


def main(words: Sequence[str] | None = None) -> int:
    """Write the pictures; 0 when all of them exist."""
    parser = argparse.ArgumentParser("dev.py shots", description="Render every page for eyes.")
    parser.add_argument("--out", type=Path, required=True)
    out: Path = parser.parse_args(words).out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="shots-") as fresh:
        folder, city = DataFolder(Path(fresh)), City(Path(fresh) / "city")
        folder.prepare(trial=True)
        city.start()
        try:
            prepare(folder, city)
        finally:
            city.stop()
        stage = open_stage(folder.root, out, Report(out / "shots.json"))
        _each_look(stage, "sign-in", stage.program.sign_in_page)
        stage.sign_in(HEAD)
        _fill(stage)
        for key in PAGES:
            _page(stage, key)
        stage.program.shell.commands.show_help()
        _each_look(stage, "help", stage.program.shell)
        stage.program.shell.feedback.close_all()
        stage.program.lock()
        _each_look(stage, "lock", stage.program.lock_page)
        stage.program.close()
    print(f"{len(list((out / 'screens').glob('*.png')))} pictures in {out.name}/screens")
    return 0


def _page(stage: Stage, key: PageKey) -> None:
    if key is PageKey.INTAKE:
        scenes.fill_subsidy(stage)
    elif key is PageKey.NOTICE:
        scenes.write_notice(stage)
    else:
        what = stage.program.clock.now().date() if key is PageKey.REPORTS else None
        stage.program.shell.open(key, what)
    _each_look(stage, key.value, stage.program.shell)


def _each_look(stage: Stage, name: str, _shown: QWidget) -> None:
    for scheme in SCHEMES:
        for factor in FACTORS:
            look().choose(scheme, factor)
            _settle(stage)
            stage.shoot(f"{name}-{scheme.value}-{factor:.0%}".replace("%", ""))
    look().choose(SCHEMES[0], FACTORS[0])
    _settle(stage)


def _settle(stage: Stage) -> None:
    end = monotonic() + SETTLE_S
    stage.hands.wait("the page at rest", lambda: monotonic() > end)


def _fill(stage: Stage) -> None:
    """A few cases with long, Mongolian and rare names, so that pages show what they have to bear."""
    decide: Callable[..., object] = stage.here.counter.intake.decide
    for place, name in enumerate(NAMES):
        party = Applicant(
            ApplicantKind.ENTERPRISE, name, IdKind.USCC, "91150802MA0TEA71XJ", "", "13947812046"
        )
        item = ((1, "1.2"), (2, "2.6"), (9, "9.1"), (7, "7.7"))[place]
        decide(
            IntakeEntry(
                party,
                item=item[0],
                sub_item=item[1],
                request="咨询办理条件",
                answer="已当场说明办理条件和材料。",
            ),
            Decision.ANSWER,
        )


if __name__ == "__main__":
    sys.exit(main())
