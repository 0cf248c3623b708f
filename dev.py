#!/usr/bin/env python3
"""One door for a newcomer: run | test | tour | check | shots | papers | bench | soak | fonts (stdlib)."""

import ctypes
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
NEEDS = (3, 11)
WINDOWS = os.name == "nt"
# Ctrl+C, the system, a closed terminal; each asks us to end what we started.
REQUESTS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
]
POLL_S = 0.2

# Package of Debian and Ubuntu → the library Qt loads from it.
QT_LIBRARIES = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libglib2.0-0": "libglib-2.0.so.0",
}
WINDOW_LIBRARIES = {
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xinerama0": "libxcb-xinerama.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
}
# Package of Debian → the program of it that the tests drive.
PROGRAMS = {"chromium": "chromium", "chromium-driver": "chromedriver", "faketime": "faketime"}
RUN_LOCKS = ("desktop.txt", "server.txt")
TEST_LOCKS = ("dev.txt",)
# One process a core. One that dies ends the run and fails it: started anew, it would be waited for for ever.
WHOLE_SUITE = ["-n", "auto", "--dist", "loadfile", "--max-worker-restart", "0"]


def main(words):
    """Do one verb; returns the exit code."""
    if sys.version_info < NEEDS:
        return refuse(
            "This needs Python %d.%d or newer; this is Python %d.%d." % (NEEDS + sys.version_info[:2])
        )
    verbs = {
        "run": run,
        "test": test,
        "tour": tour,
        "check": check,
        "shots": shots,
        "papers": papers,
        "bench": bench,
        "soak": soak,
        "fonts": fonts,
    }
    if not words or words[0] not in verbs:
        return refuse("usage: python3 dev.py %s" % " | ".join(verbs))
    os.chdir(str(HOME))
    return verbs[words[0]](words[1:])


def run(words):
    """Start the trial city and the client."""
    python = ready(RUN_LOCKS, windows=True)
    if not has_display():
        print("There is no display here, so the tour runs instead of the window.", flush=True)
        return call(python, "-m", "tour", "--out", str(HOME / "out" / "tour"), *words, apart=True)
    return call(python, "-m", "tour.trial", *words, apart=True)


def test(words):
    """Run the whole suite offscreen on every core, or what the words name in one process."""
    python = ready(TEST_LOCKS)
    if not words:
        bring_programs(PROGRAMS)
    words = words or [*WHOLE_SUITE, *chance_of_the_commit()]
    return call(python, "-m", "pytest", *words, QT_QPA_PLATFORM="offscreen")


