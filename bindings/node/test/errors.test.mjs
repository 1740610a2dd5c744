// What is refused: with all the detail, and before anything has happened.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { test } from 'node:test'

import { Accounts, EzAuthError, SettableClock } from 'ezauth'
import { PASSWORD, clock, freshDatabase, opened } from './help.mjs'

const ID = '01a202ee-d50e-758c-8549-1999a7442001'

async function refusal(promise) {
  try {
    await promise
  } catch (error) {
    return error
  }
  assert.fail('it was not refused')
}

test('an error says what happened, in full', async (t) => {
  const accounts = await opened(t)
  const error = await refusal(accounts.createUserWithPassword('ada', 'short'))
  assert.ok(error instanceof EzAuthError && error instanceof Error)
  assert.equal(error.name, 'EzAuthError')
  assert.equal(error.code, 'invalid_argument')
  assert.equal(error.number, 1)
  assert.deepEqual(error.fields, [
    { field: 'email', reason: 'malformed' },
    { field: 'password', reason: 'too_short' },
  ])
  assert.equal(error.message, 'invalid argument: `email` is malformed, `password` is too short')
  assert.deepEqual(Object.keys(error), ['code', 'number', 'fields'])
  assert.match(error.stack, /errors\.test\.mjs/, 'the stack tells who called')
})

test('other kinds have their own code and number', async (t) => {
  const accounts = await opened(t)
  const context = { userAgent: 'a\nb' }
  const cases = [
    [() => accounts.signInWithPassword('ada@example.com', PASSWORD), 'invalid_credentials', 20, []],
    [() => accounts.verifyMagicLink('x', 'email'), 'invalid_token', 21, []],
    [() => accounts.createUserWithPassword('ada@example.com', 'ada@example.com'), 'weak_password', 22, ['password']],
    [() => accounts.requestEmailVerification(ID), 'not_found', 25, []],
    [() => accounts.requestEmailVerification('x'), 'invalid_argument', 1, ['identity']],
    [() => accounts.requestPasswordRecovery('a@example.com', context), 'invalid_argument', 1, ['userAgent']],
    [() => accounts.claimMessages(0, 60_000), 'invalid_argument', 1, ['limit']],
    [() => accounts.claimMessages(1.5, 60_000), 'invalid_argument', 1, ['limit']],
    [() => accounts.claimMessages(-1, 60_000), 'invalid_argument', 1, ['limit']],
    [() => accounts.claimMessages(1, NaN), 'invalid_argument', 1, ['lease']],
    [() => accounts.claimMessages(1, -1), 'invalid_argument', 1, ['lease']],
    [() => accounts.events({ type: 'x' }), 'invalid_argument', 1, ['type']],
    [() => accounts.adminListUsers(null, { limit: -1 }), 'invalid_argument', 1, ['limit']],
    [() => accounts.requestIdentity('a', 'google', 'b'), 'invalid_argument', 1, ['type']],
    [() => accounts.requestIdentity('a', 'email', 'b', 'x'), 'invalid_argument', 1, ['replaces']],
    [() => accounts.removeIdentity('a', 'x'), 'invalid_argument', 1, ['identity']],
  ]
  for (const [call, code, number, fields] of cases) {
    const error = await refusal(call())
    assert.deepEqual([error.code, error.number, error.fields.map((it) => it.field)], [code, number, fields])
    assert.ok(error instanceof EzAuthError)
  }
})

test('too many at once are told when to come back', async (t) => {
  const accounts = await opened(t, { hashConcurrency: 1, hashQueue: 0 })
  const signIns = Array.from({ length: 4 }, () => accounts.signInWithPassword('ada@example.com', PASSWORD))
  const results = await Promise.allSettled(signIns)
  const limited = results.map((it) => it.reason).find((it) => it.code === 'rate_limited')
  assert.equal(limited.number, 27)
  assert.ok(limited.retryAfter > 0)
})

test('a storage failure says why', async () => {
  const database = freshDatabase()
  writeFileSync(database, 'this is not a database. '.repeat(400))
  const error = await refusal(Accounts.open({ database }))
  assert.ok(error.code === 'storage' ? error.storage : error.fields.length, error.stack)
  const missing = await refusal(Accounts.open({ database: '/there/is/no/such/folder/a.db' }))
  assert.ok(['storage', 'invalid_config'].includes(missing.code), missing.stack)
  if (missing.code === 'storage') assert.equal(missing.storage, 'io')
})

