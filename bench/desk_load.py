"""The desk as it is served, under fifty people at once: a real server, real sessions, real writes.

The people are threads of the measuring process on the same machine; each keeps one connection and never pauses.
"""

from __future__ import annotations

import gzip
import http.client
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from bench.desk_pages import HOST, client_of, person_of, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["User", "bundle", "crowd", "peaks", "served", "users"]

_ASSET = re.compile(r'<(?:link|script|img)\b[^>]*?(?:href|src)="(/[^"]+)"')
_WRITES = 0.12
_PATIENCE = 60


@dataclass(slots=True)
class User:
    """Somebody with a session, the pages they look at, and the matters that they can take a step of."""

    name: str
    cookie: str
    token: str
    pages: Sequence[str]
    work: list[tuple[int, int, str]] = field(default_factory=list)  # matter, version, state
    times: dict[str, list[float]] = field(default_factory=lambda: {"read": [], "write": []})
    errors: Counter[str] = field(default_factory=Counter)


@contextmanager
def served(port: int, workers: int) -> Iterator[subprocess.Popen[bytes]]:
    """``luoshi serve`` until the measurement is over."""
    program = "from luoshi.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--port", str(port), "--workers", str(workers)]
    command += ["--settings", "demo"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(server, port)
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=_PATIENCE)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    limit = time.monotonic() + _PATIENCE
    while time.monotonic() < limit and server.poll() is None:
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("bench: the server did not begin to listen")


def users(count: int) -> list[User]:
    """The officers of the demonstration, then the officers and clerks of the volume, each with a session."""
    from luoshi.desk.accounts.models import Person

    named = ("supervision", "leader", "programme", "analyst", "statistics", "clerk", "yunling-supervision")
    volume = Person.objects.filter(username__startswith="dlj", posts__role__in=("supervision_officer", "clerk"))
    people = [*(person_of(name) for name in named), *volume.order_by("username").distinct()]
    step = max(1, len(people[len(named) :]) // max(1, count - len(named)))
    chosen = [*people[: len(named)], *people[len(named) :: step]][:count]
    return [_user(chosen[n % len(chosen)]) for n in range(count)]


def _user(person: Any) -> User:
    client = client_of(person)
    client.get("/accounts/sign-in/")
    session = client.cookies["sessionid"].value
    token = "b" * 32
    return User(person.username, f"sessionid={session}; csrftoken={token}", token, _pages(person), _work(person))


def _pages(person: Any) -> list[str]:
    """What somebody at work looks at, the frequent ones more often."""
    from luoshi.desk.ledger import selectors as ledger
    from luoshi.desk.texts import selectors as texts

    word = quote("数字化")
    documents = list(texts.visible_to(person).order_by("-pk").values_list("pk", flat=True)[:20])
    matters = list(ledger.visible_to(person).order_by("-pk").values_list("pk", flat=True)[:20])
    lists = ["/", "/matters/", "/matters/?state=received", "/matters/?overdue=on", "/documents/"] * 3
    lists += [f"/matters/?q={word}", f"/documents/?q={word}", f"/search/?q={word}", "/accounts/units/"]
    lists += ["/matters/?page=3", "/matters/?sort=due", "/api/matters?size=50", "/documents/?state=open"]
    return [*lists, *(f"/documents/{pk}/" for pk in documents[:6]), *(f"/matters/{pk}/" for pk in matters)]


def _work(person: Any) -> list[tuple[int, int, str]]:
    from luoshi.desk.accounts.permissions import Action, reach
    from luoshi.desk.ledger.models import Matter

    own = reach(person, Action.MATTER_RECEIVE).own
    rows = Matter.objects.filter(lead__in=own, state__in=("opened", "received")).order_by("-pk")
    return list(rows.values_list("pk", "version", "state"))


def crowd(people: Sequence[User], port: int, seconds: float) -> dict[str, Any]:
    """All at once for so long; requests a second, times as the people see them, everything that was not answered."""
    taken = {matter for one in people for matter, _version, _state in one.work}
    _share(people)
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=_live, args=(one, port, until, n)) for n, one in enumerate(people)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - begun
    times = {kind: [value for one in people for value in one.times[kind]] for kind in ("read", "write")}
    errors: Counter[str] = sum((one.errors for one in people), Counter())
    return {
        "users": len(people),
        "seconds": round(took, 1),
        "requests": sum(map(len, times.values())),
        "per_second": round(sum(map(len, times.values())) / took, 1),
        "read_ms": spread(times["read"]),
        "write_ms": spread(times["write"]),
        "writes": len(times["write"]),
        "matters_open_to_a_step": len(taken),
        "errors": sum(errors.values()),
        "errors_by_kind": dict(errors),
    }


