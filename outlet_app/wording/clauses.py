"""Three clauses for whatever stops a clerk: what happened, is the work safe, what to do now."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clauses:
    """发生了什么 / 资料是否安全 / 现在怎么办."""

    happened: str
    safe: str
    now: str

    def filled(self, args: Mapping[str, object]) -> "Clauses":
        """The clauses with the arguments of the code put in."""
        known = _Blank(args)
        return Clauses(
            self.happened.format_map(known), self.safe.format_map(known), self.now.format_map(known)
        )


class _Blank(dict[str, object]):
    """A missing argument leaves a gap, not a crash, in front of a waiting citizen."""

    def __missing__(self, key: str) -> str:
        return "—"


NOT_SAVED = "本次办件没有保存，已填写的内容仍在页面上。"
KEPT = "已保存的办件不受影响。"
UNCHANGED = "办件没有改动。"
