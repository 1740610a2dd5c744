//! What was seen while a story was told, and how it would be found again.

use std::collections::HashMap;
use std::fmt::Debug;

use base64ct::{Base64Unpadded, Base64UrlUnpadded, Encoding};
use ezauth_core::domain::Secret;
use ezauth_core::{Error, Result};

/// What was seen while a story was told.
#[derive(Default)]
pub(crate) struct Witness {
    /// Every secret, by what it is.
    secrets: Vec<(String, Secret)>,
    pub(crate) passwords: Vec<(String, String)>,
    /// Everything printed: errors, and the `Debug` form of every record.
    pub(crate) printed: Vec<String>,
}

impl Witness {
    pub(crate) fn secret(&mut self, what: &str, secret: &Secret) {
        self.secrets.push((what.to_owned(), secret.clone()));
    }

    /// The newest secret of this name.
    pub(crate) fn last(&self, what: &str) -> &str {
        let mut secrets = self.secrets.iter().rev();
        secrets.find(|(name, _)| name == what).map(|(_, secret)| secret.expose()).unwrap()
    }

    pub(crate) fn record<T: Debug>(&mut self, record: T) -> T {
        self.printed.push(format!("{record:?} {record:#?}"));
        record
    }

    pub(crate) fn refusal<T: Debug>(&mut self, refused: Result<T>) {
        let error: Error = refused.unwrap_err();
        self.printed.push(format!("{error} {error:?} {error:#?}"));
    }

    /// What would show the secrets, in every form: their text, and the bytes that a token stands for.
    pub(crate) fn canaries(&self) -> Vec<(String, Vec<u8>)> {
        let mut canaries = Vec::new();
        for (what, secret) in &self.secrets {
            canaries.extend(forms(what, secret.expose().as_bytes()));
            if let Ok(bytes) = Base64UrlUnpadded::decode_vec(secret.expose())
                && bytes.len() == 32
            {
                canaries.extend(forms(&format!("the bytes of {what}"), &bytes));
            }
        }
        for (what, password) in &self.passwords {
            canaries.extend(forms(what, password.as_bytes()));
        }
        canaries
    }
}

/// A text of bytes as they are, in hexadecimal digits, and in the middle of any base64.
pub(crate) fn forms(what: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut forms = vec![
        (format!("{what}, raw"), bytes.to_vec()),
        (format!("{what}, hex"), hex.clone().into_bytes()),
        (format!("{what}, HEX"), hex.to_uppercase().into_bytes()),
    ];
    for shift in 0..3 {
        // Three bytes are four characters: those at the ends depend on the neighbours.
        let shifted = [&[0; 2][..shift], bytes].concat();
        let whole = shifted.len() / 3 * 4;
        for text in
            [Base64Unpadded::encode_string(&shifted), Base64UrlUnpadded::encode_string(&shifted)]
        {
            let text = text[if shift == 0 { 0 } else { 4 }..whole].to_owned();
            forms.push((format!("{what}, base64 at {shift}"), text.into_bytes()));
        }
    }
    forms
}

/// Says which canaries are in a text. It is read once: there are many canaries.
pub(crate) fn found(canaries: &[(String, Vec<u8>)], text: &[u8]) -> Vec<String> {
    const BEGINNING: usize = 8;
    let mut by_beginning: HashMap<&[u8], Vec<(&str, &[u8])>> = HashMap::new();
    for (what, canary) in canaries {
        by_beginning.entry(&canary[..BEGINNING]).or_default().push((what, canary));
    }
    let mut found = Vec::new();
    for (at, beginning) in text.windows(BEGINNING).enumerate() {
        let begun = by_beginning.get(beginning).into_iter().flatten();
        let whole = begun.filter(|(_, canary)| text[at..].starts_with(canary));
        found.extend(whole.map(|(what, _)| (*what).to_owned()));
    }
    found
}
