"""The bar that shows on a terminal how far a build is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from ttt.build import Notify
from ttt.outcome import Event


@contextmanager
def bar(doing: str, *, no_color: bool) -> Iterator[Notify]:
    """Show a bar on standard error while documents are made; it is gone afterwards."""
    console = Console(stderr=True, no_color=no_color or None, highlight=False)
    columns = (
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[document]}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(doing, total=None, document="")

        def notify(event: Event) -> None:
            progress.update(task, total=event.total, completed=event.done, document=event.document)

        yield notify
