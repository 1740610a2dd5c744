//! Closed sets of names that are stored and crossed as text.

/// Declares an enum with one name for each variant, its parser and its list.
///
/// `$field` is the parameter that a parse error names.
macro_rules! named {
    ($(#[$enum_doc:meta])+ $enum:ident, $field:literal { $($(#[$doc:meta])+ $variant:ident $name:literal,)+ }) => {
        $(#[$enum_doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $enum {
            $($(#[$doc])+ $variant,)+
        }

        impl $enum {
            /// Every one of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name, the same in every language and in the store.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }

        impl std::str::FromStr for $enum {
            type Err = $crate::error::Error;

            /// # Errors
            /// `invalid_argument` on the field that carries such a name.
            fn from_str(text: &str) -> $crate::error::Result<Self> {
                Self::ALL.iter().copied().find(|known| known.name() == text).ok_or_else(|| {
                    $crate::error::Error::invalid_argument($field, $crate::error::FieldReason::Unknown)
                })
            }
        }

        impl std::fmt::Display for $enum {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

pub(crate) use named;
