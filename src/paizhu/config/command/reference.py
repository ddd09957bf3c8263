"""`paizhu settings` and `paizhu states`: reference pages printed from the code, for the docs."""

import click
from django.apps import apps
from django.utils.translation import gettext as _
from django_fsm import FSMField

from paizhu.config import diagrams
from paizhu.config.environment import Environment


@click.command("settings", help=str(_("Print the table of settings (Markdown).")))
def settings_command() -> None:
    """Print each environment variable with default and meaning."""
    click.echo("| variable | default | meaning |\n| --- | --- | --- |")
    for name, field in Environment.model_fields.items():
        default = field.default if field.default not in (None, "") else "—"
        click.echo(f"| `PAIZHU_{name.upper()}` | `{default}` | {field.description} |")


@click.command("states", help=str(_("Print the diagram of each record's states (Mermaid).")))
def states_command() -> None:
    """Print one Mermaid diagram for each state field of every room."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, FSMField):
                click.echo(f"## {model._meta.label}.{field.name}\n\n```mermaid")
                click.echo(diagrams.state_diagram(model, field.name))
                click.echo("```\n")
