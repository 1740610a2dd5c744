//! Handles and senders, in every order: each test is one of a C program, in a process of its own.

use std::path::PathBuf;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::compile::{Language, compile, root, run};

/// A program of tests, compiled once.
struct Program {
    source: &'static str,
    compiled: OnceLock<(TempDir, PathBuf)>,
}

static HANDLES: Program = Program { source: "handles.c", compiled: OnceLock::new() };
static SENDERS: Program = Program { source: "senders.c", compiled: OnceLock::new() };

const FLAGS: &[&str] = match cfg!(feature = "seeded-faults") {
    true => &["-D_POSIX_C_SOURCE=200809L", "-DSEEDED_FAULTS"],
    false => &["-D_POSIX_C_SOURCE=200809L"],
};

impl Program {
    fn test(&self, name: &str) {
        let (_, program) = self.compiled.get_or_init(|| {
            let folder = tempfile::tempdir().expect("a folder can be made");
            let source = root().join("ezauth-ffi/tests/c").join(self.source);
            let program = compile(Language::C11, &[&source], FLAGS, folder.path());
            (folder, program)
        });
        let folder = tempfile::tempdir().expect("a folder can be made");
        run(program, &[name, folder.path().to_str().expect("the path is text")]);
    }
}

/// A test for each name.
macro_rules! tests {
    ($program:ident: $($name:ident,)+) => {
        $(#[test]
        fn $name() {
            $program.test(stringify!($name));
        })+
    };
}

tests! { HANDLES:
    use_after_close,
    stale_handles,
    close_while_calls_run,
    limits_say_how_long_to_wait,
    fork_and_open,
    fork_while_calls_run,
}

tests! { SENDERS:
    sender_delivers,
    sender_calls_back,
    sender_fails,
    sender_hangs,
    sender_drops_the_last_handle,
    sender_is_set_once,
    sender_is_never_needed,
}

#[cfg(feature = "seeded-faults")]
tests! { SENDERS: panics, }
