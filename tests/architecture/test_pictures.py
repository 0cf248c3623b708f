"""The pictures that the documents show are there and show a window."""

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.architecture.house import HOME

SHOWN = sorted(
    {
        (page.parent / link).resolve()
        for page in [*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md")]
        for link in re.findall(r"!\[[^]]*\]\(([^)]+\.png)\)", page.read_text(encoding="utf-8"))
    }
)


def test_the_documents_show_pictures() -> None:
    assert len(SHOWN) >= 8


@pytest.mark.parametrize("picture", SHOWN, ids=lambda path: path.name)
def test_a_picture_is_there_and_large_enough_to_read(picture: Path) -> None:
    with Image.open(picture) as image:
        assert image.width >= 1280
        assert len(image.convert("RGB").resize((160, 90)).getcolors(160 * 90) or ()) > 8
