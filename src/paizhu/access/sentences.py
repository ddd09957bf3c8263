"""The sentences of the access room's acts, as the trail reads them."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "access.account_opened": _("%(actor)s opened the account %(subject)s for %(official)s."),
    "access.bare_account_opened": _("%(actor)s opened the account %(subject)s, linked to nobody."),
    "access.official_linked": _("%(actor)s linked the account %(subject)s to %(official)s."),
    "access.put_in_force": _("%(actor)s put the account %(subject)s in force."),
    "access.locked": _("%(actor)s locked the account %(subject)s."),
    "access.unlocked": _("%(actor)s unlocked the account %(subject)s."),
    "access.password_reset": _("%(actor)s gave the account %(subject)s a temporary password."),
    "access.second_factor_reset": _("%(actor)s reset the second factor of %(subject)s."),
    "access.appointed_system_admin": _(
        "%(actor)s appointed %(subject)s system administrator from %(from_on)s."
    ),
    "access.appointed_security_admin": _(
        "%(actor)s appointed %(subject)s security administrator from %(from_on)s."
    ),
    "access.appointed_auditor": _(
        "%(actor)s appointed %(subject)s security auditor from %(from_on)s."
    ),
    "access.dismissed_system_admin": _(
        "%(actor)s ended the appointment of %(subject)s as system administrator from %(until_on)s."
    ),
    "access.dismissed_security_admin": _(
        "%(actor)s ended the appointment of %(subject)s as security administrator from %(until_on)s."
    ),
    "access.dismissed_auditor": _(
        "%(actor)s ended the appointment of %(subject)s as security auditor from %(until_on)s."
    ),
    "access.password_changed": _("%(actor)s changed the password."),
    "access.mail_address_changed": _("%(actor)s changed the own mail address."),
    "access.sessions_ended": _("%(actor)s ended %(count)s of the own sessions."),
    "access.signed_in": _("%(actor)s signed in from %(address)s."),
    "access.signed_out": _("%(actor)s signed out."),
    "access.sign_in_failed_password": _(
        "A wrong password was given for %(subject)s, from %(address)s."
    ),
    "access.sign_in_failed_code": _(
        "A wrong second-factor code was given for %(subject)s, from %(address)s."
    ),
    "access.sign_in_failed_state": _(
        "%(subject)s gave the right password, from %(address)s, but the account is not in force."
    ),
    "access.sign_in_failed_unknown": _(
        "A sign-in was tried with a user name that does not exist, from %(address)s."
    ),
    "access.seals_renewed": _("%(actor)s sealed %(count)s second factors with the new key."),
    "access.second_factor_set_up": _("%(actor)s set up the second factor."),
    "access.second_factor_removed": _("%(actor)s removed the second factor."),
    "access.second_factor_codes_made": _("%(actor)s made new recovery codes."),
}
