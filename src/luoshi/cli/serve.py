"""``luoshi serve``: the desk, web server and worker together."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["serve"]


def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Port to listen on.", min=1, max=65535)] = 8000,
    settings: Annotated[str | None, typer.Option("--settings", help="demo or production.", metavar="NAME")] = None,
    workers: Annotated[int, typer.Option("--workers", help="Processes of the web server.", min=1, max=64)] = 2,
) -> int:
    """Serve the desk until Ctrl-C; jobs are done by a worker beside the web server."""
    from luoshi.desk.serving import make_static_root
    from luoshi.desk.serving import serve as run
    from luoshi.desk.start import start

    start(settings)
    make_static_root()
    return run(host=host, port=port, workers=workers)
