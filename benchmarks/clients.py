"""Many clients in one process: each keeps its connection, asks, waits for the whole answer, and asks again.

One process with `epoll`, so that the clients take as little as possible of the processors that the server shares with them.
"""

import select
import socket
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PATIENCE = 30.0
"""Seconds after which a client counts as refused."""


@dataclass(frozen=True)
class Ask:
    """One request as it goes over the wire. `kind`: under which its time is counted."""

    kind: str
    status: int
    wire: bytes


@dataclass
class Found:
    """Times in seconds by kind of request, and whatever was not answered as it should be."""

    seconds: float = 0.0
    times: dict[str, list[float]] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    largest: int = 0

    def add(self, other: "Found") -> None:
        """Take in what was found in another turn."""
        self.seconds += other.seconds
        self.largest = max(self.largest, other.largest)
        for kind, times in other.times.items():
            self.times.setdefault(kind, []).extend(times)
        for name, count in other.refused.items():
            self.refused[name] = self.refused.get(name, 0) + count

    def of(self, kind: str) -> dict:
        """Return the figures of one kind of request."""
        times = sorted(self.times.get(kind, []))
        if not times:
            return {"count": 0}
        return {
            "count": len(times),
            "per_second": round(len(times) / self.seconds),
            "median_ms": round(statistics.median(times) * 1000, 1),
            "p99_ms": round(times[len(times) * 99 // 100] * 1000, 1),
            "longest_s": round(times[-1], 2),
        }


class Client:
    """One connection and what it is waiting for."""

    def __init__(self, place: tuple[str, int]):
        self.place = place
        self.socket = socket.create_connection(place)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest: list[Ask] = []
        self.asked: Ask | None = None
        self.begun, self.got, self.wanted, self.head = 0.0, 0, 0, b""

    def ask(self) -> None:
        """Send the next request of this visit."""
        self.asked, self.begun = self.rest.pop(0), time.perf_counter()
        self.got, self.wanted, self.head = 0, 0, b""
        self.socket.sendall(self.asked.wire)

    def hear(self) -> int | None:
        """Take in what has come; returns the status once the answer is whole."""
        part = self.socket.recv(1 << 18)
        if not part:
            raise ConnectionError("closed by the server")
        self.got += len(part)
        if not self.wanted:
            self.head += part
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return None
            head = self.head[:end].lower()
            at = head.find(b"content-length:")
            if at < 0:
                raise ConnectionError("an answer without its length")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0])
            self.wanted = end + 4 + length
        return int(self.head[9:12]) if self.got >= self.wanted else None


def request(address: str, method: str, path: str, body: bytes = b"") -> bytes:
    """Return a request as a browser on a phone sends it."""
    head = [
        f"{method} {path} HTTP/1.1",
        f"Host: {urlsplit(address).netloc}",
        "User-Agent: Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
        "Accept: text/html,application/xhtml+xml",
        "Accept-Encoding: gzip, deflate",
        "Accept-Language: zh-CN,zh;q=0.9",
    ]
    if method == "POST":
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*head, "", ""]).encode() + body


def run(address: str, visits: Iterator[list[Ask]], clients: int, seconds: float) -> Found:
    """Let so many clients make visits for so long; a visit that has begun is finished."""
    return _Run(address, visits, seconds).done(clients)


class _Run:
    def __init__(self, address: str, visits: Iterator[list[Ask]], seconds: float):
        parts = urlsplit(address)
        self.place, self.visits = (parts.hostname, parts.port), visits
        self.found, self.poll = Found(), select.epoll()
        self.alive: dict[int, Client] = {}
        self.begun = time.perf_counter()
        self.until = self.begun + seconds

    def done(self, clients: int) -> Found:
        """Run until the time is over and everybody has an answer, or patience ends."""
        for _each in range(clients):
            client = Client(self.place)
            self.alive[client.socket.fileno()] = client
            self.poll.register(client.socket, select.EPOLLIN)
            self._go_on(client)
        while self.alive and time.perf_counter() < self.until + PATIENCE:
            for number, _event in self.poll.poll(1.0):
                self._hear(self.alive[number])
        for client in list(self.alive.values()):
            self._refused(client, "no answer")
            self._leave(client)
        self.found.seconds = time.perf_counter() - self.begun
        self.poll.close()
        return self.found

    def _go_on(self, client: Client) -> None:
        """Ask what is left of this visit, else begin another one, else leave."""
        if not client.rest and time.perf_counter() < self.until:
            client.rest = list(next(self.visits, ()))
        if client.rest:
            client.ask()
        else:
            self._leave(client)

    def _hear(self, client: Client) -> None:
        try:
            status = client.hear()
        except OSError as fault:
            self._refused(client, type(fault).__name__)
            self._leave(client)
            return
        if status is None:
            return
        self.found.largest = max(self.found.largest, client.got)
        if status == client.asked.status:
            times = self.found.times.setdefault(client.asked.kind, [])
            times.append(time.perf_counter() - client.begun)
        else:
            self._refused(client, str(status))
            client.rest = []
        self._go_on(client)

    def _refused(self, client: Client, why: str) -> None:
        name = f"{client.asked.kind}: {why}"
        self.found.refused[name] = self.found.refused.get(name, 0) + 1

    def _leave(self, client: Client) -> None:
        self.poll.unregister(client.socket)
        del self.alive[client.socket.fileno()]
        client.socket.close()
