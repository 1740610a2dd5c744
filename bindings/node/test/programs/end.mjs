// Ends with an open handle, a sender that hangs and messages that wait.

import { Accounts } from 'ezauth'

const [, , database, how] = process.argv

let called
const calling = new Promise((resolve) => { called = resolve })
const accounts = await Accounts.open({ database, deliveryPoll: 10 }, {
  sender() {
    called()
    return new Promise(() => {})
  },
})
const running = setInterval(() => {}, 1000)
for (const n of [1, 2, 3]) {
  const { identity } = await accounts.createUserWithEmail(`user${n}@example.com`)
  await accounts.requestEmailVerification(identity.id)
}
await calling
console.log(JSON.stringify({ asked: 3 }))
if (how === 'exit') process.exit(7)
if (how === 'throw') throw new Error('as it was told')
clearInterval(running)