test('a wrong type is a TypeError that names the argument', async (t) => {
  const accounts = await opened(t)
  const before = await accounts.events()
  const cases = [
    [() => accounts.createUserWithPassword(undefined, PASSWORD), 'email'],
    [() => accounts.createUserWithPassword('ada@example.com'), 'password'],
    [() => accounts.createUserWithPassword('ada@example.com', 12345678), 'password'],
    [() => accounts.createUserWithPassword(new String('ada@example.com'), PASSWORD), 'email'],
    [() => accounts.signInWithPassword('a', 'b', 'context'), 'context'],
    [() => accounts.signInWithPassword('a', 'b', { ip: 7 }), 'ip'],
    [() => accounts.signInWithPassword('a', 'b', { userAgent: [] }), 'userAgent'],
    [() => accounts.verifyMagicLink('a', 'email', 7), 'proof'],
    [() => accounts.claimMessages('1', 60_000), 'limit'],
    [() => accounts.claimMessages(1, '60s'), 'lease'],
    [() => accounts.claimMessages(1n, 60_000), 'limit'],
    [() => accounts.ackMessage(null), 'lease'],
    [() => accounts.getUser({}), 'user'],
    [() => accounts.getSession(), 'token'],
    [async () => accounts.getSessionSync(7), 'token'],
    [() => accounts.updateUserProfile(ID), 'changes'],
    [() => accounts.events('x'), 'filter'],
    [() => accounts.sweep(null), 'limit'],
    [() => accounts.signUpWithPassword('a', 7), 'password'],
    [() => accounts.confirmSignUpWithLink('a', 7), 'proof'],
    [() => accounts.confirmSignUpWithCode('a', 'b', 7), 'proof'],
    [() => accounts.resendSignUp(), 'handle'],
    [() => accounts.requestMagicLink(), 'email'],
    [() => accounts.signInWithMagicLink(null), 'token'],
    [() => accounts.requestEmailCode('a', 'context'), 'context'],
    [() => accounts.signInWithEmailCode('a', 123456), 'code'],
    [() => accounts.requestPhoneCode(49), 'phone'],
    [() => accounts.signInWithPhoneCode('a', 'b', 7), 'handle'],
    [() => accounts.revokeOtherSessions(), 'sessionToken'],
    [() => accounts.changePassword('a', null, PASSWORD), 'currentPassword'],
    [() => accounts.changePassword('a', PASSWORD), 'newPassword'],
    [() => accounts.setPassword('a', null), 'newPassword'],
    [() => accounts.deleteAccount(), 'sessionToken'],
    [() => accounts.requestIdentity('a', 'email', 'b', 7), 'replaces'],
    [() => accounts.confirmIdentityWithLink('a'), 'token'],
    [() => accounts.confirmIdentityWithCode('a', 'b'), 'code'],
    [() => accounts.removeIdentity('a'), 'identity'],
    [() => accounts.reauthenticateWithPassword('a'), 'password'],
    [() => accounts.reauthenticateWithLink('a'), 'token'],
    [() => accounts.reauthenticateWithCode('a', 'b', 'c', 7), 'handle'],
    [() => accounts.listUserIdentities(), 'user'],
    [() => accounts.adminListUsers(7), 'cursor'],
    [() => accounts.adminListUsers(null, 'x'), 'filter'],
    [() => accounts.adminListUsers(null, { disabled: 'false' }), 'disabled'],
    [() => accounts.adminDisableUser(), 'user'],
    [() => accounts.adminEnableUser(null), 'user'],
    [() => accounts.adminDeleteUser(undefined), 'user'],
    [() => accounts.adminSetPassword(ID), 'newPassword'],
    [() => accounts.adminExpirePassword(ID), 'reason'],
    [() => accounts.adminAttachIdentity(ID, 7, 'b'), 'provider'],
    [() => accounts.adminAttachIdentity(ID, 'google', 7), 'subject'],
    [() => accounts.adminExportUser(7), 'user'],
    [() => accounts.adminRevokeAllSessions('context'), 'context'],
    [() => accounts.backup(new URL('file:///copy.db')), 'path'],
  ]
  for (const [call, field] of cases) {
    const error = await refusal(call())
    assert.ok(error instanceof TypeError, error.stack)
    assert.equal(error.code, 'invalid_argument')
    assert.deepEqual(error.fields, [{ field, reason: 'wrong_type' }])
  }
  assert.deepEqual(await accounts.events(), before, 'nothing has happened')
})

