// What several tests need.

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'

import { Accounts, SettableClock } from 'ezauth'

export const PASSWORD = 'a long and quiet river'

/** A folder that goes when the tests of the file have run. */
export const folder = mkdtempSync(join(tmpdir(), 'ezauth-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let databases = 0

/** A path where no database is yet. */
export function freshDatabase() {
  databases += 1
  return join(folder, `${databases}.db`)
}

/** Fresh accounts, closed when the test ends. */
export async function opened(t, settings = {}, ports = {}) {
  const accounts = await Accounts.open({ database: freshDatabase(), ...settings }, ports)
  t.after(() => accounts.close())
  return accounts
}

/** A morning in January 2027. */
export function clock() {
  return new SettableClock(new Date(1_800_000_000_000))
}

/** A user whose address is verified. */
export async function verifiedUser(accounts, email = 'ada@example.com') {
  const { user, identity } = await accounts.createUserWithPassword(email, PASSWORD)
  await accounts.requestEmailVerification(identity.id)
  const [mail] = await accounts.claimMessages(1, 60_000)
  await accounts.ackMessage(mail.lease)
  await accounts.verifyMagicLink(mail.token, 'email')
  return user
}

/** A promise, and what settles it. */
export function deferred() {
  let resolve, reject
  const promise = new Promise((...both) => { [resolve, reject] = both })
  return { promise, resolve, reject }
}

/** Waits until a condition holds, and fails after a while. */
export async function until(holds, patience = 10_000) {
  const end = Date.now() + patience
  while (!await holds()) {
    if (Date.now() > end) throw new Error('it did not come to hold')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Runs one of `programs/` to its end. What it prints as JSON, line by line, is its output. */
export function run(program, ...given) {
  const path = fileURLToPath(new URL(`programs/${program}`, import.meta.url))
  return new Promise((resolve) => {
    const options = { timeout: 30_000, killSignal: 'SIGKILL' }
    execFile(process.execPath, ['--expose-gc', path, ...given], options, (error, stdout, stderr) => {
      const lines = stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
      resolve({ code: error?.code ?? 0, signal: error?.signal ?? null, lines, stderr })
    })
  })
}
