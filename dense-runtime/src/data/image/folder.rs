//! A folder with a folder for each class.

use std::fs;
use std::path::{Path, PathBuf};

use super::decode::{ColorMode, decode};
use crate::data::array::Array;
use crate::data::stream::{Samples, Source, Stream};
use crate::data::{Dataset, Label};
use crate::{Element, Error, Sample};

/// A folder of images: in it a folder for each class, with the images of that class, PNG or JPEG.
///
/// It is Keras's `image_dataset_from_directory`: classes are in the order of the letters of their names, files of a class too, and
/// those in folders within come after those of the folder itself. Hidden folders are left out.
///
/// ```no_run
/// use dense_runtime::Dataset;
/// use dense_runtime::data::image::{ImageFolder, Interpolation};
///
/// let photos = ImageFolder::open("photos")?.resize(Interpolation::Bilinear);
/// println!("{:?}", photos.class_names());     // ["cats", "dogs"]
/// let data: Dataset<[[[f32; 3]; 64]; 64], u8> = photos.dataset()?;
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// The type of a sample says how large images are and which colours they have: `[[[f32; CHANNELS]; WIDTH]; HEIGHT]` with 1
/// (gray), 3 (red, green, blue) or 4 channels. For flat samples, [`image_size`](ImageFolder::image_size) and
/// [`color_mode`](ImageFolder::color_mode) say it. Pixels go from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct ImageFolder {
    path: PathBuf,
    class_names: Vec<String>,
    /// The files, and the class of each.
    files: Vec<(PathBuf, usize)>,
    resize: Option<Interpolation>,
    image_size: Option<(usize, usize)>,
    color_mode: ColorMode,
}

/// How images are brought to another size: Keras's `interpolation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interpolation {
    /// Between the four pixels around, Keras's default.
    Bilinear,
    /// The nearest pixel.
    Nearest,
}

impl ImageFolder {
    /// Finds the classes and the files of a folder. No image is read yet.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if a folder cannot be read, [`Error::Format`] if there is no folder in it or no image in these.
    pub fn open(path: impl AsRef<Path>) -> Result<ImageFolder, Error> {
        let path = path.as_ref();
        let classes: Vec<PathBuf> =
            entries(path)?.into_iter().filter(|entry| entry.is_dir() && !is_hidden(entry)).collect();
        let mut files = Vec::new();
        for (class, folder) in classes.iter().enumerate() {
            files_in(folder, class, &mut files)?;
        }
        if files.is_empty() {
            let found = if classes.is_empty() { "no folder in it" } else { "no PNG or JPEG file in its folders" };
            return Err(Error::format(path, "image", None, format!("there is {found}, and each class has a folder")));
        }
        Ok(ImageFolder {
            path: path.to_path_buf(),
            class_names: classes.iter().map(|class| name(class)).collect(),
            files,
            resize: None,
            image_size: None,
            color_mode: ColorMode::Rgb,
        })
    }

    /// The names of the classes, in the order of their labels.
    #[must_use]
    pub fn class_names(&self) -> &[String] {
        &self.class_names
    }

    /// The files in the order of the samples, and their classes.
    pub fn files(&self) -> impl Iterator<Item = (&Path, usize)> {
        self.files.iter().map(|(path, class)| (path.as_path(), *class))
    }

    /// Brings images of other sizes to that of the samples. Without it they are errors.
    ///
    /// The whole image is resized, whatever becomes of its proportions, and nothing is smoothed, as in Keras.
    #[must_use]
    pub fn resize(mut self, interpolation: Interpolation) -> Self {
        self.resize = Some(interpolation);
        self
    }

    /// The height and the width of images, where samples are flat.
    #[must_use]
    pub fn image_size(mut self, height: usize, width: usize) -> Self {
        self.image_size = Some((height, width));
        self
    }

    /// The colours of images, where samples are flat. The default is [`ColorMode::Rgb`].
    #[must_use]
    pub fn color_mode(mut self, color_mode: ColorMode) -> Self {
        self.color_mode = color_mode;
        self
    }

    /// Reads all images. The labels are the places of their classes among [`class_names`](ImageFolder::class_names).
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if flat samples have not as many numbers as `image_size` and `color_mode` make, [`Error::Format`] with
    /// its path for a file that is no image, or one of another size without [`resize`](ImageFolder::resize), or if the type of
    /// the labels has too few of them; [`Error::File`] for one that cannot be read.
    pub fn dataset<X, L>(&self) -> Result<Dataset<X, L>, Error>
    where
        X: Array<Number: Element> + Sample,
        L: Label + TryFrom<usize>,
    {
        let mut images = self.images::<X, L>()?;
        let mut samples = Samples { inputs: Vec::new(), targets: Vec::new(), weights: Vec::new() };
        while images.next(&mut samples)? {}
        Dataset::new(samples.inputs, samples.targets)
    }

