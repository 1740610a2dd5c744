//! The pages that are printed from the code say what the code says.

use std::fs;

use ezauth_tests::configuration;

#[test]
fn the_page_of_settings_is_that_of_the_table() {
    let kept = fs::read_to_string(configuration::path()).unwrap();
    assert_eq!(kept, configuration::page(), "write it anew with `cargo xtask docs`");
}
