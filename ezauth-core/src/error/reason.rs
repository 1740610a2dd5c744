//! Why a field was refused, and why the storage failed.

/// Declares an enum of reasons whose name and summary stand beside each variant.
macro_rules! reasons {
    ($(#[$enum_doc:meta])+ $enum:ident { $($(#[$doc:meta])+ $variant:ident $name:literal $summary:literal;)+ }) => {
        $(#[$enum_doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $enum {
            $($(#[$doc])+ $variant,)+
        }

        impl $enum {
            /// Every reason.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name, the same in every language.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The English words for it.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)+ }
            }
        }
    };
}

reasons! {
    /// Why a field was refused.
    FieldReason {
        /// It is empty or missing.
        Empty "empty" "is empty";
        /// The file, or its folder, is not there.
        Missing "missing" "is not there, or its folder is not";
        /// It is shorter than allowed.
        TooShort "too_short" "is too short";
        /// It is longer than allowed.
        TooLong "too_long" "is too long";
        /// It does not have the form that it must have.
        Malformed "malformed" "is malformed";
        /// It holds a NUL, a line break or another control character.
        ControlCharacter "control_character" "holds a control character";
        /// It holds a character that is not allowed there.
        NotAllowed "not_allowed" "holds what is not allowed there";
        /// It is outside its range.
        OutOfRange "out_of_range" "is out of range";
        /// It is not one of the known names.
        Unknown "unknown" "is not known";
        /// It is not of the type that it must have.
        WrongType "wrong_type" "has the wrong type";
        /// An object names a member twice.
        DuplicateKey "duplicate_key" "names a member twice";
        /// It is nested too deeply.
        TooDeep "too_deep" "is nested too deeply";
        /// The identity is not one that the call can act on.
        NotVerified "not_verified" "is not verified";
        /// The identity is of another type than the call needs.
        OtherType "other_type" "is of another type";
        /// Somebody holds it already.
        Taken "taken" "is taken";
        /// The password equals, or is part of, the address.
        EqualsAddress "equals_address" "equals the address or a part of it";
        /// The password equals the username.
        EqualsUsername "equals_username" "equals the username";
        /// The password is a word that the configuration refuses.
        ConfiguredWord "configured_word" "is a refused word";
        /// The password is one that many people have.
        Common "common" "is a common password";
        /// The key is not the one that the database was written with.
        Mismatch "mismatch" "does not match the database";
        /// It is the same as before, where another is needed.
        Unchanged "unchanged" "is the same as before";
        /// The file is not a database of this library, or not a plain file of the right size.
        Foreign "foreign" "is not a file of this library";
        /// Others than the owner may read the file.
        TooOpen "too_open" "may be read by others";
    }
}

reasons! {
    /// Why the storage failed.
    StorageReason {
        /// Another process held the write lock for longer than `busy_timeout`.
        Busy "busy" "another process kept the database busy";
        /// The disk is full.
        Full "full" "the disk is full";
        /// The file or its folder cannot be written.
        ReadOnly "read_only" "the database is read-only";
        /// The file is damaged.
        Corrupt "corrupt" "the database is corrupt";
        /// Reading or writing failed.
        Io "io" "reading or writing failed";
    }
}
