//! Numbers and tables as text.

use std::fmt;

/// A number with its thousands apart: `50,890`.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of bytes as Keras prints it, in units of 1024: `198.79 KB`.
pub(super) fn bytes(number: usize) -> String {
    let (mut size, mut unit) = (number as f64, "B");
    for next in ["KB", "MB", "GB"] {
        if size >= 1024.0 {
            (size, unit) = (size / 1024.0, next);
        }
    }
    format!("{size:.2} {unit}")
}

/// Rows of cells as columns that are as wide as they must be, indented by two.
pub(super) fn columns<const N: usize>(f: &mut fmt::Formatter<'_>, rows: &[[String; N]]) -> fmt::Result {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    for row in rows {
        let cells: Vec<String> = row.iter().enumerate().map(|(at, cell)| format!("{cell:<0$}", width(at))).collect();
        writeln!(f, "  {}", cells.join("  ").trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!([0, 999, 1000, 50_890, 1_234_567].map(thousands), ["0", "999", "1,000", "50,890", "1,234,567"]);
        assert_eq!([0, 1023, 203_560, 63 << 20].map(bytes), ["0.00 B", "1023.00 B", "198.79 KB", "63.00 MB"]);
    }
}
