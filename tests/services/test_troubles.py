"""Whatever a use case lets through can be told to a person: a code, and all that its clauses ask for."""

import pytest

from outlet_app.models.errors import DatabaseDamaged, DatabaseLocked, DiskFull, NotEnrolled, StorageError
from outlet_app.printing.cannot import CannotPrint, DoesNotFit, NoGlyph
from outlet_app.services.troubles import Trouble
from outlet_app.system.spooler import FAILED, NONE, TIMEOUT, SpoolerTrouble
from outlet_app.wording.troubles import TROUBLES, clauses
from tests.support.at_the_counter import accepted_for, held
from tests.support.bench import Bench

LET_THROUGH = [
    NoGlyph("\U0003134a"),
    DoesNotFit(),
    *(SpoolerTrouble(code) for code in (NONE, FAILED, TIMEOUT)),
    *(kind() for kind in (DatabaseLocked, DiskFull, DatabaseDamaged, NotEnrolled, StorageError)),
    Trouble("paper.missing"),
    Trouble("paper.not_written", {"name": "a.pdf"}),
    Trouble("paper.not_confirmed", {"number": "HH0101 受〔2026〕0001 号"}),
    Trouble("numbers.not_witnessed"),
    Trouble("server.code_unknown", {"code": "CODE_USED"}),
    Trouble("server.refused", {"code": "TERMINALS_FULL"}),
]


@pytest.mark.parametrize("trouble", LET_THROUGH, ids=lambda one: f"{type(one).__name__}-{one.code}")
def test_its_code_has_three_clauses_without_a_gap(trouble: Exception) -> None:
    """Read as ui/parts/failures.py reads it."""
    code, told = getattr(trouble, "code", ""), getattr(trouble, "told", {})
    assert code in TROUBLES
    said = clauses(code, told)
    assert "—" not in said.happened + said.safe + said.now


def test_a_character_without_a_face_is_named_once(bench: Bench) -> None:
    with pytest.raises(CannotPrint) as refused:
        accepted_for(bench, name="王\U0003134a")
    said = clauses(refused.value.code, refused.value.told)
    assert "\U0003134a" in said.happened
    assert "U+3134A" in said.happened
    assert "U+U+" not in said.happened
    assert "没有保存" in said.safe


@pytest.mark.parametrize(
    ("code", "safe"),
    [("storage.locked", "没有保存"), ("storage.disk_full", "没有保存"), ("paper.not_confirmed", "已保存"),
     ("numbers.not_witnessed", "已保存"), ("printer.none", "已保存")],
)  # fmt: skip
def test_the_second_clause_says_whether_the_case_is_safe(code: str, safe: str) -> None:
    assert safe in clauses(code).safe


def test_a_trouble_tells_its_code_where_only_its_text_is_read(bench: Bench) -> None:
    with held(bench.database), pytest.raises(DatabaseLocked) as locked:
        bench.counter().drafts.drop()
    assert (locked.value.code, str(Trouble("printer.none"))) == ("storage.locked", "printer.none")
