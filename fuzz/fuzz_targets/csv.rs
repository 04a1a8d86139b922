//! Any bytes are a table, or an error that can be shown; a table gives its columns in every way that it has.
#![no_main]

use dense::data::Table;
use dense::{Element, Error};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    check(bytes, Table::from_reader(bytes));
    check(bytes, Table::options().separator(b';').quote(None).header(false).missing(["x"]).from_reader(bytes));
});

fn check(bytes: &[u8], table: Result<Table, Error>) {
    let Some(table) = shown(table) else { return };
    // Each cell but the last has an end.
    assert!(table.len() * table.columns().len() <= bytes.len() + 1);
    for column in table.columns() {
        numbers::<f32>(&table, column);
        numbers::<f64>(&table, column);
        if let Some((classes, labels)) = shown(table.labels::<u16>(column)) {
            assert!(labels.len() == table.len() && classes.len() <= labels.len());
        }
        shown(table.texts_or(column, "none"));
    }
    shown(table.rows::<Vec<String>>());
}

fn numbers<T: Element + std::str::FromStr>(table: &Table, column: &str) {
    let all = shown(table.numbers::<T, 1>([column]));
    let some = shown(table.numbers_or_nan::<T, 1>([column]));
    // Where nothing is missing, both are the same.
    if let Some(all) = all {
        assert!(some.is_some_and(|some| some == all));
    }
}

/// What there is, or nothing for an error, which says something.
fn shown<T>(result: Result<T, Error>) -> Option<T> {
    result.inspect_err(|error| assert!(!error.to_string().is_empty())).ok()
}
