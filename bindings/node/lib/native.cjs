'use strict'

const { existsSync } = require('node:fs')
const { join } = require('node:path')

const name = `ezauth.${process.platform}-${process.arch}.node`
const path = join(__dirname, '..', 'native', name)

if (!existsSync(path)) {
  throw new Error(`ezauth: this package has no build for this system (native/${name})`)
}

module.exports = require(path)
