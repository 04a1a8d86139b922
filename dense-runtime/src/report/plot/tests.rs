//! All pictures, of all odd things that they can be of.

use super::*;
use crate::Error;
use crate::metric::ConfusionMatrix;
use crate::report::sample::history;
use crate::report::{
    Confusion, Curves, Strategy, TensorWeights, Weights, calibration_curve, precision_recall_curve, roc_curve,
};

/// Every picture, with how its title begins.
fn pictures() -> Vec<(&'static str, String, Vec<u8>)> {
    fn drawn(title: &'static str, picture: &impl Picture) -> (&'static str, String, Vec<u8>) {
        (title, picture.to_svg(), picture.to_png(Theme::Light))
    }
    let nan = Some(f64::NAN);
    let falling: Vec<Option<f64>> = (0..30).map(|epoch| Some(1.0 / (1.0 + f64::from(epoch)))).collect();
    let (scores, labels) = ([0.1f32, 0.4, 0.35, 0.8, 0.8], [0u8, 0, 1, 1, 0]);
    let mut many = Box::new(ConfusionMatrix::<1000>::new());
    (0..5000).for_each(|sample| many.add(sample % 1000, if sample % 7 == 0 { 3 } else { sample % 1000 }));
    let one = Confusion::of(&[[0.5f32]; 2], &[0u8, 1]).expect("labels");
    let hostile = one.clone().class_names(["<script>alert(1)</script>", "a\u{0}\u{1b}[31m\"&'"]).expect("two names");
    let values: Vec<f64> = (0..90).map(|at| f64::from(at).sin()).collect();
    let some = [&values[..], &[0.0; 9], &[f64::NAN], &[f64::MAX, f64::MIN, 1.0]];
    let weights = some.map(|values| TensorWeights::of("hidden.kernel", &[values.len()], values));
    let weights = Weights { tensors: weights.to_vec() };
    vec![
        drawn(" over 0 epochs", &Curves::of(&history(&[]))),
        drawn("loss over 30 epochs", &Curves::of(&history(&[("loss", &falling), ("val_loss", &falling)]))),
        drawn("loss over 1 epochs", &Curves::of(&history(&[("loss", &[Some(0.5)])]))),
        drawn(
            "loss, &lt;accuracy&gt; over 2 epochs",
            &Curves::of(&history(&[("loss", &[nan, nan]), ("<accuracy>", &[Some(1e308), Some(-1e308)])])),
        ),
        drawn("receiver", &roc_curve(&scores, &labels).expect("a curve")),
        drawn("precision over recall", &precision_recall_curve(&scores, &labels).expect("a curve")),
        drawn("reliability", &calibration_curve(&scores, &labels, 3, Strategy::Uniform).expect("a curve")),
        drawn("reliability", &calibration_curve(&scores[..1], &labels[..1], 3, Strategy::Quantile).expect("a curve")),
        drawn("confusion matrix of 2", &one),
        drawn("confusion matrix of 2", &hostile),
        drawn("confusion matrix of 1 ", &Confusion::from(&ConfusionMatrix::<1>::new())),
        drawn("confusion matrix of 20", &Confusion::from(&ConfusionMatrix::<20>::new())),
        drawn("the largest confusions of 21", &Confusion::from(&ConfusionMatrix::<21>::new())),
        drawn("the largest confusions of 1000", &Confusion::from(&*many)),
        drawn("histograms of 4", &weights),
        drawn("histograms of 0", &Weights { tensors: Vec::new() }),
    ]
}

