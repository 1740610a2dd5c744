// What the declarations say, what the classes have, and what the table of all languages says, as sets.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { Accounts, SettableClock } from 'ezauth'
import { clock, opened, verifiedUser } from './help.mjs'
import { camelCase, readTable } from './table.mjs'

const table = readTable()
const declarations = ['index', 'records']
  .map((name) => readFileSync(new URL(`../lib/${name}.d.cts`, import.meta.url), 'utf8'))
  .join('\n')
  .replace(/\/\*\*.*?\*\//gs, '')

/** What only Node has, and why. */
const EXTRA = {
  closeSync: '`using` cannot wait for a promise',
  getSessionSync: 'the look-up of every request takes less than handing it to a thread',
}

function body(kind, name) {
  const [, text] = declarations.match(new RegExp(`export ${kind} ${name}\\b[^{]*\\{\\n(.*?)\\n\\}`, 's'))
  return text
}

/** The members of an interface, each with its type. */
function fields(name) {
  const lines = body('interface', name).split('\n').filter((line) => line.trim())
  return lines.map((line) => line.trim().match(/^(\w+\??): (.+)$/).slice(1))
}

/** The methods of a class, each with its parameters. */
function methods(name, prefix = '') {
  const found = body('class', name).matchAll(new RegExp(`^  ${prefix}(\\w+)\\(([^)]*)\\): (.+)$`, 'gm'))
  return new Map([...found].map(([, method, list, result]) => [method, { list: parameters(list), result }]))
}

function parameters(list) {
  return list.split(/,(?![^<]*>)/).map((it) => it.trim()).filter(Boolean).map((it) => it.split(': ')[0])
}

function names(name) {
  const [, text] = declarations.match(new RegExp(`export type ${name} =\\s+([^\\n]*(?:\\n  \\|[^\\n]*)*)`))
  return [...text.matchAll(/'(\w+)'/g)].map(([, it]) => it)
}

const own = (object) => Object.getOwnPropertyNames(object).filter((name) => name !== 'constructor').sort()

test('the classes have the methods that are declared', () => {
  assert.deepEqual([...methods('Accounts').keys()].sort(), own(Accounts.prototype))
  assert.deepEqual([...methods('SettableClock').keys()].sort(), own(SettableClock.prototype))
  const statics = own(Accounts).filter((name) => !['length', 'name', 'prototype'].includes(name))
  assert.deepEqual([...methods('Accounts', 'static ').keys()].sort(), statics)
  for (const name of ['dispose', 'asyncDispose']) {
    assert.ok(declarations.includes(`[Symbol.${name}]`) && Symbol[name] in Accounts.prototype)
  }
})

test('the operations are those of the table, with its parameters', () => {
  const declared = new Map([...methods('Accounts'), ...methods('Accounts', 'static ')])
  for (const name of Object.keys(EXTRA)) assert.ok(declared.delete(name))
  const wanted = table.operation.map(({ name, parameters: list }) => {
    const optional = (it) => it.optional ? `${camelCase(it.name)}?` : camelCase(it.name)
    const ports = name === 'open' ? ['ports?'] : []
    return [camelCase(name), [...list.map(optional), ...ports]]
  })
  const has = [...declared].map(([name, { list }]) => [name, list])
  assert.deepEqual(has.sort(), wanted.sort())
})

test('the results are those of the table', () => {
  const result = (type) => {
    const [word, of] = type.split(/ (.*)/)
    const named = { nothing: 'void', int: 'number', bool: 'boolean', secret: 'Secret', text: 'string', Accounts: 'Accounts' }
    if (word === 'optional') return `${result(of)} | null`
    if (word === 'list') return `${result(of)}[]`
    return named[word] ?? word
  }
  const declared = new Map([...methods('Accounts'), ...methods('Accounts', 'static ')])
  for (const { name, result: type } of table.operation) {
    assert.equal(declared.get(camelCase(name)).result, `Promise<${result(type)}>`, name)
  }
})

test('the records have the fields of the table', () => {
  const types = {
    id: 'Id', text: 'string', secret: 'Secret', bool: 'boolean', int: 'number', time: 'Date', json: 'Record<string, unknown>',
  }
  const typed = (type) => {
    const [word, of] = type.split(/ (.*)/)
    if (word === 'optional') return `${typed(of)} | null`.replace('| null | null', '| null')
    if (word === 'list') return `${typed(of)}[]`
    return types[word] ?? word
  }
  const given = ['Context', 'ProfileChanges', 'EventFilter', 'UserFilter']
  for (const [record, wanted] of Object.entries(table.records)) {
    const optional = given.includes(record) ? '?' : ''
    const differs = { 'Identity.type': 'IdentityType', 'ProfileChanges.metadata': types.json }
    const expected = Object.entries(wanted).map(([field, type]) =>
      [camelCase(field) + optional, differs[`${record}.${field}`] ?? typed(type)])
    assert.deepEqual(fields(record), expected, record)
  }
})

test('names, errors and settings are those of the table', () => {
  for (const [name, wanted] of Object.entries(table.names)) assert.deepEqual(names(name), wanted, name)
  assert.deepEqual(names('ErrorCode').sort(), Object.keys(table.errors).sort())
  const settings = fields('Settings').map(([name]) => name.replace('?', ''))
  assert.deepEqual(settings, Object.keys(table.settings).map(camelCase))
})

test('the records that come have the fields that are declared', async (t) => {
  const accounts = await opened(t, {}, { clock: clock() })
  const user = await verifiedUser(accounts)
  const token = await accounts.generateUserSessionToken(user.id)
  await accounts.requestPasswordRecovery('ada@example.com')
  const [message] = await accounts.claimMessages(1, 60_000)
  const page = await accounts.events()
  const { session } = await accounts.getSession(token)
  const { identity } = await accounts.getVerifiedIdentity('email', 'ada@example.com')
  const records = {
    User: user,
    Identity: identity,
    UserIdentity: await accounts.getVerifiedIdentity('email', 'ada@example.com'),
    Session: session,
    SessionUser: await accounts.getSession(token),
    SignIn: await accounts.signInWithPassword('ada@example.com', 'a long and quiet river'),
    Verification: await accounts.peekMagicLink(message.token),
    Message: message,
    Event: page.events[0],
    EventPage: page,
    SweepReport: await accounts.sweep(1),
    UserPage: await accounts.adminListUsers(),
    UserExport: await accounts.adminExportUser(user.id),
  }
  for (const [name, record] of Object.entries(records)) {
    assert.deepEqual(Object.getOwnPropertyNames(record), fields(name).map(([field]) => field), name)
  }
})
