"""The list of talks."""

from django.utils.translation import gettext_lazy as _

from paizhu.clues.models import Talk
from paizhu.clues.tables.counted import CountedTalks
from paizhu.web.lists import Column, Empty, Kind, ListPage

TALKS = ListPage(
    name="clues.talks",
    title=_("Talks"),
    queryset=lambda user: Talk.objects.visible_to(user).select_related("unit"),
    columns=(
        Column("code", _("Talk code"), order="code", link=lambda record: record.get_absolute_url()),
        Column("held_on", _("Held on"), order="held_on", kind=Kind.DATE),
        Column("kind", _("Kind of talk"), value="get_kind_display"),
        Column("unit", _("Unit"), value="unit.name"),
        Column("people", _("People talked to"), kind=Kind.NUMBER),
    ),
    default_order="-held_on",
    filterset=CountedTalks,
    search=("code",),
    empty=Empty(_("No talks."), icon="messages"),
)
