//! From shapes to SVG and PNG.

use core::convert::Infallible;

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontTransform,
};
use plotters_bitmap::BitMapBackend;
use plotters_svg::SVGBackend;

use super::font;
use super::ink::{Ink, Theme, darkened};
use super::scene::{Anchor, Point, Scene, Shape};
use crate::report::escape::escaped;

/// The backends know whole numbers only: a shape's lengths are quarters of a pixel to them.
const FINE: f64 = 4.0;
/// A PNG has two pixels for one of CSS, for sharp screens; each is the mean of fine ones.
const PER_PIXEL: usize = 2;

/// A light picture, whose dark colours are in its style sheet if it has to stand alone.
pub(in crate::report) fn svg(scene: &Scene, alone: bool) -> String {
    let mut drawn = String::new();
    let (width, height) = scene.size;
    let fine = ((width * FINE) as u32, (height * FINE) as u32);
    let mut backend = SVGBackend::with_string(&mut drawn, fine);
    paint(scene, &mut backend, Theme::Light, Strokes::Whole).expect("a string takes every shape");
    backend.present().expect("a string takes every shape");
    drop(backend);
    let shapes = drawn.split_once('>').map_or("", |(_, shapes)| shapes);
    let title = escaped(&scene.title);
    let dark = format!("<style>@media screen and (prefers-color-scheme:dark){{{}}}</style>", darkened());
    let style = if alone { &dark } else { "" };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" role=\"img\" \
         aria-label=\"{title}\"><title>{title}</title>{style}{shapes}",
        fine.0, fine.1
    )
}

/// A picture in pixels.
pub(super) fn png(scene: &Scene, theme: Theme) -> Vec<u8> {
    let size = |length: f64| (length * FINE) as usize / PER_PIXEL;
    let (width, height) = (size(scene.size.0), size(scene.size.1));
    let fine_width = width * PER_PIXEL;
    let mut fine = vec![0; fine_width * height * PER_PIXEL * 3];
    let mut backend = BitMapBackend::with_buffer(&mut fine, (fine_width as u32, (height * PER_PIXEL) as u32));
    paint(scene, &mut backend, theme, Strokes::Pieces).expect("memory takes every shape");
    drop(backend);

    let mut pixels = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            for colour in 0..3 {
                let at = |right: usize, down: usize| {
                    let (x, y) = (PER_PIXEL * x + right, PER_PIXEL * y + down);
                    u32::from(fine[(y * fine_width + x) * 3 + colour])
                };
                pixels.push(((at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1) + 2) / 4) as u8);
            }
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels));
    written.expect("memory takes every picture");
    bytes
}

/// How thick lines are drawn: as the backend does it, or by pieces with round ends, which join at every angle.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strokes {
    Whole,
    Pieces,
}

type Painted<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

fn paint<B: DrawingBackend>(scene: &Scene, backend: &mut B, theme: Theme, strokes: Strokes) -> Painted<B> {
    for shape in &scene.shapes {
        match shape {
            Shape::Rectangle { from, to, ink } => {
                backend.draw_rect(fine(*from), fine(*to), &Fill(*ink, theme), true)?;
            }
            Shape::Circle { centre, radius, ink } => {
                backend.draw_circle(fine(*centre), (radius * FINE).round() as u32, &Fill(*ink, theme), true)?;
            }
            Shape::Line { points, ink, width } if strokes == Strokes::Whole => {
                let width = (width * FINE).round() as u32;
                backend.draw_path(points.iter().map(|&point| fine(point)), &Stroke { ink: *ink, theme, width })?;
            }
            Shape::Line { points, ink, width } => pieces(backend, points, &Fill(*ink, theme), width * FINE)?,
            Shape::Text { text, place, size, ink, anchor } => {
                let letters = Letters { size: size * FINE, ink: *ink, theme, anchor: *anchor };
                backend.draw_text(text, &letters, fine(*place))?;
            }
        }
    }
    Ok(())
}

/// A thick line as rectangles with discs where they meet.
fn pieces<B: DrawingBackend>(backend: &mut B, points: &[Point], fill: &Fill, width: f64) -> Painted<B> {
    for pair in points.windows(2) {
        let [(x0, y0), (x1, y1)] = [pair[0], pair[1]].map(|(x, y)| (x * FINE, y * FINE));
        let length = (x1 - x0).hypot(y1 - y0);
        if length == 0.0 {
            continue;
        }
        let (across, down) = ((y1 - y0) / length * width / 2.0, (x0 - x1) / length * width / 2.0);
        let corners =
            [(x0 + across, y0 + down), (x1 + across, y1 + down), (x1 - across, y1 - down), (x0 - across, y0 - down)];
        backend.fill_polygon(corners.map(|(x, y)| (x.round() as i32, y.round() as i32)), fill)?;
    }
    if width >= 6.0 && points.len() > 2 {
        for &point in &points[1..points.len() - 1] {
            backend.draw_circle(fine(point), (width / 2.0) as u32, fill, true)?;
        }
    }
    Ok(())
}

fn fine((x, y): Point) -> BackendCoord {
    ((x * FINE).round() as i32, (y * FINE).round() as i32)
}

fn colour(ink: Ink, theme: Theme) -> BackendColor {
    BackendColor { alpha: 1.0, rgb: ink.rgb(theme) }
}

struct Fill(Ink, Theme);

impl BackendStyle for Fill {
    fn color(&self) -> BackendColor {
        colour(self.0, self.1)
    }
}

struct Stroke {
    ink: Ink,
    theme: Theme,
    width: u32,
}

impl BackendStyle for Stroke {
    fn color(&self) -> BackendColor {
        colour(self.ink, self.theme)
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// Text, which SVG names the font of, and bitmaps have drawn by it.
struct Letters {
    size: f64,
    ink: Ink,
    theme: Theme,
    anchor: Anchor,
}

impl BackendTextStyle for Letters {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        colour(self.ink, self.theme)
    }

    fn size(&self) -> f64 {
        // The SVG backend divides by this number.
        self.size * 1.24
    }

    fn anchor(&self) -> Pos {
        let across = match self.anchor {
            Anchor::Begin | Anchor::Upward => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        Pos::new(across, VPos::Center)
    }

    fn transform(&self) -> FontTransform {
        if self.anchor == Anchor::Upward { FontTransform::Rotate270 } else { FontTransform::None }
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name("Roboto, system-ui, sans-serif")
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        Ok(((0, 0), (font::width(text, self.size) as i32, self.size as i32)))
    }

    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        (x, y): BackendCoord,
        mut draw: DrawFunc,
    ) -> Result<Result<(), E>, Infallible> {
        // Half the height of small letters is then below the middle, as in SVG.
        let base_line = y + (self.size * 0.76) as i32;
        let colour = |covered: f32| BackendColor { alpha: f64::from(covered.min(1.0)), rgb: self.ink.rgb(self.theme) };
        Ok(font::cover(text, self.size, |right, down, covered| draw(x + right, base_line + down, colour(covered))))
    }
}
