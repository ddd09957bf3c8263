"""What a reader wants to see of each list: columns and rows a page. Kept in a cookie of the reader's own."""

import json
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from paizhu.web.lists.declare import Column, ListPage

SIZES = (25, 50, 100)
YEAR = 365 * 24 * 60 * 60


def _cookie(user: Any) -> str:
    return f"paizhu_lists_{user.pk or 0}"


def _kept(request: HttpRequest) -> dict:
    try:
        kept = json.loads(signing.b64_decode(request.COOKIES[_cookie(request.user)].encode()))
    except (KeyError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _of(request: HttpRequest, page: ListPage) -> dict:
    found = _kept(request).get(page.name)
    return found if isinstance(found, dict) else {}


def size(request: HttpRequest, page: ListPage) -> int:
    """Rows a page: what the reader chose, or the smallest."""
    chosen = _of(request, page).get("size")
    return chosen if chosen in SIZES else SIZES[0]


def columns(request: HttpRequest, page: ListPage) -> tuple[Column, ...]:
    """The columns shown: what the reader chose, or what the list shows at first."""
    offered = page.columns_for(request.user)
    wanted = _of(request, page).get("columns")
    chosen = [column for column in offered if isinstance(wanted, list) and column.key in wanted]
    return tuple(chosen) or tuple(column for column in offered if not column.hidden)


def remember(request: HttpRequest, response: HttpResponse, page: ListPage) -> HttpResponse:
    """Keep what the address says about columns (none: as at first) and rows a page."""
    kept, mine = _kept(request), _of(request, page)
    if "columns" in request.GET:
        offered = {column.key for column in page.columns_for(request.user)}
        mine["columns"] = [key for key in request.GET.getlist("columns") if key in offered]
    if (asked := request.GET.get("size", "")).isdigit() and int(asked) in SIZES:
        mine["size"] = int(asked)
    kept[page.name] = mine
    packed = signing.b64_encode(json.dumps(kept, separators=(",", ":")).encode()).decode()
    response.set_cookie(
        _cookie(request.user),
        packed,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
