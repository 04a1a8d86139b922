//! What every compiled network can do.

use core::fmt;

use crate::activation::RowActivation;
use crate::initializer::Seeds;
use crate::isa::{Isa, Op, dispatch};
use crate::pass::{Backward, Forward, Gradients, Inference, Values};
use crate::plan::{Plan, arena_len};
use crate::storage::{Plain, Tensor};
use crate::tensors::{TensorRef, tensors};
use crate::{Error, Workspace};

/// What `network!` emits for a network; all else is [`Network`].
#[doc(hidden)]
pub trait Compiled: Plain + PartialEq + fmt::Debug + AsNetwork<Network = Self> {
    /// One sample.
    type Input: Tensor<Element = Self::Element>;
    /// The prediction for one sample.
    type Output: Tensor<Element = Self::Element>;
    /// The activation of the output, where a loss may want to see through it: `Softmax`, `Sigmoid`, or `Linear`, when
    /// the last layer has its activation to itself.
    type Head: RowActivation + Default;
    /// Layers, tensors, and places of values.
    const PLAN: Plan;

    /// Gives every tensor its initial values.
    fn initialize(&mut self, seeds: Seeds);

    /// The steps of a prediction.
    fn inference<I: Isa>(&self, pass: &mut Inference<'_, I, Self::Element>);

    /// The forward steps of training, up to the logits.
    fn forward<I: Isa>(&self, pass: &mut Forward<'_, I, Self::Element>);

    /// The backward steps of training, from the gradient of the logits.
    fn backward<I: Isa>(&self, pass: &mut Backward<'_, I, Self::Element>);

    /// The steps that sum the parameters' gradients.
    fn gradients<I: Isa>(pass: &mut Gradients<'_, I, Self::Element>);
}

/// A compiled network: what every type declared with [`network!`](crate::network) can do.
///
/// ```
/// use dense_runtime::{Network, network};
///
/// network! {
///     pub struct Digits { Input(784) -> Dense(64, relu, he_normal) -> Dropout(0.5) -> Dense(10, softmax) }
/// }
///
/// let model = Digits::new(42);
/// let probabilities: [f32; 10] = model.predict(&[0.5; 784]);
/// assert!((probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
/// assert_eq!(Digits::PARAMETERS, 50_890);
/// ```
///
/// The methods take and give plain arrays. [`Input`](Compiled::Input) is `[f32; N]` for `Input(N)`, and
/// `[[[f32; C]; W]; H]` for `Input(H, W, C)`.
pub trait Network: Compiled {
    /// The number of parameters, frozen ones included.
    const PARAMETERS: usize = Self::PLAN.parameters(true);
    /// The number of parameters that training changes.
    const TRAINABLE_PARAMETERS: usize = Self::PLAN.parameters(false);
    /// Floating-point operations of one prediction: two for each weight, one for each bias. Activation functions are
    /// not counted.
    const FLOPS: usize = Self::PLAN.flops();
    /// The bytes of all parameters.
    const PARAMETER_BYTES: usize = Self::PARAMETERS * size_of::<Self::Element>();
    /// The bytes that one prediction needs for values between the layers.
    const WORKSPACE_BYTES: usize = arena_len(Self::PLAN.inference) * size_of::<Self::Element>();

    /// A network with initial values from each layer's initializers. The same seed gives the same bits on every
    /// machine.
    ///
    /// The network is made on the heap, whatever its size.
    #[cfg(feature = "std")]
    #[must_use]
    fn new(seed: u64) -> Box<Self> {
        let mut network = Self::zeroed();
        network.initialize(Seeds::new(seed));
        network
    }

    /// A network whose parameters are all zero, by value: for programs without a heap, which then write each
    /// [tensor](Network::tensor_mut). Large networks are made with [`new`](Network::new), which never has them on the stack.
    ///
    /// ```
    /// use dense_runtime::{Network, network};
    ///
    /// network! { struct Line { Input(1) -> Dense(1) } }
    ///
    /// let mut line = Line::zeros();
    /// line.tensor_mut("dense.kernel").unwrap().copy_from_slice(&[2.0]);
    /// line.tensor_mut("dense.bias").unwrap().copy_from_slice(&[1.0]);
    /// assert_eq!(line.predict(&[3.0]), [7.0]);
    /// ```
    #[must_use]
    fn zeros() -> Self {
        Self::zeroed_value()
    }

    /// The output for one sample. It neither allocates nor locks, except that a network whose
    /// [`WORKSPACE_BYTES`](Network::WORKSPACE_BYTES) is over 64 KiB makes a workspace in its first call on a thread and
    /// keeps it.
    #[must_use]
    fn predict(&self, input: &Self::Input) -> Self::Output {
        let mut output = Self::Output::zeros();
        match const { arena_len(Self::PLAN.inference) } {
            ..=128 => predict_one::<Self, 128>(self, input, &mut output),
            129..=1024 => predict_one::<Self, 1024>(self, input, &mut output),
            _ => predict_rows(self, core::slice::from_ref(input), core::slice::from_mut(&mut output)),
        }
        output
    }

    /// Like [`predict`](Network::predict), in a workspace of the caller's: it never allocates, whatever the size.
    #[must_use]
    fn predict_with(&self, workspace: &mut Workspace<'_, Self>, input: &Self::Input) -> Self::Output {
        let mut output = Self::Output::zeros();
        run(self, input.as_flat(), output.as_flat_mut(), 1, workspace.arena());
        output
    }

    /// The outputs for many samples.
    #[cfg(feature = "std")]
    #[must_use]
    fn predict_batch(&self, inputs: &[Self::Input]) -> Vec<Self::Output> {
        let mut outputs = vec![Self::Output::zeros(); inputs.len()];
        predict_rows(self, inputs, &mut outputs);
        outputs
    }

    /// Writes the outputs for many samples. It allocates as little as [`predict`](Network::predict).
    ///
    /// # Errors
    ///
    /// [`Error::Lengths`] if there are not as many outputs as inputs.
    fn predict_into(&self, inputs: &[Self::Input], outputs: &mut [Self::Output]) -> Result<(), Error> {
        if inputs.len() != outputs.len() {
            return Err(Error::Lengths { expected: inputs.len(), found: outputs.len(), what: "outputs" });
        }
        predict_rows(self, inputs, outputs);
        Ok(())
    }

    /// The table that Keras prints, with FLOPs and bytes.
    #[cfg(feature = "std")]
    #[must_use]
    fn summary() -> crate::plan::Summary {
        crate::plan::Summary::new(Self::PLAN, size_of::<Self::Element>())
    }

    /// What the compiler made of the network: for each layer the steps that run, and for each value its place in
    /// memory.
    #[must_use]
    fn plan() -> Plan {
        Self::PLAN
    }

    /// All tensors of parameters, in the order of the layers.
    fn tensors(&self) -> impl Iterator<Item = TensorRef<'_, Self::Element>> {
        tensors(&Self::PLAN, self.parameters())
    }

    /// The values of a tensor in row-major order, by name: `"hidden.kernel"`, which is `[inputs, units]` as in Keras.
    #[must_use]
    fn tensor(&self, name: &str) -> Option<&[Self::Element]> {
        self.tensors().find(|tensor| tensor.name() == name).map(|tensor| tensor.values())
    }

    /// The values of a tensor, for writing.
    fn tensor_mut(&mut self, name: &str) -> Option<&mut [Self::Element]> {
        let index = Self::PLAN.tensors.iter().position(|tensor| tensor.name == name)?;
        let offset = Self::PLAN.tensor_offset(index);
        Some(&mut self.parameters_mut()[offset..][..Self::PLAN.tensors[index].len()])
    }
}

impl<N: Compiled> Network for N {}

/// A network, or a box with one: what [`Trainer`](crate::Trainer) takes.
pub trait AsNetwork {
    /// The network's type.
    type Network: Compiled;
    /// The network.
    fn as_network(&self) -> &Self::Network;
    /// The network, for training.
    fn as_network_mut(&mut self) -> &mut Self::Network;
}

#[cfg(feature = "std")]
impl<N: Network> AsNetwork for Box<N> {
    type Network = N;

    fn as_network(&self) -> &N {
        self
    }

    fn as_network_mut(&mut self) -> &mut N {
        self
    }
}

/// What `{:?}` shows of a network: its size, not its numbers.
#[doc(hidden)]
pub fn debug<N: Network>(_: &N, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_struct(N::PLAN.name).field("parameters", &N::PARAMETERS).finish_non_exhaustive()
}

/// The most samples that go through the layers together: enough to make use of each weight that is loaded.
const LARGEST_BLOCK: usize = 64;

/// The largest arena of one sample that is put on the stack, in numbers: 64 KiB of `f32`.
const LARGEST_ON_STACK: usize = 16 * 1024;

/// Predicts any number of samples, with an arena from the stack where one sample's is small. All of the arena is cleared,
/// so it is not taken larger than it can be used.
#[inline(always)]
fn predict_rows<N: Compiled>(network: &N, inputs: &[N::Input], outputs: &mut [N::Output]) {
    let arena = const { arena_len(N::PLAN.inference) };
    let wanted = arena * inputs.len().min(LARGEST_BLOCK);
    #[cfg(feature = "std")]
    if arena > LARGEST_ON_STACK {
        return crate::workspace::with_thread_arena::<N::Element>(arena, |arena| {
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
    } else if wanted <= LARGEST_ON_STACK || cfg!(not(feature = "std")) {
        on_stack::<N, LARGEST_ON_STACK>(network, inputs, outputs);
    } else {
        on_stack::<N, { 4 * LARGEST_ON_STACK }>(network, inputs, outputs);
    }
}

#[inline(always)]
fn on_stack<N: Compiled, const LEN: usize>(network: &N, inputs: &[N::Input], outputs: &mut [N::Output]) {
    let mut arena = Line([N::Element::zeros(); LEN]);
    in_arena(network, inputs, outputs, &mut arena.0);
}

/// An array that begins on a cache line.
#[repr(align(64))]
struct Line<T, const LEN: usize>([T; LEN]);

/// Not inlined: the regions below it are compiled once for a network, not for each size of stack arena.
#[inline(never)]
fn in_arena<N: Compiled>(network: &N, inputs: &[N::Input], outputs: &mut [N::Output], arena: &mut [N::Element]) {
    let rows = (arena.len() / const { arena_len(N::PLAN.inference) }.max(1)).clamp(1, LARGEST_BLOCK);
    for (inputs, outputs) in inputs.chunks(rows).zip(outputs.chunks_mut(rows)) {
        let rows = inputs.len();
        run(network, N::Input::flatten(inputs), N::Output::flatten_mut(outputs), rows, arena);
    }
}

/// Predicts one sample, in one straight piece of code with an arena on the stack.
#[inline(always)]
fn predict_one<N: Compiled, const LEN: usize>(network: &N, input: &N::Input, output: &mut N::Output) {
    let mut arena = Line([N::Element::zeros(); LEN]);
    let (input, output, arena) = (input.as_flat(), output.as_flat_mut(), &mut arena.0[..]);
    dispatch(PredictOne { network, input, output, arena });
}

struct PredictOne<'a, N: Compiled> {
    network: &'a N,
    input: &'a [N::Element],
    output: &'a mut [N::Element],
    arena: &'a mut [N::Element],
}

impl<N: Compiled> Op for PredictOne<'_, N> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let PredictOne { network, input, output, arena } = self;
        let (input, output) = (N::Input::from_flat(input).as_flat(), N::Output::from_flat_mut(output).as_flat_mut());
        let values = Values { plan: const { N::PLAN.inference }, rows: 1, capacity: 1, input, output, arena };
        network.inference(&mut Inference { isa, values, straight: true });
    }
}

/// One pass of inference, in one region of code for the CPU's instructions.
#[inline(always)]
fn run<N: Compiled>(
    network: &N,
    input: &[N::Element],
    output: &mut [N::Element],
    rows: usize,
    arena: &mut [N::Element],
) {
    let values = Values { plan: const { N::PLAN.inference }, rows, capacity: rows, input, output, arena };
    dispatch(Predict { network, values });
}

struct Predict<'a, N: Compiled> {
    network: &'a N,
    values: Values<'a, N::Element>,
}

impl<N: Compiled> Op for Predict<'_, N> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        self.network.inference(&mut Inference { isa, values: self.values, straight: false });
    }
}
