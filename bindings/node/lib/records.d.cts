// Records and names: what goes in and comes out. A test compares it with the table.

/** UUIDv7 (RFC 9562) as lower-case hyphenated text. */
export type Id = string

/** Secret text: a token, code or flow handle. */
export type Secret = string

export type IdentityType = 'email' | 'phone' | (string & {})
export type VerificationType = 'email' | 'phone' | 'recovery'
export type SessionMethod = 'password' | 'link' | 'code' | 'host'
export type Form = 'link' | 'code' | 'handle'
export type Kind = 'confirm' | 'sign_up' | 'sign_in' | 'recover' | 'change'
export type Channel = 'email' | 'phone'

/** What a message is about: a secret of one of the kinds, or a notice of what has happened. */
export type MessageKind =
  | 'confirm' | 'sign_up' | 'sign_in' | 'recover' | 'change' | 'address_in_use' | 'password_set' | 'password_changed'
  | 'password_reset' | 'password_expired' | 'password_switched_off' | 'identity_added' | 'identity_changed'
  | 'identity_removed' | 'account_disabled' | 'account_deleted' | 'signed_in_after_failures'

export type EventType =
  | 'user_created' | 'profile_updated' | 'verification_issued' | 'identity_verified' | 'recovery_verified'
  | 'verification_refused' | 'session_created' | 'session_revoked' | 'sessions_revoked' | 'sign_in_refused'
  | 'password_rehashed' | 'password_reset' | 'key_replaced' | 'reauthenticated' | 'password_changed' | 'password_set'
  | 'password_expired' | 'password_switched_off' | 'identity_added' | 'identity_changed' | 'identity_removed'
  | 'user_disabled' | 'user_enabled' | 'user_deleted' | 'user_exported' | 'all_sessions_revoked'
  | 'backup_made' | 'backup_restored'

/** A user account. */
export interface User {
  id: Id
  name: string | null
  /** As it was written. It is unique without regard to case. */
  username: string | null
  /** A JSON object of the host's own, as `JSON.parse` reads it: a number becomes the nearest double. */
  metadata: Record<string, unknown>
  hasPassword: boolean
  /** Since when the account is switched off. */
  disabledAt: Date | null
  createdAt: Date
  updatedAt: Date
}

/** An address or a provider's subject that leads to a user. */
export interface Identity {
  id: Id
  userId: Id
  type: IdentityType
  /** The canonical value: what is compared. */
  value: string
  /** The value as mail is addressed and pages show it. */
  displayValue: string
  /** When its owner first proved it. At most one user holds a verified type and value. */
  verifiedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

export interface UserIdentity {
  user: User
  identity: Identity
}

/** A device that is signed in. Its token is not part of it. */
export interface Session {
  /** The public id, for listing and revoking. */
  id: Id
  userId: Id
  method: SessionMethod
  authenticatedAt: Date
  createdAt: Date
  /** When it was last used, to about a minute. */
  lastSeenAt: Date
  expiresAt: Date
  /** When it ends unless it is used before. */
  idleExpiresAt: Date
  ip: string | null
  userAgent: string | null
}

export interface SessionUser {
  session: Session
  user: User
}

/** A session just opened. */
export interface SignIn {
  user: User
  session: Session
  /** For the user's browser. Not enumerable: no log shows it, and a copy by `{ ...signIn }` lacks it. */
  token: Secret
}

/** A secret that is out, without the secret. */
export interface Verification {
  id: Id
  form: Form
  kind: Kind
  channel: Channel
  value: string
  identityId: Id | null
  /** The wish to have an account that it was issued for, if it was issued for one. */
  signUpId: Id | null
  /** The change of address that it was issued for, if it was issued for one. */
  pendingChangeId: Id | null
  expiresAt: Date
  createdAt: Date
}

/**
 * A message to deliver, held under a lease. Its secrets are not enumerable: no log shows them, and a copy by
 * `{ ...message }` lacks them.
 */
export interface Message {
  /** The same at every attempt, so that a deliverer can recognise a repetition. */
  id: Id
  /** What `ackMessage` and `nackMessage` take. */
  lease: Id
  channel: Channel
  kind: MessageKind
  recipient: string
  userId: Id | null
  /** How often it has been handed out, this time included. */
  attempts: number
  /** A notice has none, and neither token nor link. */
  code: Secret | null
  /** The link's token, for hosts that build their own links. */
  token: Secret | null
  /** The link: the configured base URL, the path of its kind, and the token. */
  link: Secret | null
  /** When its secrets end; of a notice, when it is no news any more. */
  expiresAt: Date
  subject: string
  /** A text in English with code and link, or what has happened and what to do. */
  text: Secret
}

/** One line of the audit trail. */
export interface Event {
  id: Id
  type: EventType
  userId: Id | null
  sessionId: Id | null
  ip: string | null
  data: Record<string, unknown>
  createdAt: Date
}

export interface EventPage {
  events: Event[]
  /** Pass it to `events` to go on after the last of them. */
  cursor: string
}

/** How many rows a sweep deleted, of each kind. */
export interface SweepReport {
  sessions: number
  verifications: number
  signUps: number
  pendingChanges: number
  messages: number
  events: number
  /** Counts of attempts that no longer limit anybody. */
  throttles: number
}

/** A part of all users, the oldest first. */
export interface UserPage {
  users: User[]
  /** Pass it to `adminListUsers` to go on after the last of them. */
  cursor: string
}

/** Everything that is held about a person. */
export interface UserExport {
  /**
   * `user`, `identities`, `sessions`, `pending_changes`, `verifications`, `messages` and `events`, each with the fields
   * of its record by the names of the table of all languages, and without secrets.
   */
  data: Record<string, unknown>
}

/** What a host knows of the person behind a call. */
export interface Context {
  /** IPv4 or IPv6, without port, brackets and zone. */
  ip?: string | null
  userAgent?: string | null
}

/** What is left out does not change, and `null` clears a name or username. */
export interface ProfileChanges {
  name?: string | null
  username?: string | null
  /** Replaced as a whole. */
  metadata?: Record<string, unknown>
}

export interface EventFilter {
  user?: Id | null
  type?: EventType | null
  /** 1 to 1,000; by default 100. */
  limit?: number | null
}

export interface UserFilter {
  /** Only those who are switched off, or only those who are not. */
  disabled?: boolean | null
  /** 1 to 1,000; by default 100. */
  limit?: number | null
}
