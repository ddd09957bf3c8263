"""The one list page: search, filters, sorting, paging at any depth, choice of columns, Excel export.

A room declares its list in `tables.py` and answers with it in `views.py`:

    # tables.py
    UNITS = lists.ListPage(
        name="organization.units",                      # unique; keeps the reader's columns
        title=_("Units"),
        queryset=lambda user: Unit.objects.visible_to(user).with_sector(timezone.localdate()),
        columns=(
            code_column(_("Unit code")),
            Column("name", _("Unit name"), order="name", link=lambda unit: unit.get_absolute_url()),
            Column("sector", _("Sector"), value="sector_name", order="sector_name"),
            Column("headcount", _("Staff"), order="headcount", kind=Kind.NUMBER),
            Column("state", _("Coverage"), value=lambda unit: Mark(_("covered"), Tone.GREEN), kind=Kind.STATE),
            Column("kind", _("Nature of the unit"), hidden=True),
        ),
        default_order="code",                           # a column's key; "-on" for newest first
        filterset=UnitFilter,                           # django_filters.FilterSet, or None
        search=lambda found, text: found.search(text),  # or a tuple of fields for icontains
        search_hint=_("Name, code or pinyin initials"),
        empty=Empty(_("No units yet."), hint=_("Import the workbook, or enter the first unit.")),
        buttons=lambda request: (Button(_("New unit"), reverse("organization:unit_new"), icon="plus",
                                        refusal=refusal(rules.check_can_keep, request.user)),),
        on_export=lambda request, count: actions.note_export(…, by=request.user),
    )

    # views.py
    def units(request):
        return lists.respond(request, tables.UNITS)

Rules for a declaration
- `queryset(user)` begins with `Model.objects.visible_to(user)` and selects or prefetches all that its columns
  read, so that the number of queries does not grow with the rows. What needs one look at the whole page of
  records (capacities, lights) goes into `prepare(request, records)`, which may set attributes on them.
- `Column.order` names model fields, related fields (`"unit__name"`) or annotations; the primary key is
  added as the last key. Keys that may be null come last in both directions; such an order cannot be read from an
  index, so keep it off very long lists. A many-valued relation as a key raises `CannotOrder`.
- Filters read the address (`?sector=3&from=2015-01-01`); an invalid value shows its error and no rows.
  Choices offered start at `visible_to` too: `choices.VisibleFilter("organization.sector", …)` names all of a few records,
  `choices.RecordFilter` searches among many; `choices.WordsFilter` offers a closed list.
- `excerpt(request, page, …)` gives the first rows as a small table for a panel, with a link to the rest.

Address: `q` search, `order`, `after` / `before` / `last` place, `export=xlsx`; `columns` and `size` are remembered
for the reader and vanish from the address. All other names belong to the filters.
"""

from paizhu.web.components import Button, Empty, Mark, Tone
from paizhu.web.lists.declare import Column, Kind, ListPage, code_column
from paizhu.web.lists.keyset import CannotOrder
from paizhu.web.lists.respond import excerpt, respond

__all__ = [
    "Button",
    "CannotOrder",
    "Column",
    "Empty",
    "Kind",
    "ListPage",
    "Mark",
    "Tone",
    "code_column",
    "excerpt",
    "respond",
]
