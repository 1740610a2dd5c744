// Closing: after it, while calls run, twice, by `using`, and not at all.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Accounts } from 'ezauth'
import { PASSWORD, freshDatabase, opened, run } from './help.mjs'

test('a closed handle answers that it is closed', async (t) => {
  const accounts = await opened(t)
  await accounts.close()
  await accounts.close()
  accounts.closeSync()
  const closed = { name: 'EzAuthError', code: 'closed', number: 3 }
  await assert.rejects(accounts.getSession('x'), closed)
  await assert.rejects(accounts.createUserWithPassword('ada@example.com', PASSWORD), closed)
  assert.throws(() => accounts.getSessionSync('x'), closed)
})

test('calls that run when it is closed end whole or not at all', async (t) => {
  const database = freshDatabase()
  const accounts = await Accounts.open({ database })
  const emails = Array.from({ length: 24 }, (_, n) => `user${n}@example.com`)
  const calls = Promise.allSettled(emails.map((email) => accounts.createUserWithPassword(email, PASSWORD)))
  const closing = accounts.close()
  const results = await calls
  await closing
  const created = results.filter((it) => it.status === 'fulfilled').length
  for (const { reason } of results.filter((it) => it.status === 'rejected')) {
    assert.ok(['closed', 'rate_limited'].includes(reason.code), reason.stack)
  }
  const again = await Accounts.open({ database })
  t.after(() => again.close())
  const { events } = await again.events({ type: 'user_created' })
  assert.equal(events.length, created)
})

test('closing at once waits for calls that run', async () => {
  const accounts = await Accounts.open({ database: freshDatabase() })
  const calls = Array.from({ length: 4 }, (_, n) => accounts.createUserWithPassword(`u${n}@example.com`, PASSWORD))
  accounts.closeSync()
  for (const { reason } of await Promise.allSettled(calls)) {
    if (reason) assert.equal(reason.code, 'closed')
  }
})

test('`using` and `await using` close', async () => {
  for (const symbol of [Symbol.dispose, Symbol.asyncDispose]) {
    const accounts = await Accounts.open({ database: freshDatabase() })
    await accounts[symbol]()
    await assert.rejects(accounts.getSession('x'), { code: 'closed' })
  }
})

test('two handles on one file see the same', async (t) => {
  const database = freshDatabase()
  const [one, other] = [await opened(t, { database }), await opened(t, { database })]
  const { user } = await one.createUserWithEmail('ada@example.com')
  const token = await other.generateUserSessionToken(user.id)
  assert.equal((await one.getSession(token)).user.id, user.id)
  await one.revokeUserSessions(user.id)
  assert.equal(other.getSessionSync(token), null)
})

test('handles that nobody closes are dropped', async () => {
  const { code, lines } = await run('drop.mjs', freshDatabase())
  assert.equal(code, 0)
  assert.deepEqual(lines, [{ opened: 20, held: 0 }])
})
