/* Written by `cargo xtask header` from the table of operations. */
#ifndef GENERATED_HPP
#define GENERATED_HPP

#include <functional>
#include <map>
#include <string>

#include <ezauth.hpp>

#include "arguments.hpp"

inline Json json(ezauth::SessionMethod value) {
  switch (value) {
    case ezauth::SessionMethod::password:
      return "password";
    case ezauth::SessionMethod::link:
      return "link";
    case ezauth::SessionMethod::code:
      return "code";
    case ezauth::SessionMethod::host:
      return "host";
  }
  return {};
}

inline Json json(ezauth::Form value) {
  switch (value) {
    case ezauth::Form::link:
      return "link";
    case ezauth::Form::code:
      return "code";
    case ezauth::Form::handle:
      return "handle";
  }
  return {};
}

inline Json json(ezauth::Kind value) {
  switch (value) {
    case ezauth::Kind::confirm:
      return "confirm";
    case ezauth::Kind::sign_up:
      return "sign_up";
    case ezauth::Kind::sign_in:
      return "sign_in";
    case ezauth::Kind::recover:
      return "recover";
    case ezauth::Kind::change:
      return "change";
  }
  return {};
}

inline Json json(ezauth::Channel value) {
  switch (value) {
    case ezauth::Channel::email:
      return "email";
    case ezauth::Channel::phone:
      return "phone";
  }
  return {};
}

inline Json json(ezauth::MessageKind value) {
  switch (value) {
    case ezauth::MessageKind::confirm:
      return "confirm";
    case ezauth::MessageKind::sign_up:
      return "sign_up";
    case ezauth::MessageKind::sign_in:
      return "sign_in";
    case ezauth::MessageKind::recover:
      return "recover";
    case ezauth::MessageKind::change:
      return "change";
    case ezauth::MessageKind::address_in_use:
      return "address_in_use";
    case ezauth::MessageKind::password_set:
      return "password_set";
    case ezauth::MessageKind::password_changed:
      return "password_changed";
    case ezauth::MessageKind::password_reset:
      return "password_reset";
    case ezauth::MessageKind::password_expired:
      return "password_expired";
    case ezauth::MessageKind::password_switched_off:
      return "password_switched_off";
    case ezauth::MessageKind::identity_added:
      return "identity_added";
    case ezauth::MessageKind::identity_changed:
      return "identity_changed";
    case ezauth::MessageKind::identity_removed:
      return "identity_removed";
    case ezauth::MessageKind::account_disabled:
      return "account_disabled";
    case ezauth::MessageKind::account_deleted:
      return "account_deleted";
    case ezauth::MessageKind::signed_in_after_failures:
      return "signed_in_after_failures";
  }
  return {};
}

inline Json json(ezauth::EventType value) {
  switch (value) {
    case ezauth::EventType::user_created:
      return "user_created";
    case ezauth::EventType::profile_updated:
      return "profile_updated";
    case ezauth::EventType::verification_issued:
      return "verification_issued";
    case ezauth::EventType::identity_verified:
      return "identity_verified";
    case ezauth::EventType::recovery_verified:
      return "recovery_verified";
    case ezauth::EventType::verification_refused:
      return "verification_refused";
    case ezauth::EventType::session_created:
      return "session_created";
    case ezauth::EventType::session_revoked:
      return "session_revoked";
    case ezauth::EventType::sessions_revoked:
      return "sessions_revoked";
    case ezauth::EventType::sign_in_refused:
      return "sign_in_refused";
    case ezauth::EventType::password_rehashed:
      return "password_rehashed";
    case ezauth::EventType::password_reset:
      return "password_reset";
    case ezauth::EventType::key_replaced:
      return "key_replaced";
    case ezauth::EventType::reauthenticated:
      return "reauthenticated";
    case ezauth::EventType::password_changed:
      return "password_changed";
    case ezauth::EventType::password_set:
      return "password_set";
    case ezauth::EventType::password_expired:
      return "password_expired";
    case ezauth::EventType::password_switched_off:
      return "password_switched_off";
    case ezauth::EventType::identity_added:
      return "identity_added";
    case ezauth::EventType::identity_changed:
      return "identity_changed";
    case ezauth::EventType::identity_removed:
      return "identity_removed";
    case ezauth::EventType::user_disabled:
      return "user_disabled";
    case ezauth::EventType::user_enabled:
      return "user_enabled";
    case ezauth::EventType::user_deleted:
      return "user_deleted";
    case ezauth::EventType::user_exported:
      return "user_exported";
    case ezauth::EventType::all_sessions_revoked:
      return "all_sessions_revoked";
    case ezauth::EventType::backup_made:
      return "backup_made";
    case ezauth::EventType::backup_restored:
      return "backup_restored";
  }
  return {};
}

