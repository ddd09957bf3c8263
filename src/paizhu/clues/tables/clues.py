"""The clue ledger."""

from django.utils.translation import gettext_lazy as _

from paizhu.clues.models import Clue
from paizhu.clues.tables.counted import CountedClues
from paizhu.web.lists import Column, Empty, Kind, ListPage

CLUES = ListPage(
    name="clues.clues",
    title=_("Clues"),
    queryset=lambda user: Clue.objects.visible_to(user).select_related("unit", "group"),
    columns=(
        Column("code", _("Clue code"), order="code", link=lambda record: record.get_absolute_url()),
        Column("received_on", _("Received on"), order="received_on", kind=Kind.DATE),
        Column("unit", _("Unit concerned"), value="unit.name"),
        Column("group", _("Handling group"), value="group.name"),
        Column("state", _("State"), value="get_state_display"),
    ),
    default_order="-received_on",
    filterset=CountedClues,
    search=("code",),
    empty=Empty(_("No clues."), icon="file-search"),
)
