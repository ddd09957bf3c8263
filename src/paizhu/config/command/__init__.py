"""The `paizhu` command: one sub-command a module, each only reads its options and calls the rooms.

Exit status: 0 done, 1 a check failed, 2 bad input. With `--json` one JSON document stands alone on
standard output; everything for people goes to standard error.
"""

import importlib
import os
import sys

import click

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paizhu.config.settings")

COMMANDS = {
    "account": "accounts",
    "administrator": "accounts",
    "backup": "backups",
    "coverage": "figures",
    "demo": "demo",
    "dismiss": "accounts",
    "doctor": "doctor",
    "door": "door",
    "export": "workbook",
    "figures": "figures",
    "import": "workbook",
    "jobs": "jobs",
    "keys": "keys",
    "reset": "accounts",
    "restore": "backups",
    "serve": "serve",
    "settings": "reference",
    "states": "reference",
    "template": "workbook",
    "trail": "trail",
    "work": "jobs",
}


class Commands(click.Group):
    """Loads a sub-command's module only when it is asked for, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All sub-commands by name."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the module that holds the sub-command."""
        if name not in COMMANDS:
            return None
        start(name)
        module = importlib.import_module(f"paizhu.config.command.{COMMANDS[name]}")
        return getattr(module, f"{name}_command")


def start(name: str) -> None:
    """Make Django ready for one command; the demonstration brings its own, milder settings."""
    if name == "demo":
        os.environ.setdefault("PAIZHU_STAGE", "demonstration")
        os.environ.setdefault("PAIZHU_SECURE_COOKIES", "0")
        os.environ.setdefault("PAIZHU_SECOND_FACTOR", "nobody")
        os.environ.setdefault("PAIZHU_DEMONSTRATION_DAY", "2015-12-31")
    if name == "serve" and "--public" in sys.argv:
        os.environ["PAIZHU_PUBLIC_DOOR"] = "1"
    import django  # noqa: PLC0415  only now may settings be read
    from django.apps import apps  # noqa: PLC0415

    if not apps.ready:
        from paizhu.config import catalogues  # noqa: PLC0415

        catalogues.compile_missing()
        django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    translation.activate(settings.LANGUAGE_CODE)


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(package_name="paizhu", prog_name="paizhu")
def paizhu() -> None:
    """Paizhu (派驻): who supervises whom, what was done, what was found, what became of it."""


def main() -> None:
    """Entry of the installed command: faults of input and settings are said plainly, without a traceback."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    from paizhu.kernel.refusals import Refused  # noqa: PLC0415

    try:
        paizhu(prog_name="paizhu")
    except (ImproperlyConfigured, Refused) as fault:
        click.echo(str(fault), err=True)
        sys.exit(2)
