"""The desk as processes: a web server and a worker, started together, ended together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from luoshi.core.errors import UsageError

__all__ = ["make_static_root", "refuse_taken", "serve"]

_GRACE = 25
_QUICK, _RESTARTS = 10.0, 3


def serve(*, host: str, port: int, workers: int = 2) -> int:
    """Serve until a signal comes (0), or until one of the two cannot be kept alive (1)."""
    refuse_taken(host, port)
    stop = threading.Event()
    ends = [signal.SIGTERM, signal.SIGINT]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup means it
        ends.append(signal.SIGHUP)
    for number in ends:
        signal.signal(number, lambda *_: stop.set())
    commands = {"web": _web(host, port, workers), "worker": _following("luoshi.desk.jobs")}
    shown = f"[{host}]" if ":" in host else host
    print(f"http://{shown}:{port}/", flush=True)
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            running[name] = _begin(command)
        return _watch(running, commands, stop)
    finally:
        _end(list(running.values()))


def make_static_root() -> None:
    """The folder of collected files: the web server warns at every start where it is missing."""
    from django.conf import settings

    try:
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot be made ({error.strerror})", where=str(settings.STATIC_ROOT)) from error


def refuse_taken(host: str, port: int) -> None:
    """One line for a port that is taken or not ours, before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind((host, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"cannot listen there ({reason})",
            where=f"{host}:{port}",
            remedy="choose another with --port (make demo PORT=…)",
        ) from error


def _web(host: str, port: int, workers: int) -> list[str]:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = ["--workers", str(workers), "--threads", "4", "--bind", address, "--graceful-timeout", "20"]
    quiet = ["--log-level", "warning", "--no-control-socket"] if _has_control_socket() else ["--log-level", "warning"]
    return _following("gunicorn", "luoshi.desk.wsgi:application", *options, *quiet)


def _following(module: str, *options: str) -> list[str]:
    """A child that ends with us, however we end."""
    return [sys.executable, "-m", "luoshi.desk.following", str(os.getpid()), module, *options]


def _has_control_socket() -> bool:
    from gunicorn.config import KNOWN_SETTINGS  # type: ignore[import-untyped]

    return any("--no-control-socket" in (setting.cli or ()) for setting in KNOWN_SETTINGS)


def _begin(command: list[str]) -> subprocess.Popen[bytes]:
    """Out of the terminal's group, so that Ctrl-C reaches them through us, once."""
    return subprocess.Popen(command, env=os.environ.copy(), start_new_session=True)  # noqa: S603


def _watch(running: dict[str, subprocess.Popen[bytes]], commands: dict[str, list[str]], stop: threading.Event) -> int:
    """Start again what dies; give up where it dies at once, time after time."""
    begun = dict.fromkeys(running, time.monotonic())
    quick = dict.fromkeys(running, 0)
    while not stop.wait(0.3):
        for name, process in list(running.items()):
            code = process.poll()
            if code is None:
                continue
            quick[name] = quick[name] + 1 if time.monotonic() - begun[name] < _QUICK else 1
            if quick[name] > _RESTARTS:
                print(
                    f"luoshi: the {name} process ends at once (exit code {code}); see its lines above", file=sys.stderr
                )
                return 1
            print(f"luoshi: the {name} process ended (exit code {code}); it is started again", file=sys.stderr)
            begun[name], running[name] = time.monotonic(), _begin(commands[name])
    return 0


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    limit = time.monotonic() + _GRACE
    for process in processes:
        try:
            process.wait(timeout=max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
