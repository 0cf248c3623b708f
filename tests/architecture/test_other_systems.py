"""Nothing in the programs or the tour stands only on Linux: read off the code, for no Windows is at hand."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.house import imported, modules

SHIPPED = modules("outlet_app", "city_server", "tour")
ONLY_POSIX = {"fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"}
ONLY_WINDOWS = {"msvcrt", "winreg", "_winapi", "winsound"}
POSIX_NAMES = {
    "os": {
        "O_DIRECTORY", "chown", "fork", "getegid", "geteuid", "getgid", "getpgid", "getuid", "killpg",
        "mkfifo", "posix_fadvise", "setsid", "statvfs", "sync", "uname",
    },
    "signal": {"SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGUSR1", "SIGUSR2", "alarm", "pause"},
    "time": {"CLOCK_BOOTTIME", "clock_gettime", "clock_gettime_ns", "tzset"},
    "socket": {"AF_UNIX"},
}  # fmt: skip


def guarded(tree: ast.AST) -> set[int]:
    """Lines that run only where the system was asked first."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and re.search(
            r"sys\.platform|os\.name|hasattr\(os", ast.unparse(node.test)
        ):
            inside = [line for one in (*node.body, *node.orelse) for line in ast.walk(one)]
            found |= {getattr(line, "lineno", 0) for line in inside}
    return found


def strangers(tree: ast.AST) -> list[str]:
    """What a module takes from one system alone without asking which one it is on."""
    shut = guarded(tree)
    found = [
        name for name, node in imported(tree) if name in ONLY_POSIX | ONLY_WINDOWS and node.lineno not in shut
    ]
    return found + [
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.lineno not in shut
        if node.attr in POSIX_NAMES.get(node.value.id, set())
    ]


def unsaid(tree: ast.AST) -> Iterator[int]:
    """Lines that read or write text in whatever way the machine is used to: GBK on a Chinese Windows."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            told = {word.arg for word in node.keywords}
            if "encoding" not in told and (_is_text_file(node, name) or _is_text_open(node, name)):
                yield node.lineno


def _is_text_file(node: ast.Call, name: str) -> bool:
    return name in ("read_text", "write_text") and len(node.args) < {"read_text": 1, "write_text": 2}[name]


def _is_text_open(node: ast.Call, name: str) -> bool:
    words = [word for word in node.args if isinstance(word, ast.Constant) and isinstance(word.value, str)]
    modes = [word.value for word in words if re.fullmatch(r"[rwxa]b?\+?b?t?", str(word.value))]
    return name == "open" and bool(modes) and "b" not in str(modes[0])


def test_every_module_runs_on_either_system() -> None:
    assert len(SHIPPED) > 300
    assert {one.name: found for one in SHIPPED if (found := strangers(one.tree))} == {}


def test_every_module_says_how_its_text_is_written() -> None:
    assert [f"{one.name}:{line}" for one in SHIPPED for line in unsaid(one.tree)] == []


def test_no_time_stands_on_zone_files() -> None:
    """Windows has none and the desktop's lock brings none: the program reckons in +08:00 itself."""
    assert [one.name for one in SHIPPED if any(name == "zoneinfo" for name, _ in imported(one.tree))] == []


STRANGE = {
    "import fcntl": ["fcntl"],
    "import winreg": ["winreg"],
    "from pwd import getpwuid": ["pwd"],
    "import os\nos.killpg(1, 9)": ["os.killpg"],
    "import signal\nsignal.signal(signal.SIGHUP, None)": ["signal.SIGHUP"],
    "import time\ntime.clock_gettime(time.CLOCK_BOOTTIME)": ["time.CLOCK_BOOTTIME", "time.clock_gettime"],
    "import sys\nif sys.platform == 'win32':\n    import msvcrt\nelse:\n    import fcntl": [],
    "import os\nif os.name != 'nt':\n    os.sync()": [],
    "import os\nif hasattr(os, 'posix_fadvise'):\n    os.posix_fadvise(1, 2, 3, 4)": [],
    "import os\nos.replace('a', 'b')": [],
    "import os\nif busy:\n    os.fork()": ["os.fork"],
}


@pytest.mark.parametrize("text", STRANGE)
def test_what_stands_on_one_system_is_found(text: str) -> None:
    assert sorted(strangers(ast.parse(text))) == STRANGE[text]


SAID = {
    "path.read_text()": [1],
    "path.read_text(encoding='utf-8')": [],
    "path.read_text('utf-8')": [],
    "path.write_text(words)": [1],
    "path.write_text(words, 'utf-8')": [],
    "x = 1\npath.write_text(words, encoding='ascii')": [],
    "path.open('w')": [1],
    "path.open('wb')": [],
    "path.open('r+b')": [],
    "path.open('a', encoding='utf-8')": [],
    "open(path, 'r')": [1],
    "database.open(key)": [],
    "page.open('cases')": [],
}


@pytest.mark.parametrize("text", SAID)
def test_text_in_no_said_way_is_found(text: str) -> None:
    assert list(unsaid(ast.parse(text))) == SAID[text]
