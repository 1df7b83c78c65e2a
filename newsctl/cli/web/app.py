"""The web pages of an archive as a WSGI application: read-only, every state has an address.

No page loads anything from elsewhere. Posts are displayed as text, on a page whose policy allows
only the two files here as script and style, so that nothing in an archive runs in the browser. Only
requests with a host name of this server are answered: a foreign page whose name resolves to this
machine is refused (DNS rebinding).
"""

from __future__ import annotations

import string
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from newsctl.cli.web.language import LANGUAGES, catalog_in, message_in, words_in, writers_in
from newsctl.cli.web.questions import ORDERS, Asked, ServedArchive, trend_written
from newsctl.core.errors import (
    NewsctlError,
    PostNotFound,
    QuerySyntaxError,
    SettingsError,
    UsageError,
)
from newsctl.core.messages import _
from newsctl.core.post.filename import is_mdx
from newsctl.core.post.post import PostPath
from newsctl.core.research.calendar import Per
from newsctl.core.research.narrowing import MOST_READ
from newsctl.rendering.fields import value_text
from newsctl.rendering.harmless import harmless, one_line
from newsctl.rendering.json_output import json_text, with_version
from newsctl.rendering.plot import trend_svg
from newsctl.rendering.post_html import marked_html, post_html

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

_PATHS = Map(
    [
        Rule("/", endpoint="search"),
        Rule("/search", endpoint="search"),
        Rule("/search.<form>", endpoint="download"),
        Rule("/trend", endpoint="trend"),
        Rule("/trend.<form>", endpoint="trend_data"),
        Rule("/post/<path:path>", endpoint="post"),
        Rule("/feed", endpoint="feed"),
        Rule("/static/<name>", endpoint="static"),
        Rule("/favicon.ico", endpoint="no_icon"),
    ],
    merge_slashes=False,  # addresses are exact: `//feed` has no page
)
"""The addresses of the site; `search` is answered by `ArchiveSite._search`, and so on."""

_DOWNLOADS = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
}
_STATIC = {"style.css": "text/css", "range.js": "text/javascript"}
_LONGEST = 10_000
"""Characters of an address; a query may have fewer still."""

_PLAIN = string.punctuation.replace("%", "") + " "
"""What stands in a header as it is, beside letters and digits; of all else the bytes of UTF-8."""

