//! Reads JSON for its form alone.

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::error::{FieldReason, Result};

/// Reads one JSON value with at most `max_depth` objects and arrays inside each other.
pub(super) fn read(text: &str, max_depth: usize) -> Result<(), FieldReason> {
    let refusal = Cell::new(FieldReason::Malformed);
    let value = Value { depth_left: max_depth, refusal: &refusal };
    let mut json = serde_json::Deserializer::from_str(text);
    value.deserialize(&mut json).and_then(|()| json.end()).map_err(|_| refusal.get())
}

/// Written as it is or as `\u0000`: it ends a text for readers in C, SQLite's JSON functions included.
pub(super) fn refuse_nul(text: &str) -> Result<(), FieldReason> {
    if text.contains('\0') {
        return Err(FieldReason::NotAllowed);
    }
    Ok(())
}

/// Reads one value and keeps nothing of it.
#[derive(Clone, Copy)]
struct Value<'a> {
    /// How many objects and arrays may still begin.
    depth_left: usize,
    /// Why reading stopped. It stays `malformed` when the reader itself gives up.
    refusal: &'a Cell<FieldReason>,
}

impl Value<'_> {
    fn enter<E: de::Error>(self) -> Result<Self, E> {
        match self.depth_left.checked_sub(1) {
            Some(depth_left) => Ok(Self { depth_left, ..self }),
            None => Err(self.refuse(FieldReason::TooDeep)),
        }
    }

    fn refuse<E: de::Error>(self, reason: FieldReason) -> E {
        self.refusal.set(reason);
        E::custom(reason.name())
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let inside = self.enter()?;
        let mut keys = HashSet::new();
        while let Some(key) = members.next_key::<String>()? {
            refuse_nul(&key).map_err(|reason| self.refuse(reason))?;
            if !keys.insert(key) {
                return Err(self.refuse(FieldReason::DuplicateKey));
            }
            members.next_value_seed(inside)?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let inside = self.enter()?;
        while items.next_element_seed(inside)?.is_some() {}
        Ok(())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        refuse_nul(text).map_err(|reason| self.refuse(reason))
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
