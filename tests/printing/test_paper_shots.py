"""`dev.py papers`: no form is left out of what eyes look at, and each picture is one page of its paper."""

from pathlib import Path

import pypdfium2
import pytest
from paper_eyes import squashed, words_of
from paper_samples import LONGEST_NAME, RARE, TEXTS
from paper_shots import MONGOLIAN, NAMES, every, main

from outlet_app.domain.ledgers import LEDGERS
from outlet_app.printing.fonts import Faces

UNNAMED = {"W17", "W19", "W28"}


@pytest.fixture(scope="module")
def shots(faces: Faces) -> dict[str, object]:
    return dict(every(faces))


def test_every_form_and_every_ledger_is_drawn(shots: dict[str, object]) -> None:
    drawn = {name.partition("-")[0] for name in shots}
    assert set(TEXTS.codes) - {"W19"} <= drawn
    assert {f"{code}-12" for code in LEDGERS} <= set(shots)


def test_no_picture_takes_the_name_of_another(faces: Faces) -> None:
    names = [name for name, _ in every(faces)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("key", NAMES)
def test_every_form_with_a_name_on_it_is_drawn_with_the_hard_ones(key: str, shots: dict[str, object]) -> None:
    assert {f"{code}-{key}" for code in TEXTS.codes if code not in UNNAMED} <= set(shots)


def test_the_hard_names_are_the_longest_one_with_a_point_and_a_rare_one() -> None:
    assert NAMES["longest"] == LONGEST_NAME
    assert "·" in NAMES["mongolian"] == MONGOLIAN
    assert set(RARE) <= set(NAMES["rare"])


@pytest.mark.parametrize("code", ["W02", "W04", "W05", "W07", "W15", "W18", "W25", "R01", "L1"])
def test_lists_are_drawn_with_one_row_and_with_twelve(code: str, shots: dict[str, object]) -> None:
    assert {f"{code}-01", f"{code}-12"} <= set(shots)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("W05-mongolian", MONGOLIAN),
        ("W05-longest", LONGEST_NAME),
        ("W01-rare", f"王{RARE}"),
        ("W25-mongolian", MONGOLIAN),
        ("W18-longest", LONGEST_NAME),
        ("W01-letter", "邮戳日：2026年11月18日"),
        ("W04-large", "一次性告知书"),
        ("W14-12", "12"),
    ],
)
def test_a_paper_is_what_its_name_says(name: str, said: str, faces: Faces) -> None:
    drawn = dict(every(faces))[name]
    assert squashed(said) in words_of(drawn())


def test_each_page_becomes_a_picture_and_only_what_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "eyes"
    assert main(["--out", str(out), "--only", "W14-1"]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["W14-12-1.png", "W14-12-2.png"]
    assert capsys.readouterr().out == "1 papers in eyes\n"


def test_a_picture_has_the_shape_of_its_page(tmp_path: Path, faces: Faces) -> None:
    main(["--out", str(tmp_path), "--only", "W01-letter"])
    page = pypdfium2.PdfDocument(dict(every(faces))["W01-letter"]())[0]
    told = (tmp_path / "W01-letter-1.png").read_bytes()
    wide, high = (int.from_bytes(told[at : at + 4], "big") for at in (16, 20))
    assert wide / high == pytest.approx(page.get_width() / page.get_height(), rel=0.01)
    assert wide > 300


def test_a_folder_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([])
    assert "--out" in capsys.readouterr().err
