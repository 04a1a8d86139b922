//! What every compiled network can do.

use core::fmt;

use crate::activation::RowActivation;
use crate::initializer::Seeds;
use crate::isa::Isa;
use crate::pass::{Backward, Forward, Gradients, Inference};
use crate::penalties::Penalties;
use crate::plan::{Plan, arena_len};
use crate::storage::{Plain, SampleFor, Tensor};
use crate::tensors::{TensorRef, tensors};
use crate::{Error, Workspace, predict};

/// What `network!` emits for a network; all else is [`Network`].
#[doc(hidden)]
pub trait Compiled: Plain + PartialEq + fmt::Debug + AsNetwork<Network = Self> {
    /// One sample.
    type Input: SampleFor<Self::Element>;
    /// The prediction for one sample.
    type Output: Tensor<Element = Self::Element>;
    /// The activation of the output, where a loss may want to see through it: `Softmax`, `Sigmoid`, or `Linear`, when
    /// the last layer has its activation to itself.
    type Head: RowActivation + Default;
    /// The network without layers that others can do the work of, or this one.
    type Folded: Compiled<Element = Self::Element, Input = Self::Input, Output = Self::Output>;
    /// Layers, tensors, and places of values.
    const PLAN: Plan;

    /// Whether there are regularizers or constraints.
    const PENALIZED: bool = false;

    /// The tensors with means that the inputs decide; behind each is the one with variances.
    const ADAPTS: &'static [usize] = &[];

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

    /// Writes the parameters of the network without these layers.
    fn write_folded(&self, folded: &mut Self::Folded);

    /// Shows the regularizers and constraints of tensors that learn.
    fn penalties(_: &mut impl Penalties) {}
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
/// `[[[f32; C]; W]; H]` for `Input(H, W, C)`; with `dtype = u32` they are arrays of `u32`.
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
        predict::one(self, input, &mut output);
        output
    }

    /// Like [`predict`](Network::predict), in a workspace of the caller's: it never allocates, whatever the size.
    #[must_use]
    fn predict_with(&self, workspace: &mut Workspace<'_, Self>, input: &Self::Input) -> Self::Output {
        let mut output = Self::Output::zeros();
        predict::in_workspace(self, input, &mut output, workspace);
        output
    }

    /// The outputs for many samples. Each gets the same bits as from [`predict`](Network::predict).
    ///
    /// A batch that is worth it is shared with a team of threads, one for each core, which the first such call starts and
    /// which then sleep until they are needed.
    #[cfg(feature = "std")]
    #[must_use]
    fn predict_batch(&self, inputs: &[Self::Input]) -> Vec<Self::Output> {
        let mut outputs = vec![Self::Output::zeros(); inputs.len()];
        predict::many(self, inputs, &mut outputs, predict::Team::Start);
        outputs
    }

    /// Writes the outputs for many samples. Each gets the same bits as from [`predict`](Network::predict).
    ///
    /// It does not allocate, except that large networks keep a workspace as for [`predict`](Network::predict): here those
    /// whose values of the whole batch, or of 256 samples of it, are over 64 KiB. It shares large batches with the threads that
    /// [`predict_batch`](Network::predict_batch) starts, if that has happened, but starts none.
    ///
    /// # Errors
    ///
    /// [`Error::Lengths`] if there are not as many outputs as inputs.
    fn predict_into(&self, inputs: &[Self::Input], outputs: &mut [Self::Output]) -> Result<(), Error> {
        if inputs.len() != outputs.len() {
            return Err(Error::Lengths { expected: inputs.len(), found: outputs.len(), what: "outputs" });
        }
        predict::many(self, inputs, outputs, predict::Team::Join);
        Ok(())
    }

    /// Takes mean and variance of each [`Normalization`](crate::vocabulary::layers::Normalization) layer from inputs: Keras's `adapt`,
    /// for the layers at the beginning of the network. They are those of the population, for each place of the last axis over all
    /// samples and the other axes. Call it with the training samples, before training.
    ///
    /// ```
    /// use dense_runtime::{Network, network};
    ///
    /// network! { struct Scaled { Input(2) -> Normalization -> Dense(1) } }
    ///
    /// let mut model = Scaled::new(1);
    /// model.adapt(&[[1.0, 200.0], [3.0, 400.0]])?;
    /// assert_eq!(model.tensor("normalization.mean").unwrap(), [2.0, 300.0]);
    /// assert_eq!(model.tensor("normalization.variance").unwrap(), [1.0, 10_000.0]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    ///
    /// A network without such a layer does not compile with a call of this.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without inputs, [`Error::NotFinite`] for a number that is not finite; nothing changes then.
    fn adapt(&mut self, inputs: &[Self::Input]) -> Result<(), Error> {
        const { assert!(!Self::ADAPTS.is_empty(), "this network has no `Normalization` that is adapted to data") };
        crate::adapt::adapt(self, inputs)
    }

    /// The same network for predictions, in which each `BatchNormalization` and `Normalization` that can be is a part of the `Dense` next
    /// to it.
    ///
    /// After training, such a layer multiplies each column by a number and adds another one. A `Dense` directly behind it, or one without
    /// an activation before it, can do the same with other weights, and then nothing is left to do for the layer. Layers that only
    /// change the shape, or that do nothing in predictions, may lie between.
    ///
    /// What comes out is a network of another type, [`Folded`](crate::Folded), which the compiler made beside yours: all that a network
    /// can, it can, and its [`FLOPS`](Network::FLOPS) and [`PARAMETERS`](Network::PARAMETERS) are smaller. It gives the same outputs but
    /// for rounding. Where there is nothing to fold, it is a copy.
    ///
    /// ```
    /// use dense_runtime::{Folded, Network, network};
    ///
    /// network! {
    ///     pub struct Policy {
    ///         Input(8) -> Dense(64, use_bias = false) -> BatchNormalization -> Activation(relu) -> Dense(2)
    ///     }
    /// }
    ///
    /// let policy = Policy::new(1);
    /// let fast: Box<Folded<Policy>> = policy.fold();
    ///
    /// let (slow, fast) = (policy.predict(&[0.5; 8]), fast.predict(&[0.5; 8]));
    /// assert!(slow.iter().zip(&fast).all(|(a, b)| (a - b).abs() < 1e-5));
    /// assert_eq!(Policy::FLOPS - <Folded<Policy>>::FLOPS, 64);
    /// ```
    #[cfg(feature = "std")]
    #[must_use]
    fn fold(&self) -> Box<Self::Folded> {
        let mut folded = Self::Folded::zeroed();
        self.write_folded(&mut folded);
        folded
    }

    /// Writes the parameters of the network that `fold` gives, for programs without a heap.
    fn fold_into(&self, folded: &mut Self::Folded) {
        self.write_folded(folded);
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
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a network",
    label = "expected a network, declared with `network!`"
)]
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
