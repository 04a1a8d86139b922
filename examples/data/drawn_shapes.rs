//! Images of shapes, drawn by chance: any number of them, the same for the same seed.

use dense::prelude::*;

/// What the images show, in the order of the labels.
pub const KINDS: [&str; 10] =
    ["disc", "ring", "square", "frame", "triangle", "diamond", "plus", "cross", "rows", "columns"];

/// An image: rows of pixels of three colors, from 0.0 (dark) to 1.0.
pub type Image<const SIZE: usize> = [[[f32; 3]; SIZE]; SIZE];

/// So many images of each kind, one kind after the other in turns.
///
/// Each has one shape, somewhere, a third to two thirds as wide as the image, in a color of its own on a ground of another, and
/// noise over both.
pub fn draw<const SIZE: usize>(of_each: usize, seed: u64) -> Result<Dataset<Image<SIZE>, u8>, Error> {
    let mut random = Random(seed);
    let labels: Vec<u8> = (0..of_each * KINDS.len()).map(|at| (at % KINDS.len()) as u8).collect();
    let images = labels.iter().map(|&kind| image(kind, &mut random)).collect();
    Dataset::new(images, labels)
}

fn image<const SIZE: usize>(kind: u8, random: &mut Random) -> Image<SIZE> {
    const NOISE: f32 = 0.1;
    let size = SIZE as f32;
    let radius = random.between(size / 6.0, size / 3.0);
    let [x, y] = std::array::from_fn(|_| random.between(radius, size - radius));
    let [shape, ground] = colors(random);
    let mut image = [[[0.0; 3]; SIZE]; SIZE];
    for (row, pixels) in image.iter_mut().enumerate() {
        for (column, pixel) in pixels.iter_mut().enumerate() {
            let [u, v] = [(column as f32 + 0.5 - x) / radius, (row as f32 + 0.5 - y) / radius];
            let color = if covers(kind, u, v) { shape } else { ground };
            *pixel = color.map(|value| (value + NOISE * random.normal()).clamp(0.0, 1.0));
        }
    }
    image
}

/// Two colors that one can tell apart.
fn colors(random: &mut Random) -> [[f32; 3]; 2] {
    loop {
        let colors: [[f32; 3]; 2] = std::array::from_fn(|_| std::array::from_fn(|_| random.between(0.0, 1.0)));
        let difference: f32 = colors[0].iter().zip(colors[1]).map(|(a, b)| (a - b).abs()).sum();
        if difference > 0.8 {
            return colors;
        }
    }
}

/// Whether the shape covers a place. It lies around the origin, and reaches to about 1 in all directions; `v` grows downwards.
fn covers(kind: u8, u: f32, v: f32) -> bool {
    let (a, b) = (u.abs(), v.abs());
    let round = u.hypot(v);
    let (widest, sum) = (a.max(b), a + b);
    // Five stripes of the same width.
    let stripe = |place: f32| ((place + 1.0) * 2.5) as u32 % 2 == 0;
    match KINDS[usize::from(kind)] {
        "disc" => round < 1.0,
        "ring" => round < 1.0 && round > 0.6,
        "square" => widest < 0.85,
        "frame" => widest < 0.85 && widest > 0.5,
        "triangle" => v < 0.8 && 1.8 * a < v + 1.0,
        "diamond" => sum < 1.0,
        "plus" => a.min(b) < 0.25 && widest < 0.9,
        // The same, turned by an eighth.
        "cross" => (a - b).abs() < 0.25 * 2.0_f32.sqrt() && sum < 0.9 * 2.0_f32.sqrt(),
        "rows" => widest < 0.9 && stripe(v / 0.9),
        "columns" => widest < 0.9 && stripe(u / 0.9),
        other => unreachable!("{other} is drawn above"),
    }
}

/// Random numbers: SplitMix64.
struct Random(u64);

impl Random {
    /// 64 random bits.
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Uniform between the two.
    fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.bits() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// About normal with standard deviation 1: the sum of four uniform numbers of 16 bits each.
    fn normal(&mut self) -> f32 {
        let bits = self.bits();
        let sum: f32 = (0..4).map(|part| (bits >> (16 * part) & 0xffff) as f32 / 65536.0 - 0.5).sum();
        sum * 3.0_f32.sqrt()
    }
}