#[test]
fn svgs_are_well_formed_and_say_what_they_show() {
    for (title, svg, _) in pictures() {
        assert!(svg.contains(&format!("<title>{title}")), "{title}: {}", &svg[..300]);
        // Each tag that opens closes, and nothing of what users wrote is a tag.
        let mut open = Vec::new();
        for tag in svg.split('<').skip(1) {
            let (tag, _) = tag.split_once('>').expect("a tag ends");
            let name: String = tag.chars().take_while(|letter| !letter.is_whitespace() && *letter != '/').collect();
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop().as_deref(), Some(name));
            } else if !tag.ends_with('/') {
                open.push(name.clone());
            }
            let known = ["svg", "title", "style", "rect", "circle", "polyline", "polygon", "line", "text"];
            assert!(name.is_empty() || known.contains(&&*name), "{name}");
        }
        assert!(open.is_empty(), "{title}: {open:?}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{title}");
        assert!(svg.chars().all(|letter| letter == '\n' || !letter.is_control()), "{title}");
        assert!(svg.len() < 200_000, "{title}: {} bytes", svg.len());
    }
}

#[test]
fn pngs_are_pictures_of_the_same_size() {
    for (title, svg, png) in pictures() {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut pixels).expect("a whole picture");
        let size = format!("width=\"{}\" height=\"{}\"", f64::from(info.width) / 2.0, f64::from(info.height) / 2.0);
        let (_, rest) = svg.split_once("width").expect("a width");
        let found: String = rest.chars().take(40).collect();
        // An odd number of fine pixels is half a pixel more in the SVG.
        let whole = |text: &str| text.split('"').filter_map(|it| it.parse::<f64>().ok()).take(2).collect::<Vec<_>>();
        let near = whole(&size).iter().zip(whole(&found)).all(|(png, svg)| (png - svg).abs() <= 0.5);
        assert!(near, "{title}: {size} {found}");
        let ground = [255; 3];
        let drawn = pixels.chunks_exact(3).filter(|pixel| *pixel != ground).count();
        assert!(drawn > 200, "{title}: {drawn} pixels");
        assert!(drawn < pixels.len() / 3 * 9 / 10, "{title}: {drawn} pixels");
    }
}

/// The curve goes through the corners of the unit square at the right pixels.
#[test]
fn curves_lie_where_their_numbers_are() {
    let roc = roc_curve(&[0.1f32, 0.9], &[0u8, 1]).expect("a curve");
    let png = roc.to_png(Theme::Dark);
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let width = reader.next_frame(&mut pixels).expect("a whole picture").width as usize;
    // The diagram begins 58 pixels from the left and 72 from above, and is 360 wide and 320 high.
    let at = |x: usize, y: usize| {
        let place = 3 * (2 * y * width + 2 * x);
        [pixels[place], pixels[place + 1], pixels[place + 2]]
    };
    let curve = [0x56, 0xb4, 0xe9];
    assert_eq!([at(58, 300), at(58, 72), at(200, 72), at(416, 72)], [curve; 4]);
    assert_ne!(at(200, 300), curve);
    assert_eq!(at(5, 5), [0x16, 0x18, 0x1d]);
}

#[test]
fn pictures_do_not_grow_without_end() {
    let tensor = TensorWeights::of("kernel", &[2], &[1.0f32, 2.0]);
    let weights = Weights { tensors: vec![tensor; 500] };
    assert!(weights.to_svg().contains("<title>histograms of the first 60 of 500 tensors</title>"));
    assert_eq!(weights.scene().size, (960.0, 4400.0));
    let names: Vec<String> = (0..100).map(|at| format!("metric_{at}")).collect();
    let figures: Vec<(&str, &[Option<f64>])> = names.iter().map(|name| (&**name, &[Some(1.0)][..])).collect();
    assert_eq!(Curves::of(&history(&figures)).scene().size, (960.0, 4500.0));
}

#[test]
fn a_name_says_the_format() {
    let roc = roc_curve(&[0.1f32, 0.9], &[0u8, 1]).expect("a curve");
    for name in ["roc.jpg", "roc", "svg"] {
        let saved = roc.save(std::env::temp_dir().join(name));
        assert!(matches!(saved, Err(Error::Format { format: "picture", .. })), "{saved:?}");
    }
    let nowhere = std::env::temp_dir().join("no such folder").join("roc.svg");
    assert!(matches!(roc.save(nowhere), Err(Error::File { .. })));
}
