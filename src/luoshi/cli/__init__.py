"""The door of the command line: one module a room, one line for every error, three exit codes.

Nothing heavy is imported here: a command imports its room when it runs (start-up stays under 400 ms).
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from click import ClickException

from luoshi import __version__
from luoshi.cli import check, compare, demo, migrate, proof, read, series, serve, store, terms, user
from luoshi.core.errors import LuoshiError

__all__ = ["app", "main"]

app = typer.Typer(
    name="luoshi",
    help="落實 · from what was decided to what was done. Exit codes: 0 done, 1 the answer is negative, 2 bad input.",
    add_completion=False,
    suggest_commands=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(read.read)
app.command("compare")(compare.compare)
app.command("series")(series.series)
app.command("terms")(terms.terms)
app.command("proof")(proof.proof)
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("migrate")(migrate.migrate)
app.command("user")(user.user)
app.command("backup")(store.backup)
app.command("restore")(store.restore)
app.command("check")(check.check)


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(f"luoshi {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())
    else:
        return
    raise typer.Exit


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code; every refusal is one line on standard error."""
    try:
        code = app(arguments, standalone_mode=False)
    except LuoshiError as error:
        code = _refuse(str(error), 2)
    except ClickException as error:
        code = _refuse(f"{error.format_message().rstrip('.')}; see luoshi --help", 2)
    except (typer.Abort, KeyboardInterrupt):
        code = _refuse("interrupted; nothing half-written is left", 130)
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _refuse(line: str, code: int) -> int:
    print(f"luoshi: {' '.join(line.split())}", file=sys.stderr)
    return code
