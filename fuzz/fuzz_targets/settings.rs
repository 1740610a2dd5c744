#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| ezauth_tests::fuzz::settings(data));