def _share(people: Sequence[User]) -> None:
    """Two users of one person do not take the same matter."""
    seen: set[int] = set()
    for one in people:
        one.work = [work for work in one.work if work[0] not in seen]
        seen |= {work[0] for work in one.work}


def _live(user: User, port: int, until: float, number: int) -> None:
    chance = random.Random(number)  # noqa: S311 - which page next, nothing secret
    connection = http.client.HTTPConnection(HOST, port, timeout=_PATIENCE)
    while time.monotonic() < until:
        write = bool(user.work) and chance.random() < _WRITES
        kind, begun = "write" if write else "read", time.perf_counter()
        try:
            status = _write(user, connection) if write else _get(user, connection, chance.choice(user.pages))
        except (OSError, http.client.HTTPException) as fault:
            user.errors[type(fault).__name__] += 1
            connection.close()
            continue
        user.times[kind].append((time.perf_counter() - begun) * 1000)
        if status != (302 if write else 200):
            user.errors[f"{kind} {status}"] += 1
    connection.close()


def _get(user: User, connection: http.client.HTTPConnection, address: str) -> int:
    connection.request("GET", address, headers={"Cookie": user.cookie})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _write(user: User, connection: http.client.HTTPConnection) -> int:
    """Receive a matter, and report on it the next time."""
    matter, version, state = user.work.pop()
    kind = "received" if state == "opened" else "reported"
    told = {"csrfmiddlewaretoken": user.token, "version": version, "reason": "已开展工作，进展见附表。"}
    headers = {"Cookie": user.cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", f"/matters/{matter}/steps/{kind}/", urlencode(told), headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status == 302 and kind == "received":
        user.work.insert(0, (matter, version + 1, "received"))
    return answer.status


def bundle(port: int, address: str, cookie: str = "") -> dict[str, Any]:
    """Everything that a browser needs to show a page first, each once, as gzip of level 6 makes it."""
    connection = http.client.HTTPConnection(HOST, port, timeout=_PATIENCE)
    parts = {address: _body(connection, address, cookie)}
    for asset in sorted(set(_ASSET.findall(parts[address].decode()))):
        parts[asset.partition("?")[0]] = _body(connection, asset, cookie)
    sizes = {name: len(gzip.compress(body, 6)) for name, body in parts.items()}
    return {"kb": round(sum(sizes.values()) / 1000, 1), "parts": {n: round(s / 1000, 1) for n, s in sizes.items()}}


def _body(connection: http.client.HTTPConnection, address: str, cookie: str) -> bytes:
    connection.request("GET", address, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"bench: {address} answers {answer.status}")
    return body


def peaks(server: subprocess.Popen[bytes]) -> dict[str, Any]:
    """The peak memory of each process under ``luoshi serve``, in MB, the largest first. Linux only."""
    found = {pid: _peak(pid) for pid in _below(server.pid)}
    largest = sorted((value for value in found.values() if value), reverse=True)
    return {"largest_mb": largest[0] if largest else None, "all_mb": largest}


def _below(top: int) -> set[int]:
    above = {int(path.name): _parent(path) for path in Path("/proc").iterdir() if path.name.isdecimal()}
    found = {top}
    while more := {pid for pid, parent in above.items() if parent in found} - found:
        found |= more
    return found


def _parent(path: Path) -> int:
    try:
        return int((path / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return 0


def _peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith("VmHWM")), 0.0)
