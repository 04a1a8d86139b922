//! Folders of images against Keras, which reads them with Pillow.

use dense::Dataset;
use dense::data::Array;
use dense::data::image::{ImageFolder, Interpolation};
use dense::{Element, Sample};

use crate::golden::{Case, cases};

#[test]
fn images_are_resized_as_keras_does_it() {
    for case in &cases(include_str!("data/images.txt")) {
        match (case.dtype, case.text("color").expect("a color"), case.number("height").expect("a height")) {
            ("f32", "grayscale", 4.0) => check::<[[[f32; 1]; 6]; 4], f32>(case),
            ("f32", "grayscale", _) => check::<[[[f32; 1]; 5]; 9], f32>(case),
            ("f32", "rgb", 4.0) => check::<[[[f32; 3]; 6]; 4], f32>(case),
            ("f32", "rgb", _) => check::<[[[f32; 3]; 5]; 9], f32>(case),
            ("f32", _, 4.0) => check::<[[[f32; 4]; 6]; 4], f32>(case),
            ("f32", _, _) => check::<[[[f32; 4]; 5]; 9], f32>(case),
            ("f64", "rgb", 4.0) => check::<[[[f64; 3]; 6]; 4], f64>(case),
            // Images are decoded and resized in `f32`, here as there.
            ("f64", ..) => {}
            (other, ..) => panic!("{other}"),
        }
    }
}

fn check<X: Array<Number = T> + Sample + dense::Tensor<Element = T>, T: Element>(case: &Case) {
    let folder = ImageFolder::open(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parity/data/images"));
    let folder = folder.expect("the folder is there").resize(match case.text("method") {
        Some("nearest") => Interpolation::Nearest,
        _ => Interpolation::Bilinear,
    });
    assert_eq!(folder.class_names(), ["leaves", "stones"]);
    let at = case.number("at").expect("a number") as usize;
    let (path, class) = folder.files().nth(at).expect("as many files as Keras finds");
    assert!(path.ends_with(case.name), "{}, where Keras has {}", path.display(), case.name);
    assert_eq!(Some(class as f64), case.number("label"));

    let data: Dataset<X, u8> = folder.dataset().expect("images");
    let pixels: Vec<f64> = data.inputs()[at].as_flat().iter().map(|pixel| pixel.as_f64() * 255.0).collect();
    if case.name.ends_with("jpg") {
        // JPEG leaves open how colours are brought to full resolution, and decoders round differently.
        let expected = case.array::<f64>("pixels");
        let near = |(found, expected): (&f64, &f64)| (found - expected).abs() <= 4.0;
        assert!(pixels.len() == expected.len() && pixels.iter().zip(&expected).all(near), "{pixels:?} {expected:?}");
    } else {
        case.expect("pixel", pixels, "pixels", 1e-5);
    }
}
