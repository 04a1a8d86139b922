//! Folders of images, a class in each of their folders.

mod decode;
mod folder;
mod resize;

pub use decode::ColorMode;
pub use folder::{ImageFolder, Interpolation};

#[cfg(test)]
mod tests;
