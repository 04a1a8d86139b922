//! How samples reach a network: one, many, or many on many threads, and where the values between the layers lie meanwhile.

#[cfg(feature = "std")]
mod stream;

use crate::isa::{Isa, Op, dispatch};
#[cfg(feature = "std")]
use crate::kernels::workers;
use crate::network::Compiled;
#[cfg(feature = "std")]
use crate::pass::Spread;
use crate::pass::{Inference, Values};
use crate::plan::arena_len;
#[cfg(feature = "std")]
use crate::storage::Buffer;
use crate::storage::{Plain, SampleFor, Tensor};
use crate::workspace::Workspace;

#[cfg(feature = "std")]
pub use stream::{Incoming, PredictStream};

/// The largest arena that is put on the stack, in numbers: 64 KiB of `f32`.
const LARGEST_ON_STACK: usize = 16 * 1024;

/// The most samples that go through the layers together: enough to make use of each weight that is loaded. (With 128 a batch of 256
/// took 7 % longer in a network of 670,000 weights.)
const LARGEST_BLOCK: usize = if cfg!(feature = "std") { 256 } else { 64 };

/// The largest arena that a thread keeps for more than one sample in any case, in numbers.
#[cfg(feature = "std")]
const LARGEST_KEPT: usize = 256 * 1024;

/// The largest arena for more than one sample of a network. Large weights come from memory anew for each block of samples, so that its
/// values may be as many as they are.
#[cfg(feature = "std")]
const fn largest_kept<N: Compiled>() -> usize {
    let one = arena_len(N::PLAN.inference);
    let as_weights = match N::PLAN.weights_of_products().checked_div(one) {
        Some(samples) => samples.next_multiple_of(8) * one,
        None => 0,
    };
    let least = if one > LARGEST_KEPT { one } else { LARGEST_KEPT };
    if as_weights > least { as_weights } else { least }
}

/// Floating-point operations of a batch that are worth to be shared: some hundred microseconds of one thread.
#[cfg(feature = "std")]
const WORTH_A_TEAM: usize = 16_000_000;

/// The threads that help with a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Team {
    /// Those of the process, which are started if they are not there yet.
    #[cfg(feature = "std")]
    Start,
    /// Those of the process, if they are there.
    Join,
}

/// Predicts one sample, on the caller's thread.
#[inline(always)]
pub(crate) fn one<N: Compiled>(network: &N, input: &N::Input, output: &mut N::Output) {
    match const { arena_len(N::PLAN.inference) } {
        ..=128 => straight::<N, 128>(network, input, output),
        129..=1024 => straight::<N, 1024>(network, input, output),
        _ => alone(network, core::slice::from_ref(input), core::slice::from_mut(output)),
    }
}

/// Predicts one sample in a workspace.
#[inline(always)]
pub(crate) fn in_workspace<N: Compiled>(
    network: &N,
    input: &N::Input,
    output: &mut N::Output,
    workspace: &mut Workspace<'_, N>,
) {
    let (input, output) = (N::Input::flat(core::slice::from_ref(input)), output.as_flat_mut());
    let workspace = workspace.parts();
    let values =
        Values { plan: const { N::PLAN.inference }, rows: 1, capacity: 1, input, output, arena: workspace.arena };
    #[cfg(feature = "std")]
    return dispatch(Predict { network, values, spread: workspace.spread });
    #[cfg(not(feature = "std"))]
    dispatch(Predict { network, values });
}

/// Predicts any number of samples.
pub(crate) fn many<N: Compiled>(network: &N, inputs: &[N::Input], outputs: &mut [N::Output], team: Team) {
    #[cfg(feature = "std")]
    if shared(network, inputs, outputs, team) {
        return;
    }
    let _ = team;
    alone(network, inputs, outputs);
}

/// Predicts any number of samples, in a buffer that is kept from call to call if the caller's thread does it alone. Then nothing is
/// cleared for each batch, which small networks would feel.
#[cfg(feature = "std")]
fn many_in<N: Compiled>(network: &N, inputs: &[N::Input], outputs: &mut [N::Output], arena: &mut Buffer<N::Element>) {
    if !shared(network, inputs, outputs, Team::Start) {
        let one = const { arena_len(N::PLAN.inference) };
        arena.reserve((one * inputs.len().min(LARGEST_BLOCK)).min(largest_kept::<N>()));
        in_arena(network, inputs, outputs, arena.as_mut_slice());
    }
}

