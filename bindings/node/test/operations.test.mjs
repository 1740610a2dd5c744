// The story that every language plays: sign up, prove the address, sign in, sign out.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { inspect } from 'node:util'

import * as ezauth from 'ezauth'
import { SettableClock } from 'ezauth'
import { PASSWORD, clock, freshDatabase, opened, until, verifiedUser } from './help.mjs'

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

test('both kinds of module give the same classes', () => {
  const required = createRequire(import.meta.url)('ezauth')
  assert.deepEqual(Object.keys(ezauth).sort(), ['Accounts', 'EzAuthError', 'SettableClock'])
  assert.equal(ezauth.Accounts, required.Accounts)
  assert.equal(ezauth.EzAuthError, required.EzAuthError)
})

test('a user signs up, proves the address, signs in and out', async (t) => {
  const time = clock()
  const accounts = await opened(t, { baseUrl: 'https://example.com/auth' }, { clock: time })
  const { user, identity } = await accounts.createUserWithPassword('Ada@example.com', PASSWORD)
  assert.match(user.id, ID)
  assert.deepEqual(user, {
    id: user.id,
    name: null,
    username: null,
    metadata: {},
    hasPassword: true,
    disabledAt: null,
    createdAt: time.now(),
    updatedAt: time.now(),
  })
  assert.equal(identity.value, 'ada@example.com')
  assert.equal(identity.displayValue, 'Ada@example.com')
  assert.equal(identity.verifiedAt, null)

  const handle = await accounts.requestEmailVerification(identity.id)
  const [mail] = await accounts.claimMessages(10, 60_000)
  assert.equal(mail.recipient, 'Ada@example.com')
  assert.equal(mail.link, `https://example.com/auth/confirm/${mail.token}`)
  assert.match(mail.code, /^\d{6}$/)
  assert.ok(mail.text.includes(mail.code))
  assert.equal(await accounts.ackMessage(mail.lease), true)
  assert.equal(await accounts.ackMessage(mail.lease), false)

  time.advance(60_000)
  const proven = await accounts.verifyMagicLink(mail.token, 'email', handle)
  assert.deepEqual(proven.identity.verifiedAt, new Date(1_800_000_060_000))

  const context = { ip: '::ffff:192.0.2.7', userAgent: 'tests' }
  const { token, session } = await accounts.signInWithPassword('ada@example.com', PASSWORD, context)
  assert.equal(token.length, 43)
  assert.equal(session.ip, '192.0.2.7')
  assert.equal(session.userAgent, 'tests')
  assert.equal(session.method, 'password')

  const found = await accounts.getSession(token)
  assert.equal(found.user.id, user.id)
  assert.deepEqual(accounts.getSessionSync(token), found)
  assert.equal(await accounts.revokeUserSessionToken(token), true)
  assert.equal(await accounts.revokeUserSessionToken(token), false)
  assert.equal(await accounts.getSession(token), null)
  assert.equal(accounts.getSessionSync(token), null)
})

test('the event loop finds what a promise finds, member by member', async (t) => {
  const time = clock()
  const accounts = await opened(t, { sessionIdleLifetime: 3_600_000 }, { clock: time })
  const { user } = await accounts.createUserWithEmail('ada@example.com')
  const changes = [
    {},
    { name: 'Ada' },
    { name: null, username: 'ada' },
    { name: 'Адa 🦊', metadata: { theme: 'dark', ['__proto__']: 'Zoë' } },
    { username: null },
  ]
  const contexts = [{}, { userAgent: 'tésts' }, { ip: '192.0.2.7' }, { ip: '192.0.2.7', userAgent: '' }, { userAgent: '測試' }]
  for (const [at, change] of changes.entries()) {
    time.advance(1_000)
    await accounts.updateUserProfile(user.id, change)
    for (const context of contexts) {
      const token = await accounts.generateUserSessionToken(user.id, context)
      // So much later its use is noted, so that its times differ.
      time.advance(60_000)
      await accounts.getSession(token)
      await until(async () => (await accounts.getSession(token)).session.lastSeenAt > time.now() - 1)
      const [found, promised] = [accounts.getSessionSync(token), await accounts.getSession(token)]
      assert.deepEqual(found, promised, `${at}`)
      assert.equal(JSON.stringify(found), JSON.stringify(promised))
      found.session.createdAt.setTime(0)
      assert.deepEqual(accounts.getSessionSync(token), promised)
    }
  }
})

