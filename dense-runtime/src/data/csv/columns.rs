//! Columns by their names.

use std::path::Path;

use crate::Error;

/// Where a column is, or the names that there are and the one that was probably meant.
pub(super) fn find(path: &Path, columns: &[String], name: &str) -> Result<usize, Error> {
    let wrong = |reason| Err(Error::format(path, "CSV", None, reason));
    let mut found = columns.iter().enumerate().filter(|(_, column)| *column == name);
    match (found.next(), found.next()) {
        (Some((index, _)), None) => Ok(index),
        (Some(_), Some(_)) => wrong(format!("more than one column is called `{name}`")),
        (None, _) => {
            let help = nearest(columns, name).map_or(".".into(), |nearest| format!("; did you mean `{nearest}`?"));
            wrong(format!("there is no column `{name}`{help} The columns are {}", listed(columns)))
        }
    }
}

/// Where all of these are.
pub(super) fn find_all<const N: usize>(
    path: &Path,
    columns: &[String],
    names: &[impl AsRef<str>; N],
) -> Result<[usize; N], Error> {
    let mut indices = [0; N];
    for (index, name) in indices.iter_mut().zip(names) {
        *index = find(path, columns, name.as_ref())?;
    }
    Ok(indices)
}

/// The names, or the first of them if there are many.
fn listed(columns: &[String]) -> String {
    const SHOWN: usize = 20;
    let mut names: Vec<String> = columns.iter().take(SHOWN).map(|column| format!("`{column}`")).collect();
    if columns.len() > SHOWN {
        names.push(format!("and {} more", columns.len() - SHOWN));
    }
    names.join(", ")
}

/// The name that is like this one, if one is.
fn nearest<'a>(columns: &'a [String], name: &str) -> Option<&'a str> {
    let name = name.to_lowercase();
    let distance = |column: &&String| distance(&column.to_lowercase(), &name);
    let nearest = columns.iter().min_by_key(distance)?;
    (distance(&nearest) <= 1 + name.chars().count() / 4).then_some(nearest)
}

/// How many letters must be put in, taken out or changed to make one of the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, a) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in b.chars().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.chars().count()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        let columns = ["age", "bmi", "blood_pressure"].map(String::from);
        assert_eq!(nearest(&columns, "Age"), Some("age"));
        assert_eq!(nearest(&columns, "bloodpresure"), Some("blood_pressure"));
        assert_eq!(nearest(&columns, "species"), None);
        assert_eq!((distance("kitten", "sitting"), distance("", "abc"), distance("abc", "")), (3, 3, 3));
    }

    #[test]
    fn an_unknown_column_is_told_with_those_there_are() {
        let columns = ["age", "bmi", "bmi"].map(String::from);
        let reason = |name| find("t.csv".as_ref(), &columns, name).expect_err("no such column").to_string();
        assert!(reason("agee").ends_with("no column `agee`; did you mean `age`? The columns are `age`, `bmi`, `bmi`"));
        assert!(reason("size").ends_with("no column `size`. The columns are `age`, `bmi`, `bmi`"));
        assert!(reason("bmi").ends_with("more than one column is called `bmi`"));
    }
}
