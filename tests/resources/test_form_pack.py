"""The form texts as delivered: whole sentences, in the manner of UI.md §12, for every paper the program makes."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.forms.texts import read_form_texts
from outlet_app.services.makers.table import MAKERS
from outlet_app.wording.voices.papers import PAPERS, paper_name
from tests.architecture.test_manner_of_speech import faults_of

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "forms"
PLAINS = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]
TEXTS = read_form_texts(PLAINS)
FORMS = [text for edition in TEXTS.editions for text in edition.forms]
SENTENCES = [
    (text.code, key, said)
    for text in FORMS
    for key, said in (*text.clauses.items(), *(("notes", note) for note in text.notes))
]
ENDS = ("。", "：", "。{assumed}", "。”")


def test_each_edition_lies_in_a_file_of_its_name() -> None:
    assert [plain["version"] for plain in PLAINS] == [path.stem for path in sorted(FOLDER.glob("*.json"))]


def test_whatever_the_program_makes_has_words_and_a_name() -> None:
    assert set(MAKERS) | {"W17"} <= set(TEXTS.codes)
    assert set(TEXTS.codes) == set(PAPERS)


def test_a_form_of_a_later_version_is_called_by_its_code() -> None:
    assert paper_name("W99") == "W99"


@pytest.mark.parametrize("text", FORMS, ids=lambda text: f"{text.code} {text.edition}")
def test_a_paper_says_how_many_copies_there_are(text) -> None:
    told = "".join((*text.notes, *text.clauses.values()))
    if text.copies == 2:
        assert "一式两份" in told
    else:
        assert "一式两份" not in told


@pytest.mark.parametrize(("code", "key", "said"), SENTENCES, ids=lambda value: str(value)[:24])
def test_every_clause_is_a_whole_sentence_in_the_house_manner(code: str, key: str, said: str) -> None:
    assert said.endswith(ENDS)
    assert faults_of(re.sub(r"\{\w+(:\w)?\}", "某", said)) == set()
    assert not re.search(r"\s{2}|^\s|\s$", said)


# Written by somebody else.
NOT_OURS = {
    "受理通知书复印件", "核准公告", "登记通知书复印件", "登记证复印件", "签到表",
}  # fmt: skip


def test_every_outcome_of_the_list_that_we_write_has_its_form() -> None:
    catalogue = json.loads((FOLDER.parent / "catalogue" / "2025-batch-2.json").read_text("utf-8"))
    named = {name for item in catalogue["items"] for sub in item["sub_items"] for name in sub["outcomes"]}
    lost = {name for name in named if TEXTS.for_outcome(name, date(2026, 11, 22)) is None}
    assert lost == NOT_OURS
