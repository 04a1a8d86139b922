//! The texts that columns can have, each with its number.

use std::collections::BTreeSet;

use crate::Error;

/// Texts in ascending order, each once: a text's number is its place. There is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "files",
    derive(serde::Serialize, serde::Deserialize),
    serde(into = "Vec<String>", try_from = "Vec<String>")
)]
pub(super) struct Categories(Vec<String>);

impl Categories {
    pub(super) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, Error> {
        // Only texts that are new are copied.
        let categories: BTreeSet<&str> = texts.into_iter().collect();
        match categories.is_empty() {
            true => Err(Error::Empty { what: "data set" }),
            false => Ok(Categories(categories.into_iter().map(String::from).collect())),
        }
    }

    pub(super) fn texts(&self) -> &[String] {
        &self.0
    }

    pub(super) fn number(&self, text: &str) -> Option<usize> {
        self.0.binary_search_by(|category| category.as_str().cmp(text)).ok()
    }
}

impl From<Categories> for Vec<String> {
    fn from(categories: Categories) -> Vec<String> {
        categories.0
    }
}

impl TryFrom<Vec<String>> for Categories {
    type Error = String;

    fn try_from(texts: Vec<String>) -> Result<Self, String> {
        match texts.windows(2).find(|pair| pair[0] >= pair[1]) {
            Some(pair) => Err(format!("the category `{}` cannot come before `{}`", pair[0], pair[1])),
            None if texts.is_empty() => Err(String::from("there are no categories")),
            None => Ok(Categories(texts)),
        }
    }
}

/// The categories of `C` columns.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "files",
    derive(serde::Serialize, serde::Deserialize),
    serde(into = "Vec<Categories>", try_from = "Vec<Categories>")
)]
pub(super) struct CategoriesOf<const C: usize>(Vec<Categories>);

impl<const C: usize> CategoriesOf<C> {
    pub(super) fn fit(rows: &[[impl AsRef<str>; C]]) -> Result<Self, Error> {
        let column = |column: usize| Categories::of(rows.iter().map(|row| row[column].as_ref()));
        Ok(CategoriesOf((0..C).map(column).collect::<Result<_, _>>()?))
    }

    pub(super) fn columns(&self) -> &[Categories] {
        &self.0
    }
}

impl<const C: usize> From<CategoriesOf<C>> for Vec<Categories> {
    fn from(columns: CategoriesOf<C>) -> Vec<Categories> {
        columns.0
    }
}

impl<const C: usize> TryFrom<Vec<Categories>> for CategoriesOf<C> {
    type Error = String;

    fn try_from(columns: Vec<Categories>) -> Result<Self, String> {
        match columns.len() == C {
            true => Ok(CategoriesOf(columns)),
            false => Err(format!("expected {C} columns of categories, found {}", columns.len())),
        }
    }
}
