"""A server that does wrong over real sockets: each path has a function that writes what it likes, and when."""

from __future__ import annotations

import socket
import ssl
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

Send = Callable[["Peer"], None]


class Peer:
    """One connection, after its request was read. *path*: what was asked for; *origin*: of the server, without path."""

    def __init__(self, connection: socket.socket, path: str, origin: str) -> None:
        self._connection = connection
        self.path = path
        self.origin = origin

    def write(self, data: bytes) -> None:
        self._connection.sendall(data)

    def reset(self) -> None:
        """Break the connection off, so that the other side is told of an error."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    def wait(self) -> None:
        """Say nothing till the other side goes."""
        with suppress(OSError):
            while self._connection.recv(4096):
                pass

    def drip(self, data: bytes, seconds: float = 0.2) -> None:
        """Send a byte now and then."""
        for byte in data:
            self.write(bytes([byte]))
            time.sleep(seconds)

    def flood(self, data: bytes) -> None:
        """Send *data* again and again till the other side goes, or for as long as no client should bear."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            self.write(data)


class FaultServer:
    """Listens on a free port of *address*. *answers*: by how paths begin; *asked*: the paths in the order they were
    asked for."""

    def __init__(
        self,
        answers: dict[str, Send],
        address: str = "127.0.0.1",
        port: int = 0,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self._context = context
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._socket = socket.create_server((address, port), family=family, backlog=128)
        self.port = self._socket.getsockname()[1]
        host = f"[{address}]" if ":" in address else address
        self.url = f"{'https' if context else 'http'}://{host}:{self.port}"
        Thread(target=self._serve, daemon=True).start()

    def stop(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _secured(self, connection: socket.socket) -> socket.socket:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if not self._context:
            return connection
        try:
            return self._context.wrap_socket(connection, server_side=True)
        except OSError:
            connection.close()
            raise

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError), self._secured(connection) as secured:
            path = _path_asked(secured)
            self.asked.append(path)
            send = next((send for start, send in self.answers.items() if _fits(path, start)), _nothing)
            send(Peer(secured, path, self.url))
            with suppress(OSError):
                secured.shutdown(socket.SHUT_WR)
            secured.settimeout(5)
            while secured.recv(65_536):
                pass


def _fits(path: str, start: str) -> bool:
    return path.startswith(start) if start != "/" else path.partition("?")[0] == "/"


def _path_asked(connection: socket.socket) -> str:
    head = b""
    while b"\r\n\r\n" not in head:
        more = connection.recv(65_536)
        if not more:
            raise OSError("no request")
        head += more
        if head.startswith(b"\x16"):  # of TLS, which is not spoken here
            return "/tls"
    return head.split(b" ", 2)[1].decode("latin-1")


def _nothing(peer: Peer) -> None:
    peer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


@contextmanager
def serving(*servers: FaultServer) -> Iterator[tuple[FaultServer, ...]]:
    try:
        yield servers
    finally:
        for server in servers:
            server.stop()


def head(status: str = "200 OK", *lines: str, kind: str = "text/html; charset=utf-8") -> bytes:
    """The head of an answer; *lines* after its Content-Type, which is left out where *kind* is empty."""
    named = (f"Content-Type: {kind}",) if kind else ()
    return "\r\n".join((f"HTTP/1.1 {status}", *named, *lines, "Connection: close", "", "")).encode(
        "utf-8", "surrogateescape"
    )


def page(body: bytes, *lines: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """A whole answer, its length told."""
    return head(status, f"Content-Length: {len(body)}", *lines, kind=kind) + body
