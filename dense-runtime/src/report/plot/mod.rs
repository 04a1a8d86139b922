//! Pictures: shapes in a [`Scene`](scene::Scene), painted as SVG or PNG by the backends of plotters.

mod confusion;
mod curves;
mod font;
mod frame;
mod ink;
mod paint;
mod picture;
mod rates;
mod scene;
#[cfg(test)]
mod tests;
mod weights;

pub use ink::Theme;
pub(super) use ink::darkened;
pub(super) use paint::svg;
pub use picture::Picture;
