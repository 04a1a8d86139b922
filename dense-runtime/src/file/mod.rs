//! Networks in files, in the format [safetensors](https://github.com/huggingface/safetensors).

#[cfg(any(feature = "files", feature = "plot"))]
mod atomic;
#[cfg(feature = "files")]
mod finite;
#[cfg(feature = "files")]
mod header;
#[cfg(feature = "files")]
mod matching;
#[cfg(feature = "files")]
mod network;
#[cfg(feature = "files")]
mod problem;
#[cfg(feature = "files")]
mod tensors;
#[cfg(all(test, feature = "files"))]
mod tests;

#[cfg(feature = "plot")]
pub(crate) use atomic::write_atomically;
#[cfg(feature = "files")]
pub use matching::Matching;
#[cfg(feature = "files")]
pub(crate) use matching::load_matching;
#[cfg(feature = "files")]
pub(crate) use network::{from_bytes, load, load_with, save_with, tensors};
#[cfg(feature = "files")]
pub use problem::TensorProblem;
#[cfg(feature = "files")]
pub(crate) use problem::list;
#[cfg(feature = "files")]
pub(crate) use tensors::{TensorFile, Tensors};
