import ezauth from './index.cjs'

export const { Accounts, EzAuthError, SettableClock } = ezauth
