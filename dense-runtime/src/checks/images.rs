//! What must hold of layers over images and sequences.

use super::Text;

/// Windows of a kernel or a pool, as `what` says, that lie within the places.
#[track_caller]
pub const fn check_fits(what: &str, size: &[usize], dilation: &[usize], places: &[usize]) {
    let (mut fits, mut dilated, mut axis) = (true, false, 0);
    let mut reaches = [0; 2];
    while axis < size.len() {
        reaches[axis] = crate::geometry::reach(size[axis], dilation[axis]);
        fits &= reaches[axis] <= places[axis];
        dilated |= dilation[axis] != 1;
        axis += 1;
    }
    if fits {
        return;
    }
    let mut text = by(Text::new().text(what).text(" "), size);
    let is_image = size.len() > 1;
    if dilated {
        text = distance(text.text(" with dilation "), dilation).text(" reaches over ");
        text = by(text, reaches.split_at(size.len()).0);
        text = text.text(if is_image { " places, which do not fit " } else { " steps, which do not fit " });
    } else {
        text = text.text(" does not fit ");
    }
    let text = match is_image {
        true => by(text.text("a "), places).text(" input"),
        false => text.text("an input of ").number(places[0]).text(" steps"),
    };
    panic!("{}", text.as_str());
}

/// Windows that lie apart, or whose places do, but not both.
#[track_caller]
pub const fn check_strides_or_dilation(strides: &[usize], dilation: &[usize]) {
    if above_one(strides) && above_one(dilation) {
        let text = distance(Text::new().text("strides of "), strides);
        let text = distance(text.text(" do not go together with a dilation rate of "), dilation);
        panic!("{}", text.as_str());
    }
}

/// Groups that are to share channels or filters, as `what` says.
#[track_caller]
pub const fn check_groups(groups: usize, number: usize, what: &str) {
    if !number.is_multiple_of(groups) {
        let text = Text::new().number(groups).text(" groups cannot share ").number(number).text(" ").text(what);
        panic!("{}", text.as_str());
    }
}

/// What is added to the output of a transposed convolution, and its stride.
#[track_caller]
pub const fn check_output_padding(padding: usize, stride: usize) {
    if padding >= stride {
        let text = Text::new().text("an output padding of ").number(padding);
        panic!("{}", text.text(" is not below the stride of ").number(stride).as_str());
    }
}

/// What is taken away from an axis.
#[track_caller]
pub const fn check_cropping(places: usize, before: usize, after: usize) {
    if before.saturating_add(after) >= places {
        let text = Text::new().text("cropping ").number(before).text(" and ").number(after);
        panic!("{}", text.text(" places of ").number(places).text(" leaves nothing").as_str());
    }
}

/// `3x5`
const fn by(mut text: Text, sizes: &[usize]) -> Text {
    let mut axis = 0;
    while axis < sizes.len() {
        if axis > 0 {
            text = text.text("x");
        }
        text = text.number(sizes[axis]);
        axis += 1;
    }
    text
}

/// The same of distances, which are mostly the same along all axes.
const fn distance(text: Text, sizes: &[usize]) -> Text {
    match sizes {
        [first, second] if *first == *second => text.number(*first),
        sizes => by(text, sizes),
    }
}

const fn above_one(sizes: &[usize]) -> bool {
    let (mut above, mut axis) = (false, 0);
    while axis < sizes.len() {
        above |= sizes[axis] > 1;
        axis += 1;
    }
    above
}
