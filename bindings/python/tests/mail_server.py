"""A mail server of the tests: a real one, on a port of its own and in a thread of its own."""

from __future__ import annotations

import asyncio
import logging
import queue
import ssl
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Optional

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from support import PATIENCE

USER = b"mailer"
PASSWORD = b"a quiet relay"

# It says at length who hangs up on it, which is what many tests are about.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


@dataclass
class MailServer:
    """It takes mail, until it is stopped."""

    # TLS from the first byte.
    tls: Optional[ssl.SSLContext] = None
    # TLS after STARTTLS, without which there is no mail.
    starttls: Optional[ssl.SSLContext] = None
    signs_in: bool = False
    # What it says to the first mails, before it takes all.
    answers: list[str] = field(default_factory=list)
    # How many connections hear nothing at all.
    silent: int = 0

    def __post_init__(self) -> None:
        self.port = 0
        self.connections = 0
        self._mails: queue.Queue[EmailMessage] = queue.Queue()
        self._said: queue.Queue[str] = queue.Queue()
        self._calls: queue.Queue[int] = queue.Queue()
        self._transports: list[asyncio.BaseTransport] = []
        self._loop = asyncio.new_event_loop()
        begun = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(begun,), daemon=True)
        self._thread.start()
        assert begun.wait(PATIENCE)

    def mail(self) -> EmailMessage:
        """The next mail that has come."""
        return self._mails.get(timeout=PATIENCE)

    def said(self) -> str:
        """What it has refused with next."""
        return self._said.get(timeout=PATIENCE)

    def called(self) -> None:
        """Waits for the next connection."""
        self._calls.get(timeout=PATIENCE)

    def has_mail(self) -> bool:
        return not self._mails.empty()

    def hang_up(self) -> None:
        """Ends every connection, as a server does that has waited for long."""
        self._loop.call_soon_threadsafe(self._close_all)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)

    def _run(self, begun: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        listen = self._loop.create_server(self._protocol, "127.0.0.1", 0, ssl=self.tls)
        server = self._loop.run_until_complete(listen)
        self.port = server.sockets[0].getsockname()[1]
        begun.set()
        self._loop.run_forever()
        server.close()
        self._close_all()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    def _close_all(self) -> None:
        for transport in self._transports:
            transport.close()

    def _protocol(self) -> asyncio.BaseProtocol:
        self.connections += 1
        self._calls.put(self.connections)
        if self.connections <= self.silent:
            return asyncio.Protocol()
        protocol = _Connection(
            self,
            hostname="mail.test",
            tls_context=self.starttls,
            require_starttls=self.starttls is not None,
            auth_required=self.signs_in,
            auth_require_tls=self.starttls is not None,
            authenticator=self._knows,
            loop=self._loop,
        )
        protocol.opened = self._transports.append
        return protocol

    def _knows(self, *arguments: Any) -> AuthResult:
        right = arguments[-1] == LoginPassword(USER, PASSWORD)
        if not right:
            self._said.put("535")
        return AuthResult(success=right, handled=False)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answers:
            answer = self.answers.pop(0)
            self._said.put(answer)
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.SMTP)
        assert isinstance(mail, EmailMessage)
        mail["X-Envelope"] = f"{envelope.mail_from} {' '.join(map(str, envelope.rcpt_tos))}"
        self._mails.put(mail)
        return "250 OK"


class _Connection(SMTP):
    """One that the server can end."""

    opened: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.opened(transport)
        super().connection_made(transport)