inline Json json(const ezauth::User &record) {
  return Json::Members{{"id", json(record.id)},
                       {"name", json(record.name)},
                       {"username", json(record.username)},
                       {"metadata", Json::parse(record.metadata)},
                       {"has_password", json(record.has_password)},
                       {"disabled_at", json(record.disabled_at)},
                       {"created_at", json(record.created_at)},
                       {"updated_at", json(record.updated_at)}};
}

inline Json json(const std::optional<ezauth::User> &found) {
  return found ? json(*found) : Json();
}

inline Json json(const std::vector<ezauth::User> &records) {
  Json list = Json::list();
  for (const auto &record : records) list.push(json(record));
  return list;
}

inline Json json(const ezauth::Identity &record) {
  return Json::Members{{"id", json(record.id)},
                       {"user_id", json(record.user_id)},
                       {"type", json(record.type)},
                       {"value", json(record.value)},
                       {"display_value", json(record.display_value)},
                       {"verified_at", json(record.verified_at)},
                       {"created_at", json(record.created_at)},
                       {"updated_at", json(record.updated_at)}};
}

inline Json json(const std::vector<ezauth::Identity> &records) {
  Json list = Json::list();
  for (const auto &record : records) list.push(json(record));
  return list;
}

inline Json json(const ezauth::Session &record) {
  return Json::Members{{"id", json(record.id)},
                       {"user_id", json(record.user_id)},
                       {"method", json(record.method)},
                       {"authenticated_at", json(record.authenticated_at)},
                       {"created_at", json(record.created_at)},
                       {"last_seen_at", json(record.last_seen_at)},
                       {"expires_at", json(record.expires_at)},
                       {"idle_expires_at", json(record.idle_expires_at)},
                       {"ip", json(record.ip)},
                       {"user_agent", json(record.user_agent)}};
}

inline Json json(const std::vector<ezauth::Session> &records) {
  Json list = Json::list();
  for (const auto &record : records) list.push(json(record));
  return list;
}

inline Json json(const ezauth::Verification &record) {
  return Json::Members{{"id", json(record.id)},
                       {"form", json(record.form)},
                       {"kind", json(record.kind)},
                       {"channel", json(record.channel)},
                       {"value", json(record.value)},
                       {"identity_id", json(record.identity_id)},
                       {"sign_up_id", json(record.sign_up_id)},
                       {"pending_change_id", json(record.pending_change_id)},
                       {"expires_at", json(record.expires_at)},
                       {"created_at", json(record.created_at)}};
}

inline Json json(const std::optional<ezauth::Verification> &found) {
  return found ? json(*found) : Json();
}

inline Json json(const ezauth::Message &record) {
  return Json::Members{{"id", json(record.id)},
                       {"lease", json(record.lease)},
                       {"channel", json(record.channel)},
                       {"kind", json(record.kind)},
                       {"recipient", json(record.recipient)},
                       {"user_id", json(record.user_id)},
                       {"attempts", json(record.attempts)},
                       {"code", json(record.code)},
                       {"token", json(record.token)},
                       {"link", json(record.link)},
                       {"expires_at", json(record.expires_at)},
                       {"subject", json(record.subject)},
                       {"text", json(record.text)}};
}

inline Json json(const std::vector<ezauth::Message> &records) {
  Json list = Json::list();
  for (const auto &record : records) list.push(json(record));
  return list;
}

inline Json json(const ezauth::Event &record) {
  return Json::Members{{"id", json(record.id)},
                       {"type", json(record.type)},
                       {"user_id", json(record.user_id)},
                       {"session_id", json(record.session_id)},
                       {"ip", json(record.ip)},
                       {"data", Json::parse(record.data)},
                       {"created_at", json(record.created_at)}};
}

inline Json json(const std::vector<ezauth::Event> &records) {
  Json list = Json::list();
  for (const auto &record : records) list.push(json(record));
  return list;
}

