"""Which pages there are, in the order of Ctrl+1 … Ctrl+9; each is made on its first visit."""

from collections.abc import Callable, Mapping
from functools import partial

from outlet_app.ui.keymap import PageKey
from outlet_app.ui.widgets.page import Page

PAGES = (
    PageKey.WORKBENCH,
    PageKey.INTAKE,
    PageKey.CASES,
    PageKey.NOTICE,
    PageKey.REPORTS,
    PageKey.SYNC,
    PageKey.CATALOGUE,
)
MakePage = Callable[[PageKey], Page]


def page_makers(make: MakePage) -> Mapping[PageKey, Callable[[], Page]]:
    """A maker for every page of this version."""
    return {key: partial(make, key) for key in PAGES}
