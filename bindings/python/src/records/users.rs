//! Users and what identifies them.

use ezauth_core::domain;

use crate::convert::{Json, Time};
use crate::records::record;

record! {
    /// A user account.
    User(domain::User) {
        /// The id.
        id: String = |it| it.id.to_string();
        /// The display name.
        name: Option<&str> = |it| it.name.as_deref();
        /// The username as it was written. It is unique without regard to case.
        username: Option<&str> = |it| it.username.as_deref();
        /// A JSON object of the host's own; each time a new one.
        metadata: Json<'_> = |it| Json(&it.metadata);
        /// Whether a password is set.
        has_password: bool = |it| it.has_password;
        /// Since when the account is switched off.
        disabled_at: Option<Time> = |it| it.disabled_at.map(Time);
        /// When it was created.
        created_at: Time = |it| Time(it.created_at);
        /// When its own fields last changed.
        updated_at: Time = |it| Time(it.updated_at);
    }
}

record! {
    /// An address or a provider's subject that leads to a user.
    Identity(domain::Identity) {
        /// The id.
        id: String = |it| it.id.to_string();
        /// Whose it is.
        user_id: String = |it| it.user_id.to_string();
        /// What kind of value it is: `email`, `phone` or a provider's name.
        r#type: &str = |it| it.identity_type.name();
        /// The canonical value: what is compared.
        value: &str = |it| &it.value;
        /// The value as mail is addressed and pages show it.
        display_value: &str = |it| &it.display_value;
        /// When its owner first proved it. At most one user holds a verified type and value.
        verified_at: Option<Time> = |it| it.verified_at.map(Time);
        /// When it was created.
        created_at: Time = |it| Time(it.created_at);
        /// When it last changed.
        updated_at: Time = |it| Time(it.updated_at);
    }
}

record! {
    /// A user together with the identity that led to it.
    UserIdentity(domain::UserIdentity) {
        /// The user.
        user: User = |it| User(it.user.clone());
        /// The identity.
        identity: Identity = |it| Identity(it.identity.clone());
    }
}

record! {
    /// A part of all users, the oldest first.
    UserPage(domain::UserPage) {
        /// The users; each time a new list.
        users: Vec<User> = |it| it.users.iter().cloned().map(User).collect();
        /// Pass it to `admin_list_users` to go on after the last of them. Present even where nothing
        /// follows yet.
        cursor: &str = |it| &it.cursor;
    }
}

record! {
    /// Everything that is held about a person.
    UserExport(domain::UserExport) {
        /// `user`, `identities`, `sessions`, `pending_changes`, `verifications`, `messages` and
        /// `events`, each with the fields of its record and without secrets; each time a new `dict`.
        data: Json<'_> = |it| Json(&it.data);
    }
}
