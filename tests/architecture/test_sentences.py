"""Chinese is said in wording/ and in data; the other rooms deal in codes."""

import ast
import re

from tests.architecture.house import Module, modules, sayings

HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# The words inside a paper's number (decisions.md 7): data, not speech.
DATA = {"outlet_app.domain.numbering": {" 号"}}


def chinese(module: Module) -> list[ast.Constant]:
    return [node for node in sayings(module) if isinstance(node.value, str) and HAN.search(node.value)]


def is_data(module: Module, text: str) -> bool:
    """A known part of a number, or a pattern that reads numbers and dates as people write them."""
    return text in DATA.get(module.name, set()) or "\\d" in text


def test_only_wording_holds_chinese() -> None:
    rooms = (module for module in modules("outlet_app") if module.room != "wording")
    spoken = [
        f"{module.at(node)} {node.value!r}"
        for module in rooms
        for node in chinese(module)
        if not is_data(module, str(node.value))
    ]
    assert spoken == []


def test_the_server_speaks_no_chinese() -> None:
    spoken = [module.at(node) for module in modules("city_server") for node in chinese(module)]
    assert spoken == []


def test_wording_is_where_the_chinese_is() -> None:
    assert sum(len(chinese(module)) for module in modules("outlet_app/wording")) > 300
