"""The OpenAPI description: the public routes as FastAPI sees them, and the treaty's with its own messages."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.routing import Route

from outlet_app.sync.wire import (
    PROTO,
    Beat,
    Beaten,
    Catalogue,
    Enrol,
    Enrolled,
    Fault,
    Header,
    Hello,
    Path,
    Push,
    Pushed,
)

DESCRIPTION_PATH = "/v1/openapi.json"
_REFS = "#/components/schemas/{name}"
_ABOUT = (
    "What the counters of the city's intellectual-property service say to their server. The routes tagged "
    "`public` are for the city's own platform; those tagged `treaty` are signed by an enrolled machine "
    "(docs/wire.md) and answer nobody else."
)
_QUERIES: Mapping[str, tuple[str, ...]] = {
    Path.HELLO: ("instance",),
    Path.PULL: ("instance", "scope", "epoch", "after", "limit"),
}
# What is sent and what comes back. A page of a pull holds events as they are; their shape is the domain's.
_SHAPES: Mapping[str, tuple[type | None, type | None]] = {
    Path.HELLO: (None, Hello),
    Path.ENROL: (Enrol, Enrolled),
    Path.PUSH: (Push, Pushed),
    Path.CATALOGUE: (None, Catalogue),
    Path.HEARTBEAT: (Beat, Beaten),
}
_HEADERS = (Header.PROTO, Header.MIN, Header.DEVICE, Header.NONCE, Header.SIGNATURE, Header.DIGEST)


def describe(app: FastAPI) -> None:
    """Let the application answer with the whole description at `DESCRIPTION_PATH`."""

    def whole() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _whole(app)
        return app.openapi_schema

    app.openapi = whole  # type: ignore[method-assign]


def _whole(app: FastAPI) -> dict[str, Any]:
    told = get_openapi(title="city-server", version=str(PROTO), description=_ABOUT, routes=app.routes)
    messages = [kind for pair in _SHAPES.values() for kind in pair if kind] + [Fault]
    _, made = msgspec.json.schema_components(messages, ref_template=_REFS)
    # The end of a text is written \Z in Python's patterns and $ in those of JSON Schema.
    shapes = json.loads(json.dumps(made).replace("\\\\Z", "$"))
    told.setdefault("components", {}).setdefault("schemas", {}).update(shapes)
    for route in app.routes:
        # The treaty's routes are Starlette's own, which FastAPI leaves out.
        if isinstance(route, Route) and route.include_in_schema and not route.path.endswith("openapi.json"):
            for method in (route.methods or set()) - {"HEAD", "OPTIONS"}:
                told["paths"].setdefault(route.path_format, {})[method.lower()] = _operation(
                    route.path_format
                )
    return told


def _operation(path: str) -> dict[str, Any]:
    asked, answered = _SHAPES.get(path, (None, None))
    names = [(part[1:-1], "path") for part in path.split("/") if part.startswith("{")]
    names += [(name, "query") for name in _QUERIES.get(path, ())]
    names += [(header.value, "header") for header in _HEADERS]
    told: dict[str, Any] = {
        "tags": ["treaty"],
        "parameters": [
            {"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}}
            for name, place in names
        ],
        "responses": {
            "200": {"description": "the answer", "content": _json(answered)},
            "default": {"description": "a refusal: code and arguments", "content": _json(Fault)},
        },
    }
    if asked is not None:
        told["requestBody"] = {"required": True, "content": _json(asked)}
    return told


def _json(kind: type | None) -> dict[str, Any]:
    shape: dict[str, Any] = {"$ref": _REFS.format(name=kind.__name__)} if kind else {}
    return {"application/json": {"schema": shape}}
