//! Memory for the values of a prediction, kept from call to call.

use core::fmt;
use core::marker::PhantomData;

use crate::Error;
#[cfg(feature = "std")]
use crate::kernels::workers::Workers;
use crate::network::{Compiled, Network};
#[cfg(feature = "std")]
use crate::pass::Spread;
use crate::plan::arena_len;
#[cfg(feature = "std")]
use crate::storage::Buffer;

/// Memory for [`Network::predict_with`]: the values between the layers of one sample.
///
/// ```
/// use dense_runtime::{Network, Workspace, network};
///
/// network! { pub struct Policy { Input(4) -> Dense(64, tanh) -> Dense(2) } }
///
/// let policy = Policy::new(1);
/// let mut workspace = Workspace::new();
/// let action = policy.predict_with(&mut workspace, &[0.0, 0.1, 0.2, 0.3]);
/// assert_eq!(action, policy.predict(&[0.0, 0.1, 0.2, 0.3]));
/// ```
pub struct Workspace<'a, N: Compiled> {
    arena: Arena<'a, N::Element>,
    #[cfg(feature = "std")]
    workers: Option<Workers>,
    /// Where workers put their sums.
    #[cfg(feature = "std")]
    sums: Buffer<N::Element>,
    /// Where they put parts of what a convolution gives.
    #[cfg(feature = "std")]
    rooms: Buffer<N::Element>,
    network: PhantomData<fn(&N)>,
}

/// What a prediction gets of a workspace.
pub(crate) struct Parts<'a, T> {
    pub(crate) arena: &'a mut [T],
    #[cfg(feature = "std")]
    pub(crate) spread: Option<Spread<'a, T>>,
}

enum Arena<'a, T> {
    #[cfg(feature = "std")]
    Owned(Buffer<T>),
    Borrowed(&'a mut [T]),
}

#[cfg(feature = "std")]
impl<N: Compiled> Workspace<'static, N> {
    /// A workspace on the heap.
    #[must_use]
    pub fn new() -> Self {
        let mut arena = Buffer::EMPTY;
        arena.reserve(arena_len(N::PLAN.inference));
        Workspace {
            arena: Arena::Owned(arena),
            workers: None,
            sums: Buffer::EMPTY,
            rooms: Buffer::EMPTY,
            network: PhantomData,
        }
    }
}

#[cfg(feature = "std")]
impl<N: Compiled> Default for Workspace<'static, N> {
    fn default() -> Self {
        Workspace::new()
    }
}

impl<'a, N: Compiled> Workspace<'a, N> {
    /// A workspace in the caller's memory, for programs without a heap.
    ///
    /// # Errors
    ///
    /// [`Error::Lengths`] if the memory is smaller than [`Network::WORKSPACE_BYTES`].
    pub fn from_slice(memory: &'a mut [N::Element]) -> Result<Self, Error> {
        let needed = arena_len(N::PLAN.inference);
        if memory.len() < needed {
            return Err(Error::Lengths { expected: needed, found: memory.len(), what: "numbers of workspace" });
        }
        Ok(Workspace {
            arena: Arena::Borrowed(memory),
            #[cfg(feature = "std")]
            workers: None,
            #[cfg(feature = "std")]
            sums: Buffer::EMPTY,
            #[cfg(feature = "std")]
            rooms: Buffer::EMPTY,
            network: PhantomData,
        })
    }

    /// Spreads each sample over so many threads, the caller's included. The others are started here and belong to the
    /// workspace; after a prediction they look for the next one for some tens of microseconds, and then sleep. Results do not
    /// depend on it.
    ///
    /// It pays for layers of more than a hundred thousand weights, which are then read by several cores at once, each of which
    /// keeps its own part in its cache. The layers of a small network stay on the caller's thread.
    ///
    /// ```
    /// use dense_runtime::{Network, Workspace, network};
    ///
    /// network! { pub struct Wide { Input(600) -> Dense(600, relu) -> Dense(3) } }
    ///
    /// let wide = Wide::new(1);
    /// let mut workspace = Workspace::new().threads(2);
    /// assert_eq!(wide.predict_with(&mut workspace, &[0.1; 600]), wide.predict(&[0.1; 600]));
    /// ```
    #[cfg(feature = "std")]
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.workers = (threads > 1).then(|| Workers::new(threads));
        self.sums.reserve(const { N::PLAN.most_shared_sums() });
        self.rooms.reserve(threads * const { N::PLAN.largest_part() });
        self
    }

    pub(crate) fn parts(&mut self) -> Parts<'_, N::Element> {
        Parts {
            arena: match &mut self.arena {
                #[cfg(feature = "std")]
                Arena::Owned(arena) => arena.as_mut_slice(),
                Arena::Borrowed(arena) => arena,
            },
            #[cfg(feature = "std")]
            spread: self.workers.as_mut().map(|workers| Spread {
                workers,
                sums: self.sums.as_mut_slice(),
                rooms: self.rooms.as_mut_slice(),
            }),
        }
    }
}

impl<N: Compiled> fmt::Debug for Workspace<'_, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workspace").field("network", &N::PLAN.name).field("bytes", &N::WORKSPACE_BYTES).finish()
    }
}

/// Calls `f` with an arena of at least `len` numbers that the thread keeps.
#[cfg(feature = "std")]
pub(crate) fn with_thread_arena<T: crate::Element>(len: usize, f: impl FnOnce(&mut [T])) {
    use std::any::Any;
    use std::cell::Cell;

    thread_local! {
        static ARENA: Cell<Option<Box<dyn Any>>> = const { Cell::new(None) };
    }
    // Taken out while in use: an activation function that predicts with another network finds nothing and makes its own.
    let kept = ARENA.take().and_then(|arena| arena.downcast::<Buffer<T>>().ok());
    let mut arena = kept.unwrap_or_else(|| Box::new(Buffer::EMPTY));
    arena.reserve(len);
    f(arena.as_mut_slice());
    ARENA.set(Some(arena));
}
