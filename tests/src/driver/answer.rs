//! What goes back on a line.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ezauth_core::Error;
use serde_json::{Map, Value, json};

/// The result of a call, inside of the driver.
pub(super) type Answer = Result<Value, Outcome>;

/// Why there is no result, or that there is one.
pub(super) enum Outcome {
    /// The operation's result.
    Done(Value),
    /// What the library refused.
    Refused(Error),
    /// The request cannot be carried out, or the library panicked: the test has failed.
    Failure(String),
}

impl Outcome {
    pub(super) fn failure(text: impl Into<String>) -> Self {
        Self::Failure(text.into())
    }

    /// The line that answers the request of this id.
    pub(super) fn into_line(self, id: &Value) -> Value {
        let mut line = self.into_value();
        line["id"] = id.clone();
        line
    }

    /// The same without an id, as the list of a race holds it.
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Done(value) => json!({ "ok": value }),
            Self::Refused(error) => json!({ "error": describe(&error) }),
            Self::Failure(text) => json!({ "failure": text }),
        }
    }
}

impl From<Error> for Outcome {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// Runs a call. A panic that comes out of the library is a failure of the test, not of the driver.
pub(super) fn contained(call: impl FnOnce() -> Answer) -> Outcome {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(value)) => Outcome::Done(value),
        Ok(Err(outcome)) => outcome,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or(panic.downcast_ref::<&str>().copied()).unwrap_or_default();
            Outcome::failure(format!("a panic came out of the library: {text}"))
        }
    }
}

fn describe(error: &Error) -> Value {
    let fields = error.fields().iter();
    let fields = fields.map(|it| json!({ "field": it.field, "reason": it.reason.name() }));
    let mut described = Map::new();
    described.insert("kind".into(), error.kind().name().into());
    described.insert("number".into(), error.kind().number().into());
    described.insert("message".into(), error.to_string().into());
    described.insert("fields".into(), fields.collect());
    if let Some(wait) = error.retry_after() {
        let millis = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
        described.insert("retry_after".into(), millis.into());
    }
    if let Some(reason) = error.storage_reason() {
        described.insert("storage".into(), reason.name().into());
    }
    described.into()
}
