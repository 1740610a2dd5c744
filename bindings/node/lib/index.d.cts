/// <reference lib="esnext.disposable" />

import type {
  Channel, Context, EventFilter, EventPage, Id, Identity, IdentityType, Message, ProfileChanges, Secret, Session,
  SessionUser, SignIn, SweepReport, User, UserExport, UserFilter, UserIdentity, UserPage, Verification, VerificationType,
} from './records.cjs'

export type * from './records.cjs'

/** Milliseconds, or a text such as `90s`, `15m`, `24h` or `7d`. */
export type Duration = number | string

/** A text such as `19456KiB`, `64MiB` or `1GiB`. */
export type Size = string

/** 32 random bytes, or their 64 hexadecimal digits. */
export type Key = Uint8Array | string

/** Settings that are stricter together. */
export type Profile = 'default' | 'strict'

/** How to open the accounts. `docs/CONFIGURATION.md` of the project has defaults and ranges. */
export interface Settings {
  database: string
  key?: Key
  additionalKeys?: Key[] | string
  baseUrl?: string
  argon2Memory?: Size
  argon2Iterations?: number | string
  argon2Parallelism?: number | string
  hashConcurrency?: number | string
  hashQueue?: number | string
  passwordMinLength?: number | string
  passwordWords?: string[] | string
  usernamePattern?: string
  sessionLifetime?: Duration
  sessionIdleLifetime?: Duration
  sessionsPerUser?: number | string
  confirmLifetime?: Duration
  signUpLifetime?: Duration
  signInLifetime?: Duration
  recoverLifetime?: Duration
  changeLifetime?: Duration
  codeLifetime?: Duration
  codeDigits?: number | string
  codeAttempts?: number | string
  confirmNeedsProof?: boolean | string
  codeNeedsHandle?: boolean | string
  openSignUp?: boolean | string
  reauthenticationAge?: Duration
  profile?: Profile
  issueInterval?: Duration
  issueHourly?: number | string
  issueDaily?: number | string
  issueDailyInAll?: number | string
  issueHourlyByIp?: number | string
  smsDaily?: number | string
  smsPrefixes?: string[] | string
  signInFailures?: number | string
  signInFailuresInAll?: number | string
  signInLongestWait?: Duration
  failuresHourlyByIp?: number | string
  passwordFailures?: number | string
  codeFailures?: number | string
  eventRetention?: Duration
  busyTimeout?: Duration
  readConnections?: number | string
  mmapSize?: Size
  deliveryPoll?: Duration
  deliveryLease?: Duration
  closeTimeout?: Duration
  smtpHost?: string
  smtpPort?: number | string
  smtpSecurity?: 'tls' | 'starttls' | 'none'
  smtpUser?: string
  smtpPassword?: string
  smtpFrom?: string
  smtpTimeout?: Duration
  smtpRootCertificate?: string
}

/**
 * Delivers one message; it may take its time, and no operation waits for it. If it throws or rejects, the message
 * comes again later, with the same id.
 *
 * It does not keep Node running. One that refers to its `Accounts` keeps them open until `close`.
 */
export type Sender = (message: Message) => unknown

/** What the accounts take from outside. */
export interface Ports {
  /** By default the system's clock. */
  clock?: SettableClock | null
  /** By default none: messages wait for `claimMessages`. */
  sender?: Sender | null
}

/** A clock that stands still until it is moved: for tests of what expires. */
export class SettableClock {
  constructor(now: Date)
  /** Shows this time from now on, earlier or later. */
  set(now: Date): void
  /** Moves forward by so many milliseconds. */
  advance(by: number): void
  now(): Date
}

export type ErrorCode =
  | 'invalid_argument' | 'invalid_config' | 'closed' | 'forked' | 'schema_too_new'
  | 'invalid_credentials' | 'invalid_token' | 'weak_password' | 'already_taken' | 'already_claimed' | 'not_found'
  | 'last_identity' | 'rate_limited' | 'reauthentication_required' | 'disabled' | 'proof_required'
  | 'storage' | 'internal'

export type FieldReason =
  | 'empty' | 'missing' | 'too_short' | 'too_long' | 'malformed' | 'control_character' | 'not_allowed'
  | 'out_of_range' | 'unknown' | 'wrong_type' | 'duplicate_key' | 'too_deep' | 'not_verified' | 'other_type' | 'taken'
  | 'equals_address' | 'equals_username' | 'configured_word' | 'common' | 'mismatch' | 'unchanged'
  | 'foreign' | 'too_open'

export type StorageReason = 'busy' | 'full' | 'read_only' | 'corrupt' | 'io'

