//! The font that pictures are measured and PNGs are written with.

use ab_glyph::{Font, FontRef, PxScaleFont, ScaleFont};

/// A part of Roboto; see `font/README.md`.
static ROBOTO: &[u8] = include_bytes!("font/Roboto-Regular.ttf");

/// Roboto, so many pixels from line to line of a text set solid.
fn font(size: f64) -> PxScaleFont<FontRef<'static>> {
    let font = FontRef::try_from_slice(ROBOTO).expect("the font is whole");
    // `ab_glyph` scales by the height of the font, CSS by its em.
    let height_of_em = font.units_per_em().map_or(1.0, |em| font.height_unscaled() / em);
    font.into_scaled(size as f32 * height_of_em)
}

/// How wide a text is, in pixels.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let font = font(size);
    text.chars().map(|letter| f64::from(font.h_advance(font.glyph_id(letter)))).sum()
}

/// Shows every pixel that a text covers, with how much of it is covered. The text begins at 0, 0 on its base line.
pub(super) fn cover<E>(text: &str, size: f64, mut show: impl FnMut(i32, i32, f32) -> Result<(), E>) -> Result<(), E> {
    let font = font(size);
    let mut x = 0.0;
    for letter in text.chars() {
        let mut glyph = font.scaled_glyph(letter);
        glyph.position.x = x;
        x += font.h_advance(glyph.id);
        let Some(outline) = font.outline_glyph(glyph) else { continue };
        let corner = outline.px_bounds().min;
        let mut shown = Ok(());
        outline.draw(|right, down, covered| {
            if shown.is_ok() && covered > 0.0 {
                shown = show(corner.x as i32 + right as i32, corner.y as i32 + down as i32, covered);
            }
        });
        shown?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_the_size_that_was_asked_for() {
        // Roboto's capitals are 1456 of 2048 units high.
        let (mut top, mut bottom, mut right) = (0, i32::MIN, 0);
        let covered = cover("HIH", 100.0, |x, y, _| {
            (top, bottom, right) = (top.min(y), bottom.max(y), right.max(x));
            Ok::<(), ()>(())
        });
        assert_eq!(covered, Ok(()));
        assert!((-73..=-70).contains(&top) && (-2..=0).contains(&bottom), "{top} {bottom}");
        let width = width("HIH", 100.0);
        assert!(width > f64::from(right) && width < f64::from(right) + 12.0, "{width} {right}");
    }

    #[test]
    fn letters_that_the_font_lacks_are_no_harm() {
        assert!(width("数字\u{1f600}", 12.0) > 0.0);
        assert_eq!(width("", 12.0), 0.0);
        let mut pixels = 0;
        let covered = cover("数", 12.0, |_, _, _| {
            pixels += 1;
            Ok::<(), ()>(())
        });
        assert_eq!(covered, Ok(()));
        assert!(pixels > 0, "the sign for a missing letter is drawn");
    }
}
