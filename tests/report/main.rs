//! Reports of runs as HTML: what is in the page, and that a browser shows it.
//!
//! Where no browser is installed, the test that needs one says so and checks nothing.

mod browser;

use browser::Browser;
use dense::prelude::*;
use dense::report::{
    Confusion, Picture, Report, Strategy, calibration_curve, confidences, one_vs_rest, precision_recall_curve,
    roc_curve,
};

network! { struct Iris { Input(2) -> hidden: Dense(8, tanh) -> Dense(3, softmax) } }

/// Curves, confusions, three pictures of scores, and histograms.
const PICTURES: usize = 6;

/// A report with everything in it, whose names are as bad as names can be.
fn report() -> Result<Report, Error> {
    let inputs: Vec<[f32; 2]> = (0..120).map(|at| [(at % 11) as f32 / 11.0, (at % 7) as f32 / 7.0]).collect();
    let labels: Vec<u8> = inputs.iter().map(|[x, y]| if x > y { 2 } else { u8::from(*x > 0.3) }).collect();
    let data = Dataset::new(inputs.clone(), labels.clone())?;
    let mut model = Iris::new(1);
    let mut trainer = Trainer::new(Adam::new(0.02), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new().name("<accuracy>"))
        .epochs(12)
        .validation_split(0.25);
    let history = trainer.fit(&mut model, &data)?;
    let outputs = model.predict_batch(&inputs);
    let (scores, is) = one_vs_rest(&outputs, &labels, 2)?;
    let (sure, right) = confidences(&outputs, &labels)?;
    let names = ["<script>alert('x')</script>", "\" onload=\"alert(1)", "Zürich & 数字\u{0}\u{1b}"];
    Ok(Report::new("Iris </title><script>document.title = 'gone'</script>")
        .date("2026-11-26 & later")
        .scores("test <data>", &trainer.evaluate(&model, &data)?)
        .history(&history)
        .confusion(&Confusion::of(&outputs, &labels)?.class_names(names)?)
        .picture(&roc_curve(&scores, &is)?)
        .picture(&precision_recall_curve(&scores, &is)?)
        .picture(&calibration_curve(&sure, &right, 10, Strategy::Uniform)?)
        .network(&model)
        .setting("<b>seed</b>", "1 < 2")
        .trainer(&trainer))
}

#[test]
fn a_page_has_all_that_was_given() -> Result<(), Error> {
    let html = report()?.to_html();
    for text in [
        "<title>Iris &lt;/title&gt;&lt;script&gt;",
        "<h1>Iris &lt;/title&gt;",
        "2026-11-26 &amp; later",
        "test &lt;data&gt;",
        "val_&lt;accuracy&gt;",
        "all 12 epochs",
        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;",
        "receiver operating characteristic, area",
        "expected calibration error",
        "Model: &quot;Iris&quot;",
        "plan of Iris: f32 [2] -&gt; [3]",
        "hidden.kernel",
        "&lt;b&gt;seed&lt;/b&gt;",
        "learning_rate: 0.02",
    ] {
        assert!(html.contains(text), "{text}");
    }
    assert_eq!(html.matches("<svg ").count(), PICTURES);
    assert!(html.chars().all(|letter| letter == '\n' || !letter.is_control()));
    // Nothing is loaded, and nothing runs.
    for word in ["<script", "<link", "<img", "<iframe", "src=", "href=", "url(", "@import", " onload=\"", "javascript:"]
    {
        assert!(!html.contains(word), "{word}");
    }
    let addresses = html.matches("://").count();
    assert_eq!(addresses, html.matches("xmlns=\"http://www.w3.org/2000/svg\"").count());
    Ok(())
}

/// Every tag that opens closes, in the right order.
#[test]
fn a_page_is_well_formed() -> Result<(), Error> {
    let html = report()?.to_html();
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a tag ends");
        let name: String = tag.chars().take_while(|letter| letter.is_alphanumeric()).collect();
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
        } else if !tag.ends_with('/') && !["meta", ""].contains(&&*name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    Ok(())
}

#[test]
fn a_report_of_nothing_is_a_page() -> Result<(), Error> {
    let html = Report::new("").to_html();
    assert!(html.contains("<h1></h1>") && !html.contains("<h2>") && !html.contains("<svg"));
    let none = Report::new("none").history(&History::default()).scores("nothing", &Scores::default()).to_html();
    assert!(none.contains("all 0 epochs") && none.contains("no figures"));
    Ok(())
}

#[test]
fn a_report_is_saved_whole() -> Result<(), Error> {
    let folder = std::env::temp_dir().join(format!("dense-report-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    let (report, path) = (report()?, folder.join("report.html"));
    for _ in 0..2 {
        report.save(&path)?;
        assert_eq!(std::fs::read_to_string(&path).ok(), Some(report.to_html()));
    }
    assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 1, "nothing else is left");
    let lost = report.save(folder.join("no such folder").join("report.html"));
    assert!(matches!(lost, Err(Error::File { .. })), "{lost:?}");
    std::fs::remove_dir_all(folder).expect("the folder");
    Ok(())
}

#[test]
fn a_browser_shows_it_without_a_network() -> Result<(), Error> {
    let Some(browser) = Browser::find() else {
        eprintln!("SKIPPED, nothing was checked: no browser (chromium, or what DENSE_BROWSER names)");
        return Ok(());
    };
    let html = report()?.to_html();

    let page = browser.open(&html);
    assert_eq!(page.messages, [""; 0], "the page breaks no rule of its own");
    assert!(page.dom.contains("<title>Iris &lt;/title&gt;&lt;script&gt;document.title = 'gone'"), "{}", page.dom);
    assert_eq!(page.dom.matches("<svg ").count(), PICTURES);
    assert!(page.dom.trim_end().ends_with("</body></html>"));

    // What it would say if something were loaded or ran.
    let loads = html.replace("</body>", "<img src=\"https://example.invalid/x.png\"><script>1</script></body>");
    assert_eq!(browser.open(&loads).messages.len(), 2, "a message for each");

    // In the light the curves have their colour.
    let blue = |pixels: &[[u8; 3]]| pixels.iter().filter(|pixel| **pixel == [0x00, 0x72, 0xb2]).count();
    let pixels = browser.screenshot(&html);
    assert!(blue(&pixels) > 1000, "{} of {} pixels are the curve's", blue(&pixels), pixels.len());
    assert_eq!(blue(&browser.screenshot("<!DOCTYPE html><title>blank</title>")), 0);

    // A picture by itself.
    let roc = roc_curve(&[0.1f32, 0.4, 0.35, 0.8], &[0u8, 0, 1, 1])?;
    let pixels = browser.screenshot_of("roc.svg", &roc.to_svg());
    assert!(blue(&pixels) > 300, "{} of {} pixels are the curve's", blue(&pixels), pixels.len());
    println!("the browser {} showed the report", browser.name());
    Ok(())
}
