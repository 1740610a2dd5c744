// A sender: sync and async, failing, hanging, calling back, closing, and dropped.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { Accounts } from 'ezauth'
import { clock, deferred, freshDatabase, opened, run, until } from './help.mjs'

// A sender does not keep Node running, and some of these tests wait for nothing else.
const running = setInterval(() => {}, 1000)
after(() => clearInterval(running))

const SOON = { deliveryPoll: 10 }

async function ask(accounts, email = 'ada@example.com') {
  const { identity } = await accounts.createUserWithEmail(email)
  await accounts.requestEmailVerification(identity.id)
  return identity
}

/** How many messages are left, whoever holds them. */
async function left(database, time) {
  time.advance(3_600_000)
  const accounts = await Accounts.open({ database }, { clock: time })
  const messages = await accounts.claimMessages(100, 1000)
  await accounts.close()
  return messages.length
}

for (const [kind, sender] of [
  ['a function', (deliver) => (message) => { deliver(message) }],
  ['an async function', (deliver) => async (message) => { await null; deliver(message) }],
  ['one that gives a thenable', (deliver) => (message) => ({ then: (done) => { deliver(message); done() } })],
]) {
  test(`${kind} is a sender`, async () => {
    const [database, time, messages] = [freshDatabase(), clock(), []]
    const accounts = await Accounts.open({ database, ...SOON },
      { clock: time, sender: sender((message) => messages.push(message)) })
    for (const n of [1, 2, 3]) await ask(accounts, `user${n}@example.com`)
    await until(() => messages.length === 3)
    await accounts.close()
    // The clock stands still, so none of them is the oldest.
    assert.deepEqual(messages.map((it) => it.recipient).sort(), [1, 2, 3].map((n) => `user${n}@example.com`))
    assert.match(messages[0].code, /^\d{6}$/)
    assert.equal(await left(database, time), 0)
  })
}

test('what a sender fails to deliver comes again, later', async (t) => {
  const [time, attempts] = [clock(), []]
  const failures = [() => { throw new Error('down') }, () => Promise.reject(new Error('down')), () => undefined]
  const sender = (message) => {
    attempts.push([message.id, message.attempts])
    return failures[attempts.length - 1]()
  }
  const accounts = await opened(t, SOON, { clock: time, sender })
  await ask(accounts)
  for (const attempt of [1, 2, 3]) {
    await until(() => attempts.length === attempt)
    await until(() => { time.advance(500); return attempt === 3 || attempts.length > attempt })
  }
  const [[id]] = attempts
  assert.deepEqual(attempts, [[id, 1], [id, 2], [id, 3]])
})

test('a sender may call back into the library', async (t) => {
  const told = deferred()
  const accounts = await opened(t, SOON, {
    async sender(message) {
      try {
        assert.equal(accounts.getSessionSync('x'), null)
        const { user } = await accounts.verifyMagicLink(message.token, 'email')
        await ask(accounts, 'other@example.com').catch(() => {})
        told.resolve(await accounts.getUserByEmail(message.recipient).then((it) => it.id === user.id))
      } catch (error) {
        told.reject(error)
      }
    },
  })
  await ask(accounts)
  assert.equal(await told.promise, true)
})

test('a sender that hangs keeps nobody waiting', async () => {
  const [database, time, called] = [freshDatabase(), clock(), deferred()]
  const accounts = await Accounts.open({ database, closeTimeout: 100, ...SOON }, {
    clock: time,
    sender() {
      called.resolve()
      return new Promise(() => {})
    },
  })
  await ask(accounts)
  await called.promise
  await ask(accounts, 'other@example.com')
  assert.equal(await accounts.emailTaken('ada@example.com'), false)
  const before = Date.now()
  await accounts.close()
  assert.ok(Date.now() - before < 3000)
  assert.equal(await left(database, time), 2)
})

test('closing at once does not wait for a sender', async () => {
  const [database, time, called] = [freshDatabase(), clock(), deferred()]
  const accounts = await Accounts.open({ database, ...SOON }, {
    clock: time,
    sender() {
      called.resolve()
      return new Promise(() => {})
    },
  })
  await ask(accounts)
  await called.promise
  const before = Date.now()
  accounts.closeSync()
  assert.ok(Date.now() - before < 3000)
  assert.equal(await left(database, time), 1)
})

test('closing at once asks a sender that fails no more', async () => {
  for (const fail of [() => { throw new Error('down') }, () => Promise.reject(new Error('down'))]) {
    const [database, time, called] = [freshDatabase(), clock(), deferred()]
    let asked = 0
    const accounts = await Accounts.open({ database, ...SOON }, {
      clock: time,
      sender() {
        asked += 1
        called.resolve()
        return fail()
      },
    })
    for (const n of [1, 2, 3, 4]) await ask(accounts, `user${n}@example.com`)
    await called.promise
    const before = Date.now()
    accounts.closeSync()
    assert.ok(Date.now() - before < 3000)
    const beforeClosed = asked
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(asked, beforeClosed)
    assert.equal(await left(database, time), 4)
  }
})

test('a sender may close the accounts', async () => {
  for (const how of ['close', 'closeSync']) {
    const closed = deferred()
    const accounts = await Accounts.open({ database: freshDatabase(), closeTimeout: 100, ...SOON }, {
      async sender() {
        await accounts[how]()
        closed.resolve()
      },
    })
    await ask(accounts)
    await closed.promise
    await assert.rejects(accounts.getSession('x'), { code: 'closed' })
  }
})

test('a sender may outlive the last handle', async () => {
  const { code, lines } = await run('last_handle.mjs', freshDatabase())
  assert.equal(code, 0)
  assert.deepEqual(lines, [{ sent: 1, left: 0 }])
})
