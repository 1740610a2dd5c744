// A cluster whose workers present the same link at once; then one of them ends every session.

import cluster from 'node:cluster'

import { Accounts } from 'ezauth'

const [, , database, token, session] = process.argv

if (cluster.isPrimary) {
  const workers = [1, 2, 3].map(() => cluster.fork())
  const all = () => Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))))
  const tell = (text) => workers.forEach((worker) => worker.send(text))
  await all()
  const raced = all()
  tell('race')
  const codes = (await raced).flat()
  // Using the link up has ended every session.
  const looked = all()
  tell('look')
  const revoked = (await looked).filter((gone) => gone).length
  workers.forEach((worker) => worker.disconnect())
  const won = codes.filter((code) => code === 'ok').length
  const refused = codes.filter((code) => code === 'invalid_token').length
  console.log(JSON.stringify({ won, refused, revoked }))
} else {
  const accounts = await Accounts.open({ database })
  process.send('ready')
  process.on('message', async (text) => {
    if (text === 'look') return process.send(await accounts.getSession(session) === null)
    const password = 'another quiet river'
    const reset = () => accounts.resetPasswordWithLink(token, password).then(() => 'ok', (it) => it.code)
    return process.send(await Promise.all([1, 2, 3, 4].map(reset)))
  })
}