_MOST_QUERIES = 6
_FILTERS = ("since", "until", "bron", "category")
_OF_ANSWER = ("q", *_FILTERS, "sort", "page")
_OF_DOWNLOAD = ("q", *_FILTERS, "sort")
_OF_FEED = ("q", *_FILTERS)
_OF_TREND = ("q", *_FILTERS, "within", "per")
_SEVERAL = ("bron", "category")
"""The parameters of addresses, and those that may be given several times."""

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class ArchiveSite:
    """The web site of one archive; `hosts` are its host names.

    `language`, one of LANGUAGES, is the default for browsers that prefer neither.
    """

    def __init__(
        self, archive: ServedArchive, hosts: Collection[str], language: str = "en"
    ) -> None:
        self._archive = archive
        self._hosts = hosts
        self._usual_language = language
        loader = PackageLoader("newsctl.cli.web")
        self._templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        filters: dict[str, Callable[..., str]] = {
            "marked": lambda text: Markup(marked_html(text)),  # noqa: S704 -- escaped there
            "text": value_text,
            "plain": one_line,
        }
        self._templates.filters |= filters

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        try:
            response = self._respond(request)
        except HTTPException as error:
            response = self._error_response(request, error.code or 500, _("There is no such page."))
            if isinstance(error, MethodNotAllowed):
                response.headers["Allow"] = "GET, HEAD"
        except NewsctlError as error:
            response = self._fault(request, error)
        response.headers.update(_HEADERS)
        return response(environ, start_response)

    def _respond(self, request: Request) -> Response:
        """Dispatch a request to the method for its path."""
        if not self._is_asked_by_name(request):
            return Response("This server is not known by that name.\n", 403)
        if request.method not in {"GET", "HEAD"}:
            raise MethodNotAllowed
        if len(request.full_path) > _LONGEST:
            return Response("The address is too long.\n", 414)
        endpoint, values = _PATHS.bind_to_environ(request.environ).match()
        answer: Response = getattr(self, f"_{endpoint}")(request, **values)
        return answer

    def _is_asked_by_name(self, request: Request) -> bool:
        """Tell whether a request has a host name of this server, and no foreign origin."""
        origin = request.headers.get("Origin")
        from_own = origin is None or _host_of(origin) in self._hosts
        return _host_of(f"//{request.environ.get('HTTP_HOST', '')}") in self._hosts and from_own

    def _search(self, request: Request) -> Response:
        _check_parameters(request, _OF_ANSWER)
        asked = _asked(request)
        if _wants_json(request):
            written, pages, notes = self._archive.page_written(asked)
            _refuse_after(asked.page, pages)
            response = _with_notes(Response(written, mimetype="application/json"), notes)
            if asked.page < pages:
                following = _address_with(request)(page=asked.page + 1)
                response.headers["Link"] = f'<{following}>; rel="next"'
            return response
        answer = self._archive.answer(asked)
        _refuse_after(asked.page, answer.pages)
        return self._page(
            request,
            "search.html",
            asked=asked,
            answer=answer,
            filters=answer.filters,
            notes=answer.notes,
            orders=ORDERS,
            most_read=MOST_READ,
        )

    def _download(self, request: Request, form: str) -> Response:
        if form not in _DOWNLOADS:
            raise NotFound
        _check_parameters(request, _OF_DOWNLOAD)
        written, notes = self._archive.written(_asked(request), form)
        if request.environ.get("SERVER_PROTOCOL") == "HTTP/1.0":  # has no other sign of its end
            written = [b"".join(written)]
        response = Response(written, mimetype=_DOWNLOADS[form])
        response.headers["Content-Disposition"] = f'attachment; filename="newsctl.{form}"'
        return _with_notes(response, notes)

    def _feed(self, request: Request) -> Response:
        _check_parameters(request, _OF_FEED)
        written, notes = self._archive.feed(_asked(request))
        return _with_notes(Response(written, mimetype="application/atom+xml"), notes)

    def _post(self, request: Request, path: str) -> Response:
        if path.endswith(".json") or _wants_json(request):
            written = self._archive.post_written(PostPath(path.removesuffix(".json")))
            return Response(written, mimetype="application/json")
        found = self._archive.post(PostPath(path))
        body = Markup(  # noqa: S704 -- escaped there
            post_html(found.post.body, is_mdx=is_mdx(found.post.path))
        )
        return self._page(request, "post.html", found=found, body=body)

    def _trend(self, request: Request) -> Response:
        if _wants_json(request):
            return self._trend_data(request, "json")
        counted, filters, notes = self._archive.trend(*_trend_asked(request))
        asked = _asked(request)._replace(q="")  # its queries stand in a field of their own
        periods = [one for one in Per if not one.comes_round]
        return self._page(
            request,
            "trend.html",
            asked=asked,
            filters=filters,
            notes=notes,
            asked_trend=counted.asked,
            periods=periods,
            series=counted.series,
        )

    def _trend_data(self, request: Request, form: str) -> Response:
        counted, _filters, notes = self._archive.trend(*_trend_asked(request))
        if form == "svg":
            picture = trend_svg(counted, self._archive.name, catalog_in(self._language(request)))
            return Response(picture, mimetype="image/svg+xml")
        if form in _DOWNLOADS:
            response = Response(trend_written(counted, form), mimetype=_DOWNLOADS[form])
            return _with_notes(response, notes)
        raise NotFound

    def _static(self, request: Request, name: str) -> Response:
        del request
        if name not in _STATIC:
            raise NotFound
        text = files("newsctl.cli.web").joinpath("static", name).read_bytes()
        return Response(text, mimetype=_STATIC[name])

    def _no_icon(self, request: Request) -> Response:
        del request
        return Response(status=204)

    def _fault(self, request: Request, error: NewsctlError) -> Response:
        """Return the response for an error, with its HTTP status."""
        match error:
            case PostNotFound():
                status = 404
            case UsageError() if not isinstance(error, SettingsError):
                status = 400
            case _:
                status = 503
        return self._error_response(request, status, error.message, error)

    def _error_response(
        self, request: Request, status: int, message: str, error: NewsctlError | None = None
    ) -> Response:
        """Return an error as data if data was requested, else as a page."""
        hint = error and error.hint
        form = request.path.rpartition(".")[2]
        if form == "json" or _wants_json(request):
            fields = {"error": message, **({"hint": hint} if hint else {})}
            text = json_text(with_version(fields), indent=2)
            return Response(f"{text}\n", status, mimetype="application/json")
        if form in {*_DOWNLOADS, "svg"}:
            return Response(f"{message}\n", status, mimetype="text/plain")
        caret = ""
        if isinstance(error, QuerySyntaxError):
            caret = f"{error.text}\n{' ' * error.start}{'^' * (error.end - error.start)}"
        language = self._language(request)
        response = self._page(
            request,
            "message.html",
            message=message_in(language, message),
            hint=hint and message_in(language, hint),
            caret=harmless(caret),
        )
        response.status_code = status
        return response

    def _page(self, request: Request, template: str, **values: Any) -> Response:
        """Render a template in the language of the request."""
        language = self._language(request)
        text = self._templates.get_template(template).render(
            {
                "hint": None,
                "caret": "",
                "asked": _asked(request),
                "archive": self._archive.name,
                "language": language,
                "words": words_in(language),
                "told": partial(message_in, language),
                **writers_in(language),
                "address": _address_with(request),
                "without": _address_without(request),
                "given": request.args.getlist,
                **values,
            }
        )
        return Response(text, mimetype="text/html")

    def _language(self, request: Request) -> str:
        usual = self._usual_language
        return request.accept_languages.best_match(LANGUAGES, usual) or usual


