"""`{% draft %}` inside a form that is kept as a draft, `{% draft_offer %}` above it."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("clues/parts/draft.html", takes_context=True)
def draft(context: Any) -> dict:
    """Draw the button that keeps the form, and load the script that does so by itself."""
    return {"path": context["request"].path}


@register.inclusion_tag("clues/parts/draft_offer.html", takes_context=True)
def draft_offer(context: Any) -> dict:
    """Offer what was written before and not sent."""
    request = context["request"]
    return {
        "kept": getattr(request, "draft", None),
        "path": request.path,
        "csrf_token": context.get("csrf_token"),
    }