test('a lone surrogate is refused with its field', async (t) => {
  const accounts = await opened(t)
  const malformed = async (promise, field) => {
    const error = await refusal(promise)
    assert.ok(error instanceof EzAuthError)
    assert.deepEqual(error.fields, [{ field, reason: 'malformed' }])
  }
  await malformed(accounts.createUserWithPassword('ada@example.com', 'a long \ud800 river'), 'password')
  await malformed(accounts.createUserWithPassword('\udc00@example.com', PASSWORD), 'email')
  await malformed(accounts.signInWithPassword('ada@example.com', PASSWORD, { userAgent: '\ud83d' }), 'userAgent')
  await malformed(accounts.updateUserProfile(ID, { name: '\ud800' }), 'name')
  await malformed(Accounts.open({ database: 'a\ud800' }), 'database')
  await malformed(accounts.changePassword('a', 'a long \ud800 river', PASSWORD), 'currentPassword')
  await malformed(accounts.adminAttachIdentity(ID, 'google', '\ud800'), 'subject')
  await malformed(accounts.backup('a\ud800'), 'path')
  assert.equal((await accounts.createUserWithPassword('ada@example.com', 'a \ud83d\ude00 long river')).user.hasPassword, true)
  assert.equal((await accounts.createUserWithPassword('bob@example.com', 'a \ufffd long river')).user.hasPassword, true)
  assert.deepEqual((await refusal(accounts.emailTaken('ada@example.com\0'))).fields,
    [{ field: 'email', reason: 'control_character' }])
})

test('settings are texts, numbers, booleans, bytes and lists', async (t) => {
  const key = new Uint8Array(32).fill(7)
  const accounts = await opened(t, {
    key,
    additionalKeys: [Buffer.alloc(32, 8), '09'.repeat(32)],
    passwordWords: ['ezauth', 'library'],
    codeDigits: 8,
    codeLifetime: 90_000,
    sessionLifetime: '30d',
    confirmNeedsProof: true,
    profile: 'default',
    smsPrefixes: ['+49', '+43'],
    openSignUp: false,
    issueInterval: 0,
    argon2Memory: '20MiB',
  }, { clock: clock() })
  assert.equal((await refusal(accounts.createUserWithPassword('a@example.com', 'ezauth'))).code, 'invalid_argument')
  const { identity } = await accounts.createUserWithEmail('ada@example.com')
  await accounts.requestEmailVerification(identity.id)
  const [mail] = await accounts.claimMessages(1, 1000)
  assert.equal(mail.code.length, 8)
})