/**
 * What the library refused. The message is one English line without personal data.
 *
 * An argument of the wrong JavaScript type is a `TypeError` instead, with the same `code`, `number` and `fields`.
 */
export class EzAuthError extends Error {
  private constructor()
  /** What happened: the one value to branch on. */
  readonly code: ErrorCode
  /** Its number, the same in every language. */
  readonly number: number
  /** The refused arguments or settings, all of them. */
  readonly fields: { field: string, reason: FieldReason }[]
  /** For `rate_limited`: after how many milliseconds the same call may succeed. */
  readonly retryAfter?: number
  /** For `storage`: why. */
  readonly storage?: StorageReason
}

/**
 * The accounts in one database. Any number of processes, threads and handles may have it open; each call sees what
 * the others have committed before it began.
 *
 * Every operation can fail with `invalid_argument`, `storage`, `closed` and `internal`; what it can answer besides
 * is listed with it. It runs on a thread of Node's pool (four of them, unless `UV_THREADPOOL_SIZE` says otherwise).
 */
export class Accounts implements AsyncDisposable, Disposable {
  private constructor()

  /**
   * Opens the accounts in a file, which is created if it is not there.
   *
   * **Nothing else in this process may open the file with another copy of SQLite**, such as `node:sqlite`: when
   * either copy closes it, the system drops the locks of both, and the file can be damaged.
   *
   * Refuses with `invalid_config`, `schema_too_new`.
   */
  static open(settings: Settings, ports?: Ports): Promise<Accounts>

  /**
   * Gives a database another key where the old one is lost or known to others. Every live code and every unsent
   * message ends; users, passwords, sessions and links stay. Refuses as `open` does.
   */
  static replaceKey(settings: Settings): Promise<void>

  /** Refuses new calls, waits for those that run and at most `closeTimeout` for the sender. Again does nothing. */
  close(): Promise<void>
  /** The same at once; a message that is being sent counts as not delivered. `using` does this. */
  closeSync(): void
  [Symbol.asyncDispose](): Promise<void>
  [Symbol.dispose](): void

  /** Creates a user with an unverified email identity. Refuses with `weak_password`, `already_taken`, `rate_limited`. */
  createUserWithPassword(email: string, password: string): Promise<UserIdentity>
  /** The same without a password. Refuses with `already_taken`. */
  createUserWithEmail(email: string): Promise<UserIdentity>
  /** The same with a phone number (E.164). Refuses with `already_taken`. */
  createUserWithPhone(phone: string): Promise<UserIdentity>
  /** Whether somebody has verified this address. */
  emailTaken(email: string): Promise<boolean>
  /** Whether somebody has this username, in any case. */
  usernameTaken(username: string): Promise<boolean>
  /** The user who has verified this address; else a clean one that waits for it; else a new one. */
  findOrCreateEmailIdentity(value: string): Promise<UserIdentity>
  /** The same for a phone number (E.164). */
  findOrCreatePhoneIdentity(value: string): Promise<UserIdentity>

  /**
   * Keeps a wish to have an account and sends a link and a code; returns a flow handle. If somebody has verified the
   * address, its owner gets a notice instead, and the answer is the same. Refuses with `weak_password`,
   * `rate_limited`, `invalid_config`.
   */
  signUpWithPassword(email: string, password: string, context?: Context | null): Promise<Secret>
  /**
   * Makes the account of a wish with its link, and signs in. `proof` is the flow handle or the password; without it
   * nothing is used up. Refuses with `invalid_token`, `invalid_credentials`, `proof_required`, `already_claimed`,
   * `rate_limited`.
   */
  confirmSignUpWithLink(token: string, proof?: string | null, context?: Context | null): Promise<SignIn>
  /** The same with a code. */
  confirmSignUpWithCode(
    email: string, code: string, proof?: string | null, context?: Context | null,
  ): Promise<SignIn>
  /** Sends link and code of a wish again. Refuses with `invalid_token`, `rate_limited`, `invalid_config`. */
  resendSignUp(handle: string, context?: Context | null): Promise<void>

  /** Opens a session. Refuses with `invalid_credentials`, whatever is not right, and `rate_limited`. */
  signInWithPassword(identifier: string, password: string, context?: Context | null): Promise<SignIn>