inline Json json(const ezauth::SweepReport &record) {
  return Json::Members{{"sessions", json(record.sessions)},
                       {"verifications", json(record.verifications)},
                       {"sign_ups", json(record.sign_ups)},
                       {"pending_changes", json(record.pending_changes)},
                       {"messages", json(record.messages)},
                       {"events", json(record.events)},
                       {"throttles", json(record.throttles)}};
}

inline Json json(const ezauth::UserExport &record) {
  return Json::Members{{"data", Json::parse(record.data)}};
}

inline Json json(const ezauth::UserIdentity &record) {
  return Json::Members{{"user", json(record.user)},
                       {"identity", json(record.identity)}};
}

inline Json json(const std::optional<ezauth::UserIdentity> &found) {
  return found ? json(*found) : Json();
}

inline Json json(const ezauth::SessionUser &record) {
  return Json::Members{{"session", json(record.session)},
                       {"user", json(record.user)}};
}

inline Json json(const std::optional<ezauth::SessionUser> &found) {
  return found ? json(*found) : Json();
}

inline Json json(const ezauth::SignIn &record) {
  return Json::Members{{"user", json(record.user)},
                       {"session", json(record.session)},
                       {"token", json(record.token)}};
}

inline Json json(const ezauth::EventPage &record) {
  return Json::Members{{"events", json(record.events)},
                       {"cursor", json(record.cursor)}};
}

inline Json json(const ezauth::UserPage &record) {
  return Json::Members{{"users", json(record.users)},
                       {"cursor", json(record.cursor)}};
}

/** What is no such name is a number that the library refuses. */
inline ezauth::VerificationType verification_type(const std::string &name) {
  if (name == "email") return ezauth::VerificationType::email;
  if (name == "phone") return ezauth::VerificationType::phone;
  if (name == "recovery") return ezauth::VerificationType::recovery;
  return static_cast<ezauth::VerificationType>(0);
}

/** What is no such name is a number that the library refuses. */
inline ezauth::Channel channel(const std::string &name) {
  if (name == "email") return ezauth::Channel::email;
  if (name == "phone") return ezauth::Channel::phone;
  return static_cast<ezauth::Channel>(0);
}

/** What is no such name is a number that the library refuses. */
inline ezauth::EventType event_type(const std::string &name) {
  if (name == "user_created") return ezauth::EventType::user_created;
  if (name == "profile_updated") return ezauth::EventType::profile_updated;
  if (name == "verification_issued") return ezauth::EventType::verification_issued;
  if (name == "identity_verified") return ezauth::EventType::identity_verified;
  if (name == "recovery_verified") return ezauth::EventType::recovery_verified;
  if (name == "verification_refused") return ezauth::EventType::verification_refused;
  if (name == "session_created") return ezauth::EventType::session_created;
  if (name == "session_revoked") return ezauth::EventType::session_revoked;
  if (name == "sessions_revoked") return ezauth::EventType::sessions_revoked;
  if (name == "sign_in_refused") return ezauth::EventType::sign_in_refused;
  if (name == "password_rehashed") return ezauth::EventType::password_rehashed;
  if (name == "password_reset") return ezauth::EventType::password_reset;
  if (name == "key_replaced") return ezauth::EventType::key_replaced;
  if (name == "reauthenticated") return ezauth::EventType::reauthenticated;
  if (name == "password_changed") return ezauth::EventType::password_changed;
  if (name == "password_set") return ezauth::EventType::password_set;
  if (name == "password_expired") return ezauth::EventType::password_expired;
  if (name == "password_switched_off") return ezauth::EventType::password_switched_off;
  if (name == "identity_added") return ezauth::EventType::identity_added;
  if (name == "identity_changed") return ezauth::EventType::identity_changed;
  if (name == "identity_removed") return ezauth::EventType::identity_removed;
  if (name == "user_disabled") return ezauth::EventType::user_disabled;
  if (name == "user_enabled") return ezauth::EventType::user_enabled;
  if (name == "user_deleted") return ezauth::EventType::user_deleted;
  if (name == "user_exported") return ezauth::EventType::user_exported;
  if (name == "all_sessions_revoked") return ezauth::EventType::all_sessions_revoked;
  if (name == "backup_made") return ezauth::EventType::backup_made;
  if (name == "backup_restored") return ezauth::EventType::backup_restored;
  return static_cast<ezauth::EventType>(0);
}

