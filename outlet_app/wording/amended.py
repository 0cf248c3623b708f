"""A 更正 in words: what stood there before, to be struck through, and what stands there now."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.entry_fields import TICKED
from outlet_app.domain.events import Amended, MaterialChange
from outlet_app.domain.identifiers import check_uscc
from outlet_app.domain.masking import mask_id, mask_phone
from outlet_app.wording import course_entries
from outlet_app.wording.channels import CHANNELS
from outlet_app.wording.fields import APPLICANT_KINDS, ID_NUMBERS, PERSON_PAPERS
from outlet_app.wording.fields import label as label_of
from outlet_app.wording.intake import GROUPS, MARKS, NOT_LISTED
from outlet_app.wording.situations import SITUATION_CHOICES

LINE = "{label}：{before} 改为 {after}"
NOTHING = "未填"
MATTER = "服务事项"
_MATTER = ("item", "sub_item")
_PAPERS: Mapping[str, str] = {
    IdKind.USCC.value: ID_NUMBERS[IdKind.USCC],
    **{kind.value: word for kind, word in PERSON_PAPERS.items()},
}
_TICK: Mapping[str, str] = {"": "否", TICKED: "是"}
CODES: Mapping[str, Mapping[str, str]] = {
    "applicant.kind": {str(kind.value): word for kind, word in APPLICANT_KINDS.items()},
    "special_groups": GROUPS,
    "assisted": _TICK,
    "agent.id_kind": _PAPERS,
    "channel": {way.value: word for way, word in CHANNELS.items()},
    "situation": {one.value: word for one, word in SITUATION_CHOICES.items()},
    "applicant.id_kind": _PAPERS,
}
# Follows from the number, so it is not told beside it.
_FOLLOWS = {"applicant.id_kind": "applicant.id_number", "agent.id_kind": "agent.id_number"}
# A mistyped code of a body still has a letter among its first signs, unlike a person's number of 18.
_BODY = re.compile(r"(?=.{0,16}[A-Z])[0-9A-Z]{18}")
_NUMBERS = frozenset({"applicant.id_number", "agent.id_number"})
_PHONES = frozenset({"phone", "agent.phone"})


@dataclass(frozen=True, slots=True)
class Struck:
    """Lines of text, and the stretches (from, to) that are struck through."""

    text: str = ""
    strikes: tuple[tuple[int, int], ...] = ()

    def after(self, text: str) -> "Struck":
        """The same lines under other ones."""
        if not text or not self.text:
            return Struck(text or self.text, self.strikes)
        by = len(text) + 1
        return Struck(f"{text}\n{self.text}", tuple((start + by, end + by) for start, end in self.strikes))


@dataclass(frozen=True, slots=True)
class Change:
    """One thing put right: its label, what was, what is."""

    label: str
    before: str
    after: str

    @property
    def line(self) -> str:
        return LINE.format(label=self.label, before=self.before or NOTHING, after=self.after or NOTHING)

    @property
    def strike(self) -> tuple[int, int]:
        start = len(self.label) + 1
        return start, start + len(self.before)


def changes(fact: Amended, sub_item_name: Callable[[str], str], kind: IdKind = IdKind.ID_CARD) -> Struck:
    """Every change of a 更正, a line each; numbers are masked like everywhere (domain.md §12.2)."""
    return struck([*_entries(fact, sub_item_name, kind), *map(_material, fact.materials)])


def struck(told: Sequence[Change]) -> Struck:
    """Changes, a line each, what was struck through."""
    starts = accumulate((len(one.line) + 1 for one in told), initial=0)
    placed = zip(told, starts, strict=False)
    strikes = (tuple(start + at for at in one.strike) for one, start in placed if one.before)
    return Struck("\n".join(one.line for one in told), tuple((a, b) for a, b in strikes))


def _entries(fact: Amended, sub_item_name: Callable[[str], str], kind: IdKind) -> Iterator[Change]:
    by_field = {one.field: (one.before, one.after) for one in fact.changes}
    if any(field in by_field for field in _MATTER):
        yield _matter(by_field, sub_item_name)
    for field, pair in by_field.items():
        if field not in _MATTER and _FOLLOWS.get(field) not in by_field:
            before, after = (_in_words(field, text, kind) for text in pair)
            yield Change(course_entries.label(field) or label_of(field), before, after)


def _matter(by_field: Mapping[str, tuple[str, str]], name: Callable[[str], str]) -> Change:
    subs, items = (by_field.get(field, ("", "")) for field in ("sub_item", "item"))
    before, after = (name(sub) if sub else NOT_LISTED for sub in subs) if any(subs) else items
    return Change(MATTER, before, after)


def _in_words(field: str, text: str, kind: IdKind) -> str:
    if field in _NUMBERS:
        return _number(text, kind)
    if field in _PHONES:
        return mask_phone(text)
    told = course_entries.in_words(field, text)
    return (CODES.get(field, {}).get(text, text) if told is None else told).replace("\n", " ")


def _number(text: str, kind: IdKind) -> str:
    """A body's code is public; what a person carried before or after it is not (decisions 25)."""
    public = kind is IdKind.USCC and (check_uscc(text) is None or _BODY.fullmatch(text))
    return text if public else mask_id(text)


def _material(change: MaterialChange) -> Change:
    """The mark, or the remark where only that was wrong."""
    pair = (change.before, change.after)
    if change.before.state is change.after.state:
        before, after = (row.remark for row in pair)
    else:
        before, after = (MARKS[row.state].text if row.state in MARKS else "" for row in pair)
    return Change(change.after.name, before, after)
