'use strict'

const ID = 36
const TIMES = 8

/**
 * Finds the session of a token and its user, on the event loop. The native half writes numbers into memory of ours and
 * answers with one text, as `src/flat.rs` says; here is made of both what `getSession` gives.
 */
function sessionFinder(handle) {
  const memory = new ArrayBuffer(TIMES * 8 + 6 * 4)
  const times = new Float64Array(memory, 0, TIMES)
  const whole = new Int32Array(memory, TIMES * 8)
  const find = handle.sessionFinder(Buffer.from(memory))
  return (token) => {
    const found = find(token)
    if (found === null) return null
    const isText = typeof found === 'string'
    return sessionUser(isText ? found : found[0], isText ? {} : JSON.parse(found[1]), times, whole)
  }
}

function sessionUser(text, metadata, times, whole) {
  const userId = text.slice(ID, 2 * ID)
  const methodEnd = whole[1]
  const ipEnd = whole[2]
  const userAgentBegin = ipEnd < 0 ? methodEnd : ipEnd
  const userAgentEnd = whole[3]
  const nameBegin = userAgentEnd < 0 ? userAgentBegin : userAgentEnd
  const nameEnd = whole[4]
  const usernameBegin = nameEnd < 0 ? nameBegin : nameEnd
  const disabledAt = times[7]
  return {
    session: {
      id: text.slice(0, ID),
      userId,
      method: text.slice(2 * ID, methodEnd),
      authenticatedAt: new Date(times[0]),
      createdAt: new Date(times[1]),
      lastSeenAt: new Date(times[2]),
      expiresAt: new Date(times[3]),
      idleExpiresAt: new Date(times[4]),
      ip: part(text, methodEnd, ipEnd),
      userAgent: part(text, userAgentBegin, userAgentEnd),
    },
    user: {
      id: userId,
      name: part(text, nameBegin, nameEnd),
      username: part(text, usernameBegin, whole[5]),
      metadata,
      hasPassword: whole[0] === 1,
      disabledAt: Number.isNaN(disabledAt) ? null : new Date(disabledAt),
      createdAt: new Date(times[5]),
      updatedAt: new Date(times[6]),
    },
  }
}

/** What is not there has no end. */
function part(text, begin, end) {
  return end < 0 ? null : text.slice(begin, end)
}

module.exports = { sessionFinder }
