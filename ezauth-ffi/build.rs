//! What the linker must know of the shared library.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = std::env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    if target == "linux" || target == "android" || target.ends_with("bsd") {
        // The number is that of `EZAUTH_ABI_VERSION`: programs find the library that they fit.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libezauth.so.1");
        // `dlclose` leaves the library where it is: its threads, and what it keeps for each thread
        // of the host, run code of it after the last handle has gone.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