  /** Sends a link and a code to sign in with; returns a flow handle in any case. Refuses with `rate_limited`. */
  requestMagicLink(email: string, context?: Context | null): Promise<Secret>
  /**
   * Opens a session of whoever has verified the address; if nobody has, it makes an account, unless `openSignUp` is
   * off. Refuses with `invalid_token`.
   */
  signInWithMagicLink(token: string, context?: Context | null): Promise<SignIn>
  /** The same: the message has both, and the reader chooses. */
  requestEmailCode(email: string, context?: Context | null): Promise<Secret>
  /** As `signInWithMagicLink`. Refuses with `invalid_token`, `proof_required`, `rate_limited`. */
  signInWithEmailCode(email: string, code: string, handle?: string | null, context?: Context | null): Promise<SignIn>
  /** As `requestMagicLink`, with a code by text message (E.164). */
  requestPhoneCode(phone: string, context?: Context | null): Promise<Secret>
  /** As `signInWithEmailCode`. */
  signInWithPhoneCode(phone: string, code: string, handle?: string | null, context?: Context | null): Promise<SignIn>

  /** Opens a session on the host's word; returns its token. Refuses with `not_found`, `disabled`. */
  generateUserSessionToken(user: Id, context?: Context | null): Promise<Secret>
  /** Who is this? `null` for every token that is not that of a live session. */
  getSession(token: string): Promise<SessionUser | null>
  /** The same on the event loop: one indexed look-up. */
  getSessionSync(token: string): SessionUser | null
  /** The user of a live session, or `null` as for `getSession`. */
  getUserBySessionToken(token: string): Promise<User | null>
  /** The live sessions of a user, the newest first. */
  listUserSessions(user: Id): Promise<Session[]>
  /** Ends one session, and says whether there was one. */
  revokeUserSessionToken(token: string): Promise<boolean>
  /** Ends one session of this user by its public id, and says whether there was one. */
  revokeUserSession(user: Id, session: Id, context?: Context | null): Promise<boolean>
  /** Ends all sessions of a user, and says how many. */
  revokeUserSessions(user: Id): Promise<number>
  /** Ends every session of a user but the one of this token, and says how many. Refuses with `invalid_token`. */
  revokeOtherSessions(sessionToken: string, context?: Context | null): Promise<number>

  /** Sends a link and a code; returns a flow handle. Refuses with `not_found`, `disabled`, `rate_limited`, `invalid_config`. */
  issueIdentityVerification(identity: Id, type: VerificationType, context?: Context | null): Promise<Secret>
  /** The same with the type `email`. */
  requestEmailVerification(identity: Id): Promise<Secret>
  /**
   * Uses up a code and returns whom it proves. **Without `proof`, the flow handle or the password, it trusts the inbox
   * alone.** Refuses with `invalid_token`, `invalid_credentials`, `already_claimed`, `proof_required`, `rate_limited`.
   */
  verifyMagicCode(code: string, type: VerificationType, value: string, proof?: string | null): Promise<UserIdentity>
  /** The same for a link's token. */
  verifyMagicLink(token: string, type: VerificationType, proof?: string | null): Promise<UserIdentity>
  /** What a link is for, without using it up; `null` if it does not work. */
  peekMagicLink(token: string): Promise<Verification | null>

  /** Sends a recovery mail if somebody has verified the address; returns a flow handle in any case. Refuses with `rate_limited`. */
  requestPasswordRecovery(email: string, context?: Context | null): Promise<Secret>
  /** Sets a new password and ends every session. Refuses with `invalid_token`, `weak_password`, `rate_limited`. */
  resetPasswordWithLink(token: string, newPassword: string, context?: Context | null): Promise<User>
  /** The same with a code. Refuses with `proof_required` too. */
  resetPasswordWithCode(
    email: string, code: string, newPassword: string, handle?: string | null, context?: Context | null,
  ): Promise<User>

  /**
   * Replaces the password of the session's user; other sessions end. As everything that takes a `sessionToken`, it
   * refuses with `invalid_token` without a live session, and as all that changes an account, with
   * `reauthentication_required` if it was proven longer than `reauthenticationAge` ago. Besides, it refuses with
   * `invalid_credentials`, `weak_password`, `rate_limited`.
   */
  changePassword(
    sessionToken: string, currentPassword: string, newPassword: string, context?: Context | null,
  ): Promise<User>
  /** Sets one where there is none; other sessions end. Refuses with `already_taken`, `weak_password`, `rate_limited`. */
  setPassword(sessionToken: string, newPassword: string, context?: Context | null): Promise<User>
  /** Deletes the account with all that belongs to it, but for the audit trail. */
  deleteAccount(sessionToken: string, context?: Context | null): Promise<void>

