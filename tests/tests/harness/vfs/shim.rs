//! The file system as SQLite calls it: the one file with unsafe blocks.

#![expect(unsafe_code, reason = "SQLite knows a file system by functions and pointers of C")]

use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::{Arc, Once};

use libsqlite3_sys as ffi;

use super::{Call, Failure, Watch, watcher};

/// What SQLite sees as an open file. The system's own follows it in memory.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    watched: Option<Box<Watched>>,
}

struct Watched {
    name: String,
    watch: Arc<dyn Watch>,
}

type Pointer = *mut ffi::sqlite3_file;

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    // The third version maps files into memory, which nobody could watch.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(map_memory),
    xShmLock: Some(lock_memory),
    xShmBarrier: Some(memory_barrier),
    xShmUnmap: Some(unmap_memory),
    xFetch: None,
    xUnfetch: None,
};

/// Puts the file system below every connection that is opened from now on.
pub(super) fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        // SAFETY: SQLite gives its default file system, which is there as long as the program. What
        // is registered is a copy that stays as long, too.
        let registered = unsafe {
            let system = ffi::sqlite3_vfs_find(ptr::null());
            let mut shim = *system;
            shim.szOsFile += c_int::try_from(size_of::<File>()).unwrap();
            shim.zName = c"watched".as_ptr();
            shim.pAppData = system.cast();
            shim.xOpen = Some(open);
            shim.xDelete = Some(delete);
            shim.xAccess = Some(access);
            ffi::sqlite3_vfs_register(Box::leak(Box::new(shim)), 1)
        };
        assert_eq!(registered, ffi::SQLITE_OK, "SQLite takes a file system");
    });
}

/// The system's own file system.
fn system(vfs: *mut ffi::sqlite3_vfs) -> *mut ffi::sqlite3_vfs {
    // SAFETY: SQLite passes what `install` has registered.
    unsafe { (*vfs).pAppData.cast() }
}

/// A path that SQLite passes; it may pass none, for a temporary file.
fn path<'a>(name: *const c_char) -> Option<&'a Path> {
    // SAFETY: A name that is there ends with a NUL, and lives as long as the call.
    let name = (!name.is_null()).then(|| unsafe { CStr::from_ptr(name) })?;
    Some(Path::new(OsStr::from_bytes(name.to_bytes())))
}

/// Makes a call, unless whoever watches has another answer.
fn make(
    watched: Option<(&str, &dyn Watch)>,
    call: Call<'_>,
    act: impl FnOnce() -> c_int,
    act_in_part: impl FnOnce(usize) -> c_int,
) -> c_int {
    let Some((name, watch)) = watched else { return act() };
    match watch.before(name, call) {
        Err(Failure { code, written }) => {
            if written > 0 {
                act_in_part(written);
            }
            code
        }
        Ok(()) => {
            let code = act();
            if code == ffi::SQLITE_OK {
                watch.after(name, call);
            }
            code
        }
    }
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: Pointer,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    let watched = path(name).and_then(watcher);
    let watched = watched.map(|(name, watch)| Box::new(Watched { name, watch }));
    let by = watched.as_ref().map(|it| (it.name.clone(), Arc::clone(&it.watch)));
    // SAFETY: There is room for a file, which is not open should the call not be made.
    unsafe { (*file).pMethods = ptr::null() };
    let act = || {
        // SAFETY: SQLite gives room for both files, and what it passes goes on to the system.
        unsafe {
            let own = file.cast::<File>();
            let real: Pointer = own.add(1).cast();
            (*real).pMethods = ptr::null();
            let code = (*system(vfs)).xOpen.unwrap()(system(vfs), name, real, flags, out_flags);
            // SQLite closes what has methods, also after a failure.
            let methods = if (*real).pMethods.is_null() { ptr::null() } else { &raw const METHODS };
            own.write(File { base: ffi::sqlite3_file { pMethods: methods }, watched });
            if methods.is_null() {
                drop((*own).watched.take());
            }
            code
        }
    };
    make(by.as_ref().map(|(name, watch)| (&**name, &**watch)), Call::Open, act, |_| 0)
}

unsafe extern "C" fn delete(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    // SAFETY: What SQLite passes goes on to the system.
    let act = || unsafe { (*system(vfs)).xDelete.unwrap()(system(vfs), name, sync_folder) };
    let by = path(name).and_then(watcher);
    make(by.as_ref().map(|(name, watch)| (&**name, &**watch)), Call::Delete, act, |_| 0)
}

unsafe extern "C" fn access(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: What SQLite passes goes on to the system.
    let act = || unsafe { (*system(vfs)).xAccess.unwrap()(system(vfs), name, flags, out) };
    let by = path(name).and_then(watcher);
    make(by.as_ref().map(|(name, watch)| (&**name, &**watch)), Call::Access, act, |_| 0)
}

