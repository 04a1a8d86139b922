//! Images of shapes, drawn by chance: any number of them, the same for the same seed.

use dense::prelude::*;

/// What the images show, in the order of the labels: six shapes, and discs with stripes in four directions.
pub const KINDS: [&str; 10] =
    ["disc", "square", "diamond", "triangle", "wedge", "checks", "rows", "columns", "rising", "falling"];

/// An image: rows of pixels of three colors, from 0.0 (dark) to 1.0.
pub type Image<const SIZE: usize> = [[[f32; 3]; SIZE]; SIZE];

/// So many images of each kind, the kinds in turns.
///
/// Each has one shape, anywhere, two to four fifths as wide as the image, in a color of its own on a ground that is rather dark, and
/// noise over both.
pub fn draw<const SIZE: usize>(of_each: usize, seed: u64) -> Result<Dataset<Image<SIZE>, u8>, Error> {
    let mut random = Random(seed);
    let labels: Vec<u8> = (0..of_each * KINDS.len()).map(|at| (at % KINDS.len()) as u8).collect();
    let images = labels.iter().map(|&kind| image(kind, &mut random)).collect();
    Dataset::new(images, labels)
}

fn image<const SIZE: usize>(kind: u8, random: &mut Random) -> Image<SIZE> {
    const NOISE: f32 = 0.05;
    let size = SIZE as f32;
    let radius = random.between(0.2 * size, 0.4 * size);
    let [x, y] = std::array::from_fn(|_| random.between(radius, size - radius));
    let (shape, ground) = colors(random);
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

/// The colors of a shape and of its ground, which one can tell apart.
fn colors(random: &mut Random) -> ([f32; 3], [f32; 3]) {
    loop {
        let shape = [0; 3].map(|_| random.between(0.0, 1.0));
        let ground = [0; 3].map(|_| random.between(0.0, 0.3));
        let difference: f32 = shape.iter().zip(ground).map(|(a, b)| (a - b).abs()).sum();
        if difference > 0.8 {
            return (shape, ground);
        }
    }
}

/// Whether the shape covers a place. It lies around the origin and reaches to about 1 on all sides; `v` grows downwards.
fn covers(kind: u8, u: f32, v: f32) -> bool {
    let (a, b) = (u.abs(), v.abs());
    let is_round = u.hypot(v) < 1.0;
    // Seven stripes from -1 to 1.
    let stripe = |place: f32| (((place + 1.0) * 3.5) as u32).is_multiple_of(2);
    let diagonal = 0.5_f32.sqrt();
    match KINDS[usize::from(kind)] {
        "disc" => is_round,
        "square" => a.max(b) < 0.85,
        "diamond" => a + b < 1.2,
        "triangle" => v < 0.8 && 1.8 * a < v + 1.0,
        "wedge" => u > -0.8 && v < 0.8 && u < v,
        "checks" => a.max(b) < 0.85 && stripe(u) == stripe(v),
        "rows" => is_round && stripe(v),
        "columns" => is_round && stripe(u),
        "rising" => is_round && stripe(diagonal * (u + v)),
        "falling" => is_round && stripe(diagonal * (u - v)),
        other => unreachable!("`{other}` is drawn above"),
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
        let sum: f32 = (0..4).map(|part| ((bits >> (16 * part)) & 0xffff) as f32 / 65536.0 - 0.5).sum();
        sum * 3.0_f32.sqrt()
    }
}