  /**
   * Sends a link and a code to an address that shall be added, or take the place of the identity `replaces`; returns a
   * flow handle. Refuses with `already_taken`, `not_found`, `rate_limited`, `invalid_config`.
   */
  requestIdentity(
    sessionToken: string, type: Channel, value: string, replaces?: Id | null, context?: Context | null,
  ): Promise<Secret>
  /** Adds or replaces the address with its link; other sessions end. Refuses with `invalid_token`, `already_claimed`. */
  confirmIdentityWithLink(sessionToken: string, token: string, context?: Context | null): Promise<UserIdentity>
  /** The same with a code. Refuses with `rate_limited` too. */
  confirmIdentityWithCode(
    sessionToken: string, value: string, code: string, context?: Context | null,
  ): Promise<UserIdentity>
  /** Removes one, but never the last way in; other sessions end. Refuses with `not_found`, `last_identity`. */
  removeIdentity(sessionToken: string, identity: Id, context?: Context | null): Promise<User>

  /** Proves a session anew; it gets another token. Refuses with `invalid_credentials`, `rate_limited`. */
  reauthenticateWithPassword(sessionToken: string, password: string, context?: Context | null): Promise<SignIn>
  /** The same with the link of `requestMagicLink`, for a verified address of its user. Refuses with `invalid_token`. */
  reauthenticateWithLink(sessionToken: string, token: string, context?: Context | null): Promise<SignIn>
  /** The same with a code. Refuses with `invalid_token`, `proof_required`, `rate_limited`. */
  reauthenticateWithCode(
    sessionToken: string, value: string, code: string, handle?: string | null, context?: Context | null,
  ): Promise<SignIn>

  getUser(user: Id): Promise<User | null>
  /** By a verified address only. */
  getUserByEmail(email: string): Promise<User | null>
  getUserByUsername(username: string): Promise<User | null>
  /** The user who has verified a value, and the identity. */
  getVerifiedIdentity(type: IdentityType, value: string): Promise<UserIdentity | null>
  /** Changes a user's own fields; a text is taken as JSON. Refuses with `not_found`, `already_taken`. */
  updateUserProfile(user: Id, changes: ProfileChanges | string): Promise<User>

  /** The identities of a user, the oldest first. */
  listUserIdentities(user: Id): Promise<Identity[]>
  /** A part of all users, the oldest first. */
  adminListUsers(cursor?: string | null, filter?: UserFilter | null): Promise<UserPage>
  /** Switches an account off: its sessions, links and codes end. Refuses with `not_found`. */
  adminDisableUser(user: Id, context?: Context | null): Promise<User>
  /** Switches it on again; nothing that has ended comes back. Refuses with `not_found`. */
  adminEnableUser(user: Id, context?: Context | null): Promise<User>
  /** Deletes an account with all that belongs to it, but for the audit trail. Refuses with `not_found`. */
  adminDeleteUser(user: Id, context?: Context | null): Promise<void>
  /** Attaches a provider's subject, verified, on the host's word. Refuses with `not_found`, `already_taken`. */
  adminAttachIdentity(user: Id, provider: string, subject: string, context?: Context | null): Promise<UserIdentity>
  /** Ends every session of everybody, and says how many. */
  adminRevokeAllSessions(context?: Context | null): Promise<number>
  /** Sets a password; sessions, links and codes end. Refuses with `not_found`, `weak_password`, `rate_limited`. */
  adminSetPassword(user: Id, newPassword: string, context?: Context | null): Promise<User>
  /** Switches a password off until its owner recovers it; the reason goes into the trail. Refuses with `not_found`. */
  adminExpirePassword(user: Id, reason: string, context?: Context | null): Promise<User>
  /** Everything that is held about a person, without secrets. Refuses with `not_found`. */
  adminExportUser(user: Id, context?: Context | null): Promise<UserExport>

  /** Hands out at most `limit` messages (1 to 100) and holds them for `lease` milliseconds (1 second to 1 hour). */
  claimMessages(limit: number, lease: number): Promise<Message[]>
  /** Deletes a message that has been delivered, and says whether its lease was still current. */
  ackMessage(lease: Id): Promise<boolean>
  /** Gives back a message that could not be delivered, and says whether its lease was still current. */
  nackMessage(lease: Id): Promise<boolean>

  /** A part of the audit trail, oldest first. */
  events(filter?: EventFilter | null, cursor?: string | null): Promise<EventPage>
  /** Deletes at most `limit` rows of what has ended, and says how many of each kind. */
  sweep(limit: number): Promise<SweepReport>
  /**
   * Writes a copy of the database to `path`, and replaces a plain file there. The copy does not revive what has ended:
   * its first open ends every session, link and code in it, and every message that was not sent. The key is not
   * copied: opening the copy needs that of the original, or else `replaceKey`.
   */
  backup(path: string): Promise<void>
}
