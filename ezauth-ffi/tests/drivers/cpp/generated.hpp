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

inline Json json(const ezauth::UserIdentity &record) {
  return Json::Members{{"user", json(record.user)},
                       {"identity", json(record.identity)}};
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

/** What is no such name is a number that the library refuses. */
inline ezauth::VerificationType verification_type(const std::string &name) {
  if (name == "email") return ezauth::VerificationType::email;
  if (name == "phone") return ezauth::VerificationType::phone;
  if (name == "recovery") return ezauth::VerificationType::recovery;
  return static_cast<ezauth::VerificationType>(0);
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
      {"sign_in_with_password",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.sign_in_with_password(
             with.text("identifier"),
             with.text("password"),
             with.context("context")));
       }},
      {"get_session",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.get_session(
             with.text("token")));
       }},
      {"revoke_user_session_token",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.revoke_user_session_token(
             with.text("token")));
       }},
      {"request_email_verification",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.request_email_verification(
             with.text("identity")));
       }},
      {"verify_magic_link",
       [](const ezauth::Accounts &accounts, const Arguments &with) {
         return json(accounts.verify_magic_link(
             with.text("token"),
             verification_type(with.text("type")),
             with.optional_text("proof")));
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
  };
  return operations;
}

#endif /* GENERATED_HPP */
