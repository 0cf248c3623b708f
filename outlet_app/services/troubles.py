"""Something outside let us down; the work is kept or the code says that it is not."""

from collections.abc import Mapping


class Trouble(Exception):  # noqa: N818 - the house word for this family
    """A code that the screen words in three clauses."""

    def __init__(self, code: str, args: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.told = dict(args or {})
