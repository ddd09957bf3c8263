"""The list of officials with what they hold today."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.organization.models import Official, Post, Posting, Rank
from paizhu.organization.queries import people
from paizhu.organization.tables import parts
from paizhu.web.components import Empty, Mark, Tone
from paizhu.web.lists import Column, Kind, ListPage, code_column


class OfficialFilter(django_filters.FilterSet):
    """By where and in which post they are today, and by rank."""

    unit = parts.unit_filter()
    group = parts.group_filter()
    post = django_filters.ChoiceFilter(label=_("Post"), choices=Post.choices, method="in_post")
    rank = django_filters.ChoiceFilter(label=_("Rank"), choices=Rank.choices)

    class Meta:
        model = Official
        fields: list[str] = []

    def _today(self) -> Any:
        return Posting.objects.visible_to(self.request.user).in_force(clock.today())

    def at_unit(self, found, name, value):
        """Restrict to the unit's own people and to who is resident there."""
        here = self._today().filter(Q(unit=value) | Q(resident_group__host=value))
        return found.filter(pk__in=here.values("official_id"))

    def of_group(self, found, name, value):
        """Restrict to who works in the group or guides it."""
        return found.filter(
            pk__in=self._today().filter(composite_group=value).values("official_id")
        )

    def in_post(self, found, name, value):
        """Restrict to who holds the post."""
        return found.filter(pk__in=self._today().filter(post=value).values("official_id"))


def prepare(request: Any, officials: Sequence[Official]) -> None:
    """Look up what a page of people hold today at once; one query."""
    held = people.postings_on([official.pk for official in officials], request.user, clock.today())
    for official in officials:
        official.held = held.get(official.pk, [])


def posts_of(official: Official) -> str:
    """Return the posts with their places in one line."""
    return str(_("; ")).join(
        f"{posting.get_post_display()} ({posting.place})"
        if posting.place
        else posting.get_post_display()
        for posting in official.held
    )


def posts_drawn(official: Official) -> SafeString:
    """Draw the posts, each with its place."""
    posts = format_html_join(
        "",
        '<span class="post">{}{}</span>',
        ((posting.get_post_display(), _place_drawn(posting.place)) for posting in official.held),
    )
    return format_html('<div class="posts">{}</div>', posts) if posts else posts


def _place_drawn(place: Any) -> SafeString | str:
    return format_html(' <span class="post-place">{}</span>', place) if place else ""


def double_mark(official: Official) -> Mark | None:
    """Mark who acts in double capacity today."""
    return Mark(_("double capacity"), Tone.BLUE) if people.is_double(official.held) else None


OFFICIALS = ListPage(
    name="organization.officials",
    title=_("Officials"),
    queryset=lambda user: Official.objects.visible_to(user),
    columns=(
        code_column(_("Person code")),
        Column("name", _("Full name"), order=("initials", "name"), link=Official.get_absolute_url),
        Column("rank", _("Rank"), value="get_rank_display"),
        Column("posts", _("Posts today"), draw=posts_drawn, value=posts_of),
        Column("double", _("Double capacity"), value=double_mark, kind=Kind.STATE),
        Column("gender", _("Gender"), value="get_gender_display", hidden=True),
    ),
    default_order="code",
    filterset=OfficialFilter,
    search=lambda found, text: found.search(text),
    search_hint=_("Full name, code or pinyin initials"),
    empty=Empty(
        _("No officials yet."),
        hint=_("The workbook brings them all at once; single ones can be entered here."),
        icon="users",
        button=parts.first_button(_("Enter an official"), "organization:official_new"),
    ),
    buttons=parts.new_button(_("Enter an official"), "organization:official_new"),
    prepare=prepare,
    template="organization/list.html",
    on_export=parts.noted(_("Officials")),
)
