"""The accounts on asyncio."""

from __future__ import annotations

import asyncio
import gc
import inspect
import os
import threading
import warnings
from datetime import datetime, timedelta, timezone

import ezauth
from ezauth import Sender, aio
from support import MINUTE, PASSWORD, PATIENCE, AccountsTest, sign_up


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

    def test_what_a_sender_returns_is_awaited_whatever_it_is(self) -> None:
        async def story() -> None:
            loop = asyncio.get_running_loop()
            # It tells of what was made on another thread.
            loop.set_debug(True)
            loop.slow_callback_duration = PATIENCE
            arrived: asyncio.Queue[str] = asyncio.Queue()
            failures = [ConnectionError("no server")]

            async def put(message: ezauth.Message) -> None:
                await asyncio.sleep(0)
                if failures:
                    raise failures.pop()
                arrived.put_nowait(message.recipient)

            def settled_later(message: ezauth.Message) -> asyncio.Future[None]:
                future = loop.create_future()
                loop.call_soon(arrived.put_nowait, message.recipient)
                loop.call_soon(future.set_result, None)
                return future

            senders: dict[str, Sender] = {
                "a task that fails once": lambda message: loop.create_task(put(message)),
                "a coroutine": put,
                "several": lambda message: asyncio.gather(put(message)),
                "a future": settled_later,
                "nothing": lambda message: arrived.put_nowait(message.recipient),
            }
            for number, (name, sender) in enumerate(senders.items()):
                email = f"ada{number}@example.com"
                async with await aio.Accounts.open(
                    self.database, sender=sender, delivery_poll="10ms"
                ) as accounts:
                    created = await accounts.create_user_with_email(email)
                    await accounts.request_email_verification(created.identity.id)
                    self.assertEqual(await asyncio.wait_for(arrived.get(), PATIENCE), email, name)
                later = ezauth.SettableClock(datetime.now(timezone.utc) + timedelta(hours=1))
                async with await aio.Accounts.open(self.database, clock=later) as accounts:
                    self.assertEqual(await accounts.claim_messages(10, MINUTE), [], name)

        with self.assertLogs("ezauth", "ERROR") as logs:
            asyncio.run(story())
        self.assertEqual(len(logs.records), 1, "it failed once")

    def test_a_message_for_a_loop_that_has_ended_is_not_delivered(self) -> None:
        async def send(message: ezauth.Message) -> None:
            raise AssertionError("the loop has ended")

        async def opened() -> ezauth.Accounts:
            return (await aio.Accounts.open(self.database, sender=send, delivery_poll="10ms")).sync

        with warnings.catch_warnings(record=True) as complaints:
            warnings.simplefilter("always")
            with self.assertLogs("ezauth", "ERROR") as logs:
                with asyncio.run(opened()) as accounts:
                    accounts.request_email_verification(sign_up(accounts).id)
            self.assertIn("closed", logs.output[0])
            # What was logged holds the frames, and these what they were about to run.
            logs.records.clear()
            gc.collect()
        self.assertEqual([str(each.message) for each in complaints], [])

    def test_more_that_hash_at_once_than_there_is_room_for_are_refused(self) -> None:
        async def story() -> None:
            # More than the threads that Python takes by itself.
            async with await aio.Accounts.open(
                self.database, hash_concurrency=1, hash_queue=16
            ) as accounts:
                tries = [
                    accounts.sign_in_with_password(f"nobody{each}", "a password")
                    for each in range(60)
                ]
                answers = await asyncio.gather(*tries, return_exceptions=True)
            kinds = {type(answer) for answer in answers}
            self.assertEqual(kinds, {ezauth.InvalidCredentials, ezauth.RateLimited})

        asyncio.run(story())

    def test_a_child_of_a_fork_is_refused(self) -> None:
        async def story() -> None:
            async with await aio.Accounts.open(self.database) as accounts:
                await accounts.get_session("A" * 43)
                child = os.fork()
                if child == 0:
                    try:
                        accounts.get_session("A" * 43).send(None)
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
