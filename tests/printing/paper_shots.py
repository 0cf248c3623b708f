"""Every paper as pictures for eyes: an ordinary one, one row, twelve rows, hard names (`dev.py papers`)."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
from form_samples import SAMPLES, again
from paper_samples import (
    ABOUT,
    ACCEPTANCE,
    FACE_FILES,
    FONT_FOLDER,
    LONGEST_NAME,
    NOTICE,
    RARE,
    REJECTION,
    SHEET,
    WRONG_DOOR,
)
from test_attendance_paper import VALUES as ATTENDANCE
from test_closing_paper import ALL as CLOSINGS
from test_late_list_paper import drawn as late_list
from test_ledger_paper import LEDGERS, line, values
from test_overdue_paper import ROW
from test_overdue_paper import drawn as overdue
from test_slip_paper import SLIP
from test_workload_groups_paper import DAY as GROUPED

from outlet_app.domain.ledgers.late import Late
from outlet_app.printing.acceptance import build_acceptance
from outlet_app.printing.attendance import build_attendance
from outlet_app.printing.closing import build_closing
from outlet_app.printing.fonts import Faces
from outlet_app.printing.ledger import build_ledger
from outlet_app.printing.notice import build_notice
from outlet_app.printing.notice_large import build_large_notice
from outlet_app.printing.rejection import build_rejection
from outlet_app.printing.slip import build_slip
from outlet_app.printing.workload import build_workload

MONGOLIAN = "乌云其木格·阿拉坦格日勒"
NAMES = {"longest": LONGEST_NAME, "mongolian": MONGOLIAN, "rare": f"王{RARE}"}
COUNTS = (1, 12)
SCALE = 1.6
Drawn = tuple[str, Callable[[], bytes]]


def every(faces: Faces) -> Iterator[Drawn]:
    """The name of each picture, and what draws its paper."""
    for sample in SAMPLES:
        yield sample.form, lambda one=sample: one.drawn(faces)
        for count in COUNTS if sample.rows else ():
            yield f"{sample.form}-{count:02}", lambda one=sample, n=count: one.with_rows(faces, n)
        for key, name in NAMES.items():
            yield f"{sample.form}-{key}", lambda one=sample, who=name: one.named(faces, who)
    yield from _apart(faces)
    yield from _lists(faces)


def _apart(faces: Faces) -> Iterator[Drawn]:
    """The papers whose values carry the case themselves, or lists of another kind."""
    lists = {
        "W04": (NOTICE, build_notice, ("received", "missing", "faulty")),
        "W04-large": (replace(NOTICE, imprint=replace(NOTICE.imprint, large=True)), build_large_notice,
                      ("received", "missing", "faulty")),
        "W05": (ACCEPTANCE, build_acceptance, ("materials",)),
    }  # fmt: skip
    for form, (told, build, rows) in lists.items():
        yield form, lambda v=told, b=build: b(v, faces)
        for count in COUNTS:
            many = {row: tuple(again(getattr(told, row), count)) for row in rows}
            yield f"{form}-{count:02}", lambda v=told, b=build, m=many: b(replace(v, **m), faces)
        for key, name in NAMES.items():
            who = replace(told, applicant=name, contact=name)
            yield f"{form}-{key}", lambda v=who, b=build: b(v, faces)
    yield "W04-refused", lambda: build_notice(replace(NOTICE, refused=(WRONG_DOOR,)), faces)
    others: dict[str, tuple[Any, Callable[[Any, Faces], bytes]]] = {
        "W01": (SLIP, build_slip), "W06": (REJECTION, build_rejection),
    }  # fmt: skip
    for form, (told, build) in others.items():
        yield form, lambda v=told, b=build: b(v, faces)
        for key, name in NAMES.items():
            about = replace(ABOUT, applicant=name, contact=name)
            yield f"{form}-{key}", lambda v=told, b=build, a=about: b(replace(v, about=a), faces)
    posted = replace(ABOUT, more={"incoming_posted": "2026年11月18日"})
    yield "W01-letter", lambda: build_slip(replace(SLIP, about=posted), faces)


def _lists(faces: Faces) -> Iterator[Drawn]:
    """What a supervisor prints: sheets, lists and ledgers."""
    yield "W17", lambda: build_workload(SHEET, faces)
    yield "W17-groups", lambda: build_workload(replace(SHEET, sheet=GROUPED), faces)
    for count in COUNTS:
        yield f"W18-{count:02}", lambda n=count: overdue(faces, *(ROW,) * n)
        rows = tuple(again(ATTENDANCE.rows, count))
        yield f"W25-{count:02}", lambda r=rows: build_attendance(replace(ATTENDANCE, rows=r), faces)
    for which in Late:
        yield f"W18-{which}-12", lambda one=which: late_list(faces, one, 12)
    for key, name in NAMES.items():
        row = replace(ROW, applicant=name)
        yield f"W18-{key}", lambda r=row: overdue(faces, r)
        came = replace(ATTENDANCE.rows[0], name=name, unit=LONGEST_NAME)
        yield f"W25-{key}", lambda r=came: build_attendance(replace(ATTENDANCE, rows=(r,)), faces)
    for key, told in CLOSINGS.items():
        yield f"W28-{key}", lambda v=told: build_closing(v, faces)
    for code in LEDGERS:
        for count in COUNTS:
            lines = tuple(line(n) for n in range(1, count + 1))
            yield f"{code}-{count:02}", lambda c=code, told=lines: build_ledger(values(c, *told), faces)


def main(words: Sequence[str] | None = None) -> int:
    """Write the pictures, page by page."""
    parser = argparse.ArgumentParser("dev.py papers", description="Render every paper for eyes.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="", help="forms whose name begins so")
    told = parser.parse_args(words)
    out: Path = told.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    faces = Faces(*(FONT_FOLDER / name for name in FACE_FILES))
    papers = [one for one in every(faces) if one[0].startswith(told.only)]
    for name, draw in papers:
        _picture(draw(), out, name)
    print(f"{len(papers)} papers in {out.name}")
    return 0


def _picture(pdf: bytes, out: Path, name: str) -> None:
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        page.render(scale=SCALE).to_pil().save(out / f"{name}-{number}.png")
    document.close()


if __name__ == "__main__":
    sys.exit(main())
