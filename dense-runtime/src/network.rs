//! What every compiled network can do.

use core::fmt;
#[cfg(feature = "files")]
use std::path::Path;

#[cfg(feature = "files")]
use serde::{Serialize, de::DeserializeOwned};

use crate::activation::RowActivation;
#[cfg(feature = "files")]
use crate::file::{self, Matching};
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
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a network",
    label = "expected a network, declared with `network!`"
)]
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

    /// The outputs for inputs that an iterator gives, in their order and with the bits of [`predict`](Network::predict): for more of
    /// them than fit into memory. Of inputs and outputs, `batch_size` are in memory.
    ///
    /// The iterator gives inputs, or references to them, or results, as readers of files do. For a result there is a result: an error
    /// comes out in its place, and what is behind it comes out, too, if the iterator goes on.
    ///
    /// Inputs are gathered on the caller's thread, and each batch is predicted as by [`predict_batch`](Network::predict_batch), with a team
    /// of threads if it is worth it. Large batches are: of a small network some ten thousand samples. Nothing is allocated but room for
    /// one batch.
    ///
    /// ```
    /// use dense_runtime::{Network, network};
    ///
    /// network! { struct Policy { Input(2) -> Dense(8, tanh) -> Dense(1) } }
    ///
    /// let policy = Policy::new(1);
    /// let angles = (0..100_000).map(|step| step as f32 * 1e-3);
    /// let outputs = policy.predict_stream(angles.map(|angle| [angle.sin(), angle.cos()]), 4096)?;
    /// let largest = outputs.map(|[output]| output).fold(f32::MIN, f32::max);
    /// assert!(largest.is_finite());
    ///
    /// let lines = ["0.5 1", "0.25 x"].map(|line| {
    ///     let mut numbers = line.split(' ').map(str::parse);
    ///     Ok([numbers.next().unwrap()?, numbers.next().unwrap()?])
    /// });
    /// let outputs: Vec<Result<[f32; 1], std::num::ParseFloatError>> = policy.predict_stream(lines, 4096)?.collect();
    /// assert_eq!(outputs[0], Ok(policy.predict(&[0.5, 1.0])));
    /// assert!(outputs[1].is_err());
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    ///
    /// With the feature `progress`, [`progress`](crate::PredictStream::progress) shows how far it is.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if `batch_size` is 0.
    #[cfg(feature = "std")]
    fn predict_stream<I>(
        &self,
        inputs: I,
        batch_size: usize,
    ) -> Result<predict::PredictStream<'_, Self, I::IntoIter>, Error>
    where
        I: IntoIterator<Item: predict::Incoming<Self::Input>>,
    {
        predict::PredictStream::new(self, inputs.into_iter(), batch_size)
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

    /// Writes all tensors to a file in the format [safetensors](https://github.com/huggingface/safetensors), under their names and in
    /// Keras's shapes, which programs in many languages read.
    ///
    /// The file is written beside its place, under a hidden name, and moved there when it is on the disk: if the
    /// program dies meanwhile, the old file is there, whole. Numbers are written as they are, NaN too. The same network
    /// gives the same bytes. Beside the tensors the file says `format: dense`, the version of that, and the layers of
    /// the network.
    ///
    /// ```
    /// use dense_runtime::{Network, network};
    ///
    /// network! { struct Digits { Input(784) -> hidden: Dense(64, relu) -> Dense(10, softmax) } }
    ///
    /// # let path = std::env::temp_dir().join(format!("dense-save-{}.safetensors", std::process::id()));
    /// let model = Digits::new(42);
    /// model.save(&path)?;
    /// let same = Digits::load(&path)?;
    /// assert!(same == model);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the system refuses.
    #[cfg(feature = "files")]
    fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        file::tensors(self).save(path.as_ref())
    }

    /// A network with the tensors of a safetensors file, which [`save`](Network::save) or another program wrote. They may stand there in
    /// any order, but must be those of the network, of its number type, all of them and nothing else:
    /// [`load_matching`](Network::load_matching) asks for less. Nothing is converted.
    ///
    /// The numbers are read to where they belong, on the heap, whatever the network's size. They must be finite (Keras loads
    /// others too).
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be read, [`Error::Format`] if it is cut off or damaged, or of a later version of dense, and
    /// [`Error::Tensors`] with every tensor that is missing, unexpected, of another shape or type, or has a NaN or an infinity.
    ///
    /// ```
    /// use dense_runtime::{Error, Network, network};
    ///
    /// network! {
    ///     struct Small { Input(4) -> Dense(8, relu) -> Dense(2) }
    ///     struct Large { Input(4) -> Dense(16, relu) -> Dense(2) }
    /// }
    ///
    /// # let path = std::env::temp_dir().join(format!("dense-load-{}.safetensors", std::process::id()));
    /// Small::new(1).save(&path)?;
    /// let Err(error) = Large::load(&path) else { panic!("it fits") };
    /// assert!(error.to_string().contains("`dense.kernel` is [4, 8] in the file, but [4, 16] in the network"));
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), Error>(())
    /// ```
    #[cfg(feature = "files")]
    fn load(path: impl AsRef<Path>) -> Result<Box<Self>, Error> {
        file::load(path.as_ref())
    }

    /// Takes over the tensors of a file, as [`load`](Network::load) does.
    ///
    /// # Errors
    ///
    /// Those of [`load`](Network::load). Nothing changes then.
    #[cfg(feature = "files")]
    fn load_into(&mut self, path: impl AsRef<Path>) -> Result<(), Error> {
        let loaded: Box<Self> = file::load(path.as_ref())?;
        self.parameters_mut().copy_from_slice(loaded.parameters());
        Ok(())
    }

    /// Takes over each tensor of a file that has a place in this network: one of the same name, shape and number type. The others stay
    /// as they are. It is how a network begins with what another one has learned; layers with labels have names to be recognized by.
    ///
    /// ```
    /// use dense_runtime::{Network, network};
    ///
    /// network! {
    ///     struct Digits { Input(784) -> features: Dense(64, relu) -> classes: Dense(10, softmax) }
    ///     struct Letters { Input(784) -> features: Dense(64, relu) -> classes: Dense(26, softmax) }
    /// }
    ///
    /// # let path = std::env::temp_dir().join(format!("dense-matching-{}.safetensors", std::process::id()));
    /// let digits = Digits::new(1);
    /// digits.save(&path)?;
    /// let mut letters = Letters::new(2);
    /// let matching = letters.load_matching(&path)?;
    /// assert_eq!(matching.loaded, ["features.kernel", "features.bias"]);
    /// assert_eq!(letters.tensor("features.kernel"), digits.tensor("features.kernel"));
    /// println!("{matching}");     // ... `classes.kernel` is [64, 10] in the file, but [64, 26] in the network ...
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`load`](Network::load), of which [`Error::Tensors`] only for numbers that are not finite in tensors that fit. Nothing
    /// changes then. A file of which nothing fits is no error: the [`Matching`] says so.
    #[cfg(feature = "files")]
    fn load_matching(&mut self, path: impl AsRef<Path>) -> Result<Matching, Error> {
        file::load_matching(self, path.as_ref(), |name| Some(name.to_owned()))
    }

    /// The same for a file with other names: `rename` gives each tensor of the file the name by which the network knows it, or `None`
    /// to leave it out.
    ///
    /// ```
    /// use dense_runtime::{Network, network};
    ///
    /// network! {
    ///     struct Encoder { Input(8) -> code: Dense(2) }
    ///     struct Classifier { Input(8) -> encoder_code: Dense(2) -> Dense(3, softmax) }
    /// }
    ///
    /// # let path = std::env::temp_dir().join(format!("dense-renaming-{}.safetensors", std::process::id()));
    /// Encoder::new(1).save(&path)?;
    /// let mut classifier = Classifier::new(2);
    /// let matching = classifier.load_matching_with(&path, |name| Some(format!("encoder_{name}")))?;
    /// assert_eq!(matching.loaded, ["encoder_code.kernel", "encoder_code.bias"]);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`load_matching`](Network::load_matching), and [`Error::Format`] if two tensors get one name.
    #[cfg(feature = "files")]
    fn load_matching_with(
        &mut self,
        path: impl AsRef<Path>,
        rename: impl FnMut(&str) -> Option<String>,
    ) -> Result<Matching, Error> {
        file::load_matching(self, path.as_ref(), rename)
    }

    /// [`save`](Network::save) with something beside the network that belongs to it: names of classes, how inputs were scaled.
    /// It is kept as JSON in the file's metadata, in which numbers have all their bits.
    ///
    /// ```
    /// use dense_runtime::{Network, network};
    ///
    /// network! { struct Animals { Input(4) -> Dense(3, softmax) } }
    ///
    /// # let path = std::env::temp_dir().join(format!("dense-beside-{}.safetensors", std::process::id()));
    /// Animals::new(1).save_with(&path, &["cat", "dog", "owl"])?;
    /// let (model, names) = Animals::load_with::<Vec<String>>(&path)?;
    /// assert_eq!(names, ["cat", "dog", "owl"]);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the system refuses, [`Error::Value`] if the value cannot be written as JSON: numbers in it must be finite, and
    /// keys of maps texts or numbers. The old file is there then.
    #[cfg(feature = "files")]
    fn save_with(&self, path: impl AsRef<Path>, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        file::save_with(self, path.as_ref(), value)
    }

    /// [`load`](Network::load) with what [`save_with`](Network::save_with) put beside the network.
    ///
    /// # Errors
    ///
    /// Those of [`load`](Network::load), and [`Error::Value`] if there is nothing beside the network, or something of another type.
    #[cfg(feature = "files")]
    fn load_with<T: DeserializeOwned>(path: impl AsRef<Path>) -> Result<(Box<Self>, T), Error> {
        file::load_with(path.as_ref())
    }

    /// The bytes that [`save`](Network::save) writes, for programs that have their files elsewhere.
    #[cfg(feature = "files")]
    #[must_use]
    fn to_safetensors(&self) -> Vec<u8> {
        file::tensors(self).to_bytes()
    }

    /// [`load`](Network::load) from bytes.
    ///
    /// ```
    /// use dense_runtime::{Network, network};
    ///
    /// network! { struct Line { Input(1) -> Dense(1) } }
    ///
    /// let line = Line::new(1);
    /// assert!(Line::from_safetensors(&line.to_safetensors())? == line);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`load`](Network::load); the path in them is `<bytes>`.
    #[cfg(feature = "files")]
    fn from_safetensors(bytes: &[u8]) -> Result<Box<Self>, Error> {
        file::from_bytes(bytes)
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
