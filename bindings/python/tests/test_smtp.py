"""Mail through an SMTP server that is set, and nothing else."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from pathlib import Path
from typing import Any

import ezauth
import trustme
from mail_server import PASSWORD, USER, MailServer
from support import PATIENCE, AccountsTest, sign_up

FROM = "Example <accounts@example.com>"
SIGNED_IN = {"smtp_user": USER.decode(), "smtp_password": PASSWORD.decode()}


class Mailing(AccountsTest):
    def setUp(self) -> None:
        super().setUp()
        self.authority = trustme.CA()
        self.trusted = self.folder / "authority.pem"
        self.authority.cert_pem.write_to_path(str(self.trusted))

    def server(self, **options: Any) -> MailServer:
        server = MailServer(**options)
        self.addCleanup(server.stop)
        return server

    def certificate(self, name: str = "localhost") -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.authority.issue_cert(name).configure_cert(context)
        return context

    def mailing(self, port: int, security: str, **settings: Any) -> ezauth.Accounts:
        settings = {"smtp_root_certificate": str(self.trusted), "smtp_from": FROM, **settings}
        return self.open(
            smtp_host="localhost",
            smtp_port=port,
            smtp_security=security,
            delivery_poll="10ms",
            **settings,
        )

    def ask(self, accounts: ezauth.Accounts, email: str = "Ada@example.org") -> str:
        """Has a mail sent, and returns the identity that it is to prove."""
        identity = sign_up(accounts, email)
        accounts.request_email_verification(identity.id)
        return identity.id


class Delivering(Mailing):
    def test_mail_comes_and_its_code_proves_the_address(self) -> None:
        server = self.server()
        accounts = self.mailing(server.port, "none", base_url="https://example.com")
        identity = self.ask(accounts)
        mail = server.mail()
        self.assertEqual(mail["From"], FROM)
        self.assertEqual(mail["To"], "Ada@example.org")
        self.assertEqual(mail["X-Envelope"], "accounts@example.com Ada@example.org")
        self.assertEqual(mail["Subject"], "Confirm this address for example.com")
        self.assertEqual(mail["Auto-Submitted"], "auto-generated")
        self.assertEqual(mail.get_content_type(), "text/plain")
        self.assertRegex(mail["Message-ID"], r"^<[0-9a-f-]{36}@example\.com>$")
        self.assertIsNotNone(mail["Date"].datetime)
        text = mail.get_content()
        self.assertIn("https://example.com/confirm/", text)
        code = re.search(r"\b\d{6}\b", text)
        assert code is not None
        proven = accounts.verify_magic_code(code[0], "email", "ada@example.org")
        self.assertEqual(proven.identity.id, identity)

    def test_a_server_that_wants_tls_and_a_password_gets_both(self) -> None:
        for security in ["starttls", "tls"]:
            with self.subTest(security):
                server = self.server(signs_in=True, **{security: self.certificate()})
                accounts = self.mailing(server.port, security, **SIGNED_IN)
                self.ask(accounts, f"{security}@example.org")
                self.assertEqual(server.mail()["To"], f"{security}@example.org")
                accounts.close()

    def test_a_connection_is_kept_for_as_long_as_the_server_keeps_it(self) -> None:
        server = self.server(starttls=self.certificate())
        accounts = self.mailing(server.port, "starttls")
        for number in range(3):
            self.ask(accounts, f"ada{number}@example.org")
            self.assertEqual(server.mail()["To"], f"ada{number}@example.org")
        self.assertEqual(server.connections, 1)
        server.hang_up()
        self.ask(accounts, "late@example.org")
        self.assertEqual(server.mail()["To"], "late@example.org")
        self.assertEqual(server.connections, 2)

    def test_no_text_message_is_sent_by_a_sender_that_mails(self) -> None:
        server = self.server()
        accounts = self.mailing(server.port, "none")
        phone = accounts.create_user_with_phone("+491701234567").identity
        with self.assertRaises(ezauth.InvalidArgument):
            accounts.issue_identity_verification(phone.id, "phone")
        self.ask(accounts)
        self.assertEqual(server.mail()["To"], "Ada@example.org")
        self.assertFalse(server.has_mail())


class Failing(Mailing):
    def test_a_mail_that_is_refused_comes_again_as_the_same(self) -> None:
        server = self.server(answers=["451 4.3.0 later, ada@example.org"])
        accounts = self.mailing(server.port, "none")
        self.ask(accounts)
        self.assertTrue(server.said().startswith("451"))
        again = server.mail()
        self.ask(accounts, "bob@example.org")
        self.assertNotEqual(server.mail()["Message-ID"], again["Message-ID"])

    def test_a_server_that_hangs_is_left_and_called_again(self) -> None:
        server = self.server(silent=1)
        accounts = self.mailing(server.port, "none", smtp_timeout="1s", close_timeout="50ms")
        self.ask(accounts)
        self.assertEqual(server.mail()["To"], "Ada@example.org")
        self.assertEqual(server.connections, 2)

    def test_a_wrong_password_opens_nothing(self) -> None:
        server = self.server(signs_in=True, starttls=self.certificate())
        wrong = {**SIGNED_IN, "smtp_password": "another"}
        accounts = self.mailing(server.port, "starttls", **wrong)
        self.ask(accounts)
        self.assertEqual([server.said(), server.said()], ["535", "535"])
        accounts.close()
        self.assertFalse(server.has_mail())
        right = self.mailing(server.port, "starttls", **SIGNED_IN)
        self.assertEqual(server.mail()["To"], "Ada@example.org", "it has waited")
        right.close()

    def test_what_went_wrong_is_said_without_whom_it_was_for(self) -> None:
        script = """
