"""政策问答: finds entries by words of question, answer and basis, over an own index of signs and pairs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from outlet_app.domain.answers import KnownAnswer
from outlet_app.models import tokens

MOST = 8
# Found in the question it is most likely meant, then in a key word, then in the answer or its basis.
WEIGHTS = (9, 6, 2, 1)
Indexed = tuple[Mapping[str, set[int]], Sequence[str]]


class AnswerBook:
    """Asking it touches no disk; the index is made once for an edition."""

    def __init__(self, answers: Iterable[KnownAnswer]) -> None:
        self.answers = tuple(answers)

    def warm(self) -> None:
        """Make the index now, in a lane, so that the first question need not wait for it."""
        _indexed(self.answers)

    def find(self, asked: str, item: int | None = None) -> tuple[KnownAnswer, ...]:
        """At most eight entries that hold every word asked for, the best first, then those of the item.

        Without words: what is asked about the item most often, in the order of the library.
        """
        words = [folded for word in asked.split() if (folded := tokens.fold(word))]
        of_item = [item in one.items for one in self.answers]
        if not asked.strip():
            return tuple(one for one, fits in zip(self.answers, of_item, strict=True) if fits)[:MOST]
        scores = {place: self._score(place, words) for place in range(len(self.answers))}
        found = [place for place, score in scores.items() if score]
        found.sort(key=lambda place: (-scores[place], not of_item[place], place))
        return tuple(self.answers[place] for place in found[:MOST])

    def _score(self, place: int, words: list[str]) -> int:
        """0 where a word is missing."""
        scores = [self._score_of(place, word) for word in words]
        return sum(scores) if scores and all(scores) else 0

    def _score_of(self, place: int, word: str) -> int:
        pairs = {a + b for a, b in pairwise(word)} or {word}
        return sum(
            weight
            for weight, (grams, texts) in zip(WEIGHTS, _indexed(self.answers), strict=True)
            # The pairs alone would also fit a text that holds them in another order.
            if all(place in grams.get(pair, ()) for pair in pairs) and tokens.name_fits(texts[place], word)
        )


@lru_cache(maxsize=2)
def _indexed(answers: tuple[KnownAnswer, ...]) -> tuple[Indexed, ...]:
    """For each kind of text where every sign and pair stands, initials included, and the folded texts."""
    index: list[tuple[defaultdict[str, set[int]], list[str]]] = [(defaultdict(set), []) for _ in WEIGHTS]
    for place, one in enumerate(answers):
        for (grams, texts), text in zip(index, _texts(one), strict=True):
            folded = tokens.fold(text)
            texts.append(folded)
            for gram in tokens.name_tokens(folded):
                grams[gram].add(place)
    return tuple(index)


def _texts(one: KnownAnswer) -> tuple[str, str, str, str]:
    return one.question, one.keys, one.answer, one.basis
