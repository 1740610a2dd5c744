// What one would write by hand: better_sqlite3.mjs DATABASE TOKENS

import { createHash } from 'node:crypto'

import Database from 'better-sqlite3'

import { answer } from './answer.mjs'

const [path, tokens] = process.argv.slice(2)
const database = new Database(path)
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
const find = database.prepare(`
  SELECT sessions.id, sessions.user_id, sessions.method, sessions.authenticated_at,
         sessions.created_at, sessions.last_seen_at, sessions.expires_at,
         sessions.idle_expires_at, sessions.ip, sessions.user_agent,
         users.name, users.username, users.metadata,
         EXISTS (SELECT 1 FROM credentials
                 WHERE credentials.user_id = users.id AND credentials.type = 'password')
           AS has_password,
         users.disabled_at, users.created_at AS user_created_at, users.updated_at
  FROM sessions
  JOIN users ON users.id = sessions.user_id
  WHERE sessions.token = ?`)

await answer(tokens, (token) => {
  const digest = createHash('sha256').update(Buffer.from(token, 'base64url')).digest()
  const found = find.get(digest)
  const now = Date.now()
  return found !== undefined && now < found.idle_expires_at && found.disabled_at === null
})
database.close()
