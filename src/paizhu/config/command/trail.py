"""`paizhu trail verify` and `paizhu trail head`: check the trail, and take its end for safekeeping."""

import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _

from paizhu.access import queries as access
from paizhu.config.command.shared import (
    chosen_commission,
    commission_option,
    fail,
    json_option,
    print_json,
    say,
    with_database,
)
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as acts
from paizhu.trail import queries as trail


@click.group("trail", help=str(_("Check the trail, or take its head for safekeeping.")))
def trail_command() -> None:
    """Group of the trail's sub-commands."""


@trail_command.command(
    "verify", help=str(_("Check every record of the trail; status 1 where it is broken."))
)
@click.option(
    "--against",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=str(_("A head taken earlier; a trail rewritten since is noticed.")),
)
@json_option
@with_database
def verify(against: tuple[Path, ...], as_json: bool) -> None:
    """Walk the whole trail and say where it is first broken."""
    found = trail.verify(against=[head for file in against for head in _heads_in(file)])
    bad = found.first_bad or {}
    if as_json:
        print_json(
            {
                "events": found.events,
                "ok": found.ok,
                "first_bad": bad.get("sequence"),
                **(
                    {"chain": _chain_name(bad["chain"]), "reason": str(bad["reason"])}
                    if bad
                    else {}
                ),
            }
        )
    elif found.ok:
        click.echo(_("The trail is whole: %(events)s records.") % {"events": found.events})
    else:
        click.echo(
            _("The trail is broken at record %(sequence)s of %(chain)s: %(reason)s")
            % {**bad, "chain": _chain_name(bad["chain"])}
        )
    sys.exit(0 if found.ok else 1)


@trail_command.command("head", help=str(_("Print the head of the chain, to be kept elsewhere.")))
@commission_option
@with_database
def head(commission: str | None) -> None:
    """Print the chain's end as JSON; the taking is itself recorded."""
    chosen = chosen_commission(commission)
    heads = acts.take_heads(commission=chosen, by=access.operator(chosen))
    print_json([end.as_json() for end in heads])
    say(_("Keep this line outside the system: on paper, or with the higher commission."))


def _heads_in(file: Path) -> list[trail.Head]:
    try:
        return trail.read_heads(file.read_text(encoding="utf-8"))
    except ValueError:
        fail(_("%(file)s does not hold a head of the trail.") % {"file": file.name})


def _chain_name(chain: int) -> str:
    commission = Commission.objects.filter(pk=chain).first()
    return commission.code if commission else _("the platform")
