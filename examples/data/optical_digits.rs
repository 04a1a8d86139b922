//! The optical digits of `digits.csv`, compiled in, so that nothing is read at run time.

use dense::prelude::*;

/// 1,797 images of 8 x 8 pixels, row by row, from 0.0 (paper) to 1.0 (ink), and which digit each of them shows.
pub fn load() -> Dataset<[f32; 64], u8> {
    let (images, labels) = include_str!("digits.csv").lines().map(parse).unzip();
    Dataset::new(images, labels).expect("the file is part of the program")
}

/// A line is the 64 pixels of an image, from 0 to 16, and its label.
fn parse(line: &str) -> ([f32; 64], u8) {
    let mut numbers = line.split(',').map(|number| number.parse::<u8>().expect("the file has whole numbers only"));
    let mut next = || numbers.next().expect("each line has 65 numbers");
    let image = std::array::from_fn(|_| f32::from(next()) / 16.0);
    (image, next())
}
