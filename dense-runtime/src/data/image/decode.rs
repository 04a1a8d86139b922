//! The pixels of a file.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use ::image::{DynamicImage, ImageError, ImageReader, Limits};

use super::resize::Pixels;
use crate::Error;

/// The colours of images as networks see them: Keras's `color_mode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorMode {
    /// One number for a pixel: 0.299 red, 0.587 green and 0.114 blue (ITU-R 601), as Pillow and Keras compute it.
    Grayscale,
    /// Red, green and blue. What is transparent is as if it were not.
    Rgb,
    /// Red, green, blue, and how far one does not see through.
    Rgba,
}

impl ColorMode {
    pub(super) fn channels(self) -> usize {
        match self {
            ColorMode::Grayscale => 1,
            ColorMode::Rgb => 3,
            ColorMode::Rgba => 4,
        }
    }
}

/// No byte of a file makes more bytes of pixels than so many.
const LARGEST_RATIO: u64 = 2048;

/// The pixels of a file, from 0 to 255.
pub(super) fn decode(path: &Path, color: ColorMode) -> Result<Pixels, Error> {
    let file = File::open(path).map_err(|error| Error::file(path, "open", &error))?;
    let len = file.metadata().map_err(|error| Error::file(path, "read", &error))?.len();
    let image = read(file, len).map_err(|error| match error {
        ImageError::IoError(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
            Error::file(path, "read", &error)
        }
        error => Error::format(path, "image", None, error.to_string()),
    })?;
    let (height, width, channels) = (image.height() as usize, image.width() as usize, color.channels());
    let numbers = match color {
        ColorMode::Grayscale => gray(image),
        ColorMode::Rgb => image.into_rgb8().into_raw(),
        ColorMode::Rgba => image.into_rgba8().into_raw(),
    };
    Ok(Pixels { numbers: numbers.into_iter().map(f32::from).collect(), height, width, channels })
}

/// Reads an image that is not larger than its file can be.
fn read(file: File, len: u64) -> Result<DynamicImage, ImageError> {
    let mut reader = ImageReader::new(BufReader::new(file)).with_guessed_format()?;
    let mut limits = Limits::default();
    let most = len.saturating_mul(LARGEST_RATIO).saturating_add(1 << 20);
    limits.max_alloc = limits.max_alloc.map(|limit| limit.min(most));
    reader.limits(limits);
    reader.decode()
}

fn gray(image: DynamicImage) -> Vec<u8> {
    match image {
        DynamicImage::ImageLuma8(image) => image.into_raw(),
        DynamicImage::ImageLuma16(_) | DynamicImage::ImageLumaA8(_) | DynamicImage::ImageLumaA16(_) => {
            image.into_luma8().into_raw()
        }
        // Pillow's integers for the weights of ITU-R 601.
        colored => colored
            .into_rgb8()
            .pixels()
            .map(|pixel| {
                let [red, green, blue] = pixel.0.map(u32::from);
                ((red * 19_595 + green * 38_470 + blue * 7_471 + (1 << 15)) >> 16) as u8
            })
            .collect(),
    }
}
