"""One request to the division's pages as the handlers see it, read whole and within bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from city_server.bodies import TooMuch, TooSlow, whole_body
from city_server.city import City
from city_server.division.sessions import Signed
from outlet_app.domain.people import Person

MAX_FORM = 64 * 1024
MAX_FIELDS = 40
_FORM = "application/x-www-form-urlencoded"
SESSION, DOOR = "division", "division-door"
_OWN_SITE = ("same-origin", "none", "")


class BadForm(ValueError):  # noqa: N818 - an answer to whoever sent it
    """What was sent is no form of these pages."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What was asked for, by whom and from where; `secure` under TLS, `own` where our own page sent it."""

    city: City
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    posts: bool
    own: bool
    secure: bool
    address: str
    token: str
    door: str
    signed: Signed | None = None

    @property
    def me(self) -> Signed:
        """Whoever is signed in; handlers that need it are asked only then."""
        assert self.signed is not None
        return self.signed

    @property
    def person(self) -> Person:
        """The same as the rules of a case know people: somebody without a post at a counter."""
        return Person(self.me.staff_no, self.me.name, frozenset())


async def take(city: City, request: Request) -> Visit:
    """Read a request. BadForm for a body that is too large, of another kind, or no form."""
    secure = request.url.scheme == "https"
    return Visit(
        city=city,
        path=request.url.path,
        query={name: clean(text) for name, text in request.query_params.items()},
        form=read_form(await _content(request), request.headers.get("content-type", "")),
        posts=request.method == "POST",
        own=_is_own(request),
        secure=secure,
        address=request.client.host if request.client else "",
        token=request.cookies.get(cookie(SESSION, secure=secure), ""),
        door=request.cookies.get(cookie(DOOR, secure=secure), ""),
    )


def cookie(name: str, *, secure: bool) -> str:
    """The cookie's name; under TLS one that no other host and no plain line can set."""
    return f"__Host-{name}" if secure else name


def read_form(content: bytes, kind: str) -> dict[str, str]:
    """The fields of a form; a field sent twice counts as it came last. BadForm."""
    if not content:
        return {}
    if kind.partition(";")[0].strip().lower() != _FORM:
        raise BadForm
    try:
        fields = parse_qsl(content.decode("ascii"), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as wrong:
        raise BadForm from wrong
    return {name: clean(text) for name, text in fields}


def clean(text: str) -> str:
    """The text with plain line ends, and without signs that are not written but steer something."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign == "\n" or sign.isprintable())


def _is_own(request: Request) -> bool:
    """Whether the browser says that our own page sent this; an old one that says nothing is believed."""
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    fits = origin is None or urlsplit(origin).netloc == host
    return fits and request.headers.get("sec-fetch-site", "") in _OWN_SITE


async def _content(request: Request) -> bytes:
    try:
        return await whole_body(request, MAX_FORM)
    except (TooMuch, TooSlow) as wrong:
        raise BadForm from wrong
