//! One write on its way to the thread that commits it, and its answer on the way back.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;
use std::thread;

use futures_channel::oneshot;

use crate::dialect::AnyConnection;
use crate::error::StoreError;

/// What a write's work came to, before anything is committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It succeeded: what it wrote is to be committed.
    Keep,
    /// It failed: what it wrote is to be undone.
    Undo,
    /// It panicked: what it wrote is to be undone, and the connection is not to be trusted.
    Panicked,
}

/// A write whose types are forgotten.
pub(crate) trait Write: Send {
    /// Runs the work and keeps its result.
    fn run(&mut self, connection: &mut AnyConnection) -> Outcome;

    /// Tells the caller the result: what succeeded is committed now.
    fn answer(self: Box<Self>);

    /// Tells the caller that nothing was written, whatever the work's own result.
    fn refuse(self: Box<Self>, error: StoreError);
}

/// What comes back: the work's result, or its panic, which goes on in the caller.
type Answer<T, E> = thread::Result<Result<T, E>>;

struct Pending<T, E, F, R> {
    work: Option<F>,
    result: Option<Answer<T, E>>,
    reply: R,
}

impl<T, E, F, R> Write for Pending<T, E, F, R>
where
    F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
    R: FnOnce(Answer<T, E>) + Send,
{
    fn run(&mut self, connection: &mut AnyConnection) -> Outcome {
        let Some(work) = self.work.take() else {
            return Outcome::Undo;
        };
        // After a panic neither the work nor the connection is used again.
        let result = catch_unwind(AssertUnwindSafe(|| work(connection)));
        let outcome = match &result {
            Ok(Ok(_)) => Outcome::Keep,
            Ok(Err(_)) => Outcome::Undo,
            Err(_) => Outcome::Panicked,
        };
        self.result = Some(result);
        outcome
    }

    fn answer(self: Box<Self>) {
        let result = self.result;
        (self.reply)(result.unwrap_or_else(|| Ok(Err(StoreError::ConnectionLost.into()))));
    }

    fn refuse(self: Box<Self>, error: StoreError) {
        (self.reply)(Ok(Err(error.into())));
    }
}

/// A write and the future of its answer.
pub(crate) fn awaited<T, E, F>(
    work: F,
) -> (
    Box<dyn Write>,
    impl Future<Output = Result<T, E>> + Send + 'static + use<T, E, F>,
)
where
    F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (sender, receiver) = oneshot::channel();
    // A caller that has gone away needs no answer; the write counts all the same.
    let write = pending(work, move |answer| drop(sender.send(answer)));
    let future = async move { settle(receiver.await.ok()) };
    (write, future)
}

/// A write and a function that waits for its answer.
pub(crate) fn waited_for<T, E, F>(work: F) -> (Box<dyn Write>, impl FnOnce() -> Result<T, E>)
where
    F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    let write = pending(work, move |answer| drop(sender.send(answer)));
    (write, move || settle(receiver.recv().ok()))
}

fn pending<T, E, F, R>(work: F, reply: R) -> Box<dyn Write>
where
    F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    R: FnOnce(Answer<T, E>) + Send + 'static,
{
    Box::new(Pending {
        work: Some(work),
        result: None,
        reply,
    })
}

fn settle<T, E: From<StoreError>>(answer: Option<Answer<T, E>>) -> Result<T, E> {
    match answer {
        Some(Ok(result)) => result,
        Some(Err(panic)) => resume_unwind(panic),
        // The committing thread is gone, which only a fault of this program explains.
        None => Err(StoreError::ConnectionLost.into()),
    }
}
