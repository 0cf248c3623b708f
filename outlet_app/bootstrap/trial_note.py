"""The trial people whose 工号 and 口令 the sign-in page shows; only a trial folder has such a note."""

import json
from pathlib import Path

from outlet_app.ui.pages.sign_in.state import TrialPerson

TRIAL_NOTE = "trial.json"


def trial_people(folder: Path) -> tuple[TrialPerson, ...]:
    """The people of the note in a data folder; none without one."""
    note = folder / TRIAL_NOTE
    if not note.exists():
        return ()
    told = json.loads(note.read_text(encoding="utf-8"))
    return tuple(TrialPerson(one["staff_no"], one["name"], one["password"]) for one in told)
