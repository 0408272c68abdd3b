"""The commands, one function each: read the options, call, print, exit."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from ttt import __version__

app: Final = typer.Typer(
    name="ttt",
    help="Build each cohort's slides, handouts and guides from one curriculum.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
new: Final = typer.Typer(
    help="Write a new file inside a project.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(new, name="new")


class Output(StrEnum):
    """How findings are shown."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"


class What(StrEnum):
    """What `ttt list` can list."""

    COHORTS = "cohorts"
    MODULES = "modules"
    OBJECTIVES = "objectives"
    EXERCISES = "exercises"
    PRODUCTS = "products"
    TEMPLATES = "templates"


class Stage(StrEnum):
    """A stage `ttt dump` can show the outcome of."""

    EDITION = "edition"
    MARKUP = "markup"
    DOCUMENT = "document"
    DECK = "deck"


Cohorts = Annotated[
    list[str] | None,
    typer.Argument(metavar="[COHORT]...", help="Cohorts; all active ones if none."),
]
Language = Annotated[
    list[str] | None, typer.Option("--language", "-l", help="Only documents in this language.")
]
ProductName = Annotated[
    list[str] | None, typer.Option("--product", "-p", help="Only this kind of document.")
]
ModuleName = Annotated[
    list[str] | None, typer.Option("--module", "-m", help="Only documents about this module.")
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0 takes as many as useful.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 on warnings too.")]
Json = Annotated[bool, typer.Option("--json", help="Print a summary for programs.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="Print without colours.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ttt {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Build each cohort's slides, handouts and guides from one curriculum."""


@app.command()
def build(
    context: typer.Context,
    cohorts: Cohorts = None,
    language: Language = None,
    product: ProductName = None,
    module: ModuleName = None,
    out: Annotated[Path | None, typer.Option(help="Output folder; build/ if not given.")] = None,
    jobs: Jobs = 0,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite edited files; they move to build/.backup.")
    ] = False,
    packed: Annotated[
        bool, typer.Option("--zip", help="One archive an audience too, to hand over.")
    ] = False,
    strict: Strict = False,
    json: Json = False,
    no_color: NoColor = False,
) -> None:
    """Build documents for the cohorts, one folder an audience."""
    from ttt.cli.places import compiled_templates, moment_of_build
    from ttt.cli.run import run_build
    from ttt.outcome import Options

    options = Options(
        cohorts=tuple(cohorts or ()),
        languages=tuple(language or ()),
        products=tuple(product or ()),
        modules=tuple(module or ()),
        out=out.resolve() if out else None,
        jobs=jobs,
        force=force,
        packed=packed,
        compiled=compiled_templates(),
        moment=moment_of_build(),
    )
    raise typer.Exit(
        run_build(options, context.obj, strict=strict, as_json=json, no_color=no_color)
    )


@app.command()
def check(
    context: typer.Context,
    cohorts: Cohorts = None,
    output: Annotated[Output, typer.Option(help="How findings are shown.")] = Output.FULL,
    strict: Strict = False,
    jobs: Jobs = 0,
    no_color: NoColor = False,
) -> None:
    """Report every finding and write nothing."""
    from ttt.cli.places import compiled_templates
    from ttt.cli.run import run_check
    from ttt.outcome import Options

    options = Options(cohorts=tuple(cohorts or ()), jobs=jobs, compiled=compiled_templates())
    raise typer.Exit(
        run_check(options, context.obj, output.value, strict=strict, no_color=no_color)
    )


@app.command()
def clean(
    cohorts: Cohorts = None,
    out: Annotated[Path | None, typer.Option(help="Output folder; build/ if not given.")] = None,
) -> None:
    """Remove what was built, and nothing else: edited files and backups stay."""
    from ttt.cli.cleaning import run_clean

    raise typer.Exit(run_clean(tuple(cohorts or ()), out.resolve() if out else None))


@app.command("list")
def list_(
    what: Annotated[What, typer.Argument(help="What to list.")],
    json: Json = False,
) -> None:
    """List what a project holds."""
    from ttt.cli.listing import run_list

    raise typer.Exit(run_list(what.value, as_json=json))


@app.command()
def explain(code: Annotated[str, typer.Argument(help="A code such as SES001.")]) -> None:
    """Say what a finding means, with an example and its correction."""
    from ttt.cli.explain import explain as explain_code
    from ttt.cli.suggest import unknown_code

    text = explain_code(code)
    if text is None:
        typer.echo(unknown_code(code), err=True)
        raise typer.Exit(2)
    typer.echo(text, nl=False)


@app.command()
def schema(
    kind: Annotated[
        str, typer.Argument(help="Kind of file: module, cohort …; with --write all of them.")
    ] = "",
    write: Annotated[
        bool, typer.Option("--write", help="Write all schemas to .ttt/schema for editors.")
    ] = False,
) -> None:
    """Print a JSON Schema for editors, or write all of them."""
    from ttt.cli.scaffold import run_schema

    raise typer.Exit(run_schema(kind, write=write))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
) -> None:
    """Write a curriculum to start from, with files for editors."""
    from ttt.cli.scaffold import run_init

    raise typer.Exit(run_init(folder))


@new.command("module")
def new_module(name: Annotated[str, typer.Argument(metavar="ID", help="Such as m8.")]) -> None:
    """Write a module with one session to fill in, and add it to curriculum.yaml."""
    from ttt.cli.scaffold import run_new_module

    raise typer.Exit(run_new_module(name))


@new.command("cohort")
def new_cohort(name: Annotated[str, typer.Argument(metavar="ID", help="Such as tha.")]) -> None:
    """Write a cohort to fill in, with every fact the curriculum uses."""
    from ttt.cli.scaffold import run_new_cohort

    raise typer.Exit(run_new_cohort(name))


@app.command()
def dump(
    stage: Annotated[Stage, typer.Option("--stage", help="The stage whose outcome is shown.")],
    cohort: Annotated[str, typer.Option("--cohort", "-c", help="Cohort.")],
    product: Annotated[str, typer.Option("--product", "-p", help="Kind of document.")] = "slides",
    element: Annotated[
        str, typer.Option("--element", "-e", help="Address; the first one if not given.")
    ] = "",
    language: Annotated[str, typer.Option("--language", "-l", help="Language.")] = "",
) -> None:
    """Show what flows between stages, for maintainers."""
    from ttt.cli.dump import run_dump

    raise typer.Exit(run_dump(stage.value, cohort, product, element, language))
