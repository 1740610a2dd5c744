// `getSessionSync`: get_session.mjs DATABASE TOKENS

import { Accounts } from '../../bindings/node/lib/index.mjs'
import { answer } from './answer.mjs'

const [database, tokens] = process.argv.slice(2)
const accounts = await Accounts.open({ database })
await answer(tokens, (token) => accounts.getSessionSync(token) !== null)
await accounts.close()
