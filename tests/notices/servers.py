"""A mail server on this machine, small and real: it speaks SMTP over a socket and keeps what it was given."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class _Session(socketserver.StreamRequestHandler):
    """One client's conversation."""

    def handle(self) -> None:
        self._say("220 localhost ready")
        to: list[str] = []
        while line := self.rfile.readline():
            word = line.split()[0].upper().decode() if line.split() else ""
            if word == "RCPT":
                to.append(line.decode().split("<")[1].split(">")[0])
            if word == "RCPT" and self.server.refuses:
                self._say("550 no such mailbox")
            elif word == "DATA":
                self._say("354 go on")
                self.server.got.append((to, self._message()))
                self._say("250 taken")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _message(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """`got`: (recipients, message) of every mail; `refuses`: no mailbox is known."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.got: list[tuple[list[str], EmailMessage]] = []
        self.refuses = False

    @property
    def address(self) -> str:
        """As `PAIZHU_MAIL_URL` has it."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Serve in a thread until done."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
