"""docs/keyboard.md against the words of the buttons: no step of a case and no mark stands there otherwise."""

import re
from pathlib import Path

import pytest

from outlet_app.domain.materials import MaterialState
from outlet_app.wording.actions import ACTIONS, letter, plain
from outlet_app.wording.intake import MARKS

PAGE = (Path(__file__).parents[2] / "docs" / "keyboard.md").read_text(encoding="utf-8")
# As the digits of a list give them; 免予提交 is set by the system.
DIGITS = (
    MaterialState.COMPLETE, MaterialState.MISSING, MaterialState.FAULTY, MaterialState.DEFERRED,
    MaterialState.NOT_NEEDED, MaterialState.PLEDGED,
)  # fmt: skip


def section(title: str) -> str:
    """What stands under a heading, up to the next."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
    assert found is not None, title
    return found.group(1)


def rows(title: str) -> list[tuple[str, str]]:
    """Keys and what they do, as the table of a section has them."""
    return re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", section(title), re.M)


LETTERED = {code: text for code, (text, _) in ACTIONS.items() if letter(text)}
BARE = [plain(text) for text, _ in ACTIONS.values() if not letter(text)]


@pytest.mark.parametrize("code", sorted(LETTERED))
def test_every_step_stands_under_its_letter(code: str) -> None:
    text = LETTERED[code]
    told = [
        does
        for keys, does in rows("Steps of a case on 办件查询")
        if f"Alt+{letter(text)}" in keys.split(", ")
    ]
    assert any(plain(text) in does for does in told), f"{text} is not in docs/keyboard.md"


def test_steps_without_a_letter_are_named_as_such() -> None:
    said = next(
        line for line in section("Steps of a case on 办件查询").splitlines() if "Without a letter" in line
    )
    named = re.split(r", | and ", said.partition("Without a letter of their own are ")[2].rstrip("."))
    assert sorted(named) == sorted(dict.fromkeys(BARE))


@pytest.mark.parametrize("title", ["Decisions of 首问登记", "集成办 (Shift+F11)"])
def test_the_digits_of_a_list_are_told_in_their_order(title: str) -> None:
    (does,) = [does for keys, does in rows(title) if keys == "1 … 6"]
    words = re.split(r"、", does.removeprefix("材料：").partition("（")[0])
    assert words == [MARKS[state].text for state in DIGITS]


def test_no_letter_of_the_steps_is_that_of_all_others() -> None:
    assert "M" not in {letter(text) for text in LETTERED.values()}
    (more,) = [does for keys, does in rows("Steps of a case on 办件查询") if keys == "Alt+M"]
    assert more.startswith("更多办理")


@pytest.mark.parametrize("title", re.findall(r"^## (.+)$", PAGE, re.M))
def test_no_row_stands_twice_in_a_section(title: str) -> None:
    found = rows(title)
    assert len(set(found)) == len(found)
