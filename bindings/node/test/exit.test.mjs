// The end of an environment: of the process, of a worker thread, of a cluster's worker.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Accounts } from 'ezauth'
import { clock, freshDatabase, opened, run, verifiedUser } from './help.mjs'

/** How many messages can be claimed an hour from now. */
async function waiting(database) {
  const time = clock()
  time.set(new Date(Date.now() + 3_600_000))
  const accounts = await Accounts.open({ database }, { clock: time })
  const messages = await accounts.claimMessages(100, 1000)
  await accounts.close()
  return messages.length
}

for (const [how, expected] of [['run out', 0], ['exit', 7], ['throw', 1]]) {
  test(`a process ends by "${how}" with open handles and messages waiting`, async () => {
    const database = freshDatabase()
    const { code, signal, lines } = await run('end.mjs', database, how)
    assert.deepEqual([code, signal, lines], [expected, null, [{ asked: 3 }]])
    assert.equal(await waiting(database), 3)
  })
}

test('a process ends while calls run', async () => {
  const database = freshDatabase()
  const { code, signal } = await run('end_calls.mjs', database)
  assert.deepEqual([code, signal], [7, null])
  await (await Accounts.open({ database })).close()
})

test('worker threads share a database, and one of them wins', async (t) => {
  const database = freshDatabase()
  const accounts = await opened(t, { database })
  const { identity } = await accounts.createUserWithEmail('ada@example.com')
  await accounts.requestEmailVerification(identity.id)
  const [{ token }] = await accounts.claimMessages(1, 60_000)
  const { code, lines } = await run('threads.mjs', database, token)
  assert.equal(code, 0)
  assert.deepEqual(lines, [{ won: 1, refused: 11 }])
})

test('a worker thread ends while its sender is at work', async () => {
  const database = freshDatabase()
  const { code, signal, lines, stderr } = await run('thread_end.mjs', database)
  assert.deepEqual([code, signal, lines], [0, null, [{ ended: 8, alive: true, delivering: 0 }]], stderr)
  assert.equal(await waiting(database), 8)
})

test('a cluster shares a database, and one of its workers wins', async (t) => {
  const database = freshDatabase()
  const accounts = await opened(t, { database })
  const user = await verifiedUser(accounts)
  await accounts.requestPasswordRecovery('ada@example.com')
  const [{ token }] = await accounts.claimMessages(1, 60_000)
  const session = await accounts.generateUserSessionToken(user.id)
  const { code, lines } = await run('cluster.mjs', database, token, session)
  assert.equal(code, 0)
  assert.deepEqual(lines, [{ won: 1, refused: 11, revoked: 3 }])
  assert.equal(await accounts.getSession(session), null)
})
