"""The icons: all that the screens' vocabulary needs, drawn in the text colour, with their licence."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
FILES = sorted(ICONS.glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
STATUS = """
octagon-alert clock-alert clock pencil hourglass circle-dot history circle-check message-square-text forward
ban file-pen circle-x database loader-circle triangle-alert circle-alert usb wifi cloud-off
"""
SCREENS = """
layout-dashboard file-plus file-search file-text star chart-column refresh-cw list-checks settings keyboard
lock search printer inbox handshake map-pin user cloud-upload plus arrow-left save file-down chevron-up
chevron-down chevron-left chevron-right eye eye-off x info check house phone corner-down-left
"""


@pytest.mark.parametrize("name", (STATUS + SCREENS).split())
def test_an_icon_of_the_specification_is_there(name):
    assert (ICONS / f"{name}.svg").is_file()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_icon_is_a_line_drawing_in_the_text_colour(path):
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 24 24"
    assert (root.get("stroke"), root.get("fill"), root.get("stroke-width")) == ("currentColor", "none", "2")
    assert len(root)


def test_no_icon_brings_a_colour_or_a_script_of_its_own():
    for path in FILES:
        text = path.read_text("utf-8")
        assert "#" not in text, path.name
        assert "<script" not in text, path.name


def test_licence_and_origin_lie_beside_the_icons():
    assert (ICONS / "LICENSE-lucide.txt").read_text("utf-8").startswith("ISC License")
    assert "lucide-static 1.62.0" in (ICONS / "SOURCES").read_text("utf-8")
