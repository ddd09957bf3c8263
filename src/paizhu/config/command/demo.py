"""`paizhu demo`: an embedded database with the demonstration city, a table of accounts, and the server."""

import click
from django.conf import settings
from django.utils.translation import gettext as _

from paizhu.config.command.serve import check_can_listen, serve
from paizhu.config.command.shared import fail, one_at_a_time, prepare_database, say
from paizhu.config.command.workbook import Bar
from paizhu.exchange import actions
from paizhu.tenancy.models import Commission


@click.command("demo", help=str(_("Set up the demonstration city and serve it.")))
@click.option("--bind", metavar="HOST:PORT", help=str(_("Address and port to listen on.")))
@click.option("--no-serve", is_flag=True, help=str(_("Only set the city up; do not serve.")))
def demo_command(bind: str | None, no_serve: bool) -> None:
    """Load the city once, show who can sign in, and serve."""
    if not no_serve:
        check_can_listen(bind or settings.ENVIRONMENT.bind)
    prepare_database()
    if Commission.objects.filter(is_demonstration=False).exists():
        fail(
            _(
                "This data folder holds a real commission. "
                "Name another folder with PAIZHU_DATA for the demonstration."
            )
        )
    with one_at_a_time("demo"):
        say(_("Building the demonstration city …"))
        with Bar() as bar:
            accounts = actions.load_demonstration(progress=bar.show)
    show_accounts(accounts)
    if not no_serve:
        serve(bind or settings.ENVIRONMENT.bind)


def show_accounts(accounts: list) -> None:
    """Print the table of accounts: role, user name, name, what to look at."""
    say("")
    say(
        _("All names and records are synthetic. The accounts (password for all: %(password)s):")
        % {"password": accounts[0].password}
    )
    for account in accounts:
        say(f"  {account.username:<12} {account.role}  {account.hint}")
    say("")
