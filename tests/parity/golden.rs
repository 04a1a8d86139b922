//! Reads the data files: cases of named arrays, as `README.md` describes them.

use std::collections::BTreeMap;

use dense::Element;

/// One case: what Keras computed, and with which settings.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) dtype: &'static str,
    settings: BTreeMap<&'static str, &'static str>,
    arrays: BTreeMap<&'static str, Vec<f64>>,
    shapes: BTreeMap<&'static str, Vec<usize>>,
}

impl Case {
    /// A setting as it is written.
    pub(crate) fn text(&self, key: &str) -> Option<&'static str> {
        self.settings.get(key).copied()
    }

    /// A setting that is a number.
    pub(crate) fn number(&self, key: &str) -> Option<f64> {
        self.text(key).map(|text| text.parse().expect("the setting is a number"))
    }

    /// A setting that is true or false; false if it is not there.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.text(key) == Some("true")
    }

    /// An array, in row-major order.
    pub(crate) fn array<T: Element>(&self, key: &str) -> Vec<T> {
        let values = self.arrays.get(key).unwrap_or_else(|| panic!("{} has no `{key}`", self.name));
        values.iter().map(|&value| T::of(value)).collect()
    }

    /// The rows of an array.
    pub(crate) fn rows<T: Element, const N: usize>(&self, key: &str) -> Vec<[T; N]> {
        let array = self.array::<T>(key);
        let (rows, rest) = array.as_chunks::<N>();
        assert!(rest.is_empty(), "{} has other rows in `{key}`", self.name);
        rows.to_vec()
    }

    /// The lengths of an array's axes.
    pub(crate) fn shape(&self, key: &str) -> &[usize] {
        &self.shapes[key]
    }

    /// The names of the arrays.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.arrays.keys().copied()
    }

    /// All settings as they are written.
    pub(crate) fn settings(&self) -> &BTreeMap<&'static str, &'static str> {
        &self.settings
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.arrays.contains_key(key)
    }

    /// Compares with an array of the case: `|found - expected| <= tolerance * max(1, |expected|)`.
    pub(crate) fn expect<T: Element>(&self, what: &str, found: impl IntoIterator<Item = T>, key: &str, tolerance: f64) {
        let expected = self.array::<f64>(key);
        let found: Vec<f64> = found.into_iter().map(T::as_f64).collect();
        assert_eq!(found.len(), expected.len(), "{} {}: {what}", self.name, self.dtype);
        for (at, (&found, &expected)) in found.iter().zip(&expected).enumerate() {
            // Nothing is near infinity, where the tolerance would be infinite too.
            let near = expected.is_finite() && (found - expected).abs() <= tolerance * expected.abs().max(1.0);
            assert!(
                near || found == expected,
                "{} {}: {what}[{at}] is {found}, Keras has {expected}",
                self.name,
                self.dtype
            );
        }
    }
}

/// All cases of a file.
pub(crate) fn cases(file: &'static str) -> Vec<Case> {
    let mut cases = Vec::<Case>::new();
    let mut open = false;
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("case") => {
                assert!(!open, "a case begins before the last one ends: {line}");
                open = true;
                cases.push(Case {
                    name: words.next().expect("a case has a name"),
                    dtype: words.next().expect("a case has a dtype"),
                    settings: words.map(|word| word.split_once('=').expect("a setting is KEY=VALUE")).collect(),
                    arrays: BTreeMap::new(),
                    shapes: BTreeMap::new(),
                });
            }
            Some("end") => open = false,
            Some(key) => {
                assert!(open, "the array `{key}` belongs to no case");
                let dims = words.by_ref().take_while(|&word| word != ":");
                let shape: Vec<usize> = dims.map(|word| word.parse().expect("a length is a number")).collect();
                let len: usize = shape.iter().product();
                let values: Vec<f64> = words.map(|word| word.parse().expect("a value is a number")).collect();
                let case = cases.last_mut().expect("a case is open");
                assert_eq!(
                    values.len(),
                    len,
                    "{}: the array `{key}` has not as many values as its lengths say",
                    case.name
                );
                case.shapes.insert(key, shape);
                assert!(case.arrays.insert(key, values).is_none(), "{}: `{key}` is there twice", case.name);
            }
            None => panic!("the data files have no empty lines"),
        }
    }
    assert!(!open && !cases.is_empty(), "the file ends within a case, or has none");
    cases
}
