// The driver of the Node library: the engine's requests on standard input, answers on standard output.
// `tests/README.md` of the project tells the lines. It converts and decides nothing.

import { once } from 'node:events'
import { createInterface } from 'node:readline'

import { Accounts, SettableClock } from 'ezauth'

import { camelCase, readTable, snakeCase } from './test/table.mjs'

const OPERATIONS = new Map(readTable().operation.map((operation) => [operation.name, operation]))

/** The types of parameters that are objects with names of the table. */
const RECORDS = new Set(['context', 'EventFilter', 'UserFilter'])

/** Longer than any delivery takes, shorter than the engine waits for an answer. */
const PATIENCE = 10_000

/** What a `Date` can show, in milliseconds before and after 1970. */
const END_OF_TIME = 8.64e15

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

const clock = new SettableClock(new Date(0))
const handles = new Map()
const mailboxes = new Map()
let race = null

const controls = {
  async open(on, given) {
    mailboxes.set(on, new Mailbox())
    handles.set(on, await opened(given, mailboxes.get(on)))
  },
  replace_key: (_, given) => Accounts.replaceKey(camelKeys(given.settings)),
  close: (on) => handle(on).close(),
  set_clock: (_, given) => clock.set(new Date(given.now)),
  collected: (on, given) => mailboxes.get(on).take(given.at_least ?? 0),
  race(on, { threads, call, with: given }) {
    race = () => Promise.all(Array.from({ length: threads }, () => answer(() => raced(on, call, given))))
    return 'ready'
  },
  go: () => race(),
  abort: () => process.abort(),
}

/** The messages that a collecting sender was given. */
class Mailbox {
  #messages = []
  #count = 0

  put(message) {
    this.#messages.push(message)
    this.#count += 1
  }

  async take(atLeast) {
    const end = Date.now() + PATIENCE
    while (this.#count < atLeast && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 2))
    return this.#messages.splice(0)
  }
}

function opened({ settings, clock: now, sender }, mailbox) {
  const senders = {
    none: null,
    // As the core's own console sender prints it.
    console: ({ channel, recipient, subject, text }) =>
      console.error(`---- ${channel} to ${recipient}\nSubject: ${subject}\n\n${text}\n----`),
    collect: (message) => mailbox.put(message),
    fail() { throw new Error('the mail server is down') },
  }
  if (typeof now === 'number') clock.set(new Date(now))
  const ports = { sender: senders[sender ?? 'none'], clock: typeof now === 'number' ? clock : null }
  return Accounts.open(camelKeys(settings), ports)
}

/** One call of a race. In a race to open, each opens a handle of its own and closes it. */
async function raced(on, call, given) {
  if (call !== 'open') return operate(on, call, given)
  const accounts = await opened(given, new Mailbox())
  return accounts.close()
}

function operate(on, call, given = {}) {
  const { parameters } = OPERATIONS.get(call)
  const values = parameters.map(({ name, type }) => argument(type, given[name]))
  return handle(on)[camelCase(call)](...values)
}

function handle(on) {
  const accounts = handles.get(on)
  if (!accounts) throw new Error(`no accounts are open as \`${on}\``)
  return accounts
}

function argument(type, value) {
  if (RECORDS.has(type)) return camelKeys(value)
  if (type === 'duration') return milliseconds(value)
  return value
}

/** A duration in the text form of settings. One that has no such form is no number either. */
function milliseconds(text) {
  const [, count, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? []
  return count === undefined ? text : count * UNITS[unit]
}

function camelKeys(object) {
  if (object === null || typeof object !== 'object') return object
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [camelCase(name), value]))
}

/** A record as the engine knows it: names of the table, times in milliseconds. Secrets are not enumerable. */
function told(value) {
  if (value === undefined || value instanceof Accounts) return null
  if (value instanceof Date) return value.getTime()
  if (Array.isArray(value)) return value.map(told)
  if (value === null || typeof value !== 'object') return value
  const fields = Object.getOwnPropertyNames(value).map((name) => {
    // The host's own JSON.
    const verbatim = name === 'metadata' || name === 'data'
    return [snakeCase(name), verbatim ? value[name] : told(value[name])]
  })
  return Object.fromEntries(fields)
}

function refused({ code, number, message, fields, retryAfter, storage }) {
  const named = fields.map(({ field, reason }) => ({ field: snakeCase(field), reason }))
  return { kind: code, number, message, fields: named, retry_after: retryAfter, storage }
}

async function answer(call) {
  try {
    return { ok: told(await call()) }
  } catch (error) {
    // A wrong type is a `TypeError` with the detail of what the library would have answered.
    return Array.isArray(error.fields) ? { error: refused(error) } : { failure: error.stack }
  }
}

function perform({ call, on = 'main', with: given = {} }) {
  if (call === 'set_clock' && Math.abs(given.now) > END_OF_TIME) return { unsupported: true }
  if (Object.hasOwn(controls, call)) return answer(() => controls[call](on, given))
  if (OPERATIONS.has(call) && camelCase(call) in Accounts.prototype) {
    return answer(() => operate(on, call, given))
  }
  return { unsupported: true }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line)
  const answered = { id: request.id, ...await perform(request) }
  if (!process.stdout.write(`${JSON.stringify(answered)}\n`)) await once(process.stdout, 'drain')
}
process.exit()
