"""Papers that change hands, as a clerk types them: one a line, with copies and form."""

import re
from collections.abc import Mapping

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.facts.transfer import HandedMaterial
from outlet_app.domain.identifiers import half_width
from outlet_app.domain.problems import Problem

_MOST_COPIES = 999
_COPIES = re.compile(r"(?P<rest>.*?\S)\s+(?P<n>\d{1,4})\s*\S?")


def read_papers(text: str, forms: Mapping[str, PaperForm]) -> tuple[HandedMaterial, ...] | Problem:
    """Each line a name, then copies (one where none stand there) and the word of the form (an original).

    Problem(papers.copies) where a number of copies makes no sense, Problem(papers.name) without a name.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    rows = [_row(line, forms) for line in lines]
    wrong = next((row for row in rows if isinstance(row, Problem)), None)
    return wrong or tuple(row for row in rows if isinstance(row, HandedMaterial))


def _row(line: str, forms: Mapping[str, PaperForm]) -> HandedMaterial | Problem:
    rest, form = line, PaperForm.ORIGINAL
    for word, one in sorted(forms.items(), key=lambda pair: -len(pair[0])):
        if line.endswith(word):
            rest, form = line.removesuffix(word).rstrip(), one
            break
    if not rest:
        return Problem("papers.name")
    found = _COPIES.fullmatch(half_width(rest))
    name, copies = (found["rest"], int(found["n"])) if found else (rest, 1)
    return HandedMaterial(name, copies, form) if 0 < copies <= _MOST_COPIES else Problem("papers.copies")
