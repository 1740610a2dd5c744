// Threads that are terminated, or that run out, while their sender hangs and their handle is open.

import { setTimeout as pause } from 'node:timers/promises'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'

import { Accounts } from 'ezauth'

const database = process.argv[2]

if (isMainThread) {
  let ended = 0
  for (const how of ['terminate', 'exit', 'run out', 'terminate', 'exit', 'run out']) {
    const workerGiven = { workerData: { email: `user${ended}@example.com`, how }, argv: [database] }
    const worker = new Worker(new URL(import.meta.url), workerGiven)
    const exited = new Promise((resolve) => worker.once('exit', resolve))
    await new Promise((resolve) => worker.once('message', resolve))
    if (how === 'terminate') await worker.terminate()
    await exited
    ended += 1
  }
  await pause(50)
  const accounts = await Accounts.open({ database })
  const alive = await accounts.emailTaken('user0@example.com') === false
  await accounts.close()
  console.log(JSON.stringify({ ended, alive }))
} else {
  const running = setInterval(() => {}, 1000)
  const accounts = await Accounts.open({ database, deliveryPoll: 10 }, {
    sender() {
      parentPort.postMessage('sending')
      if (workerData.how === 'exit') process.exit(0)
      if (workerData.how === 'run out') clearInterval(running)
      return new Promise(() => {})
    },
  })
  const { identity } = await accounts.createUserWithEmail(workerData.email)
  await accounts.requestEmailVerification(identity.id)
}
