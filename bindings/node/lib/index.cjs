'use strict'

const { Accounts } = require('./accounts.cjs')
const { EzAuthError } = require('./error.cjs')
const { SettableClock } = require('./native.cjs')

module.exports = { Accounts, EzAuthError, SettableClock }
