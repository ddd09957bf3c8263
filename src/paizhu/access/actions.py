"""What is done to accounts: by the administrators, and by each person on his own.

What signing in itself leaves in the trail is in `sign_in`, through the acts at the end of this module.
"""

import secrets
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from paizhu.access import rules
from paizhu.access.models import Administration, User
from paizhu.access.states import place_of_factor
from paizhu.kernel import protection
from paizhu.kernel.acts import act, nothing_to_do
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Official
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

SEALED = ("secret", "seed")
"""What is sealed in a second factor's row: the secret of the codes, the seed of the recovery codes."""
LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody mistakes for one another when read out."""


def temporary_password() -> str:
    """Return a password fit to be read out and typed: sixteen characters in groups of four."""
    return "-".join("".join(secrets.choice(LEGIBLE) for _i in range(4)) for _group in range(4))


@act
def open_account(
    *,
    commission: Commission,
    official: Official | None,
    username: str,
    display_name: str,
    password: str,
    temporary: bool = True,
    by: Viewer,
) -> User:
    """Open an account, not yet in force. `temporary`: the password must be changed at the first sign-in.

    Raises `ValidationError` for a user name that is taken or a password that is too weak.
    """
    rules.check_can_open_account(by, commission, official)
    user = User(
        commission=commission,
        official=official,
        username=username,
        display_name=display_name,
        must_change_password=temporary,
        prepared_by_id=by.pk,
    )
    validate_password(password, user)
    user.set_password(password)
    save_clean(user)
    if official is None:
        trail.record("access.bare_account_opened", user, by=by)
    else:
        trail.record("access.account_opened", user, by=by, official=_named(official))
    return user


@act
def link_official(*, user: User, official: Official, by: Viewer) -> User:
    """Let the account be another official's. It leaves force until it is put in force again."""
    user = _held(user)
    rules.check_can_link_official(by, user, official)
    user.official, user.display_name = official, official.name
    user.is_active, user.prepared_by_id = False, by.pk
    save_clean(user)
    _end_sessions(user)
    trail.record("access.official_linked", user, by=by, official=_named(official))
    return user


@act
def put_in_force(*, user: User, by: Viewer) -> User:
    """Let an account that was opened or linked anew sign in."""
    user = _held(user)
    rules.check_can_put_in_force(by, user)
    user.is_active = True
    save_clean(user)
    trail.record("access.put_in_force", user, by=by)
    return user


@act
def lock(*, user: User, reason: str = "", by: Viewer) -> User:
    """Lock an account and end its sessions at once."""
    user = _held(user)
    rules.check_can_lock(by, user)
    user.is_active, user.locked_at = False, timezone.now()
    save_clean(user)
    _end_sessions(user)
    trail.record("access.locked", user, by=by, reason=reason)
    return user


@act
def unlock(*, user: User, by: Viewer) -> User:
    """Put a locked account in force again."""
    user = _held(user)
    rules.check_can_unlock(by, user)
    user.is_active, user.locked_at = True, None
    save_clean(user)
    trail.record("access.unlocked", user, by=by)
    return user


@act
def reset_password(*, user: User, by: Viewer) -> str:
    """Replace a forgotten password by a temporary one, end all sessions, and return it, to be shown once."""
    user = _held(user)
    rules.check_can_reset_password(by, user)
    password = temporary_password()
    user.set_password(password)
    user.must_change_password = True
    save_clean(user)
    _end_sessions(user)
    trail.record("access.password_reset", user, by=by)
    return password


@act
def reset_second_factor(*, user: User, by: Viewer) -> User:
    """Forget a lost second factor with its recovery codes and end all sessions."""
    user = _held(user)
    rules.check_can_reset_second_factor(by, user)
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    trail.record("access.second_factor_reset", user, by=by)
    return user


@act
def appoint(*, user: User, office: Office | str, from_on: date, by: Viewer) -> Administration:
    """Appoint one of the three administrators. At the command line only."""
    rules.check_can_appoint(by, _held(user), from_on)
    appointment = Administration(
        commission=user.commission, user=user, office=Office(office), from_on=from_on
    )
    save_clean(appointment)
    trail.record(f"access.appointed_{appointment.office}", user, by=by, from_on=from_on.isoformat())
    return appointment