inline ezauth::EventFilter event_filter(const Arguments &with) {
  ezauth::EventFilter made;
  if (with.has("user")) made.user = with.text("user");
  if (with.has("type")) made.type = event_type(with.text("type"));
  if (with.has("limit")) made.limit = with.integer("limit");
  return made;
}

inline ezauth::UserFilter user_filter(const Arguments &with) {
  ezauth::UserFilter made;
  if (with.has("disabled")) made.disabled = with.boolean("disabled");
  if (with.has("limit")) made.limit = with.integer("limit");
  return made;
}

using Operation = std::function<Json(const ezauth::Accounts &, const Arguments &)>;

/** Every operation by its name: arguments in, record out. */
inline const std::map<std::string, Operation> &operations() {
  static const std::map<std::string, Operation> operations = {
      {"create_user_with_password",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.create_user_with_password(
             with.text("email"),
             with.text("password")));
       }},
      {"create_user_with_email",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.create_user_with_email(
             with.text("email")));
       }},
      {"create_user_with_phone",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.create_user_with_phone(
             with.text("phone")));
       }},
      {"email_taken",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.email_taken(
             with.text("email")));
       }},
      {"username_taken",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.username_taken(
             with.text("username")));
       }},
      {"find_or_create_email_identity",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.find_or_create_email_identity(
             with.text("value")));
       }},
      {"find_or_create_phone_identity",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.find_or_create_phone_identity(
             with.text("value")));
       }},
      {"sign_up_with_password",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.sign_up_with_password(
             with.text("email"),
             with.text("password"),
             with.context("context")));
       }},
      {"confirm_sign_up_with_link",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.confirm_sign_up_with_link(
             with.text("token"),
             with.optional_text("proof"),
             with.context("context")));
       }},
      {"confirm_sign_up_with_code",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.confirm_sign_up_with_code(
             with.text("email"),
             with.text("code"),
             with.optional_text("proof"),
             with.context("context")));
       }},
      {"resend_sign_up",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         accounts.resend_sign_up(
             with.text("handle"),
             with.context("context"));
         return Json();
       }},
      {"sign_in_with_password",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.sign_in_with_password(
             with.text("identifier"),
             with.text("password"),
             with.context("context")));
       }},
      {"request_magic_link",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.request_magic_link(
             with.text("email"),
             with.context("context")));
       }},
      {"sign_in_with_magic_link",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.sign_in_with_magic_link(
             with.text("token"),
             with.context("context")));
       }},
      {"request_email_code",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.request_email_code(
             with.text("email"),
             with.context("context")));
       }},
      {"sign_in_with_email_code",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.sign_in_with_email_code(
             with.text("email"),
             with.text("code"),
             with.optional_text("handle"),
             with.context("context")));
       }},
      {"request_phone_code",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.request_phone_code(
             with.text("phone"),
             with.context("context")));
       }},
      {"sign_in_with_phone_code",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.sign_in_with_phone_code(
             with.text("phone"),
             with.text("code"),
             with.optional_text("handle"),
             with.context("context")));
       }},
      {"generate_user_session_token",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.generate_user_session_token(
             with.text("user"),
             with.context("context")));
       }},
      {"get_user_by_session_token",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.get_user_by_session_token(
             with.text("token")));
       }},
      {"get_session",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.get_session(
             with.text("token")));
       }},
      {"list_user_sessions",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.list_user_sessions(
             with.text("user")));
       }},
      {"revoke_user_session_token",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.revoke_user_session_token(
             with.text("token")));
       }},
      {"revoke_user_session",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.revoke_user_session(
             with.text("user"),
             with.text("session"),
             with.context("context")));
       }},
      {"revoke_user_sessions",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.revoke_user_sessions(
             with.text("user")));
       }},
      {"revoke_other_sessions",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.revoke_other_sessions(
             with.text("session_token"),
             with.context("context")));
       }},
      {"get_user_by_email",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.get_user_by_email(
             with.text("email")));
       }},
      {"get_user_by_username",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.get_user_by_username(
             with.text("username")));
       }},
      {"get_verified_identity",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.get_verified_identity(
             with.text("type"),
             with.text("value")));
       }},
      {"issue_identity_verification",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.issue_identity_verification(
             with.text("identity"),
             verification_type(with.text("type")),
             with.context("context")));
       }},
      {"request_email_verification",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.request_email_verification(
             with.text("identity")));
       }},
      {"verify_magic_code",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.verify_magic_code(
             with.text("code"),
             verification_type(with.text("type")),
             with.text("value"),
             with.optional_text("proof")));
       }},
      {"verify_magic_link",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.verify_magic_link(
             with.text("token"),
             verification_type(with.text("type")),
             with.optional_text("proof")));
       }},
      {"peek_magic_link",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.peek_magic_link(
             with.text("token")));
       }},
      {"request_password_recovery",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.request_password_recovery(
             with.text("email"),
             with.context("context")));
       }},
      {"reset_password_with_link",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.reset_password_with_link(
             with.text("token"),
             with.text("new_password"),
             with.context("context")));
       }},
      {"reset_password_with_code",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.reset_password_with_code(
             with.text("email"),
             with.text("code"),
             with.text("new_password"),
             with.optional_text("handle"),
             with.context("context")));
       }},
      {"change_password",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.change_password(
             with.text("session_token"),
             with.text("current_password"),
             with.text("new_password"),
             with.context("context")));
       }},
      {"set_password",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.set_password(
             with.text("session_token"),
             with.text("new_password"),
             with.context("context")));
       }},
      {"request_identity",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.request_identity(
             with.text("session_token"),
             channel(with.text("type")),
             with.text("value"),
             with.optional_text("replaces"),
             with.context("context")));
       }},
      {"confirm_identity_with_link",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.confirm_identity_with_link(
             with.text("session_token"),
             with.text("token"),
             with.context("context")));
       }},
      {"confirm_identity_with_code",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.confirm_identity_with_code(
             with.text("session_token"),
             with.text("value"),
             with.text("code"),
             with.context("context")));
       }},
      {"remove_identity",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.remove_identity(
             with.text("session_token"),
             with.text("identity"),
             with.context("context")));
       }},
      {"delete_account",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         accounts.delete_account(
             with.text("session_token"),
             with.context("context"));
         return Json();
       }},
      {"reauthenticate_with_password",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.reauthenticate_with_password(
             with.text("session_token"),
             with.text("password"),
             with.context("context")));
       }},
      {"reauthenticate_with_link",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.reauthenticate_with_link(
             with.text("session_token"),
             with.text("token"),
             with.context("context")));
       }},
      {"reauthenticate_with_code",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.reauthenticate_with_code(
             with.text("session_token"),
             with.text("value"),
             with.text("code"),
             with.optional_text("handle"),
             with.context("context")));
       }},
      {"update_user_profile",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.update_user_profile(
             with.text("user"),
             with.changes("changes")));
       }},
      {"get_user",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.get_user(
             with.text("user")));
       }},
      {"list_user_identities",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.list_user_identities(
             with.text("user")));
       }},
      {"admin_list_users",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.admin_list_users(
             with.optional_text("cursor"),
             user_filter(with.member("filter"))));
       }},
      {"admin_disable_user",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.admin_disable_user(
             with.text("user"),
             with.context("context")));
       }},
      {"admin_enable_user",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.admin_enable_user(
             with.text("user"),
             with.context("context")));
       }},
      {"admin_delete_user",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         accounts.admin_delete_user(
             with.text("user"),
             with.context("context"));
         return Json();
       }},
      {"admin_set_password",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.admin_set_password(
             with.text("user"),
             with.text("new_password"),
             with.context("context")));
       }},
      {"admin_expire_password",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.admin_expire_password(
             with.text("user"),
             with.text("reason"),
             with.context("context")));
       }},
      {"admin_attach_identity",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.admin_attach_identity(
             with.text("user"),
             with.text("provider"),
             with.text("subject"),
             with.context("context")));
       }},
      {"admin_export_user",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.admin_export_user(
             with.text("user"),
             with.context("context")));
       }},
      {"admin_revoke_all_sessions",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.admin_revoke_all_sessions(
             with.context("context")));
       }},
      {"claim_messages",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.claim_messages(
             with.integer("limit"),
             with.duration("lease")));
       }},
      {"ack_message",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.ack_message(
             with.text("lease")));
       }},
      {"nack_message",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.nack_message(
             with.text("lease")));
       }},
      {"events",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.events(
             event_filter(with.member("filter")),
             with.optional_text("cursor")));
       }},
      {"sweep",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.sweep(
             with.integer("limit")));
       }},
      {"backup",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         accounts.backup(
             with.text("path"));
         return Json();
       }},
  };
  return operations;
}

#endif /* GENERATED_HPP */