test('secrets are there to be read, and no log shows them', async (t) => {
  const accounts = await opened(t)
  const { identity } = await accounts.createUserWithPassword('ada@example.com', PASSWORD)
  await accounts.requestEmailVerification(identity.id)
  const [mail] = await accounts.claimMessages(1, 60_000)
  await accounts.verifyMagicLink(mail.token, 'email')
  const signedIn = await accounts.signInWithPassword('ada@example.com', PASSWORD)
  const shown = [mail, signedIn, accounts].map((it) => inspect(it, { depth: null }) + JSON.stringify(it)).join()
  for (const secret of [mail.code, mail.token, mail.link, mail.text, signedIn.token]) {
    assert.equal(typeof secret, 'string')
    assert.ok(!shown.includes(secret))
  }
})

test('what expires, expires by the clock that is set', async (t) => {
  const time = clock()
  const accounts = await opened(t, { sessionLifetime: 3_600_000 }, { clock: time })
  const user = await verifiedUser(accounts)
  const token = await accounts.generateUserSessionToken(user.id)
  time.advance(3_599_999)
  assert.notEqual(await accounts.getSession(token), null)
  time.set(new Date(time.now().getTime() + 1))
  assert.equal(await accounts.getSession(token), null)
})

test('profiles change by object or by JSON, and metadata is an object', async (t) => {
  const accounts = await opened(t)
  const { user } = await accounts.createUserWithEmail('ada@example.com')
  const metadata = { theme: 'dark', nested: [1, { a: null }], ['__proto__']: 1 }
  const changed = await accounts.updateUserProfile(user.id, { name: 'Ada', username: 'ada', metadata })
  assert.deepEqual(changed.metadata, metadata)
  assert.deepEqual([changed.name, changed.username], ['Ada', 'ada'])
  const again = await accounts.updateUserProfile(user.id, '{"name":null}')
  assert.deepEqual([again.name, again.username], [null, 'ada'])
  assert.equal((await accounts.getUserByUsername('ADA')).id, user.id)
})

test('metadata is read as JSON is, and a number becomes the nearest double', async (t) => {
  const accounts = await opened(t)
  const { user } = await accounts.createUserWithEmail('ada@example.com')
  const changes = '{"metadata":{"big":9007199254740993,"small":9007199254740991,"text":"9007199254740993"}}'
  const { metadata } = await accounts.updateUserProfile(user.id, changes)
  assert.deepEqual(metadata, { big: 2 ** 53, small: 2 ** 53 - 1, text: '9007199254740993' })
})

test('a time that no `Date` has is held at the ends', async () => {
  const time = new SettableClock(new Date(8.64e15))
  time.advance(1)
  assert.equal(time.now().getTime(), 8.64e15)
  time.set(new Date(-8.64e15))
  assert.equal(time.now().getTime(), -8.64e15)
})

test('the trail is listed in parts', async (t) => {
  const accounts = await opened(t)
  const { user } = await accounts.createUserWithEmail('ada@example.com')
  await accounts.generateUserSessionToken(user.id)
  const { events: [first], cursor } = await accounts.events({ limit: 1 })
  assert.equal(first.type, 'user_created')
  const { events: [second] } = await accounts.events({ user: user.id }, cursor)
  assert.equal(second.type, 'session_created')
  assert.equal(second.data.method, 'host')
  assert.deepEqual(Object.values(await accounts.sweep(100)), [0, 0, 0, 0, 0, 0, 0])
})

/** The one message that waits. */
async function onlyMail(accounts) {
  const [mail, ...more] = await accounts.claimMessages(10, 60_000)
  assert.deepEqual(more, [])
  await accounts.ackMessage(mail.lease)
  return mail
}

test('a wish becomes an account with its handle', async (t) => {
  const time = clock()
  const accounts = await opened(t, {}, { clock: time })
  const handle = await accounts.signUpWithPassword('ada@example.com', PASSWORD)
  const { token, kind, userId } = await onlyMail(accounts)
  assert.deepEqual([kind, userId], ['sign_up', null])
  const { signUpId, identityId, pendingChangeId } = await accounts.peekMagicLink(token)
  assert.match(signUpId, ID)
  assert.deepEqual([identityId, pendingChangeId], [null, null])
  await assert.rejects(accounts.confirmSignUpWithLink(token), { code: 'proof_required' })
  time.advance(60_000)
  assert.equal(await accounts.resendSignUp(handle), undefined)
  const { code } = await onlyMail(accounts)
  const context = { ip: '192.0.2.7' }
  const { session, user } = await accounts.confirmSignUpWithCode('ada@example.com', code, handle, context)
  assert.deepEqual([session.method, session.ip, user.hasPassword], ['code', '192.0.2.7', true])
})

