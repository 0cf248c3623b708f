"""What a question was answered with."""

from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, on what basis, and from which entry of 政策问答 in which edition."""

    text: str
    basis: str = ""
    source: str = ""
