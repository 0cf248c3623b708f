"""What the code on a business licence holds: the number, and where it tells them the name and the person."""

import json
import re
from collections.abc import Mapping

from outlet_app.domain.applicant import ApplicantKind
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.identifiers import LENGTH, check_uscc, half_width

CODE, NAME, PERSON = "code", "name", "person"
_CODE_SHAPE = re.compile(rf"(?<![0-9A-Z])[0-9A-Z]{{{LENGTH}}}(?![0-9A-Z])", re.ASCII)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_KINDS: Mapping[str, ApplicantKind] = {
    "11": ApplicantKind.AGENCY,
    "12": ApplicantKind.INSTITUTION,
    "5": ApplicantKind.SOCIETY,
    "9": ApplicantKind.ENTERPRISE,
}
_ESCAPED = re.compile(r"(?:%[0-9A-F]{2})+", re.IGNORECASE)
_END = re.compile(r"[\n\r;；|，,]")


@dataclass(frozen=True, slots=True)
class Licence:
    """A body as its licence names it; empty where the code does not tell."""

    code: str
    name: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class NoCode:
    """Something like a licence that cannot be used; `is_wrong`: it has a number, but not a right one."""

    is_wrong: bool


def read_licence(raw: str, labels: Mapping[str, str]) -> Licence | NoCode | None:
    """Read an address with the number in it, the number alone, JSON, or a text with labels.

    labels: how a licence's text calls CODE, NAME and PERSON. None: nothing of a licence is in it.
    """
    found = _fields(raw, labels)
    for code in _codes(f"{found.get(CODE, '')}\n{_plain(raw)}"):
        problem = check_uscc(code)
        if problem is None or problem.soft:
            return Licence(code, found.get(NAME, ""), found.get(PERSON, ""))
    if CODE in found or _is_code(raw.strip()):
        return NoCode(is_wrong=True)
    return NoCode(is_wrong=False) if NAME in found or _ADDRESS.match(raw.strip()) else None


def _is_code(text: str) -> bool:
    return len(text) == LENGTH and bool(_codes(text))


def _codes(text: str) -> list[str]:
    return _CODE_SHAPE.findall(half_width(text).upper())


def _fields(raw: str, labels: Mapping[str, str]) -> dict[str, str]:
    text = raw.strip()
    if _ADDRESS.match(text):
        pairs = [pair.partition("=") for pair in text.partition("?")[2].split("&")]
        return _known({name: _plain(value) for name, _, value in pairs}, labels)
    if text.startswith("{"):
        return _known(_of_json(text), labels)
    return _known(_labelled(text, labels), labels)


def _plain(address: str) -> str:
    """An address without its percent signs; urllib belongs to the rooms that know the network."""
    return _ESCAPED.sub(
        lambda found: bytes.fromhex(found[0].replace("%", "")).decode(errors="replace"), address
    )


def _of_json(text: str) -> dict[str, str]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    pairs = told.items() if isinstance(told, dict) else ()
    return {name: value for name, value in pairs if isinstance(value, str)}


def _labelled(text: str, labels: Mapping[str, str]) -> dict[str, str]:
    # The longest first: one label is the end of another.
    names = "|".join(re.escape(name) for name in sorted(labels, key=len, reverse=True))
    spot = re.compile(rf"({names})\s*[:：=]\s*", re.IGNORECASE)
    _, *told = spot.split(text)
    # A label that comes again counts with its last value, so only that one is looked at.
    last = dict(zip(told[::2], told[1::2], strict=True))
    return {name: _END.split(value, maxsplit=1)[0] for name, value in last.items()}


def _known(told: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in told.items():
        field, clean = labels.get(name.lower(), ""), " ".join(value.split())
        if field and clean:
            found.setdefault(field, clean)
    return found


def kind_of(code: str) -> ApplicantKind:
    """The kind of body that a code's first two characters tell (GB 32100, domain.md §10.1)."""
    return _KINDS.get(code[:2]) or _KINDS.get(code[:1]) or ApplicantKind.ENTERPRISE
