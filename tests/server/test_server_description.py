"""The OpenAPI description says what there is, and nothing that fits or does not fit it breaks the server."""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from city_server.description import DESCRIPTION_PATH
from outlet_app.domain.states import State
from outlet_app.sync.wire import Path as Place
from tests.support.server import ServerProcess

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
EXAMPLES = "4"


@pytest.fixture
def described(any_city: ServerProcess) -> Mapping[str, Any]:
    """The description as the server gives it to anybody."""
    answer = httpx.get(any_city.url + DESCRIPTION_PATH, trust_env=False)
    assert answer.status_code == 200
    told: Mapping[str, Any] = answer.json()
    return told


def test_every_place_of_the_treaty_is_described(described: Mapping[str, Any]) -> None:
    paths = list(described["paths"])
    lost = [
        place.value
        for place in Place
        if not any(path == place or path.startswith(f"{place}/") for path in paths)
    ]
    assert lost == []
    assert described["openapi"].startswith("3.")


def test_the_platforms_part_is_told_apart(described: Mapping[str, Any]) -> None:
    tags = {
        path: {tag for operation in methods.values() for tag in operation["tags"]}
        for path, methods in described["paths"].items()
    }
    public = {path for path, found in tags.items() if found == {"public"}}
    assert public == {"/v1/progress/{case_no}", "/v1/health"}
    assert all(found == {"treaty"} for path, found in tags.items() if path not in public)


def test_progress_is_described_well_enough_to_be_built_on(described: Mapping[str, Any]) -> None:
    operation = described["paths"]["/v1/progress/{case_no}"]["get"]
    assert {"200", "404", "429", "503"} <= set(operation["responses"])
    names = {(one["name"], one["in"]) for one in operation["parameters"]}
    assert names == {("case_no", "path"), ("WK-Query-Code", "header")}
    shapes = described["components"]["schemas"]
    assert set(shapes["State"]["enum"]) == {state.value for state in State}
    assert set(shapes["Turn"]["enum"]) == {"office", "applicant", "nobody"}
    for name, field in shapes["ProgressTold"]["properties"].items():
        assert field.get("description") or "$ref" in str(field), name


def test_every_shape_referred_to_is_there(described: Mapping[str, Any]) -> None:
    told = str(described)
    wanted = set(re.findall(r"#/components/schemas/(\w+)", told))
    assert wanted <= set(described["components"]["schemas"])
    assert {"Push", "Pushed", "PushedOp", "Beat", "Enrol", "Fault"} <= wanted


def test_patterns_are_those_of_json_schema(described: Mapping[str, Any]) -> None:
    assert "\\Z" not in str(described)
    assert "^[0-9a-f]{64}$" in str(described)


def fuzzed(url: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """schemathesis against the server, with few examples and a seed that is printed."""
    told = ["run", url + DESCRIPTION_PATH, "--max-examples", EXAMPLES]
    return subprocess.run(
        [str(SCHEMATHESIS), *told, "--no-color", "--header", "WK-Proto: 1", *words],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=folder,
        check=False,
    )


def test_nothing_that_can_be_asked_breaks_the_server(city: ServerProcess, tmp_path: Path) -> None:
    done = fuzzed(city.url, tmp_path, "--checks", "not_a_server_error", "--phases", "coverage,fuzzing")
    assert done.returncode == 0, done.stdout
    assert re.search(r"Tested: +\d", done.stdout), done.stdout
    assert not city.has_ended


def test_the_platforms_part_answers_as_described(any_city: ServerProcess, tmp_path: Path) -> None:
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    done = fuzzed(
        any_city.url, tmp_path, "--checks", checks, "--include-tag", "public", "--phases", "coverage"
    )
    assert done.returncode == 0, done.stdout


def test_health_is_told_without_a_key(city: ServerProcess) -> None:
    answer = httpx.get(f"{city.url}/v1/health", trust_env=False)
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
