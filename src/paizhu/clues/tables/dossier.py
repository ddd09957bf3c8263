"""Whose dossiers may be opened."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.clues.queries import dossier
from paizhu.clues.tables import looks
from paizhu.kernel import clock
from paizhu.web.lists import Column, Empty, ListPage, code_column

DOSSIERS = ListPage(
    name="clues.dossiers",
    title=_("Dossiers"),
    lead=_(
        "Opening one asks for a reason, and stays on record. Nobody opens his own or a relative's."
    ),
    queryset=lambda user: dossier.officials_for(user, clock.today()),
    columns=(
        Column(
            "name",
            _("Name"),
            order=("name", "code"),
            link=lambda record: reverse("clues:dossier", args=[record.pk]),
        ),
        code_column(_("Person code")),
        Column("rank", _("Rank"), value="get_rank_display"),
    ),
    default_order="code",
    search=lambda records, text: records.search(text),
    on_search=looks.searched("dossiers"),
    on_export=looks.exported("dossiers"),
    search_hint=_("Name, code, or initials"),
    template="clues/clues/list.html",
    empty=Empty(_("No dossier is open to you."), icon="archive"),
)
