"""What the documents say is so: links lead somewhere, keys and words are those of the code."""

import re
from pathlib import Path

import pytest

from outlet_app.domain.events import FACTS
from outlet_app.domain.facts.rectification import TASK_FACTS
from outlet_app.ui.keymap import KEYS, PAGE_KEYS
from outlet_app.wording.keys import COMMANDS, FIXED, key_word
from outlet_app.wording.shell import PAGES
from tests.architecture.house import HOME, modules, programs

PAGES_OF_TEXT = sorted(
    [*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md"), *(HOME / "installer").rglob("*.md")]
)
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")


def text_of(*parts: str) -> str:
    return HOME.joinpath(*parts).read_text(encoding="utf-8")


def row(*cells: str) -> str:
    return "| " + " | ".join(cells)


@pytest.mark.parametrize("page", PAGES_OF_TEXT, ids=lambda page: str(page.relative_to(HOME)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    local = [link for link in links if not link.startswith(("http:", "https:", "mailto:", "#"))]
    assert [link for link in local if not link.endswith(".png") and not (page.parent / link).exists()] == []


def test_the_keyboard_page_is_the_keymap() -> None:
    told = text_of("docs", "keyboard.md")
    for command, keys in KEYS.items():
        line = next(line for line in told.splitlines() if line.endswith(f"| `{command}` |"))
        assert all(key_word(key) in line for key in keys)
        assert COMMANDS[command] in line
    for page, key in PAGE_KEYS.items():
        assert row(key, PAGES[page], f"`{page}` |") in told
    for rows in FIXED.values():
        assert [keys for keys, does in rows if row(keys, f"{does} |") not in told] == []


def test_every_decision_record_stands_in_the_index() -> None:
    records = sorted(path.name for path in (HOME / "docs" / "adr").glob("0*.md"))
    index = text_of("docs", "adr", "README.md")
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))
    assert [name for name in records if f"({name})" not in index] == []


def test_a_decision_record_says_why_and_what_follows() -> None:
    for path in (HOME / "docs" / "adr").glob("0*.md"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]} ")
        assert [part for part in ("Context", "Decision", "Consequences") if f"**{part}.**" not in text] == []


def test_the_architecture_page_sends_lines_to_rooms_that_exist() -> None:
    told = re.findall(r"`((?:[a-z_]+/)+(?:[a-z_]+\.py)?)`", text_of("docs", "architecture.md"))
    lost = [name for name in told if not any((at / name).exists() for at in (HOME, HOME / "outlet_app"))]
    assert len(told) > 15
    assert lost == []


def test_the_glossary_uses_the_words_of_the_code() -> None:
    code = "\n".join(module.text for module in programs())
    words = re.findall(r"`([A-Za-z_.]+)`", text_of("docs", "glossary.md"))
    assert len(words) > 60
    assert [word for word in words if word.split(".")[-1] not in code] == []


def test_every_fact_has_its_word_in_the_glossary() -> None:
    told = text_of("docs", "glossary.md")
    facts = [fact.__name__ for fact in (*FACTS.values(), *TASK_FACTS.values())]
    assert len(facts) > 25
    assert [name for name in facts if f"`{name}`" not in told] == []


def test_the_manual_quotes_what_the_screen_says() -> None:
    said = "\n".join(module.text for module in modules("outlet_app/wording"))
    quoted = re.findall("“([^”]+)”", text_of("docs", "manual", "README.md"))
    assert len(quoted) > 8
    assert [words for words in quoted if words not in said] == []


def test_the_manual_names_the_pages_as_the_navigation_does() -> None:
    manual, built = (
        text_of("docs", "manual", "README.md"),
        ("workbench", "intake", "cases", "reports", "sync"),
    )
    assert [PAGES[page] for page in built if PAGES[page] not in manual] == []


def test_the_manual_has_every_decision_with_its_key() -> None:
    manual = text_of("docs", "manual", "README.md")
    pressed = {key: does for keys in FIXED.values() for key, does in keys if key.startswith("Alt+") and does}
    decisions = {key: does for key, does in pressed.items() if key != "Alt+↓"}
    assert len(decisions) == 6
    assert [key for key, does in decisions.items() if f"| {does} | {key} |" not in manual] == []
