"""Reads a YAML or JSON file into plain data in which every object knows its line."""

import yaml

from city_server.releases.placed import Fault, FileUnusable, Placed

_PLAIN_TAGS = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}
DEEPEST = 20


def read_yaml(content: bytes) -> Placed:
    """The file's one object; FileUnusable says in which line and column it goes wrong."""
    try:
        node = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as wrong:
        raise FileUnusable(Fault("not_utf8")) from wrong
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        row, letter = (mark.line + 1, str(mark.column + 1)) if mark else (0, "")
        raise FileUnusable(Fault("not_yaml", row=row, letter=letter)) from wrong
    except (yaml.YAMLError, RecursionError) as wrong:
        raise FileUnusable(Fault("not_yaml")) from wrong
    if not isinstance(node, yaml.MappingNode):
        raise FileUnusable(Fault("not_an_object", row=1))
    return _object(node, set(), 0)


def _object(node: yaml.MappingNode, seen: set[int], depth: int) -> Placed:
    made = Placed("", _row(node))
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if not name or name in made:
            raise FileUnusable(_fault("key_twice" if name else "not_a_name", key, name))
        made.cells[name] = (_row(key), str(key.start_mark.column + 1))
        made[name] = _value(value, seen, depth + 1)
    return made


def _value(node: yaml.Node, seen: set[int], depth: int) -> object:
    # An alias is the same node again: a few of them could stand for more than any memory holds.
    if id(node) in seen or depth > DEEPEST:
        raise FileUnusable(_fault("alias", node))
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _object(node, seen, depth)
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, seen, depth + 1) for one in node.value]
    if node.tag in _PLAIN_TAGS:
        return yaml.SafeLoader("").construct_object(node)
    # A day or a decimal stays what was written: 2027-01-01, 1.10.
    return str(node.value)


def _fault(reason: str, node: yaml.Node, found: str = "") -> Fault:
    return Fault(reason, row=_row(node), column=found, letter=str(node.start_mark.column + 1))


def _row(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
