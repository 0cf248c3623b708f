"""The Anki client of the head-to-head, run by the Python that has Anki; notes carry the same text."""

import json
import resource
import sys
import time
from pathlib import Path

from anki.collection import AddNoteRequest, Collection

folder, url, texts, *asked = sys.argv[1:]
every = json.loads(Path(texts).read_text(encoding="utf-8"))
col = Collection(str(Path(folder) / "cases.anki2"))
login = col.sync_login("counter", "word", url)


def make(records: int) -> int:
    """Add so many notes at once."""
    kind = col.models.by_name("Basic")
    asks = []
    for n in range(col.note_count(), col.note_count() + records):
        note = col.new_note(kind)
        note["Front"], note["Back"] = f"record {n} {time.time_ns()}", every[n % len(every)]
        asks.append(AddNoteRequest(note=note, deck_id=1))
    col.add_notes(asks)
    return records


def whole(upload: int) -> None:
    """Begin: the first collection goes up whole, the others take it down; Anki asks for it once."""
    col.close_for_full_sync()
    col.full_upload_or_download(auth=login, server_usn=None, upload=bool(upload))


def sync(_: int) -> int:
    """One normal sync; again where the line broke."""
    while True:
        try:
            told = col.sync_collection(login, False)
        except Exception as broken:
            if "network" not in repr(broken).lower():
                raise
            continue
        assert told.required == told.NO_CHANGES, told.required
        return int(told.required)


def tally(_: int) -> int:
    """How many notes this collection has."""
    return col.note_count()


for told in asked:
    name, _, figure = told.partition(":")
    started = time.perf_counter()
    found = globals()[name](int(figure or 0))
    print(
        json.dumps({"step": name, "ms": (time.perf_counter() - started) * 1000, "found": found}), flush=True
    )
print(json.dumps({"step": "end", "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
