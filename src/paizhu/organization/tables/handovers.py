"""The list of postings whose open matters are still to be handed over: on a later day, or for want of somebody."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.organization.models import Posting
from paizhu.organization.models.dated import last_day
from paizhu.organization.tables import parts
from paizhu.web.components import Empty, Mark, Tone
from paizhu.web.lists import Column, Kind, ListPage


def to_hand_over(user: Any) -> Any:
    """Return the postings with an end ahead, and those that ended and left something open, as the reader sees them."""
    found = Posting.objects.visible_to(user).to_hand_over()
    return found.select_related(
        "official", "successor", "unit", "resident_group", "composite_group"
    )


def standing(posting: Posting) -> Mark:
    """Say whether the day lies ahead, or nobody has taken over yet."""
    if posting.until_on > clock.today():
        return Mark(_("to come"), Tone.BLUE)
    return Mark(_("nobody takes over yet"), Tone.RED)


def taker(posting: Posting) -> Any:
    """Return who takes over, as the office said; otherwise who follows in the post, or heads the place."""
    if posting.successor:
        return posting.successor.name
    return (
        _("who heads the place") if posting.to_head else _("who follows, else who heads the place")
    )


HANDOVERS = ListPage(
    name="organization.handovers",
    title=_("Hand-overs to come"),
    queryset=to_hand_over,
    columns=(
        Column(
            "official",
            _("Official"),
            value="official.name",
            link=lambda posting: posting.official.get_absolute_url(),
        ),
        Column("post", _("Post"), value="get_post_display"),
        Column("place", _("Where"), value=lambda posting: posting.place or ""),
        Column(
            "until_on",
            _("Last day"),
            value=lambda posting: last_day(posting.until_on),
            order="until_on",
            kind=Kind.DATE,
        ),
        Column("taker", _("Who takes over"), value=taker),
        Column("standing", _("State"), value=standing, kind=Kind.STATE),
    ),
    default_order="until_on",
    search=("official__name", "official__code", "official__initials"),
    search_hint=_("Full name, code or pinyin initials"),
    empty=Empty(
        _("Nothing is to be handed over."),
        hint=_("A posting that ends on a later day is listed here until that day."),
        icon="users",
    ),
    template="organization/list.html",
    on_export=parts.noted(_("Hand-overs to come")),
)
