"""What the administrators' pages are made of: an account's buttons, waiting cases, the three offices."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.access import queries, rules
from paizhu.access.models import Administration, User
from paizhu.access.states import OFFICE_GIVES, AccountState
from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.organization.models import Administration as Office
from paizhu.web.components import Button

SEPARATION = gettext_lazy(
    "The three keep the system and check one another. Nobody holds two of the offices, and none of them "
    "reads ledgers or casework. They are appointed and dismissed at the server's command line; every step "
    "stands in the trail."
)


@dataclass(frozen=True)
class Case:
    """A waiting account, the grounds of what it would give, and the button that puts it in force."""

    account: User
    grounds: list[queries.Ground]
    button: Button


@dataclass(frozen=True)
class OfficeCard:
    """One of the three offices: what it may do, and who holds it today."""

    label: Any
    gives: Any
    holders: list[Administration]


def put_in_force(request: HttpRequest, user: User) -> Button:
    """Return the button that puts the account in force."""
    return Button(
        _("Put in force"),
        dialog=f"put-in-force-{user.pk}",
        icon="user-check",
        look="primary",
        refusal=refusal(rules.check_can_put_in_force, request.user, user),
    )


def buttons(request: HttpRequest, user: User) -> list[Button]:
    """Return what the reader's office can do to an account; what a rule forbids now says why."""
    by = request.user
    found = []
    if by.powers.is_system_admin:
        found.append(
            Button(
                _("Link to an official"),
                reverse("access:link_official", args=[user.pk]),
                icon="link",
                refusal=refusal(rules.check_can_link_officials, by, user),
            )
        )
    if by.powers.is_security_admin:
        found += [*_state_buttons(request, user), *_reset_buttons(by, user)]
    return found


def _state_buttons(request: HttpRequest, user: User) -> Iterable[Button]:
    by = request.user
    if user.state == AccountState.WAITING:
        yield put_in_force(request, user)
    elif user.state == AccountState.LOCKED:
        yield Button(
            _("Unlock"),
            dialog="unlock",
            icon="lock-open",
            look="primary",
            refusal=refusal(rules.check_can_unlock, by, user),
        )
    else:
        yield Button(
            _("Lock"),
            reverse("access:lock", args=[user.pk]),
            icon="lock",
            refusal=refusal(rules.check_can_lock, by, user),
        )


def _reset_buttons(by: User, user: User) -> Iterable[Button]:
    yield Button(
        _("Reset the password"),
        dialog="reset-password",
        icon="key",
        refusal=refusal(rules.check_can_reset_password, by, user),
    )
    yield Button(
        _("Reset the second factor"),
        dialog="reset-second-factor",
        icon="device-mobile",
        refusal=refusal(rules.check_can_reset_second_factor, by, user),
    )


def offices(reader: User) -> list[OfficeCard]:
    """Return the three offices with today's holders."""
    today = clock.today()
    held = [a for a in queries.appointments(reader) if a.is_in_force(today)]
    return [
        OfficeCard(office.label, OFFICE_GIVES[office], [a for a in held if a.office == office])
        for office in Office
    ]