unsafe extern "C" fn close(file: Pointer) -> c_int {
    // SAFETY: SQLite closes a file that `open` has opened, once.
    unsafe {
        drop((*file.cast::<File>()).watched.take());
        pass(file, |real, methods| methods.xClose.unwrap()(real))
    }
}

unsafe extern "C" fn write(file: Pointer, from: *const c_void, count: c_int, at: i64) -> c_int {
    // SAFETY: SQLite passes an open file and so many bytes.
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), count as usize) };
    let call = Call::Write { offset: at as u64, bytes };
    let write = |count: usize| {
        // SAFETY: They go on to the system, or the first of them.
        unsafe { pass(file, |real, its| its.xWrite.unwrap()(real, from, count as c_int, at)) }
    };
    make(by(file), call, || write(bytes.len()), write)
}

/// Methods that are told to whoever watches, and go on to the system.
macro_rules! watched {
    ($($name:ident is $method:ident($($argument:ident: $type:ty),*) as $call:expr;)+) => {$(
        unsafe extern "C" fn $name(file: Pointer, $($argument: $type),*) -> c_int {
            let act = || {
                // SAFETY: SQLite passes an open file, and what it passes goes on to the system.
                unsafe { pass(file, |real, its| its.$method.unwrap()(real, $($argument),*)) }
            };
            make(by(file), $call, act, |_| 0)
        }
    )+};
}

watched! {
    read is xRead(to: *mut c_void, count: c_int, at: i64) as Call::Read;
    truncate is xTruncate(size: i64) as Call::Truncate { size: size as u64 };
    sync is xSync(flags: c_int) as Call::Sync;
    size is xFileSize(out: *mut i64) as Call::Size;
    lock is xLock(level: c_int) as Call::Lock;
    map_memory is xShmMap(page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void)
        as Call::Memory;
}

/// Methods that go on to the system.
macro_rules! passed {
    ($($name:ident is $method:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?;)+) => {$(
        unsafe extern "C" fn $name(file: Pointer, $($argument: $type),*) $(-> $result)? {
            // SAFETY: SQLite passes an open file, and what it passes goes on to the system.
            unsafe { pass(file, |real, its| its.$method.unwrap()(real, $($argument),*)) }
        }
    )+};
}

passed! {
    unlock is xUnlock(level: c_int) -> c_int;
    check_reserved_lock is xCheckReservedLock(out: *mut c_int) -> c_int;
    control is xFileControl(code: c_int, argument: *mut c_void) -> c_int;
    sector_size is xSectorSize() -> c_int;
    characteristics is xDeviceCharacteristics() -> c_int;
    memory_barrier is xShmBarrier();
    unmap_memory is xShmUnmap(delete: c_int) -> c_int;
}

unsafe extern "C" fn lock_memory(file: Pointer, at: c_int, count: c_int, flags: c_int) -> c_int {
    let act = || {
        // SAFETY: SQLite passes an open file, and what it passes goes on to the system.
        unsafe { pass(file, |real, its| its.xShmLock.unwrap()(real, at, count, flags)) }
    };
    // Unlocking does not fail.
    let by = if flags & ffi::SQLITE_SHM_UNLOCK == 0 { by(file) } else { None };
    make(by, Call::Memory, act, |_| 0)
}

/// Who watches an open file.
fn by<'a>(file: Pointer) -> Option<(&'a str, &'a dyn Watch)> {
    // SAFETY: SQLite passes an open file, and closes it after the call at the earliest.
    let watched = unsafe { (*file.cast::<File>()).watched.as_deref() };
    watched.map(|Watched { name, watch }| (&**name, &**watch))
}

/// Calls the system's methods of its own file.
///
/// # Safety
/// `open` has opened the file.
unsafe fn pass<T>(file: Pointer, call: impl FnOnce(Pointer, &ffi::sqlite3_io_methods) -> T) -> T {
    // SAFETY: The system's file follows, and is open.
    unsafe {
        let real: Pointer = file.cast::<File>().add(1).cast();
        call(real, &*(*real).pMethods)
    }
}

/// Stands before the system's `fsync`, in this program: whoever watches is told of those that are not
/// SQLite's, too.
#[unsafe(no_mangle)]
extern "C" fn fsync(descriptor: c_int) -> c_int {
    // SAFETY: It is what the system's own function calls.
    let answer = unsafe { libc::syscall(libc::SYS_fsync, descriptor) };
    if answer == 0
        && let Ok(path) = std::fs::read_link(PathBuf::from(format!("/proc/self/fd/{descriptor}")))
        && let Some((name, watch)) = watcher(&path)
    {
        watch.synced(&name);
    }
    answer as c_int
}