test('a notice has nothing to sign in with', async (t) => {
  const accounts = await opened(t)
  await verifiedUser(accounts)
  await accounts.signUpWithPassword('ada@example.com', PASSWORD)
  const { kind, code, token, link, subject, text } = await onlyMail(accounts)
  assert.deepEqual([kind, code, token, link], ['address_in_use', null, null, null])
  assert.ok(subject && text)
})

test('people change their own account', async (t) => {
  const time = clock()
  const accounts = await opened(t, {}, { clock: time })
  assert.equal((await accounts.requestMagicLink('ada@example.com')).length, 43)
  const first = await accounts.signInWithMagicLink((await onlyMail(accounts)).token)
  assert.equal(first.session.method, 'link')
  time.advance(11 * 60_000)
  await assert.rejects(accounts.setPassword(first.token, PASSWORD), { code: 'reauthentication_required' })
  const handle = await accounts.requestEmailCode('ada@example.com')
  const { code } = await onlyMail(accounts)
  const { token } = await accounts.reauthenticateWithCode(first.token, 'ada@example.com', code, handle)
  assert.equal(await accounts.getSession(first.token), null)
  assert.equal((await accounts.setPassword(token, PASSWORD)).hasPassword, true)
  assert.equal((await onlyMail(accounts)).kind, 'password_set')

  const [old] = await accounts.listUserIdentities(first.user.id)
  await accounts.requestIdentity(token, 'email', 'lovelace@example.com', old.id)
  const change = await onlyMail(accounts)
  assert.match((await accounts.peekMagicLink(change.token)).pendingChangeId, ID)
  const { identity } = await accounts.confirmIdentityWithCode(token, 'lovelace@example.com', change.code)
  assert.deepEqual(await accounts.listUserIdentities(first.user.id), [identity])
  await assert.rejects(accounts.removeIdentity(token, identity.id), { code: 'last_identity' })
  await accounts.signInWithPassword('lovelace@example.com', PASSWORD)
  assert.equal(await accounts.revokeOtherSessions(token), 1)
  assert.equal((await accounts.changePassword(token, PASSWORD, PASSWORD.repeat(2))).id, first.user.id)
  assert.equal(await accounts.deleteAccount(token), undefined)
  assert.equal(await accounts.getUser(first.user.id), null)
})

test('users are filtered and listed in parts', async (t) => {
  const accounts = await opened(t)
  const { user: ada } = await accounts.createUserWithEmail('ada@example.com')
  const { user: bob } = await accounts.createUserWithEmail('bob@example.com')
  const { users, cursor } = await accounts.adminListUsers(null, { limit: 1 })
  assert.deepEqual(users, [ada])
  assert.deepEqual((await accounts.adminListUsers(cursor)).users, [bob])
  const off = await accounts.adminDisableUser(bob.id)
  assert.ok(off.disabledAt instanceof Date)
  assert.deepEqual((await accounts.adminListUsers(null, { disabled: true })).users, [off])
  assert.deepEqual((await accounts.adminListUsers(null, { disabled: false, limit: null })).users, [ada])
  assert.equal((await accounts.adminEnableUser(bob.id)).disabledAt, null)
})

test('what is held about a person is an object', async (t) => {
  const accounts = await opened(t)
  const { user } = await accounts.createUserWithPassword('ada@example.com', PASSWORD)
  await accounts.adminAttachIdentity(user.id, 'google', '117')
  const { data } = await accounts.adminExportUser(user.id, { ip: '192.0.2.7' })
  assert.equal(data.user.id, user.id)
  const attached = data.identities.map(({ type, value }) => [type, value])
  assert.deepEqual(attached, [['email', 'ada@example.com'], ['google', '117']])
  await accounts.adminSetPassword(user.id, PASSWORD.repeat(2))
  await accounts.adminExpirePassword(user.id, 'seen in a leak')
  const { events: [expired] } = await accounts.events({ type: 'password_expired' })
  assert.equal(expired.data.reason, 'seen in a leak')
  assert.equal(await accounts.adminRevokeAllSessions(), 0)
  assert.equal(await accounts.adminDeleteUser(user.id), undefined)
  assert.deepEqual(await accounts.listUserIdentities(user.id), [])
})

test('a copy goes where a text says', async (t) => {
  const key = new Uint8Array(32).fill(7)
  const accounts = await opened(t, { key })
  const { user } = await accounts.createUserWithEmail('ada@example.com')
  const database = freshDatabase()
  assert.equal(await accounts.backup(database), undefined)
  const copy = await opened(t, { key, database })
  assert.deepEqual(await copy.getUser(user.id), user)
})
