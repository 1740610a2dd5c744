//! What goes to JavaScript: ids and names as text, times as `Date`, what is not there as `null`.

use ezauth_core::domain::{
    Channel, EventId, EventType, Form, IdentityId, IdentityType, Kind, LeaseId, MessageId,
    MessageKind, PendingChangeId, Secret, SessionId, SessionMethod, SignUpId, Timestamp, UserId,
    VerificationId,
};
use napi::bindgen_prelude::{
    Function, JsObjectValue, JsValuesTupleIntoVec, Null, Object, ToNapiValue,
};
use napi::{Env, JsValue, Property, PropertyAttributes, Result, Unknown};

/// What JavaScript can be given.
pub(crate) trait IntoJs {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>>;
}

/// Types that become one that `napi` knows.
macro_rules! becoming {
    ($($type:ty => $become:expr;)+) => {
        $(impl IntoJs for $type {
            fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
                let become_known: fn(Self) -> _ = $become;
                become_known(self).into_unknown(env)
            }
        })+
    };
}

becoming! {
    () => |it| it;
    bool => |it| it;
    u32 => |it| it;
    // A count, far below where a double skips whole numbers.
    u64 => |it| it as f64;
    String => |it| it;
    UserId => |it| it.to_string();
    IdentityId => |it| it.to_string();
    SessionId => |it| it.to_string();
    VerificationId => |it| it.to_string();
    SignUpId => |it| it.to_string();
    PendingChangeId => |it| it.to_string();
    EventId => |it| it.to_string();
    MessageId => |it| it.to_string();
    LeaseId => |it| it.to_string();
    IdentityType => |it| it.to_string();
    SessionMethod => |it| it.name();
    Form => |it| it.name();
    Kind => |it| it.name();
    MessageKind => |it| it.name();
    Channel => |it| it.name();
    EventType => |it| it.name();
}

/// Where `Date` begins and ends (ECMA-262, Time Values), in milliseconds from the epoch.
const END_OF_DATES: i64 = 8_640_000_000_000_000;

impl IntoJs for Timestamp {
    /// What lies outside is held at the ends, for a `Date` that is none shows nothing at all.
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Ok(env.create_date(millis(self) as f64)?.to_unknown())
    }
}

/// What `Date` counts, for a time that it has.
pub(crate) fn millis(time: Timestamp) -> i64 {
    time.as_millis().clamp(-END_OF_DATES, END_OF_DATES)
}

impl IntoJs for Secret {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        Ok(env.create_string(self.expose())?.to_unknown())
    }
}

impl<T: IntoJs> IntoJs for Option<T> {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        self.map_or_else(|| Null.into_unknown(env), |it| it.into_js(env))
    }
}

impl<T: IntoJs> IntoJs for Vec<T> {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        let items = self.into_iter().map(|it| it.into_js(env));
        items.collect::<Result<Vec<Unknown<'_>>>>()?.into_unknown(env)
    }
}

/// JSON that the core keeps as text. It is read as JavaScript reads JSON: a number becomes the nearest
/// double.
pub(crate) struct Json(pub(crate) String);

impl IntoJs for Json {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        // Nearly all metadata, and far cheaper than a call of JavaScript.
        if self.0 == "{}" {
            return Ok(Object::new(env)?.to_unknown());
        }
        json_function(env, "parse")?.call(self.0)
    }
}

/// A function of the global `JSON`.
pub(crate) fn json_function<'env, Argument: JsValuesTupleIntoVec>(
    env: &'env Env,
    name: &str,
) -> Result<Function<'env, Argument>> {
    let json: Object<'_> = env.get_global()?.get_named_property("JSON")?;
    json.get_named_property(name)
}

/// A plain object that is being filled.
pub(crate) struct Record<'env> {
    env: &'env Env,
    object: Object<'env>,
}

impl<'env> Record<'env> {
    pub(crate) fn new(env: &'env Env) -> Result<Self> {
        Ok(Self { env, object: Object::new(env)? })
    }

    pub(crate) fn with(mut self, name: &str, value: impl IntoJs) -> Result<Self> {
        self.object.set_named_property(name, value.into_js(self.env)?)?;
        Ok(self)
    }

    /// A member that is there to be read, and that neither `console.log` nor `JSON.stringify` shows.
    pub(crate) fn with_secret(mut self, name: &str, value: impl IntoJs) -> Result<Self> {
        let hidden = PropertyAttributes::Writable | PropertyAttributes::Configurable;
        let property = Property::new()
            .with_utf8_name(name)?
            .with_value(&value.into_js(self.env)?)
            .with_property_attributes(hidden);
        self.object.define_properties(&[property])?;
        Ok(self)
    }

    pub(crate) fn done(self) -> Result<Unknown<'env>> {
        Ok(self.object.to_unknown())
    }
}
