//! Networks that are a part of the program: what `include_weights!` leaves to the compiler.

mod json;

use json::{Entries, Entry, equal, malformed};

use crate::checks::Text;
use crate::network::Compiled;
use crate::plan::TensorPlan;
use crate::storage::{Bits, Embedded};

/// The network that a safetensors file holds. All of it happens while the program is compiled: the file does not fit the network if
/// this panics.
#[track_caller]
pub const fn embedded<N: Compiled>(file: &[u8]) -> N {
    if cfg!(target_endian = "big") {
        panic!("`include_weights!` works on little-endian targets only, and this is not one");
    }
    let (mut entries, data) = open(file);
    let tensors = N::PLAN.tensors;
    let (mut network, mut offset, mut at) = (Embedded::<N>::zeroed(), 0, 0);
    while at < tensors.len() {
        match entries.find(tensors[at].name) {
            Some(entry) if is_the_same::<N>(&tensors[at], &entry) => {
                network.fill(offset, values::<N>(&tensors[at], &entry, data));
            }
            _ => refuse::<N>(entries),
        }
        offset += tensors[at].len();
        at += 1;
    }
    // All names are there and differ, so one tensor more is one of another name, or one that is there twice.
    entries.rewind();
    let mut count = 0;
    while entries.next().is_some() {
        count += 1;
    }
    if count > tensors.len() {
        refuse::<N>(entries);
    }
    network.finish()
}

/// The head of a file, and what is behind it.
#[track_caller]
const fn open(file: &[u8]) -> (Entries<'_>, &[u8]) {
    let Some((length, rest)) = file.split_first_chunk::<8>() else { malformed() };
    let length = u64::from_le_bytes(*length);
    if length > rest.len() as u64 {
        malformed();
    }
    let (json, data) = rest.split_at(length as usize);
    (Entries::new(json), data)
}

/// The bytes of a tensor that is the network's.
#[track_caller]
const fn values<'a, N: Compiled>(tensor: &TensorPlan, entry: &Entry<'_>, data: &'a [u8]) -> &'a [u8] {
    let (from, to) = entry.data;
    if from > to || to > data.len() || to - from != tensor.len() * size_of::<N::Element>() {
        malformed();
    }
    data.split_at(to).0.split_at(from).1
}

const fn is_the_same<N: Compiled>(tensor: &TensorPlan, entry: &Entry<'_>) -> bool {
    equal(entry.dtype, <N::Element as Bits>::DTYPE) && same_shape(tensor.shape, entry.shape())
}

const fn same_shape(one: &[usize], other: &[usize]) -> bool {
    let mut axis = 0;
    while axis < one.len() && axis < other.len() && one[axis] == other[axis] {
        axis += 1;
    }
    axis == one.len() && axis == other.len()
}

/// Says how file and network differ.
#[track_caller]
const fn refuse<N: Compiled>(mut entries: Entries<'_>) -> ! {
    let text = Text::new().text("this does not fit `").text(N::PLAN.name).text("`");
    let mut differences = Differences { text, count: 0 };
    let tensors = N::PLAN.tensors;
    let mut at = 0;
    while at < tensors.len() {
        let (name, shape) = (tensors[at].name, tensors[at].shape);
        match entries.find(name) {
            None => differences.add(name, Text::new().shape(shape).text(" of the network is not in the file")),
            Some(entry) if !same_shape(shape, entry.shape()) => {
                let text = Text::new().text("is ").shape(entry.shape()).text(" in the file, but ").shape(shape);
                differences.add(name, text.text(" in the network"));
            }
            Some(entry) if !is_the_same::<N>(&tensors[at], &entry) => {
                let text = Text::new().text("is ").text(entry.dtype).text(" in the file, but ");
                differences.add(name, text.text(<N::Element as Bits>::DTYPE).text(" in the network"));
            }
            Some(_) => {}
        }
        at += 1;
    }
    entries.rewind();
    while let Some(entry) = entries.next() {
        if !is_of(tensors, entry.name) {
            differences.add(entry.name, Text::new().shape(entry.shape()).text(" of the file is not in the network"));
        }
    }
    panic!("{}", differences.finish().as_str())
}

const fn is_of(tensors: &[TensorPlan], name: &str) -> bool {
    let mut at = 0;
    while at < tensors.len() && !equal(tensors[at].name, name) {
        at += 1;
    }
    at < tensors.len()
}

/// What differs, one below the other. The first ones tell the story.
struct Differences {
    text: Text,
    count: usize,
}

impl Differences {
    const MOST: usize = 20;

    const fn add(&mut self, name: &str, difference: Text) {
        if self.count < Differences::MOST {
            let text = core::mem::replace(&mut self.text, Text::new());
            self.text = text.text("\n`").text(name).text("` ").text(difference.as_str());
        }
        self.count += 1;
    }

    const fn finish(self) -> Text {
        let Differences { text, count } = self;
        let text = match count.saturating_sub(Differences::MOST) {
            0 if count == 0 => text.text("\nthe file has two tensors of one name"),
            0 => text,
            more => text.text("\nand ").number(more).text(" more"),
        };
        text.text("\nhelp: save the file anew, or declare the network as it was when the file was saved")
    }
}
