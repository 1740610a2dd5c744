// Threads that are terminated, or that run out, while their sender hangs or fails and their handle is open.

import { readFileSync, readdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'

import { Accounts } from 'ezauth'

const database = process.argv[2]

/** How many delivery threads there are in this process. */
function delivering() {
  if (process.platform !== 'linux') return 0
  const names = readdirSync('/proc/self/task').map((id) => {
    try {
      return readFileSync(`/proc/self/task/${id}/comm`, 'utf8')
    } catch {
      return ''
    }
  })
  return names.filter((name) => name.startsWith('ezauth-delivery')).length
}

if (isMainThread) {
  let ended = 0
  for (const how of ['terminate', 'exit', 'run out', 'fail', 'terminate', 'exit', 'run out', 'fail']) {
    const workerGiven = { workerData: { email: `user${ended}@example.com`, how }, argv: [database] }
    const worker = new Worker(new URL(import.meta.url), workerGiven)
    const exited = new Promise((resolve) => worker.once('exit', resolve))
    await new Promise((resolve) => worker.once('message', resolve))
    if (how === 'terminate' || how === 'fail') await worker.terminate()
    await exited
    ended += 1
  }
  for (let n = 0; n < 200 && delivering() > 0; n += 1) await pause(10)
  const accounts = await Accounts.open({ database })
  const alive = await accounts.emailTaken('user0@example.com') === false
  await accounts.close()
  console.log(JSON.stringify({ ended, alive, delivering: delivering() }))
} else {
  const running = setInterval(() => {}, 1000)
  const accounts = await Accounts.open({ database, deliveryPoll: 10 }, {
    sender({ recipient }) {
      // What an earlier thread has left is due again if all this takes a while: its own is not asked for yet.
      if (recipient !== workerData.email) throw new Error('not mine')
      parentPort.postMessage('sending')
      if (workerData.how === 'exit') process.exit(0)
      if (workerData.how === 'run out') clearInterval(running)
      if (workerData.how === 'fail') throw new Error('down')
      return new Promise(() => {})
    },
  })
  const { identity } = await accounts.createUserWithEmail(workerData.email)
  await accounts.requestEmailVerification(identity.id)
}
