//! Calls as promises: the operation runs on a thread of Node's pool, never on the event loop.

use ezauth_core::{Result, contain};
use napi::bindgen_prelude::AsyncTask;
use napi::{Env, ScopedTask, Unknown};

use crate::error::{contained, refused};
use crate::js::IntoJs;

/// What a method returns: a promise of the operation's result.
pub(crate) type Promised<T> = AsyncTask<Call<T>>;

/// One call that is under way.
pub struct Call<T>(Option<Box<dyn FnOnce() -> Result<T> + Send>>);

/// Promises the result of an operation.
pub(crate) fn promise<T>(operation: impl FnOnce() -> Result<T> + Send + 'static) -> Promised<T>
where
    T: IntoJs + Send + 'static,
{
    AsyncTask::new(Call(Some(Box::new(operation))))
}

impl<'task, T: IntoJs + Send + 'static> ScopedTask<'task> for Call<T> {
    /// A refusal is a result too: only on the event loop can it be made into an error.
    type Output = Result<T>;
    type JsValue = Unknown<'task>;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        let missing = || ezauth_core::Error::internal("a call ran twice");
        Ok(contain(|| {
            #[cfg(feature = "seeded-faults")]
            crate::faults::panic_if_seeded(crate::faults::IN_A_CALL);
            self.0.take().ok_or_else(missing)?()
        }))
    }

    fn resolve(&mut self, env: &'task Env, output: Self::Output) -> napi::Result<Self::JsValue> {
        settled(env, output)
    }
}

/// The result as JavaScript has it, at once.
pub(crate) fn settled<T: IntoJs>(env: &Env, output: Result<T>) -> napi::Result<Unknown<'_>> {
    contained(env, || {
        #[cfg(feature = "seeded-faults")]
        crate::faults::panic_if_seeded(crate::faults::IN_A_CALL);
        match output {
            Ok(result) => result.into_js(env),
            Err(error) => Err(refused(env, &error)),
        }
    })
}
