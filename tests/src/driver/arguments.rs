//! The parameters of a request, as the types that the library takes.

use std::str::FromStr;
use std::time::Duration;

use ezauth_core::domain::{Context, EventFilter, ProfileChanges, UserFilter};
use ezauth_core::{Error, FieldReason, Settings};
use serde_json::{Value, json};

use super::answer::Outcome;
use crate::engine::parse_duration;

type Result<T> = std::result::Result<T, Outcome>;

/// The member `with` of a request. A parameter that is `null` is not given.
pub(super) struct Arguments(Value);

impl Arguments {
    pub(super) fn new(with: Value) -> Self {
        Self(with)
    }

    pub(super) fn text(&self, name: &'static str) -> Result<&str> {
        self.0.get(name).ok_or_else(|| missing(name))?.as_str().ok_or_else(|| wrong_type(name))
    }

    pub(super) fn optional_text(&self, name: &'static str) -> Result<Option<&str>> {
        self.given(name).map(|it| it.as_str().ok_or_else(|| wrong_type(name))).transpose()
    }

    /// An id or a name, which the library reads and refuses.
    pub(super) fn parsed<T: FromStr<Err = Error>>(&self, name: &'static str) -> Result<T> {
        Ok(self.text(name)?.parse().map_err(|error: Error| error.on_field(name))?)
    }

    pub(super) fn int(&self, name: &'static str) -> Result<u64> {
        let number = self.optional_int(name)?;
        number.ok_or_else(|| missing(name))
    }

    pub(super) fn optional_int(&self, name: &'static str) -> Result<Option<u64>> {
        let number = self.given(name).map(|it| it.as_i64().ok_or_else(|| wrong_type(name)));
        let out_of_range = |_| Error::invalid_argument(name, FieldReason::OutOfRange);
        Ok(number.transpose()?.map(u64::try_from).transpose().map_err(out_of_range)?)
    }

    fn optional_bool(&self, name: &'static str) -> Result<Option<bool>> {
        self.given(name).map(|it| it.as_bool().ok_or_else(|| wrong_type(name))).transpose()
    }

    pub(super) fn optional_parsed<T: FromStr<Err = Error>>(
        &self,
        name: &'static str,
    ) -> Result<Option<T>> {
        let parsed = self.optional_text(name)?.map(str::parse).transpose();
        Ok(parsed.map_err(|error: Error| error.on_field(name))?)
    }

    /// A duration in the text form of settings.
    pub(super) fn duration(&self, name: &'static str) -> Result<Duration> {
        let malformed = || Error::invalid_argument(name, FieldReason::Malformed);
        Ok(parse_duration(self.text(name)?).ok_or_else(malformed)?)
    }

    pub(super) fn millis(&self, name: &'static str) -> Result<Option<i64>> {
        self.given(name).map(|it| it.as_i64().ok_or_else(|| wrong_type(name))).transpose()
    }

    /// What a member holds that is an object of its own: a record.
    pub(super) fn record(&self, name: &'static str) -> Self {
        Self(self.given(name).cloned().unwrap_or_else(|| json!({})))
    }

    pub(super) fn context(&self) -> Result<Context> {
        let context = self.record("context");
        Ok(Context {
            ip: context.optional_text("ip")?.map(str::to_owned),
            user_agent: context.optional_text("user_agent")?.map(str::to_owned),
        })
    }

    /// A JSON object, or its text where a scenario needs a text that no object has.
    pub(super) fn changes(&self) -> Result<ProfileChanges> {
        let changes = self.0.get("changes").ok_or_else(|| missing("changes"))?;
        let text = changes.as_str().map_or_else(|| changes.to_string(), str::to_owned);
        Ok(ProfileChanges::from_json(&text)?)
    }

    pub(super) fn filter(&self) -> Result<EventFilter> {
        let filter = self.record("filter");
        Ok(EventFilter {
            user: filter.optional_text("user")?.map(str::parse).transpose()?,
            event_type: filter.optional_text("type")?.map(str::parse).transpose()?,
            limit: filter.optional_int("limit")?,
        })
    }

    pub(super) fn user_filter(&self) -> Result<UserFilter> {
        let filter = self.record("filter");
        Ok(UserFilter {
            disabled: filter.optional_bool("disabled")?,
            limit: filter.optional_int("limit")?,
        })
    }

    pub(super) fn settings(&self) -> Result<Settings> {
        let mut settings = Settings::default();
        for (name, text) in self.record("settings").0.as_object().into_iter().flatten() {
            let wrong = || Error::invalid_config(name.clone(), FieldReason::WrongType);
            settings.set(name, text.as_str().ok_or_else(wrong)?)?;
        }
        Ok(settings)
    }

    fn given(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }
}

/// Other languages let a caller pass a number where a text belongs, and the library refuses it.
fn wrong_type(name: &'static str) -> Outcome {
    Error::invalid_argument(name, FieldReason::WrongType).into()
}

fn missing(name: &str) -> Outcome {
    Outcome::failure(format!("the request lacks `{name}`"))
}
