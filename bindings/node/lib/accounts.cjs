'use strict'

const { thrown } = require('./error.cjs')
const { sessionFinder } = require('./flat.cjs')
const native = require('./native.cjs')

/** What only `Accounts` itself can make an instance with. */
const OPENED = Symbol('opened')

/** Open accounts: each operation a method. `index.d.cts` tells them. */
class Accounts {
  #native
  #findSession

  constructor(opened, handle) {
    if (opened !== OPENED) throw new TypeError('use `await Accounts.open(settings)`')
    this.#native = handle
    this.#findSession = sessionFinder(handle)
  }

  static async open(settings, ports = {}) {
    if (typeof ports !== 'object' || ports === null) throw new TypeError('`ports` must be an object, such as `{ sender }`')
    const { clock, sender, ...unknown } = ports
    const [port] = Object.keys(unknown)
    if (port !== undefined) throw new TypeError(`there is no port \`${port}\``)
    return new Accounts(OPENED, await refusing(() => native.Accounts.open(settings, { clock, deliver: deliverer(sender) })))
  }

  static async replaceKey(settings) {
    await refusing(() => native.Accounts.replaceKey(settings))
  }

  getSessionSync(token) {
    try {
      return this.#findSession(token)
    } catch (error) {
      throw thrown(error)
    }
  }

  async [Symbol.asyncDispose]() {
    await this.close()
  }

  [Symbol.dispose]() {
    this.closeSync()
  }

  static {
    for (const name of Object.getOwnPropertyNames(native.Accounts.prototype)) {
      if (name === 'sessionFinder' || Object.hasOwn(this.prototype, name)) continue
      const method = name.endsWith('Sync')
        ? { [name](...given) { return refusingSync(() => this.#native[name](...given)) } }
        : { async [name](...given) { return await refusing(() => this.#native[name](...given)) } }
      Object.defineProperty(this.prototype, name, {
        value: method[name], writable: true, configurable: true,
      })
    }
  }
}

/** A function that always promises, and whether the message was delivered: the native half waits for it. */
function deliverer(sender) {
  if (sender === undefined || sender === null) return undefined
  if (typeof sender !== 'function') throw new TypeError('`sender` must be a function')
  return async (message) => {
    // The native half could not make it, or the accounts have been closed meanwhile.
    if (message === undefined) return false
    try {
      await sender(message)
      return true
    } catch {
      return false
    }
  }
}

async function refusing(call) {
  try {
    return await call()
  } catch (error) {
    throw thrown(error)
  }
}

function refusingSync(call) {
  try {
    return call()
  } catch (error) {
    throw thrown(error)
  }
}

module.exports = { Accounts }