import sys, ezauth
database, port, password = sys.argv[1:]
with ezauth.Accounts.open(
    database, smtp_host="localhost", smtp_port=port, smtp_security="none",
    smtp_from="accounts@example.com", smtp_user="mailer", smtp_password=password,
    smtp_timeout="1s",
) as accounts:
    created = accounts.create_user_with_password("ada@example.org", "a long and quiet river")
    accounts.request_email_verification(created.identity.id)
"""
        talks = self.server(signs_in=True, answers=["550 5.1.1 who is ada@example.org?"])
        hangs = self.server(silent=10)
        cases = [
            (talks, "another of Ada", "the server answered 535"),
            (talks, PASSWORD.decode(), "the server answered 550"),
            (hangs, "another of Ada", "the server took longer than `smtp_timeout`"),
        ]
        for number, (server, password, why) in enumerate(cases):
            self.database = self.folder / f"{number}.db"
            finished = self.run_script(script, str(server.port), password)
            self.assertEqual(finished.returncode, 0, finished.stderr)
            line = rf"^ezauth: message [0-9a-f-]{{36}} was not mailed: {why}\n"
            self.assertRegex(finished.stderr, line)
            self.assertNotIn("Ada", finished.stderr.title())


class Protecting(Mailing):
    def test_a_server_without_starttls_gets_nothing(self) -> None:
        server = self.server()
        accounts = self.mailing(server.port, "starttls")
        self.ask(accounts)
        self.assertNothingComes(server)

    def test_a_server_that_nobody_vouches_for_gets_nothing(self) -> None:
        foreign = self.folder / "foreign.pem"
        trustme.CA().cert_pem.write_to_path(str(foreign))
        cases = [("localhost", foreign), ("mail.example.net", self.trusted)]
        for name, trusted in cases:
            for security in ["tls", "starttls"]:
                with self.subTest(f"{name} {security}"):
                    server = self.server(**{security: self.certificate(name)})
                    settings = {"smtp_root_certificate": str(trusted)}
                    accounts = self.mailing(server.port, security, **settings)
                    self.ask(accounts, f"{name}.{security}@example.org")
                    self.assertNothingComes(server)
                    accounts.close()
                    self.database = self.folder / f"{name}.{security}.db"

    def test_what_is_said_before_tls_is_no_answer_to_what_is_asked_after(self) -> None:
        interloper = Interloper(self.certificate())
        accounts = self.mailing(interloper.port, "starttls", **SIGNED_IN)
        self.ask(accounts)
        self.assertEqual(interloper.asked(), ["EHLO", "NOOP"], "nobody signs in")

    def assertNothingComes(self, server: MailServer) -> None:
        """It is called, and called again, and hears of no mail."""
        server.called()
        server.called()
        self.assertFalse(server.has_mail())


class Interloper:
    """A server, and in front of it somebody who adds an answer before TLS begins."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._asked: list[str] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def asked(self) -> list[str]:
        """What the first connection asked for after TLS began."""
        self._thread.join(PATIENCE)
        self._listener.close()
        return self._asked

    def _serve(self) -> None:
        plain, _ = self._listener.accept()
        plain.settimeout(PATIENCE)
        plain.sendall(b"220 mail.test\r\n")
        plain.recv(512)
        plain.sendall(b"250-mail.test\r\n250 STARTTLS\r\n")
        plain.recv(512)
        plain.sendall(b"220 go ahead\r\n250-mail.test\r\n250 AUTH PLAIN\r\n")
        with self._context.wrap_socket(plain, server_side=True) as sealed:
            while True:
                try:
                    asked = sealed.recv(4096)
                except OSError:
                    return
                if not asked:
                    return
                for word in [each.split()[0].decode() for each in asked.splitlines()]:
                    self._asked.append(word)
                    greeting = b"250-mail.test\r\n250 AUTH PLAIN\r\n"
                    sealed.sendall(greeting if word == "EHLO" else b"250 OK\r\n")


class Settings(AccountsTest):
    def test_settings_that_mail_nothing_are_refused_by_name(self) -> None:
        right = {"smtp_host": "mail.example.com", "smtp_from": FROM}
        with self.refused(ezauth.InvalidConfig, "smtp_host not_allowed"):
            self.open(sender=ezauth.ConsoleSender(), **right)
        cases: list[tuple[dict[str, Any], str]] = [
            ({"smtp_from": "Example\r\nBcc: eve@example.net <a@example.com>"}, "smtp_from malformed"),
            ({"smtp_from": "nobody"}, "smtp_from malformed"),
            ({"smtp_host": "mail.example.com:25"}, "smtp_host malformed"),
            ({"smtp_host": ""}, "smtp_host empty"),
            ({"smtp_port": 65536}, "smtp_port out_of_range"),
            ({"smtp_security": "ssl"}, "smtp_security malformed"),
            ({"smtp_security": "none", **SIGNED_IN}, "smtp_security not_allowed"),
            ({"smtp_user": "mailer"}, "smtp_password empty"),
            ({"smtp_password": "secret\nword"}, "smtp_password malformed"),
            ({"smtp_timeout": "1m"}, "smtp_timeout out_of_range"),
            ({"smtp_root_certificate": "/nowhere"}, "smtp_root_certificate missing"),
        ]
        for changed, refusal in cases:
            with self.subTest(refusal), self.refused(ezauth.InvalidConfig, refusal):
                self.open(**{**right, **changed})
        self.assertFalse(Path(self.database).exists())
