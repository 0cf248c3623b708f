"""The power goes between any two statements of a piece of work: afterwards all of it is there, or none."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from store_builders import KEY, NOW, a_card, save

from outlet_app.models.engine import Database, open_database
from outlet_app.models.outbox import Verdict

ROOT = Path(__file__).parents[2]

# One process forks a child for every point, so that the imports are paid for once.
CUTTING = """
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[2])
from sqlalchemy import event
from store_builders import KEY, NOW, a_card, a_visit, an_op
from outlet_app.models.engine import open_database
from outlet_app.models.outbox import Verdict
import pypinyin

pypinyin.pinyin("imported before the forks")


def first_visit(uow):
    uow.counters.next_case_serial(NOW.date())
    uow.journal.append([an_op("new-1"), an_op("new-2")])
    uow.cards.put(a_card(state="accepted"))
    uow.applicants.remember(a_visit("河套新名称", number="91150826MA0QK7XH47", days=1))
    uow.drafts.drop("1508260837")


def answer(uow):
    results = [Verdict(1, "applied", case_n=1, version=7), Verdict(2, "rejected", "STATE_GUARD", case_n=2)]
    uow.outbox.record(results, acked_seq=2, receipt="r-2", epoch="e-2", at=NOW)


def pull(uow):
    uow.journal.place("case-1", "down-1", 1, "applied", op=an_op("down-1"))
    uow.journal.place("case-1", "down-2", 2, "applied", op=an_op("down-2"))
    uow.cursors.set("outlet:1", "e-2", 9)


def failed(uow):
    uow.outbox.mark_tried([1, 2], "net.refused", at=NOW)


work = {"first_visit": first_visit, "answer": answer, "pull": pull, "failed": failed}[sys.argv[3]]


def live(path, cut_at):
    store = open_database(path, KEY)
    asked = 0

    def count(*_):
        nonlocal asked
        asked += 1
        if asked == cut_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store._engine, "before_cursor_execute", count)
    with store.unit_of_work() as uow:
        work(uow)
        if asked + 1 == cut_at:
            os.kill(os.getpid(), signal.SIGKILL)
        uow.commit()
    os._exit(0)


for point, path in enumerate(sys.argv[4:], 1):
    child = os.fork()
    if child == 0:
        live(Path(path), point)
    _, status = os.waitpid(child, 0)
    print("whole" if status == 0 else f"cut {os.WTERMSIG(status)}", flush=True)
"""
POINTS = 24


def cut_everywhere(kind: str, template: Path, folder: Path) -> list[tuple[str, Path]]:
    """Do the work once for every point on a copy of its own; what became of the process, and its file."""
    paths = [folder / f"{n}" / "outlet.db" for n in range(1, POINTS + 1)]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(template.read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", CUTTING, "", str(Path(__file__).parent), kind, *map(str, paths)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return list(zip(done.stdout.splitlines(), paths, strict=True))


@pytest.fixture
def template(store: Database, path: Path) -> Path:
    """A store in the middle of its life: two events wait, one draft lies there, one applicant is known."""
    save(store, "op-1", "op-2")
    with store.unit_of_work() as uow:
        uow.cards.put(a_card())
        uow.drafts.save("1508260837", b"typed", NOW)
        uow.counters.next_case_serial(NOW.date())
        uow.commit()
    store.close()
    return path


def look(path: Path) -> dict[str, object]:
    """Everything a piece of work of this file may touch, as one value."""
    store = open_database(path, KEY)
    store.check()
    with store.reading() as uow:
        assert uow.journal.verify_chain() is None
        here, counts = uow.instance.required(), uow.outbox.counts(NOW.date())
        card = uow.cards.get("case-1")
        assert card is not None
        seen: dict[str, object] = {
            "events": [(one.op_id, one.case_n, one.verdict) for one in uow.journal.of_case("case-1")],
            "queue": [(row.seq, row.op_id) for row in uow.outbox.batch(99, 99_999)],
            "counts": (counts.waiting, counts.failed, counts.need_you, counts.sent_today),
            "place": (here.next_seq, here.acked_seq, here.receipt, here.epoch),
            "card": card.state,
            "found": (uow.search.find("河套"), [hit.applicant.name for hit in uow.search.applicants("河套")]),
            "draft": uow.drafts.get("1508260837") is not None,
            "serial": uow.counters.last(f"case:{NOW:%Y-%m-%d}"),
            "cursor": uow.cursors.get("outlet:1") is not None,
        }
    store.close()
    return seen


CHANGED = {
    "first_visit": {"events", "queue", "counts", "place", "card", "found", "draft", "serial"},
    "answer": {"events", "queue", "counts", "place"},
    "pull": {"events", "cursor"},
    "failed": {"counts"},
}

AFTER = {
    "first_visit": ("serial", 2),
    "answer": ("place", (3, 2, "r-2", "e-2")),
    "pull": (
        "events",
        [("down-1", 1, "applied"), ("down-2", 2, "applied"), *((f"op-{n}", None, None) for n in (1, 2))],
    ),
    "failed": ("counts", (0, 2, 0, 0)),
}


@pytest.mark.parametrize("kind", CHANGED)
def test_row_09_wherever_the_power_goes_a_piece_of_work_is_whole_or_nowhere(
    template: Path, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "cuts").mkdir()
    before = look(template)
    ends = cut_everywhere(kind, template, tmp_path / "cuts")
    states = {end: look(path) for end, path in ends}
    cuts = [end for end, _ in ends if end != "whole"]
    assert cuts == [f"cut {int(signal.SIGKILL)}"] * len(cuts)
    assert 2 <= len(cuts) < POINTS
    assert all(look(path) == before for end, path in ends if end != "whole")
    after = states["whole"]
    assert {name for name in before if before[name] != after[name]} == CHANGED[kind]
    name, wanted = AFTER[kind]
    assert after[name] == wanted
    assert all(look(path) == after for end, path in ends if end == "whole")


def test_after_a_cut_the_same_work_goes_through(template: Path, tmp_path: Path) -> None:
    (tmp_path / "cuts").mkdir()
    cut = next(path for end, path in cut_everywhere("answer", template, tmp_path / "cuts") if end != "whole")
    store = open_database(cut, KEY)
    with store.unit_of_work() as uow:
        answers = [Verdict(1, "applied", case_n=1), Verdict(2, "applied", case_n=2)]
        uow.outbox.record(answers, acked_seq=2, receipt="r", epoch="e", at=NOW)
        uow.commit()
    with store.reading() as uow:
        assert uow.outbox.counts(NOW.date()).waiting == 0
        assert uow.instance.required().acked_seq == 2
    store.close()