@act
def dismiss(*, appointment: Administration, until_on: date, by: Viewer) -> Administration:
    """End an appointment; `until_on` is the first day on which it no longer holds. Command line only."""
    rules.check_can_dismiss(by, appointment, until_on)
    appointment.until_on = until_on
    save_clean(appointment)
    trail.record(
        f"access.dismissed_{appointment.office}",
        appointment.user,
        by=by,
        until_on=until_on.isoformat(),
    )
    return appointment


@act
def change_password(*, user: User, password: str, by: Viewer) -> User:
    """Change one's own password. Django ends the other sessions, which stand on the old one."""
    rules.check_can_change_own(by, user)
    validate_password(password, user)
    user.set_password(password)
    user.must_change_password = False
    save_clean(user)
    trail.record("access.password_changed", user, by=by)
    return user


@act
def change_mail_address(*, user: User, email: str, by: Viewer) -> User:
    """Set one's own mail address, or take it away. The trail says that it changed, not what it is.

    Raises `ValidationError` for an address that is none.
    """
    user = _held(user)
    rules.check_can_change_own(by, user)
    if email == user.email:
        nothing_to_do()
        return user
    user.email = email
    save_clean(user)
    trail.record("access.mail_address_changed", user, by=by)
    return user


@act
def end_session(*, session: UserSession, by: Viewer) -> None:
    """End one of one's own sessions."""
    rules.check_can_change_own(by, session.user)
    session.end()
    trail.record("access.sessions_ended", session.user, by=by, count=1)


@act
def end_other_sessions(*, user: User, current_key: str, by: Viewer) -> int:
    """End all of one's own sessions but the one with this key; returns how many."""
    rules.check_can_change_own(by, user)
    count = _end_sessions(user, but=current_key)
    trail.record("access.sessions_ended", user, by=by, count=count)
    return count


@act
def renew_seals(*, commission: Commission, by: Viewer) -> int:
    """Seal the commission's second factors with the current key, after a new one came into use.

    Returns how many. Raises `kernel.protection.CannotOpen`, and changes nothing, where one does not open.
    """
    rules.check_can_renew_seals(by)
    count = 0
    for row in Authenticator.objects.select_for_update().filter(user__commission=commission):
        place = place_of_factor(row.user_id)
        stale = [n for n in SEALED if n in row.data and protection.needs_new_seal(row.data[n])]
        for name in stale:
            row.data[name] = protection.seal_anew(row.data[name], place=place)
            count += 1
        row.save(update_fields=["data"])
    if not count:
        nothing_to_do()
        return 0
    trail.record("access.seals_renewed", commission, by=by, count=count)
    return count


@act
def note_sign_in(*, user: User, address: str, by: Viewer) -> None:
    """Somebody has signed in."""
    trail.record("access.signed_in", user, by=by, address=address)


@act
def note_sign_out(*, user: User, by: Viewer) -> None:
    """Somebody has signed out."""
    trail.record("access.signed_out", user, by=by)


@act
def note_failed_sign_in(*, user: User | None, why: str, address: str, by: Viewer) -> None:
    """A sign-in failed. `why`: password, code, state or unknown (no such account; the name tried is not kept)."""
    trail.record(
        f"access.sign_in_failed_{why}", user or User(pk=0, username="?"), by=by, address=address
    )


@act
def note_second_factor(*, user: User, what: str, by: Viewer) -> None:
    """The holder's second factor was set_up, removed, or got new recovery codes (codes_made)."""
    rules.check_can_change_own(by, user)
    trail.record(f"access.second_factor_{what}", user, by=by)


def _held(user: User) -> User:
    """Read the account anew and hold it until the act ends, so that two acts on it queue."""
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _end_sessions(user: User, but: str = "") -> int:
    sessions = list(UserSession.objects.filter(user=user).exclude(session_key=but))
    for session in sessions:
        session.end()
    return len(sessions)


def _named(official: Official) -> str:
    return f"{official.name} ({official.code})"
