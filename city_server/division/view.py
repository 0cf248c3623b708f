"""How a page is made of a template and values, and how a form answers: never kept, nothing from elsewhere."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from city_server import clock
from city_server.division import once, style
from city_server.division.places import Place
from city_server.division.visit import SESSION, Visit, cookie
from outlet_app.wording import division as words
from outlet_app.wording import division_sentences as sentences
from outlet_app.wording import formats

SEE_OTHER = 303
_NAVIGATION = (
    (Place.TRANSFERS, words.TRANSFERS),
    (Place.OVERSEEN, words.OVERSEEN),
    (Place.PARKED, words.PARKED),
    (Place.OUTLETS, words.OUTLETS),
    (Place.TASKS, words.TASKS),
    (Place.CREDIT, words.CREDIT),
    (Place.QUARTERS, words.QUARTERS),
    (Place.CLOSINGS, words.CLOSINGS),
)
SAFE: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("pages")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGES.globals.update(
    w=words, say=sentences, place=Place, navigation=_NAVIGATION, mark=once.mark, style=style.version
)
_PAGES.filters.update(
    stamp=formats.stamp, moment=formats.short_moment, day=formats.long_day, outlet=formats.short_outlet
)


def page(visit: Visit, template: str, status: int = 200, **told: object) -> Response:
    """One page; `said` in the address names a sentence of ours, never the sentence itself."""
    values = {
        "me": visit.signed,
        "path": visit.path,
        "now": clock.now(),
        "said": words.SAID.get(visit.query.get("said", ""), ""),
        "refusal": None,
        "form": visit.form,
        **told,
    }
    return HTMLResponse(_PAGES.get_template(template).render(values), status, headers=SAFE)


def onward(to: str, said: str = "", **query: str) -> Response:
    """The answer to a form that was carried out: another page, which a reload does not send again."""
    asked = {**query, **({"said": said} if said else {})}
    joint = "&" if "?" in to else "?"
    return RedirectResponse(f"{to}{joint}{urlencode(asked)}" if asked else to, SEE_OTHER, headers=SAFE)


def with_cookie(response: Response, visit: Visit, name: str, value: str) -> Response:
    """Give the browser something to keep until it is closed, out of reach of any script."""
    response.set_cookie(
        cookie(name, secure=visit.secure),
        value,
        path="/",
        secure=visit.secure,
        httponly=True,
        samesite="strict",
    )
    return response


def signed_out(visit: Visit, said: str = "") -> Response:
    """To the sign-in page, without a session."""
    response = onward(Place.SIGN_IN, said)
    response.delete_cookie(
        cookie(SESSION, secure=visit.secure), path="/", secure=visit.secure, httponly=True, samesite="strict"
    )
    return response


def bare(status: int, sentence: str, wait_s: int = 0) -> Response:
    """A page that needs neither a session nor the database."""
    more = {"Retry-After": str(wait_s)} if wait_s else {}
    text = _PAGES.get_template("bare.html").render(sentence=sentence)
    return HTMLResponse(text, status, headers={**SAFE, **more})
