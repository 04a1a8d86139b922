//! Tables in text files: columns of numbers, texts and classes.

mod cell;
mod columns;
mod options;
mod problems;
mod rows;
mod stream;
mod table;

pub use options::TableOptions;
pub use table::Table;

#[cfg(test)]
mod tests;
