//! What can be drawn.

use std::path::Path;

use super::ink::Theme;
use super::paint;
use super::scene::Scene;
use crate::Error;
use crate::file::write_atomically;

/// A picture as SVG or PNG: [`Curves`](crate::report::Curves), [`Confusion`](crate::report::Confusion),
/// [`RocCurve`](crate::report::RocCurve), [`PrecisionRecallCurve`](crate::report::PrecisionRecallCurve),
/// [`CalibrationCurve`](crate::report::CalibrationCurve), [`Weights`](crate::report::Weights).
///
/// Its colours can be told apart by those who cannot tell red from green; curves differ by dashes, too.
///
/// ```
/// use dense_runtime::report::{Picture, roc_curve};
///
/// let folder = std::env::temp_dir().join(format!("dense-picture-{}", std::process::id()));
/// std::fs::create_dir_all(&folder).unwrap();
/// let roc = roc_curve(&[0.1f32, 0.4, 0.35, 0.8], &[0u8, 0, 1, 1])?;
/// roc.save(folder.join("roc.svg"))?;
/// roc.save(folder.join("roc.png"))?;
/// assert!(std::fs::read(folder.join("roc.png")).unwrap().starts_with(b"\x89PNG"));
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), dense_runtime::Error>(())
/// ```
pub trait Picture {
    /// What is in it.
    #[doc(hidden)]
    fn scene(&self) -> Scene;

    /// The picture as SVG, light or dark as the reader's system is. Letters are those of a font that the reader has.
    #[must_use]
    fn to_svg(&self) -> String {
        paint::svg(&self.scene(), true)
    }

    /// The picture as PNG, with two pixels for one of CSS. Letters are Latin, Greek and Cyrillic; others are boxes.
    #[must_use]
    fn to_png(&self, theme: Theme) -> Vec<u8> {
        paint::png(&self.scene(), theme)
    }

    /// Writes the picture to a file, as its name ends: `.svg`, or `.png` for a light one. The file is whole at any moment: an
    /// old one is replaced only when the new one is complete.
    ///
    /// # Errors
    ///
    /// [`Error::Format`] for a name that ends otherwise, [`Error::File`] if the file cannot be written.
    fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        let bytes = match ending.as_deref() {
            Some("svg") => self.to_svg().into_bytes(),
            Some("png") => self.to_png(Theme::Light),
            _ => return Err(Error::format(path, "picture", None, "its name has to end in `.svg` or `.png`")),
        };
        write_atomically(path, |writer| writer.write_all(&bytes))
    }
}
