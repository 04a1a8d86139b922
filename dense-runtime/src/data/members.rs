//! Which samples belong to which class.

use std::collections::BTreeMap;

use super::Label;

/// The samples of each class that has some, in their order. Classes are in ascending order.
pub(super) fn members<Y: Label>(targets: &[Y]) -> BTreeMap<usize, Vec<usize>> {
    let mut members = BTreeMap::<usize, Vec<usize>>::new();
    for (sample, target) in targets.iter().enumerate() {
        members.entry(target.class()).or_default().push(sample);
    }
    members
}
