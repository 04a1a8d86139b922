//! Callbacks that are there: Keras's, by their names.

#[cfg(feature = "files")]
mod backup_and_restore;

#[cfg(feature = "files")]
pub use backup_and_restore::BackupAndRestore;
