//! Pictures of curves that thresholds draw.

use super::frame::Frame;
use super::ink::Ink;
use super::picture::Picture;
use super::scene::{Dash, Point, Scene};
use crate::report::axis::Axis;
use crate::report::{CalibrationCurve, PrecisionRecallCurve, RocCurve};

const SIZE: (f64, f64) = (440.0, 440.0);

/// Two shares, one over the other, and what is said of them.
fn shares(title: &str, height: f64, names: [&str; 2], legend: &[(&str, Ink, Dash)]) -> (Scene, Frame) {
    let mut scene = Scene::new(title, SIZE.0, height);
    let side = SIZE.0 - 58.0 - 22.0;
    let frame = Frame { x: Axis::shares(), y: Axis::shares(), corner: (58.0, 72.0), size: (side, side - 40.0) };
    frame.draw(&mut scene, names);
    scene.legend((58.0, 26.0), legend.iter().copied());
    (scene, frame)
}

/// With the diagonal on which scores lie that mean nothing, and the area.
impl Picture for RocCurve {
    fn scene(&self) -> Scene {
        let area = format!("area {:.4}", self.auc());
        let title = format!("receiver operating characteristic, {area}");
        let legend = [(&*area, Ink::Curve(0), Dash::Solid), ("chance", Ink::Faint, Dash::Dashed)];
        let names = ["false positive rate", "true positive rate"];
        let (mut scene, frame) = shares(&title, SIZE.1, names, &legend);
        scene.line(&frame.all([(0.0, 0.0), (1.0, 1.0)]), Ink::Faint, 1.5, Dash::Dashed);
        let points = self.false_positive_rate.iter().copied().zip(self.true_positive_rate.iter().copied());
        let points: Vec<Point> = points.collect();
        scene.line(&frame.curve(&points), Ink::Curve(0), 2.0, Dash::Solid);
        scene
    }
}

/// With the share of positives, which is the precision of scores that mean nothing, and the average precision. Each precision holds
/// down to the next lower recall, as in the average.
impl Picture for PrecisionRecallCurve {
    fn scene(&self) -> Scene {
        let average = format!("average precision {:.4}", self.average_precision());
        let title = format!("precision over recall, {average}");
        let legend = [(&*average, Ink::Curve(0), Dash::Solid), ("chance", Ink::Faint, Dash::Dashed)];
        let (mut scene, frame) = shares(&title, SIZE.1, ["recall", "precision"], &legend);
        scene.line(&frame.all([(0.0, self.prevalence), (1.0, self.prevalence)]), Ink::Faint, 1.5, Dash::Dashed);
        let mut points: Vec<Point> = Vec::new();
        for (&recall, &precision) in self.recall.iter().zip(&self.precision) {
            if let Some(&(_, before)) = points.last() {
                points.push((recall, before));
            }
            points.push((recall, precision));
        }
        scene.line(&frame.curve(&points), Ink::Curve(0), 2.0, Dash::Solid);
        scene
    }
}

/// With the diagonal on which probabilities lie that are what they say, the expected calibration error, and below it how many
/// samples each bin has.
impl Picture for CalibrationCurve {
    fn scene(&self) -> Scene {
        let error = format!("expected calibration error {:.4}", self.expected_calibration_error());
        let title = format!("reliability diagram, {error}");
        let legend = [(&*error, Ink::Curve(0), Dash::Solid), ("perfect", Ink::Faint, Dash::Dashed)];
        let names = ["mean predicted probability", "fraction of positives"];
        let (mut scene, frame) = shares(&title, SIZE.1 + 120.0, names, &legend);
        scene.line(&frame.all([(0.0, 0.0), (1.0, 1.0)]), Ink::Faint, 1.5, Dash::Dashed);
        let points = frame.all(self.bins.iter().map(|bin| (bin.mean_predicted, bin.fraction_of_positives)));
        scene.line(&points, Ink::Curve(0), 2.0, Dash::Solid);
        points.iter().for_each(|&point| scene.circle(point, 3.5, Ink::Curve(0)));

        let most = self.bins.iter().map(|bin| bin.count).max().unwrap_or(0);
        let below = Frame {
            x: Axis::shares(),
            y: Axis::counting(0, most, 2),
            corner: (frame.corner.0, SIZE.1 + 20.0),
            size: (frame.size.0, 60.0),
        };
        below.draw(&mut scene, ["", "samples"]);
        for bin in &self.bins {
            let (x, y) = below.at((bin.mean_predicted, bin.count as f64));
            let (_, ground) = below.at((bin.mean_predicted, 0.0));
            scene.rectangle((x - 4.0, y), (x + 4.0, ground), Ink::Curve(0));
        }
        scene
    }
}
