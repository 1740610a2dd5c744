// Forgets the only handle while its sender is at work, and tells whether the message still counts as sent.

import { Accounts } from 'ezauth'

const database = process.argv[2]
let sent = 0
let started, finish
const sending = new Promise((resolve) => { started = resolve })
// A sender does not keep Node running.
const running = setInterval(() => {}, 1000)

await (async () => {
  const accounts = await Accounts.open({ database, deliveryPoll: 10 }, {
    sender() {
      started()
      return new Promise((resolve) => {
        finish = () => { sent += 1; resolve() }
      })
    },
  })
  const { identity } = await accounts.createUserWithEmail('ada@example.com')
  await accounts.requestEmailVerification(identity.id)
  await sending
})()

for (let n = 0; n < 10; n += 1) {
  global.gc()
  await new Promise((resolve) => setTimeout(resolve, 10))
}
finish()
await new Promise((resolve) => setTimeout(resolve, 200))

const again = await Accounts.open({ database })
const { messages } = await again.sweep(100)
await again.close()
clearInterval(running)
console.log(JSON.stringify({ sent, left: messages }))
