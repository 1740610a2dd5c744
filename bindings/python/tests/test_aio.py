"""The accounts on asyncio."""

from __future__ import annotations

import asyncio
import inspect
import os
import threading

import ezauth
from ezauth import aio
from support import MINUTE, PASSWORD, PATIENCE, AccountsTest


class Asynchronous(AccountsTest):
    def test_the_story_awaited(self) -> None:
        async def story() -> None:
            async with await aio.Accounts.open(self.database) as accounts:
                created = await accounts.create_user_with_password("ada@example.com", PASSWORD)
                handle = await accounts.request_email_verification(created.identity.id)
                (mail,) = await accounts.claim_messages(1, MINUTE)
                self.assertTrue(await accounts.ack_message(mail.lease))
                assert mail.token is not None
                await accounts.verify_magic_link(mail.token, "email", handle)
                signed_in = await accounts.sign_in_with_password("ada@example.com", PASSWORD)
                self.assertIsNotNone(await accounts.get_session(signed_in.token))
                self.assertIsNotNone(accounts.sync.get_session(signed_in.token))
                self.assertTrue(await accounts.revoke_user_session_token(signed_in.token))
            with self.refused(ezauth.Closed):
                await accounts.get_session(signed_in.token)
            await accounts.close()

        asyncio.run(story())

    def test_a_hash_does_not_hold_up_the_loop(self) -> None:
        async def race() -> int:
            async with await aio.Accounts.open(self.database) as accounts:
                call = asyncio.ensure_future(
                    accounts.sign_in_with_password("ada@example.com", PASSWORD)
                )
                turns = 0
                while not call.done():
                    await asyncio.sleep(0)
                    turns += 1
                self.assertIsInstance(call.exception(), ezauth.InvalidCredentials)
                return turns

        self.assertGreater(asyncio.run(race()), 10)

    def test_a_coroutine_function_sends_in_the_loop_that_opened(self) -> None:
        threads: list[int] = []

        async def story() -> None:
            sent = asyncio.Event()

            async def send(message: ezauth.Message) -> None:
                threads.append(threading.get_ident())
                sent.set()

            async with await aio.Accounts.open(self.database, sender=send) as accounts:
                created = await accounts.create_user_with_password("ada@example.com", PASSWORD)
                await accounts.request_email_verification(created.identity.id)
                await asyncio.wait_for(sent.wait(), PATIENCE)

        asyncio.run(story())
        self.assertEqual(threads, [threading.get_ident()])

    def test_a_child_of_a_fork_is_refused(self) -> None:
        async def story() -> None:
            async with await aio.Accounts.open(self.database) as accounts:
                await accounts.get_session("A" * 43)
                child = os.fork()
                if child == 0:
                    try:
                        accounts._call(accounts.sync.get_session, "A" * 43).send(None)
                    except ezauth.Forked:
                        os._exit(7)
                    finally:
                        os._exit(1)
                _, status = os.waitpid(child, 0)
                self.assertEqual(os.WEXITSTATUS(status), 7)

        asyncio.run(story())

    def test_every_operation_is_there_with_the_same_parameters(self) -> None:
        ours = dict(inspect.getmembers(aio.Accounts, inspect.iscoroutinefunction))
        for name, operation in inspect.getmembers(ezauth.Accounts, callable):
            if not name.startswith("_") and name != "open":
                there = list(inspect.signature(operation).parameters)
                self.assertEqual(list(inspect.signature(ours[name]).parameters), there, name)
