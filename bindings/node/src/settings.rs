//! Settings from an object, by the camel-case names of the core's table. Each value becomes the text that
//! the core reads.

use ezauth_core::{Error, FieldReason, Setting, Settings};
use napi::bindgen_prelude::{JsObjectValue, Object, Uint8Array};
use napi::{JsValue, Result, Unknown, ValueType};

use crate::arguments::{env_of, member, object, reading};
use crate::error::refused;
use crate::names::{camel_case, snake_case};
use crate::text::Text;

/// The settings that an object gives. One that is `undefined` is refused: a key that is missing in an
/// environment must not turn into a key file.
pub(crate) fn settings(value: Unknown<'_>) -> Result<Settings> {
    reading(value, || {
        let given_settings = object("settings", value)?;
        let table = Settings::table();
        let mut settings = Settings::default();
        for name in Object::keys(&given_settings)? {
            let value = member(&given_settings, &name)?;
            let known = table.iter().find(|setting| camel_case(setting.name) == name);
            let set = match known {
                Some(setting) => text_of(&given_settings, &name, setting, value)?
                    .and_then(|text| settings.set(setting.name, &text)),
                None => Err(Settings::unknown(&snake_case(&name))),
            };
            set.map_err(|error| refused(&env_of(&given_settings), &error))?;
        }
        Ok(settings)
    })
}

/// The text of a value, or why it has none.
fn text_of(
    settings: &Object<'_>,
    name: &str,
    setting: &Setting,
    value: Unknown<'_>,
) -> Result<ezauth_core::Result<Text>> {
    if !setting.value_type.starts_with("list") || !value.is_array()? {
        return scalar(settings, name, setting, value);
    }
    let list = value.coerce_to_object()?;
    let mut texts = Vec::new();
    for index in 0..list.get_array_length()? {
        let index = index.to_string();
        let element = member(&list, &index)?;
        match scalar(&list, &index, setting, element)? {
            // The text of a list has commas between its elements, so none can be inside.
            Ok(text) if text.contains(',') => return Ok(unfit(setting, FieldReason::NotAllowed)),
            Ok(text) => texts.push(text),
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Ok(Text::list(&texts)))
}

fn scalar(
    of: &Object<'_>,
    name: &str,
    setting: &Setting,
    value: Unknown<'_>,
) -> Result<ezauth_core::Result<Text>> {
    Ok(match (value.get_type()?, setting.value_type) {
        (ValueType::String, _) => {
            Text::decoded(value)?.map_or_else(|| unfit(setting, FieldReason::Malformed), Ok)
        }
        (ValueType::Boolean, "boolean") => Ok(value.coerce_to_bool()?.to_string().into()),
        (ValueType::Number, "duration") => {
            Ok(format!("{}ms", value.coerce_to_number()?.get_double()?).into())
        }
        (ValueType::Number, "integer") => {
            Ok(value.coerce_to_number()?.get_double()?.to_string().into())
        }
        (ValueType::Object, "key" | "list of keys") if value.is_typedarray()? => {
            let bytes: Option<Uint8Array> = of.get(name).ok().flatten();
            let text = bytes.map(|bytes| Text::hexadecimal(&bytes));
            text.map_or_else(|| unfit(setting, FieldReason::WrongType), Ok)
        }
        _ => unfit(setting, FieldReason::WrongType),
    })
}

fn unfit(setting: &Setting, reason: FieldReason) -> ezauth_core::Result<Text> {
    Err(Error::invalid_config(setting.name, reason))
}
