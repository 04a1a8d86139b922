//! The search for good settings: learning rates, batch sizes, widths of layers.
//!
//! | what | |
//! |---|---|
//! | [`Space`] | the parameters, and the values that they may have |
//! | [`GridSearch`] | tries all combinations |
//! | [`RandomSearch`] | tries some by chance |
//! | [`SuccessiveHalving`] | begins with many, and trains the best further |
//! | [`Trial`] | what the objective is called with: a value for each parameter, and a seed |
//! | [`Results`] | the outcomes, the best first: a table, CSV |
//! | [`sizes!`](crate::sizes) | networks of several sizes |
//!
//! ```
//! use dense_runtime::tune::{RandomSearch, Space, Trial};
//! use dense_runtime::{Dataset, Error, Network, Trainer, network, sizes};
//! use dense_runtime::{loss::SparseCategoricalCrossentropy, metric::Accuracy, optimizer::Adam};
//!
//! network! { struct Mlp<const H: usize> { Input(2) -> Dense(H, relu) -> Dense(2, softmax) } }
//!
//! type Data = Dataset<[f32; 2], u8>;
//!
//! /// The accuracy on samples that it was not trained on.
//! fn accuracy<const H: usize>(trial: &Trial, (train, validation): &(Data, Data)) -> Result<f64, Error> {
//!     let mut model = Mlp::<H>::new(trial.seed());
//!     let rate: f64 = trial.get("learning_rate")?;
//!     let mut trainer = Trainer::new(Adam::new(rate), SparseCategoricalCrossentropy::new())
//!         .metric(Accuracy::new())
//!         .epochs(10)
//!         .batch_size(trial.get("batch_size")?)
//!         .seed(trial.seed());
//!     trainer.fit(&mut model, train)?;
//!     trainer.evaluate(&model, validation)?.figure("accuracy")
//! }
//!
//! # let points = (0..60).map(|i| [(i as f32 * 0.7).sin(), (i as f32 * 1.3).cos()]);
//! let data = Data::from_pairs(points.map(|[x, y]| ([x, y], u8::from(x * y > 0.0))))?.shuffle(1);
//! let accuracy = sizes!(accuracy::<hidden> for hidden in [4, 32]);
//! let space = Space::new()
//!     .sizes(&accuracy)
//!     .choice("batch_size", [8, 16])
//!     .log_uniform("learning_rate", 1e-4..=1e-1);
//!
//! let search = RandomSearch::new(space, 6).seed(1).maximize();
//! let results = search.run_parts(data.stratified_k_folds(3)?, |trial, fold| accuracy.of(trial)?(trial, fold))?;
//! println!("{results}");
//! assert!(results.best()?.trial().get::<usize>("hidden")? <= 32);
//! # Ok::<(), Error>(())
//! ```
//!
//! The seed of a search decides everything: which values are tried, and the seeds of the trials. The number of threads changes nothing,
//! and each trial can be done again alone.

mod course;
mod draw;
mod gate;
mod grid;
mod halving;
mod outcome;
#[cfg(feature = "progress")]
mod progress;
mod random;
mod report;
mod results;
mod search;
mod sizes;
mod space;
mod table;
mod threads;
mod trial;
mod value;

pub use grid::{Grid, GridSearch};
pub use halving::{Halving, Rung, SuccessiveHalving};
pub use outcome::Outcome;
pub use random::{Drawn, RandomSearch};
pub use results::Results;
pub use search::{Search, Strategy};
pub use sizes::Sizes;
pub use space::Space;
pub use trial::Trial;
pub use value::{FromValue, Value};
