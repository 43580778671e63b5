//! A bounded queue between threads.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What waits, first come, first served. Any number of threads may put in and take out.
pub(crate) struct Queue<T> {
    state: Mutex<State<T>>,
    filled: Condvar,
    emptied: Condvar,
    capacity: usize,
}

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    /// Threads asleep until there is something: waking nobody costs a system call.
    takers: usize,
    /// Threads asleep until there is room.
    givers: usize,
}

impl<T> Queue<T> {
    pub(crate) fn new(capacity: usize) -> Self {
        let capacity = capacity.max(1);
        Self {
            state: Mutex::new(State {
                items: VecDeque::with_capacity(capacity.min(1024)),
                closed: false,
                takers: 0,
                givers: 0,
            }),
            filled: Condvar::new(),
            emptied: Condvar::new(),
            capacity,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // Nothing under this lock can panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts `item` in, or gives it back at once if there is no room.
    pub(crate) fn offer(&self, item: T) -> Result<(), T> {
        let state = self.lock();
        if state.closed || state.items.len() >= self.capacity {
            return Err(item);
        }
        self.put(state, item);
        Ok(())
    }

    /// Puts `item` in once there is room; gives it back only if the queue is closed.
    pub(crate) fn give(&self, item: T) -> Result<(), T> {
        let mut state = self.lock();
        while !state.closed && state.items.len() >= self.capacity {
            state.givers += 1;
            state = self
                .emptied
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
            state.givers -= 1;
        }
        if state.closed {
            return Err(item);
        }
        self.put(state, item);
        Ok(())
    }

    fn put(&self, mut state: MutexGuard<'_, State<T>>, item: T) {
        state.items.push_back(item);
        let asleep = state.takers > 0;
        drop(state);
        if asleep {
            self.filled.notify_one();
        }
    }

    /// The first item, once there is one; nothing when the queue is closed and empty.
    pub(crate) fn take(&self) -> Option<T> {
        let mut state = self.lock();
        while state.items.is_empty() && !state.closed {
            state.takers += 1;
            state = self
                .filled
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
            state.takers -= 1;
        }
        self.pop(state)
    }

    /// The first item, if there is one.
    pub(crate) fn take_waiting(&self) -> Option<T> {
        self.pop(self.lock())
    }

    fn pop(&self, mut state: MutexGuard<'_, State<T>>) -> Option<T> {
        let item = state.items.pop_front();
        let asleep = state.givers > 0;
        drop(state);
        if asleep {
            self.emptied.notify_one();
        }
        item
    }

    /// Takes nothing in any more; what waits can still be taken out.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.filled.notify_all();
        self.emptied.notify_all();
    }
}
