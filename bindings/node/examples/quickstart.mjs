// The first five minutes: sign up, prove the address, sign in, sign out.

import { Accounts } from 'ezauth'

const ADA = 'ada@example.com'
const PASSWORD = 'a long and quiet river'

// What your server knows of a request.
const HER_BROWSER = { ip: '192.0.2.7' }

const accounts = await Accounts.open({ database: process.argv[2] ?? 'quickstart.db' })

await signUp()

// Ada signs in. The token goes into a cookie of her browser; it is shown this once.
const { token } = await accounts.signInWithPassword(ADA, PASSWORD, HER_BROWSER)

// Every request asks: who is this?
const found = await accounts.getSession(token)
console.log(`${ADA} is user ${found.user.id}, signed in by ${found.session.method}`)

// Signing out is seen by every process at once.
await accounts.revokeUserSessionToken(token)
console.log(`signed out: ${await accounts.getSession(token) === null}`)

await accounts.close()

async function signUp() {
  // Whether or not somebody has the address, the answer is a handle. It stays in Ada's browser: it
  // shows that whoever comes back with the code is whoever asked for it.
  const handle = await accounts.signUpWithPassword(ADA, PASSWORD, HER_BROWSER)

  // A loop of yours sends what waits; or give `Accounts.open` a `sender`, and the library does.
  for (const mail of await accounts.claimMessages(10, 60_000)) {
    console.log(`To: ${mail.recipient}\nSubject: ${mail.subject}\n\n${mail.text}\n`)
    await accounts.ackMessage(mail.lease)

    // Ada types the code into the page that holds her handle: now she has an account. The owner of an
    // address that has one already gets a notice instead, without a code.
    if (mail.code) await accounts.confirmSignUpWithCode(ADA, mail.code, handle, HER_BROWSER)
  }
}