test('a setting that is not good is refused with its name', async () => {
  const cases = [
    [{}, 'database', 'empty'],
    [{ codeDigits: 5 }, 'codeDigits', 'out_of_range'],
    [{ codeDigits: 6.5 }, 'codeDigits', 'malformed'],
    [{ codeDigits: NaN }, 'codeDigits', 'malformed'],
    [{ sessionLifetime: '3 days' }, 'sessionLifetime', 'malformed'],
    [{ sessionLifetime: -1 }, 'sessionLifetime', 'malformed'],
    [{ sessionLifetime: 1 }, 'sessionLifetime', 'out_of_range'],
    [{ sessionLifetime: {} }, 'sessionLifetime', 'wrong_type'],
    [{ argon2Memory: 19456 }, 'argon2Memory', 'wrong_type'],
    [{ baseUrl: true }, 'baseUrl', 'wrong_type'],
    [{ baseUrl: ['http://localhost'] }, 'baseUrl', 'wrong_type'],
    [{ key: null }, 'key', 'wrong_type'],
    [{ key: undefined }, 'key', 'wrong_type'],
    [{ confirmNeedsProof: undefined }, 'confirmNeedsProof', 'wrong_type'],
    [{ database: new Uint8Array(8) }, 'database', 'wrong_type'],
    [{ key: new Uint16Array(32) }, 'key', 'wrong_type'],
    [{ key: new Uint8Array(31) }, 'key', 'malformed'],
    [{ passwordWords: ['one,two'] }, 'passwordWords', 'not_allowed'],
    [{ passwordWords: [{}] }, 'passwordWords', 'wrong_type'],
    [{ profile: 'lax' }, 'profile', 'malformed'],
    [{ profile: true }, 'profile', 'wrong_type'],
    [{ smsDaily: -1 }, 'smsDaily', 'malformed'],
    [{ colour: 'red' }, 'colour', 'unknown'],
  ]
  for (const [settings, field, reason] of cases) {
    const error = await refusal(Accounts.open(settings))
    assert.ok(error instanceof EzAuthError, error.stack)
    assert.equal(error.code, 'invalid_config')
    assert.deepEqual(error.fields, [{ field, reason }])
  }
  assert.equal((await refusal(Accounts.open({ session_lifetime: '1d' }))).fields[0].reason, 'unknown')
  assert.match((await refusal(Accounts.open({ sessionLifetimes: '1d' }))).message, /session_lifetimes/)
})

test('a misspelled member of an argument is not as if left out', async (t) => {
  const accounts = await opened(t)
  const { user } = await accounts.createUserWithEmail('a@example.com')
  for (const filter of [{ userId: user.id }, { user_id: user.id }, { users: user.id }]) {
    assert.deepEqual((await refusal(accounts.events(filter))).fields, [{ field: 'filter', reason: 'unknown' }])
  }
  for (const filter of [{ user: undefined }, { user: null }]) {
    assert.ok(await refusal(accounts.events(filter)) instanceof TypeError)
  }
  for (const filter of [{ enabled: true }, { is_disabled: true }]) {
    assert.deepEqual((await refusal(accounts.adminListUsers(null, filter))).fields, [{ field: 'filter', reason: 'unknown' }])
  }
  const context = { user_agent: 'tests' }
  const error = await refusal(accounts.generateUserSessionToken(user.id, context))
  assert.deepEqual(error.fields, [{ field: 'context', reason: 'unknown' }])
  assert.equal((await accounts.events({ limit: undefined })).events.length, 1)
})

test('with name and value exchanged, a key is not repeated', async () => {
  const key = '5a'.repeat(32)
  const error = await refusal(Accounts.open({ [key]: 'key' }))
  assert.deepEqual(error.fields, [{ field: 'settings', reason: 'unknown' }])
  assert.ok(!`${error.stack}${error.message}`.includes(key))
})

test('what is no port is refused', async () => {
  const database = freshDatabase()
  const ports = [{ sender: 7 }, { clock: {} }, { clock: Object.create(SettableClock.prototype) }, { sendr() {} }]
  for (const port of ports) assert.ok(await refusal(Accounts.open({ database }, port)) instanceof TypeError)
  for (const ports of [() => {}, null, 'sender']) {
    assert.match((await refusal(Accounts.open({ database }, ports))).message, /`ports` must be an object/)
  }
  for (const settings of [undefined, null, 'auth.db']) {
    assert.ok(await refusal(Accounts.open(settings)) instanceof TypeError)
  }
  assert.throws(() => new Accounts(), TypeError)
  assert.throws(() => new SettableClock(7), TypeError)
  assert.throws(() => new SettableClock(new Date(NaN)), { code: 'invalid_argument' })
  assert.throws(() => clock().advance(-1), { code: 'invalid_argument' })
})

test('a key that is not the database\'s is refused, and can be replaced', async () => {
  const database = freshDatabase()
  const open = (byte) => Accounts.open({ database, key: new Uint8Array(32).fill(byte) })
  await (await open(1)).close()
  const error = await refusal(open(2))
  assert.deepEqual([error.code, error.fields], ['invalid_config', [{ field: 'key', reason: 'mismatch' }]])
  await Accounts.replaceKey({ database, key: new Uint8Array(32).fill(2) })
  await (await open(2)).close()
})
