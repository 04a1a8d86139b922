//! Memory for the values of a prediction, kept from call to call.

use core::fmt;
use core::marker::PhantomData;

use crate::Error;
use crate::network::{Compiled, Network};
use crate::plan::arena_len;

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
    network: PhantomData<fn(&N)>,
}

enum Arena<'a, T> {
    #[cfg(feature = "std")]
    Owned(Vec<T>),
    Borrowed(&'a mut [T]),
}

#[cfg(feature = "std")]
impl<N: Compiled> Workspace<'static, N> {
    /// A workspace on the heap.
    #[must_use]
    pub fn new() -> Self {
        let arena = Arena::Owned(vec![<N::Element as num_traits::Zero>::zero(); arena_len(N::PLAN.inference)]);
        Workspace { arena, network: PhantomData }
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
        Ok(Workspace { arena: Arena::Borrowed(memory), network: PhantomData })
    }

    pub(crate) fn arena(&mut self) -> &mut [N::Element] {
        match &mut self.arena {
            #[cfg(feature = "std")]
            Arena::Owned(arena) => arena,
            Arena::Borrowed(arena) => arena,
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
    let kept = ARENA.take().and_then(|arena| arena.downcast::<Vec<T>>().ok());
    let mut arena = kept.unwrap_or_default();
    if arena.len() < len {
        arena.resize(len, T::zero());
    }
    f(&mut arena);
    ARENA.set(Some(arena));
}
