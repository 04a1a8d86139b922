//! Images of another size, as TensorFlow and Keras make them.
//!
//! A pixel of the new image lies where its middle lies in the old one (`half_pixel_centers`); nothing is smoothed first
//! (`antialias=False`), as in `image_dataset_from_directory`.

/// Pixels in rows, with some numbers each.
pub(super) struct Pixels {
    pub(super) numbers: Vec<f32>,
    pub(super) height: usize,
    pub(super) width: usize,
    pub(super) channels: usize,
}

impl Pixels {
    fn at(&self, row: usize, column: usize, channel: usize) -> f32 {
        self.numbers[(row * self.width + column) * self.channels + channel]
    }

    /// The nearest pixels.
    pub(super) fn nearest(&self, height: usize, width: usize) -> Vec<f32> {
        let place = |at: usize, old: usize, new: usize| {
            (((at as f32 + 0.5) * (old as f32 / new as f32)).floor() as usize).min(old - 1)
        };
        let rows = (0..height).map(|row| place(row, self.height, height));
        rows.flat_map(|row| (0..width).map(move |column| (row, place(column, self.width, width))))
            .flat_map(|(row, column)| (0..self.channels).map(move |channel| self.at(row, column, channel)))
            .collect()
    }

    /// Between the four pixels around.
    pub(super) fn bilinear(&self, height: usize, width: usize) -> Vec<f32> {
        let (rows, columns) = (between(self.height, height), between(self.width, width));
        let mut numbers = Vec::with_capacity(height * width * self.channels);
        for &(top, bottom, down) in &rows {
            for &(left, right, across) in &columns {
                for channel in 0..self.channels {
                    let row = |row: usize| {
                        let (left, right) = (self.at(row, left, channel), self.at(row, right, channel));
                        left + (right - left) * across
                    };
                    let (top, bottom) = (row(top), row(bottom));
                    numbers.push(top + (bottom - top) * down);
                }
            }
        }
        numbers
    }
}

/// For each place along an axis of another length: the two places it lies between, and how far it is from the first.
fn between(old: usize, new: usize) -> Vec<(usize, usize, f32)> {
    let scale = old as f32 / new as f32;
    let place = |at: usize| {
        let place = ((at as f32 + 0.5) * scale - 0.5).max(0.0);
        let first = (place.floor() as usize).min(old - 1);
        (first, (first + 1).min(old - 1), (place - first as f32).min(1.0))
    };
    (0..new).map(place).collect()
}
