"""What the three administrators and each person do to accounts, and what stands against it."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from paizhu.access import actions, queries
from paizhu.access.models import Administration, User
from paizhu.access.sentences import SENTENCES
from paizhu.access.states import AccountState
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Post, Posting
from paizhu.trail.models import Event
from tests.access import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


class Cast:
    """Everybody who may try an act."""

    def __init__(self):
        self.commission = factories.commission()
        self.structure = factories.Structure(self.commission)
        self.operator = queries.operator(self.commission)
        self.system_admin = factories.administrator(self.commission, Office.SYSTEM_ADMIN)
        self.security_admin = factories.administrator(self.commission, Office.SECURITY_ADMIN)
        self.auditor = factories.administrator(self.commission, Office.AUDITOR)
        self.office = self.structure.holder(Post.OFFICE)
        self.secretary = self.structure.holder(Post.SECRETARY)
        self.member = self.structure.holder(Post.MEMBER)
        self.nobody = factories.account(self.commission)
        elsewhere = factories.commission()
        self.foreign_system_admin = factories.administrator(elsewhere, Office.SYSTEM_ADMIN)
        self.foreign_security_admin = factories.administrator(elsewhere, Office.SECURITY_ADMIN)

    def subject(self, state: AccountState = AccountState.IN_FORCE) -> User:
        return factories.account(
            self.commission,
            factories.official(self.commission),
            is_active=state == AccountState.IN_FORCE,
            locked_at=timezone.now() if state == AccountState.LOCKED else None,
        )


@pytest.fixture
def cast():
    return Cast()


def open_account(cast, by):
    return actions.open_account(
        commission=cast.commission,
        official=factories.official(cast.commission),
        username="newcomer",
        display_name="新人",
        password=factories.PASSWORD,
        by=by,
    )


def with_factor(user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return user


def appointment_of(cast):
    return Administration.objects.get(user=cast.auditor)


ACTS = {
    "open_account": open_account,
    "link_official": lambda cast, by: actions.link_official(
        user=cast.subject(), official=factories.official(cast.commission), by=by
    ),
    "put_in_force": lambda cast, by: actions.put_in_force(
        user=cast.subject(AccountState.WAITING), by=by
    ),
    "lock": lambda cast, by: actions.lock(user=cast.subject(), by=by),
    "unlock": lambda cast, by: actions.unlock(user=cast.subject(AccountState.LOCKED), by=by),
    "reset_password": lambda cast, by: actions.reset_password(user=cast.subject(), by=by),
    "reset_second_factor": lambda cast, by: actions.reset_second_factor(
        user=with_factor(cast.subject()), by=by
    ),
    "appoint": lambda cast, by: actions.appoint(
        user=cast.subject(), office=Office.AUDITOR, from_on=TODAY(), by=by
    ),
    "dismiss": lambda cast, by: actions.dismiss(
        appointment=appointment_of(cast), until_on=TODAY(), by=by
    ),
}
MAY = {
    "open_account": {"operator", "system_admin"},
    "link_official": {"operator", "system_admin"},
    "put_in_force": {"operator", "security_admin"},
    "lock": {"operator", "security_admin"},
    "unlock": {"operator", "security_admin"},
    "reset_password": {"operator", "security_admin"},
    "reset_second_factor": {"operator", "security_admin"},
    "appoint": {"operator"},
    "dismiss": {"operator"},
}
ROLES = (
    "operator", "system_admin", "security_admin", "auditor", "office", "secretary", "member", "nobody",
    "foreign_system_admin", "foreign_security_admin",
)  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ACTS)
def test_each_act_is_open_to_its_office_and_to_nobody_else(cast, name, role):
    by = getattr(cast, role)
    if role in MAY[name]:
        before = Event.objects.count()
        ACTS[name](cast, by)
        assert Event.objects.count() == before + 1
    else:
        with pytest.raises(Refused):
            ACTS[name](cast, by)
        assert not Event.objects.exists()


OWN = ("link_official", "put_in_force", "lock", "unlock", "reset_password", "reset_second_factor")


def own_act(name, user):
    given = {"official": factories.official(user.commission)} if name == "link_official" else {}
    return getattr(actions, name)(user=user, by=user, **given)


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("office", Office)
def test_nobody_acts_on_his_own_account(cast, name, office):
    user = factories.administrator(cast.commission, office)
    is_his_to_do = office in MAY[name]
    with pytest.raises(Refused, match="本人账号" if is_his_to_do else None):
        own_act(name, user)


@pytest.mark.parametrize("office", Office)
@pytest.mark.parametrize("name", [n for n in OWN if n != "link_official"])
def test_an_administrators_account_is_kept_at_the_command_line_only(cast, name, office):
    """Otherwise the security administrator could reset another's password and hold two offices."""
    state = {"put_in_force": AccountState.WAITING, "unlock": AccountState.LOCKED}.get(
        name, AccountState.IN_FORCE
    )
    user = with_factor(cast.subject(state))
    Administration.objects.create(
        commission=cast.commission, user=user, office=office, from_on=factories.START
    )
    with pytest.raises(Refused, match="命令行"):
        getattr(actions, name)(user=user, by=cast.security_admin)
    getattr(actions, name)(user=user, by=cast.operator)