def chance_of_the_commit():
    """The order and the examples of a whole run: another commit another chance, the same commit the same.

    What falls on one machine can be played again on another; outside a clone pytest draws a seed itself.
    """
    try:
        told = subprocess.run(
            ["git", "rev-parse", "--verify", "--quiet", "HEAD"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return []
    seed = int(told.stdout[:8], 16)
    return ["--randomly-seed=%d" % seed, "--hypothesis-seed=%d" % seed]


def tour(words):
    """Drive the real program through a scripted day."""
    return call(ready(RUN_LOCKS), "-m", "tour", *words, apart=True)


def check(words):
    """Format, lint, types, import contracts, then the tests."""
    python = ready(TEST_LOCKS)
    here = Path(python).parent
    steps = [
        [str(here / "ruff"), "format", "--check", "."],
        [str(here / "ruff"), "check", "."],
        [python, "-m", "mypy"],
        [str(here / "lint-imports")],
    ]
    for step in steps:
        print("·", " ".join(Path(part).name if part == step[0] else part for part in step), flush=True)
        if subprocess.call(step):
            return 1
    return test(words)


def shots(words):
    """Render every page in every theme at 100 % and 150 %."""
    return call(ready(RUN_LOCKS), "-m", "tour.shots", *words, QT_QPA_PLATFORM="offscreen")


def papers(words):
    """Render every paper as pictures: an ordinary one, one row, twelve rows, hard names."""
    drawer = str(HOME / "tests" / "printing" / "paper_shots.py")
    return call(ready(TEST_LOCKS), drawer, *words, PYTHONPATH=str(HOME))


def bench(words):
    """Measure; prints figures, asserts nothing."""
    return call(ready(TEST_LOCKS), "-m", "benchmarks.local_save", *words)


def soak(words):
    """Let chance play days of counters and a city that go wrong, until so many examples are through."""
    return call(ready(TEST_LOCKS), "-m", "tests.faults.soak", *words, QT_QPA_PLATFORM="offscreen")


def fonts(words):
    """Make the bundled faces again from their packages."""
    return call(ready(TEST_LOCKS), str(HOME / "installer" / "fonts.py"), *words)


def ready(locks, windows=False):
    """A virtual environment that holds exactly the locks, and Qt's libraries; returns its python."""
    python = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
    if not python.exists():
        make_venv(python)
    wanted = [HOME / "requirements" / name for name in locks]
    stamp = VENV / "installed-locks"
    held = stamp.read_text().split() if stamp.exists() else []
    everything = digest([HOME / "requirements" / name for name in TEST_LOCKS])
    if digest(wanted) not in held and everything not in held:
        install(str(python), wanted)
        stamp.write_text(digest(wanted) + "\n")
    bring_libraries(dict(QT_LIBRARIES, **(WINDOW_LIBRARIES if windows and has_display() else {})))
    return str(python)


def make_venv(python):
    """Create .venv afresh, bringing python3-venv first where Debian keeps it apart."""
    made = new_venv()
    if made and is_debian():
        apt(["python3-venv"])
        made = new_venv()
    if made or not python.exists():
        raise SystemExit(refuse("No virtual environment could be made in %s." % VENV.name))


def new_venv():
    """Nothing stays of what was there before, nor of what could not be finished."""
    shutil.rmtree(str(VENV), ignore_errors=True)
    made = subprocess.call([sys.executable, "-m", "venv", str(VENV)])
    if made:
        shutil.rmtree(str(VENV), ignore_errors=True)
    return made


def install(python, locks):
    """Install hashed locks, by uv where the registry has it, else by pip."""
    print("Installing what the program needs (first time only) …", flush=True)
    files = [part for lock in locks for part in ("-r", str(lock))]
    quiet = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    if subprocess.call([*quiet, "uv"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
        uv = [
            python,
            "-m",
            "uv",
            "pip",
            "install",
            "-q",
            "--compile-bytecode",
            "--python",
            python,
            "--require-hashes",
        ]
        if subprocess.call(uv + files) == 0:
            return
    if subprocess.call([*quiet, "--require-hashes", *files]):
        raise SystemExit(refuse("The packages could not be installed; is the package registry reachable?"))


def bring_libraries(libraries):
    """The shared libraries Qt loads: fetched as root on Debian, else the exact line is printed."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for package, library in libraries.items() if not loads(library)]
    if missing:
        apt(missing)


def bring_programs(programs):
    """Programs that the whole suite drives, before its processes start: apt lets in one at a time."""
    missing = [package for package, program in programs.items() if not shutil.which(program)]
    if missing and sys.platform.startswith("linux"):
        apt(missing)


def apt(packages):
    """Install Debian packages, or print the line and stop."""
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not (is_debian() and os.geteuid() == 0):
        raise SystemExit(refuse("Please run this once, then start again:\n  sudo " + line))
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.call(["apt-get", "update", "-qq"], env=quiet)
    if subprocess.call([*line.split(), "-qq"], env=quiet, stdout=subprocess.DEVNULL):
        raise SystemExit(refuse("Debian's packages could not be installed: " + " ".join(packages)))


def loads(library):
    """Whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_debian():
    """Whether packages come by apt-get here."""
    return shutil.which("apt-get") is not None


def has_display():
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def digest(files):
    """One digest over the contents of some files."""
    found = hashlib.sha256()
    for path in files:
        found.update(path.read_bytes())
    return found.hexdigest()


def call(python, *words, apart=False, **environment):
    """Run the environment's python to its end, and end it when we are asked to end.

    Apart, a Ctrl+C of the terminal reaches only us: it would meet the child and all that it started in the
    middle of their imports. Otherwise the child has it too and knows best what to say.
    """
    asked = []
    for request in REQUESTS:
        signal.signal(request, lambda number, _frame: asked.append(number))
    env = dict(os.environ, PYTHONUTF8="1", **environment)
    child = subprocess.Popen([python, *words], env=env, **(own_group() if apart else {}))
    told = 0
    while True:
        try:
            code = child.wait(POLL_S)
            return 128 + asked[0] if asked and apart else code
        except subprocess.TimeoutExpired:
            mine = [number for number in asked if apart or number != signal.SIGINT]
            if len(mine) > told:
                end(child, apart, insist=told > 0)
                told = len(mine)


def own_group():
    """How a child is started that the terminal's keys do not reach."""
    if WINDOWS:
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def end(child, apart, insist=False):
    """Ask a child to end; asked again, end it and all that it started."""
    if WINDOWS:
        # Ending a process there ends it unheard; Ctrl+Break reaches its whole group and can be heard.
        os.kill(child.pid, signal.CTRL_BREAK_EVENT) if apart and not insist else child.kill()
    elif insist:
        os.killpg(child.pid, signal.SIGKILL) if apart else child.kill()
    else:
        child.terminate()


def refuse(sentence):
    """Say one sentence and fail."""
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    # Until there is something to end, a Ctrl+C simply ends us.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(main(sys.argv[1:]))
