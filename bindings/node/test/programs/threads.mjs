// Threads that present the same link at once.

import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'

import { Accounts } from 'ezauth'

if (isMainThread) {
  const [, , database, token] = process.argv
  const workers = [1, 2, 3].map(() => new Worker(new URL(import.meta.url), { workerData: { database, token } }))
  const ready = workers.map((worker) => new Promise((resolve) => worker.once('message', resolve)))
  await Promise.all(ready)
  const results = workers.map((worker) => new Promise((resolve) => worker.once('message', resolve)))
  for (const worker of workers) worker.postMessage('go')
  const codes = (await Promise.all(results)).flat()
  const won = codes.filter((code) => code === 'ok').length
  const refused = codes.filter((code) => code === 'invalid_token').length
  console.log(JSON.stringify({ won, refused }))
} else {
  const { database, token } = workerData
  const accounts = await Accounts.open({ database })
  parentPort.postMessage('ready')
  parentPort.once('message', async () => {
    const calls = [1, 2, 3, 4].map(() => accounts.verifyMagicLink(token, 'email').then(() => 'ok', (it) => it.code))
    parentPort.postMessage(await Promise.all(calls))
    await accounts.close()
    parentPort.close()
  })
}
