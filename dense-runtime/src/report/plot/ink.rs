//! The colours of pictures, light and dark.

use core::fmt::Write;

/// Whether a picture is light or dark. SVG pictures are both: they follow the reader's settings.
///
/// ```
/// use dense_runtime::report::{Picture, Theme, roc_curve};
///
/// let roc = roc_curve(&[0.1f32, 0.4, 0.35, 0.8], &[0u8, 0, 1, 1])?;
/// assert_ne!(roc.to_png(Theme::Light), roc.to_png(Theme::Dark));
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on white.
    #[default]
    Light,
    /// Light on nearly black.
    Dark,
}

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// What everything lies on, and text on strong shades.
    Ground,
    Text,
    /// Numbers and names at axes, and lines to compare with.
    Faint,
    Grid,
    /// Curves. Those who cannot tell red from green can tell these apart (Okabe and Ito, 2008).
    Curve(usize),
    /// A share from 0 to 8 eighths.
    Shade(usize),
}

/// The shades on which text is as light as the ground.
pub(super) const STRONG: usize = 6;

// The light colours all differ, because a dark picture is a light one with other colours in their places.
const PLAIN: [(Ink, [u32; 2]); 4] = [
    (Ink::Ground, [0xff_ff_ff, 0x16_18_1d]),
    (Ink::Text, [0x1f_23_28, 0xe6_e8_eb]),
    (Ink::Faint, [0x59_63_6e, 0x9d_a5_ae]),
    (Ink::Grid, [0xe3_e6_ea, 0x2f_34_3b]),
];
const CURVES: [[u32; 2]; 4] =
    [[0x00_72_b2, 0x56_b4_e9], [0xd5_5e_00, 0xff_9e_4a], [0x00_9e_73, 0x3c_cf_a5], [0xaa_44_99, 0xe7_a1_c8]];
// ColorBrewer's Blues; in the dark they begin near the ground, too.
const SHADES: [[u32; 2]; 9] = [
    [0xf7_fb_ff, 0x1d_25_30],
    [0xde_eb_f7, 0x20_30_3f],
    [0xc6_db_ef, 0x22_3c_54],
    [0x9e_ca_e1, 0x25_49_6b],
    [0x6b_ae_d6, 0x29_57_83],
    [0x42_92_c6, 0x2f_65_9a],
    [0x21_71_b5, 0x6f_a3_cf],
    [0x08_51_9c, 0x9c_c2_e2],
    [0x08_30_6b, 0xcf_e3_f4],
];

impl Ink {
    /// Red, green and blue.
    pub(super) fn rgb(self, theme: Theme) -> (u8, u8, u8) {
        let [light, dark] = match self {
            Ink::Curve(at) => CURVES[at % CURVES.len()],
            Ink::Shade(at) => SHADES[at.min(SHADES.len() - 1)],
            _ => PLAIN.iter().find(|(ink, _)| *ink == self).map_or([0, 0], |(_, colours)| *colours),
        };
        let [_, red, green, blue] = if theme == Theme::Dark { dark } else { light }.to_be_bytes();
        (red, green, blue)
    }
}

/// A style sheet that gives the shapes of light SVG pictures their dark colours.
pub(in crate::report) fn darkened() -> String {
    let mut css = String::new();
    for [light, dark] in PLAIN.iter().map(|(_, colours)| colours).chain(&CURVES).chain(&SHADES) {
        // A `String` takes everything.
        let _ = write!(
            css,
            "svg [fill=\"#{light:06X}\"]{{fill:#{dark:06x}}}svg [stroke=\"#{light:06X}\"]{{stroke:#{dark:06x}}}"
        );
    }
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance((red, green, blue): (u8, u8, u8)) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// The contrast of the Web Content Accessibility Guidelines.
    fn contrast(a: Ink, b: Ink, theme: Theme) -> f64 {
        let (a, b) = (luminance(a.rgb(theme)), luminance(b.rgb(theme)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn everything_can_be_read() {
        for theme in [Theme::Light, Theme::Dark] {
            assert!(contrast(Ink::Text, Ink::Ground, theme) > 12.0);
            assert!(contrast(Ink::Faint, Ink::Ground, theme) > 4.5);
            for curve in 0..CURVES.len() {
                assert!(contrast(Ink::Curve(curve), Ink::Ground, theme) > 3.0, "{theme:?} {curve}");
            }
            for shade in 0..SHADES.len() {
                let text = if shade < STRONG { Ink::Text } else { Ink::Ground };
                assert!(contrast(text, Ink::Shade(shade), theme) > 4.5, "{theme:?} {shade}");
            }
            let shades = (0..SHADES.len()).map(|at| luminance(Ink::Shade(at).rgb(theme)));
            let shades: Vec<f64> = shades.map(|it| if theme == Theme::Light { -it } else { it }).collect();
            assert!(shades.is_sorted(), "{shades:?}");
        }
    }

    #[test]
    fn light_colours_can_be_told_apart() {
        let css = darkened();
        let rules: Vec<&str> = css.split_inclusive('}').collect();
        let mut heads: Vec<&str> = rules.iter().filter_map(|rule| rule.split('{').next()).collect();
        heads.sort_unstable();
        heads.dedup();
        assert_eq!((heads.len(), rules.len()), (34, 34));
    }
}
