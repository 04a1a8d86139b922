//! Text in columns.

/// Text that is too long ends in an ellipsis; what would break a line or a terminal is left out.
pub(super) fn fitted(text: &str, width: usize) -> String {
    let plain: Vec<char> = text.chars().filter(|letter| !letter.is_control()).collect();
    if plain.len() <= width {
        return plain.into_iter().collect();
    }
    plain.into_iter().take(width.saturating_sub(1)).chain(['…']).collect()
}

/// How wide a column of cells is.
pub(super) fn column(rows: &[Vec<String>], at: usize) -> usize {
    rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0)
}