def test_an_administrators_account_is_not_linked_by_the_system_administrator(cast):
    with pytest.raises(Refused, match="命令行"):
        actions.link_official(
            user=cast.auditor, official=factories.official(cast.commission), by=cast.system_admin
        )


@pytest.mark.parametrize("office", Office)
@pytest.mark.parametrize("second", Office)
def test_nobody_holds_two_of_the_three_offices(cast, office, second):
    user = cast.subject()
    actions.appoint(user=user, office=office, from_on=TODAY(), by=cast.operator)
    with pytest.raises(Refused):
        actions.appoint(user=user, office=second, from_on=TODAY(), by=cast.operator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Administration.objects.create(
            commission=cast.commission, user=user, office=second, from_on=TODAY()
        )


def test_an_office_may_follow_another_only_once_that_has_ended(cast):
    user, tomorrow = cast.subject(), TODAY() + timedelta(days=1)
    first = actions.appoint(user=user, office=Office.AUDITOR, from_on=TODAY(), by=cast.operator)
    actions.dismiss(appointment=first, until_on=tomorrow, by=cast.operator)
    with pytest.raises(Refused):
        actions.appoint(user=user, office=Office.SYSTEM_ADMIN, from_on=TODAY(), by=cast.operator)
    actions.appoint(user=user, office=Office.SYSTEM_ADMIN, from_on=tomorrow, by=cast.operator)
    user = User.objects.get(pk=user.pk)
    assert user.powers_on(TODAY()).administration == {Office.AUDITOR}
    assert user.powers_on(tomorrow).administration == {Office.SYSTEM_ADMIN}


def test_an_appointment_ends_once_and_not_before_it_began(cast):
    appointment = appointment_of(cast)
    with pytest.raises(Refused):
        actions.dismiss(
            appointment=appointment,
            until_on=factories.START - timedelta(days=1),
            by=cast.operator,
        )
    actions.dismiss(appointment=appointment, until_on=TODAY(), by=cast.operator)
    with pytest.raises(Refused):
        actions.dismiss(appointment=appointment, until_on=TODAY(), by=cast.operator)
    assert not User.objects.get(pk=cast.auditor.pk).powers.administration


def test_an_appointed_administrator_has_the_administration_only_whatever_his_postings(cast):
    secretary = cast.secretary
    assert secretary.powers.sees_commission
    actions.appoint(user=secretary, office=Office.SECURITY_ADMIN, from_on=TODAY(), by=cast.operator)
    powers = User.objects.get(pk=secretary.pk).powers
    assert powers.is_security_admin
    assert not powers.sees_commission
    assert not powers.units | powers.commission_posts


def test_a_new_account_waits_has_no_powers_and_must_change_its_password(cast):
    user = open_account(cast, cast.system_admin)
    assert user.state == AccountState.WAITING
    assert user.must_change_password
    Posting.objects.create(
        commission=cast.commission, official=user.official, post=Post.OFFICE, from_on=TODAY()
    )
    assert not User.objects.get(pk=user.pk).powers.keeps_structure
    actions.put_in_force(user=user, by=cast.security_admin)
    assert User.objects.get(pk=user.pk).powers.keeps_structure


def test_a_posting_that_ends_takes_its_powers_with_it(cast):
    assert cast.office.powers.keeps_structure
    Posting.objects.filter(official=cast.office.official).update(until_on=TODAY())
    assert not User.objects.get(pk=cast.office.pk).powers.keeps_structure


def test_who_prepared_an_account_does_not_put_it_in_force(cast):
    """Also not later, when the system administrator of then has become security administrator."""
    user = open_account(cast, cast.system_admin)
    actions.dismiss(
        appointment=Administration.objects.get(user=cast.system_admin),
        until_on=TODAY(),
        by=cast.operator,
    )
    actions.appoint(
        user=cast.system_admin, office=Office.SECURITY_ADMIN, from_on=TODAY(), by=cast.operator
    )
    turned = User.objects.get(pk=cast.system_admin.pk)
    with pytest.raises(Refused):
        actions.put_in_force(user=user, by=turned)
    actions.put_in_force(user=user, by=cast.security_admin)


def test_an_account_linked_anew_leaves_force_until_the_security_administrator_agrees(cast):
    user, other = cast.subject(), factories.official(cast.commission, "李示例")
    linked = actions.link_official(user=user, official=other, by=cast.system_admin)
    assert linked.state == AccountState.WAITING
    assert linked.official == other
    assert linked.display_name == "李示例"
    assert actions.put_in_force(user=user, by=cast.security_admin).state == AccountState.IN_FORCE


def test_a_locked_account_is_not_linked_anew(cast):
    with pytest.raises(Refused):
        actions.link_official(
            user=cast.subject(AccountState.LOCKED),
            official=factories.official(cast.commission),
            by=cast.system_admin,
        )


def test_an_official_has_one_account(cast):
    person = cast.member.official
    for act, given in (
        (actions.link_official, {"user": cast.subject(), "official": person}),
        (
            actions.open_account,
            {
                "commission": cast.commission,
                "official": person,
                "username": "second",
                "display_name": "二",
                "password": factories.PASSWORD,
            },
        ),
    ):
        with pytest.raises(Refused, match=cast.member.username):
            act(by=cast.system_admin, **given)


def test_accounts_are_opened_for_officials_of_ones_own_commission(cast):
    stranger = factories.official(factories.commission())
    with pytest.raises(Refused):
        actions.open_account(
            commission=cast.commission,
            official=stranger,
            username="stranger",
            display_name="外",
            password=factories.PASSWORD,
            by=cast.system_admin,
        )


def test_an_account_for_nobody_is_opened_at_the_command_line_only(cast):
    given = {
        "commission": cast.commission,
        "official": None,
        "username": "bare",
        "display_name": "空",
        "password": factories.PASSWORD,
    }
    with pytest.raises(Refused):
        actions.open_account(**given, by=cast.system_admin)
    actions.open_account(**given, by=cast.operator)


@pytest.mark.parametrize("password", ["short", "1234567890123", "newcomer-x"])
def test_a_weak_password_is_not_taken(cast, password):
    with pytest.raises(ValidationError):
        actions.open_account(
            commission=cast.commission,
            official=None,
            username="newcomer-x",
            display_name="空",
            password=password,
            by=cast.operator,
        )
    assert not Event.objects.exists()


def test_a_user_name_is_taken_once(cast):
    open_account(cast, cast.system_admin)
    with pytest.raises(ValidationError, match="用户名"):
        open_account(cast, cast.system_admin)


WRONG_STATE = [
    ("put_in_force", AccountState.IN_FORCE),
    ("put_in_force", AccountState.LOCKED),
    ("lock", AccountState.WAITING),
    ("lock", AccountState.LOCKED),
    ("unlock", AccountState.IN_FORCE),
    ("unlock", AccountState.WAITING),
]


@pytest.mark.parametrize(("name", "state"), WRONG_STATE)
def test_an_act_out_of_order_is_refused(cast, name, state):
    with pytest.raises(Refused):
        getattr(actions, name)(user=cast.subject(state), by=cast.security_admin)


def test_there_is_no_second_factor_to_reset_where_there_is_none(cast):
    with pytest.raises(Refused):
        actions.reset_second_factor(user=cast.subject(), by=cast.security_admin)


@pytest.mark.parametrize("name", ["lock", "reset_password", "reset_second_factor"])
def test_what_takes_away_access_ends_the_sessions_at_once(cast, client, name):
    user = with_factor(cast.subject())
    client.force_login(user)
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key=client.session.session_key)
    getattr(actions, name)(user=user, by=cast.security_admin)
    assert not UserSession.objects.filter(user=user).exists()
    assert not Session.objects.exists()