    /// A [`Stream`] that reads the images while a network trains. They come class by class, so give it a
    /// [`shuffle_buffer`](Stream::shuffle_buffer), or first [`shuffle`](ImageFolder::shuffle) the files.
    ///
    /// # Errors
    ///
    /// As [`dataset`](ImageFolder::dataset), but for those of files, which end the epoch that comes to them.
    pub fn stream<X, L>(&self) -> Result<Stream<X, L>, Error>
    where
        X: Array<Number: Element> + Sample,
        L: Label + TryFrom<usize>,
    {
        self.images::<X, L>()?;
        let (folder, samples) = (self.clone(), self.files.len());
        Ok(Stream::of(move || Ok(Box::new(folder.images::<X, L>()?) as Box<dyn Source<X, L>>)).samples(samples))
    }

    /// The files in another order, which the seed decides.
    #[must_use]
    pub fn shuffle(mut self, seed: u64) -> Self {
        use crate::random::{Random, Stream as Purpose};

        Random::new(seed, Purpose::Shuffle, 0).shuffle(&mut self.files);
        self
    }

    fn images<X: Array, L: Label + TryFrom<usize>>(&self) -> Result<Images, Error> {
        let (height, width, color) = self.shape::<X>()?;
        let classes = self.class_names.len();
        if L::try_from(classes - 1).is_err() {
            let reason = format!("`{}` has too few labels for {classes} classes", core::any::type_name::<L>());
            return Err(Error::format(&self.path, "image", None, reason));
        }
        Ok(Images { files: self.files.clone().into_iter(), resize: self.resize, height, width, color })
    }

    /// The height, the width and the colours of samples of this type.
    fn shape<X: Array>(&self) -> Result<(usize, usize, ColorMode), Error> {
        const {
            assert!(
                matches!(X::AXES.dims(), [_] | [_, _, 1 | 3 | 4]),
                "images are `[[[f32; CHANNELS]; WIDTH]; HEIGHT]` with 1, 3 or 4 channels, or `[f32; N]`"
            );
        }
        if let [height, width, channels] = *X::AXES.dims() {
            let color = match channels {
                1 => ColorMode::Grayscale,
                3 => ColorMode::Rgb,
                _ => ColorMode::Rgba,
            };
            return Ok((height, width, color));
        }
        let (height, width) = self.image_size.unwrap_or((0, 0));
        let value = height.saturating_mul(width).saturating_mul(self.color_mode.channels());
        if value != X::NUMBERS {
            let expected =
                "a height and a width that make, times the channels of `color_mode`, the numbers of a sample";
            return Err(Error::Setting { name: "image_size", value: value as f64, expected });
        }
        Ok((height, width, self.color_mode))
    }
}

/// The images of a folder, one after the other.
struct Images {
    files: std::vec::IntoIter<(PathBuf, usize)>,
    resize: Option<Interpolation>,
    height: usize,
    width: usize,
    color: ColorMode,
}

impl<X: Array<Number: Element>, L: Label + TryFrom<usize>> Source<X, L> for Images {
    fn next(&mut self, samples: &mut Samples<X, L>) -> Result<bool, Error> {
        let Some((path, class)) = self.files.next() else { return Ok(false) };
        let pixels = decode(&path, self.color)?;
        let (found, expected) = ((pixels.height, pixels.width), (self.height, self.width));
        let numbers = match self.resize {
            _ if found == expected => pixels.numbers,
            Some(Interpolation::Bilinear) => pixels.bilinear(self.height, self.width),
            Some(Interpolation::Nearest) => pixels.nearest(self.height, self.width),
            None => {
                let ((height, width), (expected_height, expected_width)) = (found, expected);
                let reason = format!(
                    "it is {height} high and {width} wide, but samples are {expected_height} and {expected_width}: resize the images"
                );
                return Err(Error::format(&path, "image", None, reason));
            }
        };
        let at = samples.inputs.len();
        samples.inputs.push(X::ZERO);
        for (number, pixel) in X::flat_mut(&mut samples.inputs[at..]).iter_mut().zip(numbers) {
            *number = crate::math::Real::of(f64::from(pixel) / 255.0);
        }
        samples.targets.extend(L::try_from(class).ok());
        Ok(true)
    }
}

/// The images of a folder and of the folders in it, as `os.walk` goes through them: by the paths of folders, then by names.
fn files_in(folder: &Path, class: usize, files: &mut Vec<(PathBuf, usize)>) -> Result<(), Error> {
    let entries = entries(folder)?;
    files.extend(entries.iter().filter(|entry| entry.is_file() && is_image(entry)).map(|file| (file.clone(), class)));
    for within in entries.iter().filter(|entry| entry.is_dir() && !entry.is_symlink()) {
        files_in(within, class, files)?;
    }
    Ok(())
}

/// What is in a folder, in the order of names.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unread = |error| Error::file(folder, "read", &error);
    let entries = fs::read_dir(folder).map_err(unread)?;
    let mut entries = entries.map(|entry| Ok(entry.map_err(unread)?.path())).collect::<Result<Vec<_>, Error>>()?;
    entries.sort();
    Ok(entries)
}

fn is_image(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| ["png", "jpg", "jpeg"].iter().any(|known| extension == *known))
}

fn is_hidden(path: &Path) -> bool {
    name(path).starts_with('.')
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
