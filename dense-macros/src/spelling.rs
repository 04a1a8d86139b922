//! Which known word an unknown one may be.

use std::fmt::Write;

use proc_macro2::Ident;

/// The help for an unknown word: the word that was probably meant, or all there are. `what` names them, in the plural.
pub(crate) fn suggestion(word: &str, known: &[&str], what: &str) -> String {
    match (closest(word, known), known) {
        (Some(meant), _) => format!("did you mean `{meant}`?"),
        (None, [only]) => format!("the only one is `{only}`"),
        (None, _) => format!("the {what} are {}", list(known)),
    }
}

/// The known word that was probably meant.
pub(crate) fn closest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = fold(word);
    let allowed = 1 + word.len() / 4;
    let distances = known.iter().map(|&known| (distance(&word, &fold(known)), known));
    let (distance, meant) = distances.min_by_key(|&(distance, _)| distance)?;
    if distance <= allowed && distance < word.len() {
        return Some(meant);
    }
    // Cut short: `LayerNorm`.
    let mut begun = known.iter().filter(|known| word.len() >= 4 && fold(known).starts_with(&word));
    begun.next().copied().filter(|_| begun.next().is_none())
}

/// The known word that differs only in case and underscores: `relu` for `ReLU`, `he_normal` for `HeNormal`.
pub(crate) fn other_case<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = fold(word);
    known.iter().copied().find(|known| fold(known) == word)
}

/// Whether a word is one of Rust's keywords, which cannot name anything.
pub(crate) fn is_keyword(word: &Ident) -> bool {
    syn::parse_str::<Ident>(&word.to_string()).is_err()
}

/// Words in backticks: "`a`, `b` and `c`".
pub(crate) fn list(words: &[&str]) -> String {
    let mut list = String::new();
    for (at, word) in words.iter().enumerate() {
        let separator = match at {
            0 => "",
            _ if at + 1 == words.len() => " and ",
            _ => ", ",
        };
        // Writing to a string never fails.
        let _ = write!(list, "{separator}`{word}`");
    }
    list
}

fn fold(word: &str) -> String {
    word.chars().filter(|&c| c != '_').flat_map(char::to_lowercase).collect()
}

/// How many letters to add, remove, replace, or swap with a neighbor to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let (from, to) = (from.chars().collect::<Vec<_>>(), to.chars().collect::<Vec<_>>());
    let mut before = Vec::new();
    let mut last = (0..=to.len()).collect::<Vec<_>>();
    for i in 1..=from.len() {
        let mut row = vec![i];
        for j in 1..=to.len() {
            let replaced = last[j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let mut best = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let known = ["relu", "gelu", "softmax"];
        assert_eq!(closest("rleu", &known), Some("relu"));
        assert_eq!(closest("sofmax", &known), Some("softmax"));
        assert_eq!(closest("ReLU", &known), Some("relu"));
        assert_eq!(closest("LayerNorm", &["LayerNormalization", "Flatten"]), Some("LayerNormalization"));
        assert_eq!(closest("Layer", &["LayerNormalization", "LayerStack"]), None);
        assert_eq!(closest("banana", &known), None);
    }

    #[test]
    fn case_and_underscores_do_not_make_another_word() {
        assert_eq!(other_case("HeNormal", &["he_normal", "he_uniform"]), Some("he_normal"));
        assert_eq!(other_case("HeNormals", &["he_normal"]), None);
    }
}
