"""``python -m luoshi.desk.following PARENT MODULE …``: a module run as a program that ends when its parent is gone.

The parent of the web server and of the worker ends both; killed outright it cannot. Then the system tells them
(Linux), or they look for themselves.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys
import threading
import time

__all__ = ["follow", "main"]

_PR_SET_PDEATHSIG = 1
_EVERY = 1.0


def follow(parent: int) -> None:
    """From now on this process gets SIGTERM when ``parent`` is gone; at once if it is gone already."""
    if not _told_by_system():
        threading.Thread(target=_look, args=(parent,), name="follow", daemon=True).start()
    if os.getppid() != parent:
        sys.exit(0)


def _told_by_system() -> bool:
    """The wish outlives an exec, and ends with a fork: a child of this process has this process to follow."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        return bool(ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0) == 0)
    except (OSError, AttributeError):
        return False


def _look(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Follow, then become the module."""
    parent, module, *rest = sys.argv[1:]
    follow(int(parent))
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
