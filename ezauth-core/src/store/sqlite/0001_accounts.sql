-- Times are milliseconds since the Unix epoch, UTC. Ids are UUIDv7, 16 bytes.
-- Canonical forms are columns: nothing is compared with COLLATE or lower().

CREATE TABLE users (
    id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    name          TEXT CHECK (length(name) <= 160),
    username      TEXT CHECK (length(username) <= 64),
    username_key  TEXT CHECK (length(username_key) <= 64),
    metadata      TEXT NOT NULL DEFAULT '{}' CHECK (octet_length(metadata) <= 16384),
    -- When the account first got a password, session, username or second identity. Never cleared:
    -- while it is null, nobody can have put anything into the account.
    first_used_at INTEGER,
    disabled_at   INTEGER,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX users_disabled ON users (id) WHERE disabled_at IS NOT NULL;
CREATE UNIQUE INDEX users_by_username ON users (username_key) WHERE username_key IS NOT NULL;

CREATE TABLE identities (
    id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    user_id       BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    type          TEXT NOT NULL CHECK (length(type) <= 32),
    value         TEXT NOT NULL CHECK (octet_length(value) <= 255),
    display_value TEXT NOT NULL CHECK (octet_length(display_value) <= 255),
    verified_at   INTEGER,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX identities_by_user ON identities (user_id);
CREATE INDEX identities_by_value ON identities (type, value);
-- Verified is unique: at most one user holds a verified value.
CREATE UNIQUE INDEX identities_verified ON identities (type, value) WHERE verified_at IS NOT NULL;

CREATE TABLE credentials (
    id         BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    user_id    BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    type       TEXT NOT NULL CHECK (length(type) <= 32),
    data       TEXT NOT NULL CHECK (octet_length(data) <= 1024),
    -- Since when it opens nothing, until it is set anew; why; and since when its owner knows.
    off_at     INTEGER,
    off_for    TEXT CHECK (off_for IN ('failures', 'expired')),
    told_at    INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((off_at IS NULL) = (off_for IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX credentials_by_user ON credentials (user_id, type);
CREATE INDEX credentials_untold ON credentials (user_id)
    WHERE off_at IS NOT NULL AND told_at IS NULL;

CREATE TABLE sessions (
    token            BLOB PRIMARY KEY NOT NULL CHECK (length(token) = 32),
    id               BLOB NOT NULL CHECK (length(id) = 16),
    user_id          BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    method           TEXT NOT NULL CHECK (length(method) <= 32),
    authenticated_at INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    last_seen_at     INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL,
    -- Never later than expires_at, so that one index finds all that have ended.
    idle_expires_at  INTEGER NOT NULL CHECK (idle_expires_at <= expires_at),
    ip               TEXT CHECK (octet_length(ip) <= 64),
    user_agent       TEXT CHECK (octet_length(user_agent) <= 512)
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_user ON sessions (user_id, last_seen_at);
CREATE INDEX sessions_by_end ON sessions (idle_expires_at);

-- A wish to have an account: not yet a user.
CREATE TABLE sign_ups (
    id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    value         TEXT NOT NULL CHECK (octet_length(value) <= 255),
    display_value TEXT NOT NULL CHECK (octet_length(display_value) <= 255),
    password      TEXT NOT NULL CHECK (octet_length(password) <= 1024),
    expires_at    INTEGER NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_ups_by_value ON sign_ups (value);
CREATE INDEX sign_ups_by_end ON sign_ups (expires_at);

CREATE TABLE pending_changes (
    id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    user_id       BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    type          TEXT NOT NULL CHECK (type IN ('email', 'phone')),
    value         TEXT NOT NULL CHECK (octet_length(value) <= 255),
    display_value TEXT NOT NULL CHECK (octet_length(display_value) <= 255),
    replaces      BLOB REFERENCES identities (id) ON DELETE CASCADE,
    failures      INTEGER NOT NULL DEFAULT 0,
    expires_at    INTEGER NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX pending_changes_by_user ON pending_changes (user_id, type, value);
CREATE INDEX pending_changes_by_replaced ON pending_changes (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX pending_changes_by_value ON pending_changes (value, type);
CREATE INDEX pending_changes_by_end ON pending_changes (expires_at);

CREATE TABLE verifications (
    id                BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    form              TEXT NOT NULL CHECK (form IN ('link', 'code', 'handle')),
    kind              TEXT NOT NULL
                      CHECK (kind IN ('confirm', 'sign_up', 'sign_in', 'recover', 'change')),
    channel           TEXT NOT NULL CHECK (channel IN ('email', 'phone')),
    value             TEXT NOT NULL CHECK (octet_length(value) <= 255),
    display_value     TEXT NOT NULL CHECK (octet_length(display_value) <= 255),
    -- What it was issued for: one of these, or nothing. The code of a change passes to another.
    identity_id       BLOB REFERENCES identities (id) ON DELETE CASCADE,
    sign_up_id        BLOB REFERENCES sign_ups (id) ON DELETE CASCADE,
    pending_change_id BLOB REFERENCES pending_changes (id) ON DELETE CASCADE,
    -- SHA-256 of a token or handle; HMAC-SHA-256 of a code, under a key that is not in this file.
    secret            BLOB NOT NULL CHECK (length(secret) = 32),
    key_id            BLOB CHECK (length(key_id) = 16),
    -- How long a code is.
    digits            INTEGER,
    failures          INTEGER NOT NULL DEFAULT 0,
    expires_at        INTEGER NOT NULL,
    created_at        INTEGER NOT NULL,
    CHECK ((form = 'code') = (key_id IS NOT NULL)),
    CHECK ((form = 'code') = (digits IS NOT NULL)),
    CHECK ((identity_id IS NOT NULL) + (sign_up_id IS NOT NULL) + (pending_change_id IS NOT NULL) <= 1)
) STRICT, WITHOUT ROWID;

-- No index, unique or not, on the hash of a code: two codes may be equal.
CREATE UNIQUE INDEX verifications_by_token ON verifications (secret) WHERE form <> 'code';
-- One live code of a kind for a value, and one live link of a kind for a subject.
CREATE UNIQUE INDEX verifications_code ON verifications (kind, value) WHERE form = 'code';
CREATE UNIQUE INDEX verifications_link
    ON verifications (kind, coalesce(identity_id, sign_up_id, pending_change_id, value))
    WHERE form = 'link';
CREATE INDEX verifications_by_value ON verifications (value, kind);
-- Over decoys too, which have no subject: they are to cost what the others cost.
CREATE INDEX verifications_by_identity ON verifications (identity_id);
CREATE INDEX verifications_by_sign_up ON verifications (sign_up_id) WHERE sign_up_id IS NOT NULL;
CREATE INDEX verifications_by_pending_change ON verifications (pending_change_id)
    WHERE pending_change_id IS NOT NULL;
CREATE INDEX verifications_by_end ON verifications (expires_at);

-- The outbox. Secrets are sealed under a key that is not in this file. A row whose verifications are
-- both gone is dead, unless it is a notice, which has none.
CREATE TABLE messages (
    id              BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    channel         TEXT NOT NULL CHECK (channel IN ('email', 'phone')),
    kind            TEXT NOT NULL CHECK (length(kind) <= 32),
    recipient       TEXT NOT NULL CHECK (octet_length(recipient) <= 255),
    -- What was to be told of a user who is gone is told still; secrets go with their verifications.
    user_id         BLOB REFERENCES users (id) ON DELETE SET NULL,
    sealed          BLOB NOT NULL CHECK (length(sealed) <= 4096),
    key_id          BLOB NOT NULL CHECK (length(key_id) = 16),
    notice          INTEGER NOT NULL CHECK (notice IN (0, 1)),
    link_id         BLOB REFERENCES verifications (id) ON DELETE SET NULL,
    code_id         BLOB REFERENCES verifications (id) ON DELETE SET NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    lease           BLOB CHECK (length(lease) = 16),
    -- When it may be handed out: the end of its lease while it has one.
    due_at          INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL,
    created_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX messages_by_lease ON messages (lease) WHERE lease IS NOT NULL;
CREATE INDEX messages_by_due ON messages (due_at);
CREATE INDEX messages_by_user ON messages (user_id);
CREATE INDEX messages_by_link ON messages (link_id);
CREATE INDEX messages_by_code ON messages (code_id);
CREATE INDEX messages_dead ON messages (id)
    WHERE link_id IS NULL AND code_id IS NULL AND notice = 0;
CREATE INDEX messages_by_end ON messages (expires_at);

-- The audit trail outlives what it tells of: no foreign keys.
CREATE TABLE events (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    id         BLOB NOT NULL CHECK (length(id) = 16),
    type       TEXT NOT NULL CHECK (length(type) <= 64),
    user_id    BLOB CHECK (length(user_id) = 16),
    session_id BLOB CHECK (length(session_id) = 16),
    ip         TEXT CHECK (octet_length(ip) <= 64),
    data       TEXT NOT NULL CHECK (octet_length(data) <= 4096),
    -- Refusals of one identifier and hour are one row, counted. The bucket is keyed: it does not
    -- tell the identifier.
    bucket     BLOB CHECK (length(bucket) = 32),
    count      INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX events_by_user ON events (user_id, sequence);
CREATE INDEX events_by_type ON events (type, sequence);
CREATE INDEX events_by_age ON events (created_at);
CREATE UNIQUE INDEX events_by_bucket ON events (bucket) WHERE bucket IS NOT NULL;

-- Counted attempts, by the keyed hash of what they are counted for.
CREATE TABLE throttles (
    bucket     BLOB PRIMARY KEY NOT NULL CHECK (length(bucket) = 32),
    count      INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    last_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX throttles_by_end ON throttles (expires_at);

-- The id of the key that rows are written with. The key itself is never here.
CREATE TABLE key_record (
    only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
    key_id      BLOB NOT NULL CHECK (length(key_id) = 16),
    recorded_at INTEGER NOT NULL
) STRICT;

-- There in a copy that `backup` has made, until it is opened: then everything that may have ended since
-- ends.
CREATE TABLE backup_mark (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    made_at  INTEGER NOT NULL
) STRICT;
