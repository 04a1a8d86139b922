//! What a wrong network looks like to its author: one mistake a file, and the type is used behind it.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the messages; read the difference before you commit it.

#[test]
fn every_mistake_is_explained_under_its_cause() {
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}
