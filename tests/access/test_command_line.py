"""What the operator does to accounts at the server's command line."""

import pytest
from click.testing import CliRunner

from paizhu.access.models import Administration, User
from paizhu.config.command import accounts
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Administration as Office
from paizhu.trail.models import Event
from tests.access import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def commission():
    return factories.commission()


def run(command, *given):
    return CliRunner().invoke(command, [str(part) for part in given])


def test_the_three_are_appointed_dismissed_and_succeeded(commission):
    for number, office in enumerate(Office):
        done = run(
            accounts.administrator_command, f"keeper{number}", "--name", "张三", "--office", office
        )
        assert done.exit_code == 0, done.output
        user = User.objects.get(username=f"keeper{number}")
        assert user.powers.administration == {office}
        assert user.check_password(done.stdout.split()[1])
        assert user.must_change_password
    refused = run(
        accounts.administrator_command, "keeper0", "--name", "张三", "--office", Office.AUDITOR
    )
    assert isinstance(refused.exception, Refused)
    assert run(accounts.dismiss_command, "keeper0").exit_code == 0
    assert not User.objects.get(username="keeper0").powers.administration
    assert Administration.objects.get(user__username="keeper0").until_on == clock.today()
    acts = [event.act for event in Event.objects.order_by("sequence")]
    assert acts[:3] == [
        "access.bare_account_opened",
        "access.put_in_force",
        "access.appointed_system_admin",
    ]
    assert acts[-1] == "access.dismissed_system_admin"


def test_who_holds_no_office_is_not_dismissed(commission):
    factories.account(commission, username="somebody")
    done = run(accounts.dismiss_command, "somebody")
    assert done.exit_code == 2
    assert "三员" in done.stderr


def test_an_administrator_who_lost_password_and_phone_is_helped_here(commission):
    user = factories.administrator(commission, Office.SECURITY_ADMIN, username="secadmin")
    user.authenticator_set.create(type="totp", data={"secret": "x"})
    done = run(accounts.reset_command, "SecAdmin")
    assert done.exit_code == 0, done.output
    assert User.objects.get(pk=user.pk).check_password(done.stdout.split()[1])
    assert user.authenticator_set.exists()
    assert run(accounts.reset_command, "secadmin", "--second-factor").exit_code == 0
    assert not user.authenticator_set.exists()


def test_an_unknown_user_name_is_told_plainly(commission):
    done = run(accounts.reset_command, "nobody-here")
    assert done.exit_code == 2
    assert "nobody-here" in done.stderr
