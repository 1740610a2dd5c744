'use strict'

/** What the library refused, with its whole detail. `code` is what to branch on. */
class EzAuthError extends Error {
  constructor({ message, code, number, fields, retryAfter, storage }) {
    super(message)
    this.code = code
    this.number = number
    this.fields = fields
    if (retryAfter !== undefined) this.retryAfter = retryAfter
    if (storage !== undefined) this.storage = storage
  }
}

Object.defineProperty(EzAuthError.prototype, 'name', {
  value: 'EzAuthError', writable: true, configurable: true,
})

/**
 * What to throw for what the native half has thrown. A refusal is made anew here, so that its stack tells
 * who called; a wrong type is the program's mistake and stays a `TypeError`.
 */
function thrown(error) {
  const refused = error instanceof Error && typeof error.number === 'number'
  return refused && !(error instanceof TypeError) ? new EzAuthError(error) : error
}

module.exports = { EzAuthError, thrown }
