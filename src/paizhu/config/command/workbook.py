"""`paizhu template`, `import`, `export`: the workbook of the contract."""

import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _
from tqdm import tqdm

from paizhu.access import queries as access
from paizhu.access.models import User
from paizhu.config.command.shared import (
    chosen_commission,
    commission_option,
    fail,
    json_option,
    print_json,
    say,
    with_database,
)
from paizhu.exchange import actions, queries
from paizhu.kernel import protection

NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
GIVEN_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.command("template", help=str(_("Write an empty workbook with all sheets and explanations.")))
@click.argument("out", type=NEW_FILE)
def template_command(out: Path) -> None:
    """Write the empty workbook."""
    queries.write_template(out)
    say(_("Written: %(file)s") % {"file": out})


@click.command("import", help=str(_("Import a workbook: all or nothing.")))
@click.argument("workbook", type=GIVEN_FILE)
@click.option("--dry-run", is_flag=True, help=str(_("Only check; write nothing.")))
@click.option(
    "--annotate",
    type=NEW_FILE,
    help=str(_("Also write a copy of the workbook with its faults marked.")),
)
@commission_option
@json_option
@with_database
def import_command(
    workbook: Path, dry_run: bool, annotate: Path | None, commission: str | None, as_json: bool
) -> None:
    """Take a workbook in; every fault is told at once, with status 2 and nothing written."""
    chosen = chosen_commission(commission) if commission else None
    with Bar() as bar:
        book = queries.read_workbook(workbook, bar.show)
        try:
            counts = (
                _checked(book, chosen, bar) if dry_run else _imported(book, chosen, workbook, bar)
            )
        except actions.WorkbookFaulty as faulty:
            faults = faulty.faults
        else:
            faults = []
    if faults:
        if annotate:
            queries.annotate(workbook, faults, annotate, cells=book.cells)
        _tell_faults(faults, as_json)
        sys.exit(2)
    _tell_counts(counts, dry_run, as_json)


def _checked(book: queries.Workbook, chosen, bar: "Bar") -> dict:
    checked = queries.check_read(book, commission=chosen, progress=bar.show)
    if checked.faults:
        raise actions.WorkbookFaulty(checked.faults)
    return checked.counts


def _imported(book: queries.Workbook, chosen, file: Path, bar: "Bar") -> dict:
    return actions.import_workbook(
        workbook=book,
        commission=chosen,
        file_name=file.name,
        progress=bar.show,
        by=access.operator(chosen),
    ).counts


def _tell_faults(faults: list, as_json: bool) -> None:
    if as_json:
        print_json([fault.as_record() for fault in faults])
    else:
        for fault in faults:
            click.echo(str(fault))
    say(_("The workbook has %(count)s faults; nothing was written.") % {"count": len(faults)})


def _tell_counts(counts: dict, dry_run: bool, as_json: bool) -> None:
    if as_json:
        print_json({"sheets": counts, "written": not dry_run})
        return
    for sheet, count in counts.items():
        if any(count.values()):
            click.echo(
                _("%(sheet)s: %(created)s new, %(changed)s changed, %(unchanged)s unchanged")
                % {"sheet": sheet, **count}
            )
    if dry_run:
        say(_("The checked workbook is without fault; nothing was written (--dry-run)."))
    elif not any(count["created"] or count["changed"] for count in counts.values()):
        say(_("The workbook says exactly what is stored; nothing was changed."))


@click.command("export", help=str(_("Write the stored records as a workbook.")))
@click.argument("out", type=NEW_FILE)
@click.option("--as", "username", metavar="USER", help=str(_("Export what this user may see.")))
@commission_option
@with_database
def export_command(out: Path, username: str | None, commission: str | None) -> None:
    """Write the workbook; clues and talks only for a user entitled to them."""
    chosen = chosen_commission(commission)
    by = _user(chosen, username) if username else access.operator(chosen)
    with Bar() as bar:
        try:
            exported = actions.export_workbook(out=out, commission=chosen, progress=bar.show, by=by)
        except protection.CannotOpen as fault:
            out.unlink(missing_ok=True)
            fail(str(fault), status=1)
    say(_("Written: %(file)s") % {"file": out})
    if exported.left_empty:
        say(
            _(
                "The sheets %(sheets)s stay empty: they are exported only for a user entitled to them (--as)."
            )
            % {"sheets": "、".join(exported.left_empty)}
        )


def _user(commission, username: str) -> User:
    user = User.objects.filter(commission=commission, username=username).first()
    if user is None:
        fail(_("There is no user “%(name)s”.") % {"name": username})
    return user


class Bar:
    """A progress bar on standard error; silent where nobody watches."""

    def __enter__(self) -> "Bar":
        self._bar = tqdm(file=sys.stderr, disable=not sys.stderr.isatty(), leave=False, unit="")
        return self

    def __exit__(self, *_fault) -> None:
        self._bar.close()

    def show(self, done: int, total: int, stage: str) -> None:
        """Move to `done` of `total` in a stage."""
        self._bar.total = total
        self._bar.n = done
        self._bar.set_description_str(stage, refresh=False)
        self._bar.refresh()
