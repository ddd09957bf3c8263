"""How the rulebook is laid out: rows of the packs with their marks, tabs, the list of own values."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed, refusal
from paizhu.kernel.viewers import Viewer
from paizhu.rulebook import actions, queries, rules
from paizhu.rulebook.models import StricterLimit
from paizhu.rulebook.states import Absence, Entry, Kind, NotKnownThen, Standing
from paizhu.web.lists import Button, Column, Empty, ListPage, Mark, Tone
from paizhu.web.lists import Kind as Cell

TONES = {
    Standing.RULE: Tone.GREEN,
    Standing.SOURCE: Tone.BLUE,
    Standing.SUGGESTED: Tone.YELLOW,
    Standing.LOCAL: Tone.NEUTRAL,
}
MEANINGS = {
    Standing.RULE: gettext_lazy("a regulation says so; it may be made stricter, never laxer"),
    Standing.SOURCE: gettext_lazy("the reform's own text says so; stricter, never laxer"),
    Standing.SUGGESTED: gettext_lazy("no rule was found; every commission sets its own"),
    Standing.LOCAL: gettext_lazy("one place does so; no national rule"),
}


@dataclass(frozen=True)
class Row:
    """One entry as drawn. `bound`: the limit as the commission's own value has it; `new_url`: where one is set."""

    entry: Entry | Absence
    marks: tuple[Mark, ...]
    bound: queries.LimitInForce | None = None
    new_url: str = ""


@dataclass(frozen=True)
class Block:
    """The rows of one topic."""

    topic: Any
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """The blocks of one kind of entry."""

    kind: Kind
    blocks: tuple[Block, ...]
    count: int


def sections(
    entries: Iterable[Entry | Absence],
    kinds: Iterable[Kind],
    limits: queries.LimitsInForce,
    user: Viewer,
) -> list[Section]:
    """Lay the entries out by kind and topic, with the own values of the reader's commission."""
    found = list(entries)
    can_set = allowed(rules.check_can_keep_own_values, user)
    laid = []
    for kind in kinds:
        groups = queries.grouped(entry for entry in found if entry.kind == kind)
        blocks = tuple(
            Block(group.topic, tuple(row(entry, limits, can_set) for entry in group.entries))
            for group in groups
        )
        laid.append(Section(kind, blocks, sum(len(block.rows) for block in blocks)))
    return [section for section in laid if section.blocks]


def row(entry: Entry | Absence, limits: queries.LimitsInForce, can_set: bool) -> Row:
    """Return one entry as drawn."""
    if entry.is_absent or entry.kind != Kind.LIMIT:
        return Row(entry, marks_of(entry))
    url = f"{reverse('rulebook:own_new')}?{urlencode({'limit': entry.key})}" if can_set else ""
    found = limits[entry.key]
    return Row(entry, marks_of(entry), found if found.own else None, url)


def marks_of(entry: Entry | Absence) -> tuple[Mark, ...]:
    """Return how firm an entry is, and whether its article was read."""
    if entry.is_absent:
        return (Mark(_("none at that time"), Tone.NEUTRAL),)
    firm = Mark(entry.standing.label, TONES[entry.standing], MEANINGS[entry.standing])
    if entry.is_verified:
        return (firm,)
    doubt = _("the article, or the number it gives, could not be read in the text itself")
    return (firm, Mark(_("unverified"), Tone.YELLOW, doubt))


def legend() -> list[tuple[Mark, Any]]:
    """Return what the marks mean."""
    return [(Mark(each.label, TONES[each]), MEANINGS[each]) for each in Standing]


# The list of own values -----------------------------------------------------------------------------------


def limit_label(own: StricterLimit) -> Any:
    """Return the name of the limit that an own value is about."""
    return _rule(own).label


def rule_value(own: StricterLimit) -> str:
    """Return what the rule itself says, on the day the own value began."""
    found = _rule(own)
    return str(found) if not found.is_absent else "—"


def own_value(own: StricterLimit) -> str:
    """Return the own value in the words of its rule, such as “within 10 working days”."""
    found = _rule(own)
    return own.quantity if found.is_absent else str(queries.LimitInForce(found, own))


def searched(found: Any, text: str) -> Any:
    """Find own values by the name of the limit, or by the reason."""
    keys = [
        entry.key
        for pack in queries.packs()
        for entry in pack.entries
        if entry.kind == Kind.LIMIT and entry.label.holds(text)
    ]
    return found.filter(Q(limit_key__in=keys) | Q(reason__icontains=text))


def state_mark(own: StricterLimit) -> Mark:
    """Return whether the value holds today."""
    today = clock.today()
    if own.until_on == own.from_on:
        return Mark(_("withdrawn before it began"))
    if own.is_in_force(today):
        return Mark(pgettext("own value", "holds"), Tone.GREEN)
    return (
        Mark(pgettext("own value", "begins later"), Tone.BLUE)
        if own.from_on > today
        else Mark(pgettext("own value", "ended"))
    )


def _rule(own: StricterLimit) -> Any:
    try:
        return queries.pack_on(own.from_on).limit(own.limit_key)
    except NotKnownThen as absent:
        return absent.absence


def _buttons(request: Any) -> tuple[Button, ...]:
    reason = refusal(rules.check_can_keep_own_values, request.user)
    url = reverse("rulebook:own_new")
    return (
        Button(_("New value"), url, icon="plus", look="primary", refusal=reason),
        Button(_("Rule packs"), reverse("rulebook:packs"), icon="book-2"),
    )


def _note_export(request: Any, count: int) -> None:
    user = request.user
    actions.note_export(commission=user.commission, count=count, by=user)


def prepare(request: Any, records: Iterable[StricterLimit]) -> None:
    """Say for each value whether the reader may withdraw it."""
    today = clock.today()
    for own in records:
        on = max(today, own.from_on)
        own.refusal = refusal(rules.check_can_withdraw_stricter, request.user, own, on)


OWN = ListPage(
    name="rulebook.own",
    title=gettext_lazy("Values of our own"),
    lead=gettext_lazy(
        "Where the commission is stricter than the rule, or has settled what no rule sets. Withdrawn values "
        "stay: they measure the matters of their time."
    ),
    queryset=lambda user: StricterLimit.objects.visible_to(user),
    columns=(
        Column("limit", gettext_lazy("Time limit or amount"), value=limit_label),
        Column("value", gettext_lazy("Our value"), value=own_value),
        Column("rule", gettext_lazy("The rule"), value=rule_value),
        Column("from_on", gettext_lazy("Holds from"), order="from_on", kind=Cell.DATE),
        Column("until_on", gettext_lazy("Holds until, not including"), kind=Cell.DATE),
        Column("state", gettext_lazy("State"), value=state_mark, kind=Cell.STATE),
        Column("reason", gettext_lazy("Reason for it")),
        Column(
            "act",
            pgettext_lazy("own value", "Withdraw"),
            value=lambda own: "",
            template="rulebook/withdraw_cell.html",
            visible=lambda user: allowed(rules.check_can_keep_own_values, user),
        ),
    ),
    default_order="-from_on",
    search=searched,
    search_hint=gettext_lazy("Words of the limit or of the reason"),
    empty=Empty(
        gettext_lazy("The rules themselves bind; no value of our own was set."),
        hint=gettext_lazy("The office sets one where the commission has decided to be stricter."),
    ),
    buttons=_buttons,
    on_export=_note_export,
    prepare=prepare,
)