def _with_notes(response: Response, notes: Iterable[str]) -> Response:
    """Return data with its notes, a header for each, since they have no place in the data."""
    for note in notes:
        response.headers.add("Newsctl-Note", quote(note, safe=_PLAIN))
    return response


def _host_of(address: str) -> str | None:
    """Return the host of an address; None if it has none or is invalid."""
    try:
        return urlsplit(address).hostname
    except ValueError:  # such as `[`
        return None


def _refuse_after(page: int, last: int) -> None:
    if page > max(last, 1):
        raise NotFound


def _check_parameters(
    request: Request, known: Sequence[str], several: Sequence[str] = _SEVERAL
) -> None:
    """Raise UsageError for a parameter that an address does not have, or that makes no sense."""
    for name, values in request.args.lists():
        if name not in known:
            raise UsageError(
                _("There is no parameter {name!r}.", name=name),
                hint=_("Use: {names}", names=", ".join(known)),
            )
        if len(values) > 1 and name not in several:
            raise UsageError(_("The parameter {name!r} is given twice.", name=name))
    sort, page = request.args.get("sort"), request.args.get("page")
    if sort and sort not in ORDERS:
        raise UsageError(
            _("There is no order {order!r}.", order=sort),
            hint=_("Use: {orders}", orders=", ".join(ORDERS)),
        )
    if page and not _is_page(page):
        raise UsageError(
            _("There is no page {page!r}.", page=page), hint=_("Pages are numbered from 1 on.")
        )


def _is_page(written: str) -> bool:
    return written.isascii() and written.isdecimal() and bool(written.strip("0"))


def _asked(request: Request) -> Asked:
    """Parse the parameters of an address."""
    given = request.args
    page = given.get("page", "1")
    return Asked(
        given.get("q", ""),
        given.get("since", ""),
        given.get("until", ""),
        tuple(given.getlist("bron")),
        tuple(given.getlist("category")),
        given.get("sort", ""),
        int(page.lstrip("0")[:6]) if _is_page(page) else 1,
    )


def _trend_asked(request: Request) -> tuple[list[str], Asked, str, str]:
    _check_parameters(request, _OF_TREND, ("q", *_SEVERAL))
    lines = [line for text in request.args.getlist("q") for line in text.splitlines()]
    queries = [*dict.fromkeys(filter(str.strip, lines))]
    if not queries:
        raise UsageError(_("Which query?"), hint="/trend?q=verkiezing&q=klimaat")
    if len(queries) > _MOST_QUERIES:
        raise UsageError(_("At most {most} queries are counted at once.", most=_MOST_QUERIES))
    return queries, _asked(request), request.args.get("within", ""), request.args.get("per", "")


def _address_with(request: Request) -> Callable[..., str]:
    """Return a function that makes an address with other parameters; None removes one."""

    def address(path: str = "", **changed: object) -> str:
        known = [(key, value) for key, value in request.args.items(multi=True) if value]
        kept = [(key, value) for key, value in known if key not in changed]
        new = [(key, str(value)) for key, value in changed.items() if value is not None]
        return f"{path or request.path}?{urlencode([*kept, *new])}"

    return address


def _address_without(request: Request) -> Callable[[str, str], str]:
    """Return a function that makes an address without one value of a parameter."""

    def without(key: str, value: str) -> str:
        left = [one for one in request.args.getlist(key) if one != value]
        known = request.args.items(multi=True)
        kept = [(name, text) for name, text in known if text and name not in {key, "page"}]
        return f"{request.path}?{urlencode([*kept, *((key, one) for one in left)])}"

    return without


def _wants_json(request: Request) -> bool:
    kinds = ["text/html", "application/json"]
    return request.accept_mimetypes.best_match(kinds, "text/html") == "application/json"
