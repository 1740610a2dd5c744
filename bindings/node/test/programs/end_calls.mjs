// Ends while passwords are being hashed.

import { Accounts } from 'ezauth'

const accounts = await Accounts.open({ database: process.argv[2] })
for (let n = 0; n < 16; n += 1) {
  accounts.createUserWithPassword(`user${n}@example.com`, 'a long and quiet river').catch(() => {})
}
setTimeout(() => process.exit(7), 10)