def test_a_reset_gives_a_temporary_password_that_must_be_changed(cast):
    user = cast.subject()
    password = actions.reset_password(user=user, by=cast.security_admin)
    user.refresh_from_db()
    assert user.check_password(password)
    assert user.must_change_password
    assert password not in str(Event.objects.get().detail)
    changed = actions.change_password(user=user, password="another-Lantern-8", by=user)
    assert not changed.must_change_password


@pytest.mark.parametrize("role", ["operator", "system_admin", "security_admin", "auditor"])
def test_password_and_sessions_are_the_holders_own(cast, role):
    user, by = cast.subject(), getattr(cast, role)
    session = UserSession.objects.create(user=user, ip="127.0.0.1", session_key="k")
    for act, given in (
        (actions.change_password, {"user": user, "password": "another-Lantern-8"}),
        (actions.end_session, {"session": session}),
        (actions.end_other_sessions, {"user": user, "current_key": ""}),
        (actions.note_second_factor, {"user": user, "what": "set_up"}),
    ):
        with pytest.raises(Refused):
            act(by=by, **given)


def test_a_locked_account_is_never_in_force(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=cast.member.pk).update(locked_at=timezone.now())


@pytest.mark.parametrize("state", AccountState)
def test_the_states_state_and_query_agree(cast, state):
    subjects = {s: cast.subject(s) for s in AccountState}
    found = set(User.objects.in_state(state))
    assert {s for s, user in subjects.items() if user in found} == {state}
    assert subjects[state].state == state


