"""The list of accounts."""

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.access import queries, rules
from paizhu.access.models import STATE_CONDITIONS, User
from paizhu.access.states import AccountState
from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed
from paizhu.organization.models import Administration as Office
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage, Mark, Tone

STATE_TONES = {
    AccountState.WAITING: Tone.YELLOW,
    AccountState.IN_FORCE: Tone.GREEN,
    AccountState.LOCKED: Tone.RED,
}


def state_mark(user: User) -> Mark:
    """Return the account's state as drawn."""
    return Mark(user.state.label, STATE_TONES[user.state])


def factor_mark(user: User) -> Mark:
    """Return whether there is a second factor; `has_factor` was set by `prepare`."""
    return Mark(_("set up"), Tone.GREEN) if user.has_factor else Mark(_("not set up"))


class AccountFilter(django_filters.FilterSet):
    """By state and by office held."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=AccountState.choices, method="in_state"
    )
    office = django_filters.ChoiceFilter(
        label=_("Office of administration"), choices=Office.choices, method="holding"
    )

    class Meta:
        model = User
        fields: list[str] = []

    def in_state(self, found, name, value):
        """Restrict to the state."""
        return found.filter(STATE_CONDITIONS[AccountState(value)])

    def holding(self, found, name, value):
        """Restrict to whoever was appointed to the office and is not dismissed."""
        held = {"administrations__office": value, "administrations__until_on__isnull": True}
        return found.filter(**held)


def prepare(request, records) -> None:
    """Look up the second factors and offices of a page of accounts at once."""
    having, today = queries.second_factors(records), clock.today()
    for user in records:
        user.has_factor = user.pk in having
        held = [a.get_office_display() for a in user.administrations.all() if a.is_in_force(today)]
        user.held_office = held[0] if held else ""


def buttons(request) -> list[Button]:
    """Offer to open an account to who may."""
    if not allowed(rules.check_can_open_accounts, request.user):
        return []
    url = reverse("access:account_new")
    return [Button(_("Open an account"), url, icon="plus", look="primary")]


ACCOUNTS = ListPage(
    name="access.accounts",
    title=_("Accounts"),
    lead=_("What an account may see and do follows from its holder's postings, from nothing else."),
    queryset=lambda user: (
        User.objects.visible_to(user).select_related("official").prefetch_related("administrations")
    ),
    columns=(
        Column(
            "username",
            _("User name"),
            order="username",
            link=lambda user: reverse("access:account", args=[user.pk]),
        ),
        Column("display_name", _("Name"), order="display_name"),
        Column("official", _("Person code"), value="official.code"),
        Column("state", _("State"), value=state_mark, kind=Kind.STATE),
        Column("office", _("Office of administration"), value="held_office"),
        Column("factor", _("Second factor"), value=factor_mark, kind=Kind.STATE),
        Column("last_login", _("Last sign-in"), kind=Kind.MOMENT),
        Column("opened_at", _("Opened"), order="opened_at", kind=Kind.MOMENT, hidden=True),
    ),
    default_order="username",
    filterset=AccountFilter,
    search=lambda found, text: found.search(text),
    search_hint=_("User name, name, code or pinyin initials"),
    empty=Empty(
        _("No accounts yet."), hint=_("Open the first one for an official of the commission.")
    ),
    buttons=buttons,
    prepare=prepare,
)
