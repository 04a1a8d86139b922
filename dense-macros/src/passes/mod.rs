//! Typed graph → schedule. Nothing here finds errors: what is impossible is a mistake of ours.
//!
//! Before all, [`fold`] may make a second network of one: it then goes the same way.
//!
//! A prediction and a training step are two programs, made from two copies of the same operations:
//!
//! 1. [`unfold`] splits layers into operations. After it, an activation is an operation of its own, wherever it was written, and so are
//!    the zeros around an image ([`pixels`] computes where its windows lie).
//! 2. [`head`] (training) cuts the last softmax or sigmoid off and leaves it to the loss, which has a stable form for both
//!    together. After it, the output of the operations is what the loss takes: the logits.
//! 3. [`erase`] removes operations that do nothing: reshaping, linear activations, noise where nothing is left to chance, and
//!    penalties where there is no loss. After it, every operation computes.
//! 4. [`fuse`] moves activations into the product before them. In training that needs a derivative that can do without the
//!    activation's input. After it, an activation stands alone only where it must. In predictions pooling goes into the convolution
//!    before it, and a convolution whose result is large into the product behind it.
//! 5. [`schedule`] puts operations into steps and gives every result a value. After it, there are no operations, only
//!    steps: forward, backward as far down as anything learns, and the sums that are the parameters' gradients.
//! 6. [`memory`] finds the first and the last step of every value. After it, the runtime can place them.

mod erase;
mod fold;
mod fuse;
mod head;
mod memory;
mod operations;
mod pixels;
mod schedule;
mod steps;
mod texts;
mod unfold;
mod way_back;

pub(crate) use fold::{Folded, Gone, Side};
pub(crate) use head::Head;
pub(crate) use operations::Part;
pub(crate) use pixels::{Frame, Lattice, Pixels, Pool};
pub(crate) use schedule::{OfBatch, Place, Prediction, Training, Value};
pub(crate) use steps::{Backward, Forward, Pieces, Sum};
pub(crate) use texts::Text;

use crate::check::Typed;

/// A network that is ready to be written down.
pub(crate) struct Schedule {
    pub(crate) typed: Typed,
    pub(crate) head: Head,
    pub(crate) prediction: Prediction,
    pub(crate) training: Training,
    /// What runs for each node of the graph, in words.
    pub(crate) texts: Vec<Text>,
    /// The same network without layers that others can do the work of.
    pub(crate) folded: Option<Box<Folded<Schedule>>>,
}

/// The stage.
pub(crate) fn run(typed: Typed) -> Schedule {
    let folded = fold::fold(&typed);
    let folded = folded.map(|Folded { network, gone }| Box::new(Folded { network: schedule(network), gone }));
    Schedule { folded, ..schedule(typed) }
}

/// One network.
fn schedule(typed: Typed) -> Schedule {
    let mut predicting = unfold::unfold(&typed);
    let mut learning = predicting.clone();
    let head = head::cut(&mut learning);
    erase::in_prediction(&mut predicting);
    erase::in_training(&mut learning);
    fuse::all(&mut predicting);
    fuse::pooling(&mut predicting);
    fuse::pieces(&mut predicting);
    fuse::those_that_keep_their_output(&mut learning);
    let mut prediction = schedule::prediction(&typed, &predicting);
    let mut training = schedule::training(&typed, &learning);
    memory::in_prediction(&mut prediction);
    memory::in_training(&mut training);
    let texts = texts::texts(&typed, &predicting, &learning, &head);
    Schedule { typed, head: head.kind, prediction, training, texts, folded: None }
}
