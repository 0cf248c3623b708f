"""What the tour tells afterwards: each step with its milliseconds, and what was found."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter


@dataclass(slots=True)
class Step:
    """One step of the story."""

    name: str
    ms: float = 0.0
    held: bool = False
    found: dict[str, object] = field(default_factory=dict)


class Report:
    """Steps as they happen; printed at once, written whole or in part at any time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.steps: list[Step] = []
        self.found: dict[str, object] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[dict[str, object]]:
        """Time one step; what is put into the dict is reported with it."""
        step = Step(name)
        self.steps.append(step)
        begun = perf_counter()
        try:
            yield step.found
            step.held = True
        finally:
            step.ms = round((perf_counter() - begun) * 1_000, 1)
            mark = "✓" if step.held else "✗"
            print(f"{mark} {name} · {step.ms:.0f} ms", file=sys.stderr, flush=True)
            self.write()

    def write(self) -> None:
        """Keep what is known so far, so that a killed part still tells its steps."""
        whole = {"steps": [asdict(step) for step in self.steps], **self.found}
        self._file.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
