//! Labels for names of classes, and back.

use super::categories::Categories;
use super::encode::of_each;
use crate::data::{Label, Target, check_room};
use crate::{Element, Error};

/// Makes class labels of names, in ascending order, and names of labels. scikit-learn's `LabelEncoder`.
///
/// ```
/// use dense_runtime::preprocess::LabelEncoder;
///
/// let names = ["setosa", "virginica", "setosa", "versicolor"];
/// let encoder = LabelEncoder::fit(&names)?;
/// assert_eq!(encoder.classes(), ["setosa", "versicolor", "virginica"]);
/// let labels: Vec<u8> = encoder.transform_all(&names)?;
/// assert_eq!(labels, [0, 2, 0, 1]);
/// assert_eq!(encoder.inverse_transform(labels[1])?, "virginica");
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "files", derive(serde::Serialize, serde::Deserialize))]
pub struct LabelEncoder {
    classes: Categories,
}

impl LabelEncoder {
    /// The names that there are.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without names.
    pub fn fit(names: &[impl AsRef<str>]) -> Result<Self, Error> {
        Ok(LabelEncoder { classes: Categories::of(names.iter().map(AsRef::as_ref))? })
    }

    /// The label of a name: `u8`, `u16`, `u32` or `usize`.
    ///
    /// # Errors
    ///
    /// [`Error::Category`] for a name that is none of the classes, [`Error::Setting`] if there are more classes than such labels.
    pub fn transform<L: Label + TryFrom<usize>>(&self, name: &str) -> Result<L, Error> {
        check_room::<L>(self.classes().len())?;
        let class = self.classes.number(name).and_then(|class| L::try_from(class).ok());
        class.ok_or_else(|| Error::Category { sample: 0, column: 0, value: name.to_owned() })
    }

    /// The labels of all names.
    ///
    /// # Errors
    ///
    /// Those of [`transform`](LabelEncoder::transform), with the number of the sample.
    pub fn transform_all<L: Label + TryFrom<usize>>(&self, names: &[impl AsRef<str>]) -> Result<Vec<L>, Error> {
        of_each(names.iter(), |name| self.transform(name.as_ref()))
    }

    /// The name of a label, of one that a network has found, say.
    ///
    /// # Errors
    ///
    /// [`Error::Label`] if there is no such class.
    pub fn inverse_transform(&self, label: impl Label) -> Result<&str, Error> {
        let (label, classes) = (label.class(), self.classes());
        classes.get(label).map(String::as_str).ok_or(Error::Label { sample: 0, label, classes: classes.len() })
    }

    /// The name of the class that a network has found: the one of its largest output, or, of two classes that a single output tells
    /// apart, the second from 0.5 on.
    ///
    /// # Errors
    ///
    /// [`Error::Lengths`] if there are not as many outputs as classes.
    ///
    /// ```
    /// use dense_runtime::{Network, network, preprocess::LabelEncoder};
    ///
    /// network! { struct Iris { Input(4) -> Dense(3, softmax) } }
    ///
    /// let encoder = LabelEncoder::fit(&["setosa", "versicolor", "virginica"])?;
    /// let name: &str = encoder.decode(&Iris::new(1).predict(&[5.1, 3.5, 1.4, 0.2]))?;
    /// assert_eq!(encoder.decode(&[0.2f32, 0.7, 0.1])?, "versicolor");
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn decode<T: Element, const K: usize>(&self, outputs: &[T; K]) -> Result<&str, Error> {
        let expected = self.classes().len();
        match outputs.meant() {
            // A single output says yes or no also where there is only one class.
            Some(class) if K == expected || (K, expected) == (1, 2) => Ok(&self.classes()[class.min(expected - 1)]),
            _ => Err(Error::Lengths { expected, found: K, what: "outputs" }),
        }
    }

    /// The names, in the order of their labels.
    pub fn classes(&self) -> &[String] {
        self.classes.texts()
    }
}