/// Shares the samples with a team, if they are worth it and it has time. Whether it did.
#[cfg(feature = "std")]
fn shared<N: Compiled>(network: &N, inputs: &[N::Input], outputs: &mut [N::Output], team: Team) -> bool {
    if const { N::PLAN.flops() } * inputs.len() < WORTH_A_TEAM {
        return false;
    }
    workers::with_team(team == Team::Start, |workers| {
        let of = workers.size();
        let mut rest = (inputs, outputs);
        let share = |worker: usize| {
            // Whole tiles for each worker but the last.
            let rows = rest.0.len() / (of - worker);
            let rows = if worker + 1 == of { rest.0.len() } else { rows.next_multiple_of(8).min(rest.0.len()) };
            let inputs = rest.0.split_off(..rows).expect("no share is larger than the rest");
            (inputs, rest.1.split_off_mut(..rows).expect("there are as many outputs as inputs"))
        };
        workers.share_out(of, share, |(inputs, outputs)| alone(network, inputs, outputs));
    })
}

/// Predicts any number of samples on the caller's thread. An arena on the stack is cleared as a whole, so it is not taken larger
/// than it can be used.
#[inline(always)]
fn alone<N: Compiled>(network: &N, inputs: &[N::Input], outputs: &mut [N::Output]) {
    let arena = const { arena_len(N::PLAN.inference) };
    let wanted = arena * inputs.len().min(LARGEST_BLOCK);
    #[cfg(feature = "std")]
    if wanted > LARGEST_ON_STACK {
        let kept = wanted.min(largest_kept::<N>());
        return crate::workspace::with_thread_arena::<N::Element>(kept, |arena| {
            in_arena(network, inputs, outputs, arena);
        });
    }
    #[cfg(not(feature = "std"))]
    const {
        assert!(
            arena_len(N::PLAN.inference) <= LARGEST_ON_STACK,
            "without the feature `std`, `predict` is for networks with at most 64 KiB of workspace: use `predict_with`"
        );
    }
    if wanted <= 128 {
        on_stack::<N, 128>(network, inputs, outputs);
    } else if wanted <= 1024 {
        on_stack::<N, 1024>(network, inputs, outputs);
    } else {
        on_stack::<N, LARGEST_ON_STACK>(network, inputs, outputs);
    }
}

#[inline(always)]
fn on_stack<N: Compiled, const LEN: usize>(network: &N, inputs: &[N::Input], outputs: &mut [N::Output]) {
    let mut arena = Line([<N as Plain>::Element::zeros(); LEN]);
    in_arena(network, inputs, outputs, &mut arena.0);
}

/// An array that begins on a cache line.
#[repr(align(64))]
struct Line<T, const LEN: usize>([T; LEN]);

/// Not inlined: the regions below it are compiled once for a network, not for each size of stack arena.
#[inline(never)]
fn in_arena<N: Compiled>(network: &N, inputs: &[N::Input], outputs: &mut [N::Output], arena: &mut [N::Element]) {
    let block = (arena.len() / const { arena_len(N::PLAN.inference) }.max(1)).clamp(1, LARGEST_BLOCK);
    // Blocks of about the same size.
    let block = inputs.len().div_ceil(inputs.len().div_ceil(block).max(1)).next_multiple_of(8).min(block).max(1);
    for (inputs, outputs) in inputs.chunks(block).zip(outputs.chunks_mut(block)) {
        let (rows, input) = (inputs.len(), N::Input::flat(inputs));
        let (plan, output, arena) = (const { N::PLAN.inference }, N::Output::flatten_mut(outputs), &mut *arena);
        let values = Values { plan, rows, capacity: rows, input, output, arena };
        #[cfg(feature = "std")]
        dispatch(Predict { network, values, spread: None });
        #[cfg(not(feature = "std"))]
        dispatch(Predict { network, values });
    }
}

/// A prediction as a region of code for the CPU's instructions.
struct Predict<'a, N: Compiled> {
    network: &'a N,
    values: Values<'a, N::Element>,
    #[cfg(feature = "std")]
    spread: Option<Spread<'a, N::Element>>,
}

impl<N: Compiled> Op for Predict<'_, N> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        self.network.inference(&mut Inference {
            isa,
            values: self.values,
            straight: false,
            #[cfg(feature = "std")]
            spread: self.spread,
        });
    }
}

/// Predicts one sample, in one straight piece of code with an arena on the stack.
#[inline(always)]
fn straight<N: Compiled, const LEN: usize>(network: &N, input: &N::Input, output: &mut N::Output) {
    let mut arena = Line([<N as Plain>::Element::zeros(); LEN]);
    dispatch(Straight { network, input, output, arena: &mut arena.0 });
}

struct Straight<'a, N: Compiled> {
    network: &'a N,
    input: &'a N::Input,
    output: &'a mut N::Output,
    arena: &'a mut [N::Element],
}

impl<N: Compiled> Op for Straight<'_, N> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let (output, arena) = (self.output.as_flat_mut(), self.arena);
        let input = N::Input::flat(core::slice::from_ref(self.input));
        let values = Values { plan: const { N::PLAN.inference }, rows: 1, capacity: 1, input, output, arena };
        self.network.inference(&mut Inference {
            isa,
            values,
            straight: true,
            #[cfg(feature = "std")]
            spread: None,
        });
    }
}
