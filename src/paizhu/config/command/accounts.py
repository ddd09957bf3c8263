"""`paizhu account`, `administrator`, `dismiss`, `reset`: the first accounts, and the three administrators.

An administrator's own account is kept here only: no administrator resets another's password.
"""

import click
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.access import actions, queries
from paizhu.access.models import User
from paizhu.config.command.shared import (
    chosen_commission,
    commission_option,
    fail,
    say,
    with_database,
)
from paizhu.kernel import clock
from paizhu.organization.models import Administration, Official


@click.command("account", help=str(_("Open an account for an official and put it in force.")))
@click.argument("username")
@click.option(
    "--official", "code", required=True, metavar="CODE", help=str(_("The official's code."))
)
@commission_option
@with_database
def account_command(username: str, code: str, commission: str | None) -> None:
    """Open and put in force; prints a password that must be changed at the first sign-in."""
    chosen = chosen_commission(commission)
    official = Official.objects.of(chosen).filter(code=code).first()
    if official is None:
        fail(_("There is no official with the code %(code)s.") % {"code": code})
    _open(chosen, username, official.name, official)


@click.command("administrator", help=str(_("Appoint one of the three administrators.")))
@click.argument("username")
@click.option("--name", required=True, help=str(_("The person's name.")))
@click.option("--office", required=True, type=click.Choice(Administration.values))
@commission_option
@with_database
def administrator_command(username: str, name: str, office: str, commission: str | None) -> None:
    """Open an account where there is none, then appoint."""
    chosen = chosen_commission(commission)
    user = User.objects.filter(commission=chosen, username=username).first()
    user = user or _open(chosen, username, name, None)
    actions.appoint(user=user, office=office, from_on=clock.today(), by=queries.operator(chosen))
    say(
        _("%(user)s is appointed: %(office)s.")
        % {"user": user, "office": Administration(office).label}
    )


@click.command("dismiss", help=str(_("End the appointment of one of the three administrators.")))
@click.argument("username")
@commission_option
@with_database
def dismiss_command(username: str, commission: str | None) -> None:
    """End today the appointment that has no end yet; the account stays, without the office."""
    chosen = chosen_commission(commission)
    user = _account(chosen, username)
    held = user.administrations.filter(until_on=None).first()
    if held is None:
        fail(_("%(user)s holds none of the three offices.") % {"user": user})
    # An appointment that has not begun yet ends on the day it would have begun.
    until_on = max(held.from_on, clock.today())
    actions.dismiss(appointment=held, until_on=until_on, by=queries.operator(chosen))
    say(
        _("%(user)s is dismissed: %(office)s.")
        % {"user": user, "office": held.get_office_display()}
    )


@click.command(
    "reset", help=str(_("Give an account a temporary password, or forget its second factor."))
)
@click.argument("username")
@click.option(
    "--second-factor", is_flag=True, help=str(_("Forget the second factor, and keep the password."))
)
@commission_option
@with_database
def reset_command(username: str, second_factor: bool, commission: str | None) -> None:
    """For administrators above all, whose accounts nobody resets in the browser."""
    chosen = chosen_commission(commission)
    user, by = _account(chosen, username), queries.operator(chosen)
    if second_factor:
        actions.reset_second_factor(user=user, by=by)
        say(_("The second factor of %(user)s is forgotten.") % {"user": user})
        return
    click.echo(f"{username}\t{actions.reset_password(user=user, by=by)}")
    say(_("The password is shown this once and must be changed at the first sign-in."))


def _account(commission, username: str) -> User:
    user = User.objects.filter(commission=commission, username__iexact=username).first()
    if user is None:
        fail(_("There is no account with the user name %(username)s.") % {"username": username})
    return user


def _open(commission, username: str, name: str, official: Official | None) -> User:
    by, password = queries.operator(commission), actions.temporary_password()
    try:
        user = actions.open_account(
            commission=commission,
            official=official,
            username=username,
            display_name=name,
            password=password,
            by=by,
        )
    except ValidationError as fault:
        fail("\n".join(fault.messages))
    actions.put_in_force(user=user, by=by)
    click.echo(f"{username}\t{password}")
    say(_("The password is shown this once and must be changed at the first sign-in."))
    return user