VISIBLE_TO = {
    "system_admin": True, "security_admin": True, "operator": True, "auditor": False, "office": False,
    "secretary": False, "member": False, "nobody": False, "foreign_system_admin": False,
}  # fmt: skip


@pytest.mark.parametrize("role", VISIBLE_TO)
def test_accounts_are_seen_by_those_who_keep_them_and_by_their_holder(cast, role):
    by, other = getattr(cast, role), cast.subject()
    seen = set(User.objects.visible_to(by))
    assert (other in seen) is VISIBLE_TO[role]
    if by.pk:
        assert by in seen


APPOINTMENTS_VISIBLE_TO = {
    "system_admin": 3, "security_admin": 3, "auditor": 3, "operator": 3, "office": 0, "nobody": 0,
    "foreign_security_admin": 0,
}  # fmt: skip


@pytest.mark.parametrize("role", APPOINTMENTS_VISIBLE_TO)
def test_who_holds_the_three_offices_is_known_to_the_three(cast, role):
    seen = Administration.objects.of(cast.commission).filter(
        pk__in=Administration.objects.visible_to(getattr(cast, role))
    )
    assert seen.count() == APPOINTMENTS_VISIBLE_TO[role]


def test_every_act_reads_as_a_sentence_in_both_languages(cast):
    given = dict.fromkeys(
        ("actor", "subject", "official", "from_on", "until_on", "count", "address"), "x"
    )
    for sentence in SENTENCES.values():
        english, chinese = str(sentence) % given, ""
        with translation.override("en"):
            english = str(sentence) % given
        with translation.override("zh-hans"):
            chinese = str(sentence) % given
        assert english != chinese
