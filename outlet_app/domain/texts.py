"""Limits of what people type: free text, single lines and names."""

import re

from outlet_app.domain.problems import Problem

FREE_TEXT_LIMIT = 1000
NAME_LIMIT = 100
MIDDLE_DOT = "\u00b7"

# Controls but tab and newline, lone surrogates, direction overrides, noncharacters.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufff9-\uffff]")
_LINE_CONTROL = re.compile(_CONTROL.pattern[:-1] + r"\t\n]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_DOTS = re.compile(r"[\u2022\u2027\u30fb\uff65]")

# Characters that are pictures by default (Unicode Emoji_Presentation), and what turns others into pictures.
_EMOJI = re.compile(
    r"[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1"
    r"\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a"
    r"\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
    r"\u2639-\u263b\u2661-\u2667\u2763\u2764\ufe0f\u20e3\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)


def clean_text(raw: str) -> str:
    """Return free text as stored: line ends unified, invisible characters and outer blanks gone."""
    return _INVISIBLE.sub("", "\n".join(raw.splitlines())).strip()


def clean_name(raw: str) -> str:
    """Return a name as stored: one line's blanks joined, the middle dot of minority names unified."""
    return _DOTS.sub(MIDDLE_DOT, " ".join(clean_text(raw).split(" ")).strip())


def check_text(raw: str, limit: int = FREE_TEXT_LIMIT) -> Problem | None:
    """Check free text: at most `limit` code points, no control characters, no emoji.

    Private-use characters give a soft problem: they may print as nothing (domain.md §12.1).
    """
    text = clean_text(raw)
    return _too_long(text, limit) or _picked(text, _CONTROL) or _private_use(text, soft=True)


def check_line(raw: str, limit: int = NAME_LIMIT) -> Problem | None:
    """Check a single line: as free text, and without tabs and newlines."""
    text = clean_text(raw)
    return _too_long(text, limit) or _picked(text, _LINE_CONTROL) or _private_use(text, soft=True)


def check_name(raw: str) -> Problem | None:
    """Check a name: 1 to 100 code points; private-use characters are refused with their code point."""
    name = clean_name(raw)
    if not name:
        return Problem("name.empty")
    return _too_long(name, NAME_LIMIT) or _picked(name, _LINE_CONTROL) or _private_use(name, soft=False)


def _too_long(text: str, limit: int) -> Problem | None:
    over = len(text) - limit
    return Problem("text.too_long", {"limit": limit, "over": over}) if over > 0 else None


def _picked(text: str, control: re.Pattern[str]) -> Problem | None:
    if found := control.search(text):
        return Problem("text.control", {"position": found.start() + 1, "codepoint": codepoint(found.group())})
    if found := _EMOJI.search(text):
        return Problem("text.emoji", {"position": found.start() + 1, "character": found.group()})
    return None


def _private_use(text: str, soft: bool) -> Problem | None:
    found = _PRIVATE.search(text)
    if found is None:
        return None
    code = "text.private_use" if soft else "name.private_use"
    return Problem(code, {"codepoint": codepoint(found.group()), "position": found.start() + 1}, soft)


def codepoint(character: str) -> str:
    """Return a character's code point as U+4E00 or U+20BB7."""
    return f"U+{ord(character):04X}"
