// Panics in the native half: the call is refused as `internal`, and everything stays as it was.
//
// Run by itself, with the addon that `cargo build -p ezauth-node --features seeded-faults --target-dir
// target/seeded-faults` makes; the package around it is put together here.

import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../..', import.meta.url))
const built = join(project, '../../target/seeded-faults/debug')
const library = process.platform === 'darwin' ? 'libezauth_node.dylib' : 'libezauth_node.so'

const site = mkdtempSync(join(tmpdir(), 'ezauth-panics-'))
after(() => rmSync(site, { recursive: true, force: true }))
for (const name of ['package.json', 'lib', 'test/help.mjs']) cpSync(join(project, name), join(site, name), { recursive: true })
cpSync(join(built, library), join(site, `native/ezauth.${process.platform}-${process.arch}.node`))

// The helper's `ezauth` is the package that it stands in.
const { opened, until } = await import(join(site, 'test/help.mjs'))
const { Accounts, EzAuthError, SettableClock } = await import(join(site, 'lib/index.mjs'))
const { seedPanic } = createRequire(import.meta.url)(join(site, 'lib/native.cjs'))

const NOWHERE = 0
const IN_A_CALL = 1
const IN_THE_DELIVERY_THREAD = 2
const WHILE_CLAIMING = 3
const IN_A_MESSAGE = 4
const IN_AN_ARGUMENT = 5

// A sender does not keep Node running, and some of these tests wait for nothing else.
const running = setInterval(() => {}, 1000)
after(() => clearInterval(running))

/** The seeded panic was not missed. */
const happened = () => assert.equal(seedPanic(NOWHERE), NOWHERE)

async function ask(accounts) {
  const { identity } = await accounts.createUserWithEmail('ada@example.com')
  await accounts.requestEmailVerification(identity.id)
}

function internal(error) {
  assert.ok(error instanceof EzAuthError, error.stack)
  assert.deepEqual([error.code, error.number, error.fields], ['internal', 90, []])
  return true
}

for (const [where, place] of [['a call', IN_A_CALL], ['a transaction', WHILE_CLAIMING]]) {
  test(`a panic in ${where} is an answer, and the next call has its own`, async (t) => {
    const accounts = await opened(t)
    await ask(accounts)
    seedPanic(place)
    await assert.rejects(accounts.claimMessages(1, 60_000), internal)
    happened()
    const [message] = await accounts.claimMessages(1, 60_000)
    assert.equal(message.attempts, 1)
    assert.equal(await accounts.ackMessage(message.lease), true)
  })
}

test('a panic in a call on the event loop is an answer, and the next call has its own', async (t) => {
  const accounts = await opened(t)
  seedPanic(IN_A_CALL)
  assert.throws(() => accounts.getSessionSync('x'), internal)
  happened()
  assert.equal(accounts.getSessionSync('x'), null)
})

const ID = '01a202ee-d50e-758c-8549-1999a7442001'

for (const [what, call] of [
  ['a text', (accounts) => accounts.emailTaken('ada@example.com')],
  ['an id', (accounts) => accounts.getUser(ID)],
  ['a number', (accounts) => accounts.sweep(1)],
  ['a duration', (accounts) => accounts.claimMessages(1, 60_000)],
  ['a context', (accounts) => accounts.requestPasswordRecovery('ada@example.com', {})],
  ['a filter', (accounts) => accounts.events({})],
  ['changes', (accounts) => accounts.updateUserProfile(ID, {})],
  ['settings', () => Accounts.open({ database: 'panics.db' })],
  ['a key', () => Accounts.replaceKey({ database: 'panics.db' })],
  ['a date', async () => new SettableClock(new Date())],
  ['a text on the event loop', async (accounts) => accounts.getSessionSync('x')],
]) {
  test(`a panic while ${what} is read is an answer, and the next call has its own`, async (t) => {
    const accounts = await opened(t)
    seedPanic(IN_AN_ARGUMENT)
    await assert.rejects(call(accounts), { code: 'internal', number: 90 })
    happened()
    assert.equal(await accounts.emailTaken('ada@example.com'), false)
  })
}

for (const [where, place, attempt] of [
  ['on the way to a sender', IN_THE_DELIVERY_THREAD, 2],
  ['on the event loop, before a sender', IN_A_MESSAGE, 2],
  ['while the delivery thread claims', WHILE_CLAIMING, 1],
]) {
  test(`after a panic ${where} the message is delivered`, async (t) => {
    const attempts = []
    const accounts = await opened(t, { deliveryPoll: 10 }, { sender: (message) => { attempts.push(message.attempts) } })
    seedPanic(place)
    await ask(accounts)
    await until(() => attempts.length > 0)
    happened()
    assert.deepEqual(attempts, [attempt])
  })
}
