"""May it be done, may this person: the three administrators and everybody's own account.

The offices are kept apart (三员分立: GB/T 22239-2019, 8.1.5): who prepares an account does not put it in
force, nobody acts for himself, and an administrator's own account is kept at the command line. What an
account may see follows from postings and is no matter of this room.
"""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from paizhu.access.models import Administration, User
from paizhu.access.states import AccountState
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Official
from paizhu.tenancy.models import Commission


def check_can_see_accounts(by: Viewer) -> None:
    """The system and the security administrator keep the accounts."""
    if not (by.powers.is_system_admin or by.powers.is_security_admin):
        raise Refused(_("Accounts are seen by the system and the security administrator only."))


def check_can_see_waiting(by: Viewer) -> None:
    """What waits to be put in force is the security administrator's."""
    _check_security_admin(by)


def check_can_see_administrators(by: Viewer) -> None:
    """Each of the three knows who holds the offices."""
    if not (by.powers.administration or by.powers.is_operator):
        raise Refused(_("Who administers the system is seen by the three administrators only."))


def check_can_open_accounts(by: Viewer) -> None:
    """Accounts are opened by the system administrator."""
    if not by.powers.is_system_admin:
        raise Refused(_("Accounts are opened by the system administrator."))


def check_can_open_account(by: Viewer, commission: Commission, official: Official | None) -> None:
    """For an official of one's own commission without an account; for nobody in particular at the command line."""
    check_can_open_accounts(by)
    if commission.pk != by.commission_id:
        raise Refused(_("Accounts are opened for one's own commission only."))
    if official is None:
        if not by.powers.is_operator:
            raise Refused(_("Choose the official whom the account is for."))
        return
    _check_free_official(commission.pk, official)


def check_can_link_officials(by: Viewer, user: User) -> None:
    """By the system administrator, never on his own account, nor on a locked one."""
    if not by.powers.is_system_admin:
        raise Refused(_("Accounts are linked to officials by the system administrator."))
    _check_other_account(by, user)
    if user.state == AccountState.LOCKED:
        raise Refused(_("This account is locked."))


def check_can_link_official(by: Viewer, user: User, official: Official) -> None:
    """To an official of the same commission without an account."""
    check_can_link_officials(by, user)
    _check_free_official(user.commission_id, official)


def check_can_put_in_force(by: Viewer, user: User) -> None:
    """By the security administrator who did not prepare the account himself."""
    _check_security_admin(by)
    _check_other_account(by, user)
    if user.state != AccountState.WAITING:
        raise Refused(_("This account does not wait to be put in force."))
    if by.pk is not None and user.prepared_by_id == by.pk:
        raise Refused(
            _(
                "You prepared this account yourself; another security administrator must put it in force."
            )
        )


def check_can_lock(by: Viewer, user: User) -> None:
    """An account in force, by the security administrator."""
    _check_security_admin(by)
    _check_other_account(by, user)
    if user.state != AccountState.IN_FORCE:
        raise Refused(_("This account is not in force."))


def check_can_unlock(by: Viewer, user: User) -> None:
    """A locked account, by the security administrator."""
    _check_security_admin(by)
    _check_other_account(by, user)
    if user.state != AccountState.LOCKED:
        raise Refused(_("This account is not locked."))


def check_can_reset_password(by: Viewer, user: User) -> None:
    """By the security administrator; one's own password is changed, not reset."""
    _check_security_admin(by)
    _check_other_account(by, user)


def check_can_reset_second_factor(by: Viewer, user: User) -> None:
    """By the security administrator, where there is a second factor."""
    _check_security_admin(by)
    _check_other_account(by, user)
    if not user.authenticator_set.exists():
        raise Refused(_("This account has no second factor."))


def check_can_appoint(by: Viewer, user: User, from_on: date) -> None:
    """At the command line only; nobody holds two of the three offices."""
    _check_operator(by)
    _check_own_commission(by, user)
    if held := user.administrations.not_ended(from_on).first():
        raise Refused(
            _(
                "%(user)s already holds an office: %(office)s. Nobody holds two of the three offices."
            )
            % {"user": user, "office": Office(held.office).label}
        )


def check_can_dismiss(by: Viewer, appointment: Administration, until_on: date) -> None:
    """At the command line only, and not before the day of appointment."""
    _check_operator(by)
    _check_own_commission(by, appointment.user)
    if appointment.until_on is not None:
        raise Refused(_("This appointment has already been ended."))
    if until_on < appointment.from_on:
        raise Refused(_("The end must not be earlier than the beginning."))


def check_can_renew_seals(by: Viewer) -> None:
    """At the command line only, where the key ring lies."""
    if not by.powers.is_operator:
        raise Refused(_("Protected values are sealed anew at the server's command line."))


def check_can_change_own(by: Viewer, user: User) -> None:
    """Password, second factor and sessions are each person's own."""
    if by.pk is None or by.pk != user.pk:
        raise Refused(_("This can be changed by the account's own holder only."))


def needs_second_factor(user: User) -> bool:
    """Tell whether the installation demands a second factor of this account (setting `SECOND_FACTOR`)."""
    if settings.SECOND_FACTOR == "administrators":
        return bool(user.powers.administration)
    return settings.SECOND_FACTOR == "everybody"


def _check_security_admin(by: Viewer) -> None:
    if not by.powers.is_security_admin:
        raise Refused(_("This is for the security administrator to do."))


def _check_operator(by: Viewer) -> None:
    if not by.powers.is_operator:
        raise Refused(
            _("The three administrators are appointed and dismissed at the server's command line.")
        )


def _check_other_account(by: Viewer, user: User) -> None:
    _check_own_commission(by, user)
    if by.powers.is_operator:
        return
    if by.pk == user.pk:
        raise Refused(_("Nobody acts on his own account."))
    if user.administrations.not_ended(clock.today()).exists():
        raise Refused(_("The account of an administrator is kept at the server's command line."))


def _check_own_commission(by: Viewer, user: User) -> None:
    if user.commission_id is None or user.commission_id != by.commission_id:
        raise Refused(_("This account belongs to another commission."))


def _check_free_official(commission_id: int, official: Official) -> None:
    if official.commission_id != commission_id:
        raise Refused(_("This official belongs to another commission."))
    if holder := User.objects.filter(official=official).first():
        raise Refused(
            _("%(official)s already has the account “%(username)s”.")
            % {"official": official, "username": holder.username}
        )
