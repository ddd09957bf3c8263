"""What the panels of a clue's page have alike: whether the reader works on it, buttons of steps, the drawing."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from paizhu.clues.models import Clue
from paizhu.clues.queries import shown, working
from paizhu.clues.rules.may import check_may
from paizhu.clues.tables.works import WORKS
from paizhu.kernel.refusals import refusal
from paizhu.web.components import Button


def works(request: HttpRequest, clue: Clue) -> bool:
    """Tell whether the reader is on the team."""
    return working.works(clue, getattr(request.user, "official_id", None))


def seen(request: HttpRequest, clue: Clue, model: Any) -> list[Any]:
    """Return what belongs to the clue, for who sees the clue: the page has just found it for this reader, or it is asked."""
    if getattr(clue, "known_to", None) is request.user:
        return shown.rows(clue, model)
    return list(model.objects.visible_to(request.user).filter(clue=clue))


def ways(request: HttpRequest, clue: Clue, *words: str, item: Any = None) -> list[Button]:
    """Return buttons of steps, each with what stands against this reader's taking it."""
    return [_button(request, clue, word, item) for word in words]


def _button(request: HttpRequest, clue: Clue, word: str, item: Any) -> Button:
    work = WORKS[word]
    name, args = (
        ("clues:work_item", [clue.pk, word, item.pk]) if item else ("clues:work", [clue.pk, word])
    )
    return Button(
        work.label,
        reverse(name, args=args),
        icon=work.icon,
        look=work.look,
        refusal=refusal(check_may, request.user, clue, word, item),
    )


def drawn(request: HttpRequest, key: str, clue: Clue, **context: Any) -> str:
    """Draw a panel by its own template."""
    return render_to_string(
        f"clues/verifying/{key}.html", {"record": clue, **context}, request=request
    )
