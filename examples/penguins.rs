//! Tells penguins apart, from a table with all that real tables have: missing values, texts, classes that are rare.
//!
//! ```text
//! cargo run --release --all-features --example penguins
//! ```
//!
//! The way is that of every project with tables: look at the data, split it, fit what prepares it to the training part alone, weigh
//! rare classes, train until the validation loss rises, look at the result, and save the network with all that a prediction needs.
//! In the end another process loads the file, and predicts the same.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use dense::data::Audit;
use dense::prelude::*;
use dense::preprocess::{ColumnTransformer, Imputer, OneHotEncoder, Standardizer};
use dense::report::{Confusion, Curves, Report, one_vs_rest, roc_curve};

/// What a scale and a ruler say of a penguin.
const MEASURES: [&str; 4] = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"];

network! {
    /// Four measures, one of three islands, and a sex or none.
    struct Penguins {
        Input(10) -> Dense(16, relu, he_normal) -> Dropout(0.1) -> Dense(3, softmax)
    }
}

/// What becomes of a row of the table before the network sees it.
type Columns = ColumnTransformer<(Imputer<4>, Standardizer<4>), OneHotEncoder<2>, 4, 2, 10>;

/// The table by what it is used for.
struct Rows<'a> {
    measures: Vec<[f32; 4]>,
    texts: Vec<[&'a str; 2]>,
    species: Vec<u8>,
    names: Vec<String>,
}

impl<'a> Rows<'a> {
    fn of(table: &'a Table) -> Result<Self, Error> {
        let measures = table.numbers_or_nan(MEASURES)?;
        let (islands, sexes) = (table.texts("island")?, table.texts_or("sex", "unknown")?);
        let (names, species) = table.labels("species")?;
        Ok(Rows {
            measures,
            texts: islands.into_iter().zip(sexes).map(|(island, sex)| [island, sex]).collect(),
            species,
            names,
        })
    }

    /// Some of the rows.
    fn select(&self, rows: &[[u32; 1]]) -> (Vec<[f32; 4]>, Vec<[&'a str; 2]>) {
        rows.iter().map(|&[row]| (self.measures[row as usize], self.texts[row as usize])).unzip()
    }
}

fn main() -> Result<ExitCode, Error> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/penguins.csv");
    let table = Table::options().missing(["NA"]).read(file)?;
    let rows = Rows::of(&table)?;
    // The other process of this example.
    if let Some(saved) = std::env::args_os().nth(1) {
        return predict(Path::new(&saved), &rows);
    }

    println!("{} penguins\n{}\n", table.len(), Audit::new().columns(&MEASURES).check(&rows.measures, &rows.species)?);

    // Row numbers are split, and everything else after them: each class has its share of both parts.
    let numbers = (0..table.len() as u32).map(|row| [row]).collect();
    let (train, test) = Dataset::new(numbers, rows.species.clone())?.shuffle(7).stratified_split(0.75)?;
    let (measures, texts) = rows.select(train.inputs());
    let imputer = Imputer::median(&measures)?;
    let standardizer = Standardizer::fit(&imputer.transform_all(&measures))?;
    // A sex that no penguin of the training part has is as good as none.
    let columns: Columns =
        ColumnTransformer::new((imputer, standardizer), OneHotEncoder::fit(&texts)?.ignore_unknown(true))?;
    let train = Dataset::new(columns.transform_all(&measures, &texts)?, train.targets().to_vec())?;
    let (measures, texts) = rows.select(test.inputs());
    let test = Dataset::new(columns.transform_all(&measures, &texts)?, test.targets().to_vec())?;

    let folder = folder()?;
    let mut model = Penguins::new(42);
    let mut trainer = Trainer::new(Adam::new(5e-3), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .epochs(200)
        .batch_size(16)
        .seed(7)
        .validation_split(0.2)
        .class_weight(&train.balanced_class_weights()?)
        .callback(ReduceLROnPlateau::new("val_loss").factor(0.5).patience(5))
        .callback(ModelCheckpoint::new(folder.join("best.safetensors")).save_best_only(true))
        .callback(EarlyStopping::new("val_loss").patience(15).restore_best_weights(true));
    let history = trainer.fit(&mut model, &train)?;
    println!("{}", Curves::of(&history).only(&["loss"]));

    let scores = trainer.evaluate(&model, &test)?;
    let outputs = model.predict_batch(test.inputs());
    let confusion = Confusion::of(&outputs, test.targets())?.class_names(rows.names.clone())?;
    println!("{}", confusion.classification_report());

    // The network with what prepares its inputs and the names of its classes: one file, one load.
    let saved = folder.join("penguins.safetensors");
    model.save_with(&saved, &(&columns, &rows.names))?;
    let page = folder.join("report.html");
    // How well the rarest of the three is told from the others.
    let chinstrap = rows.names.iter().position(|name| name == "Chinstrap").unwrap_or_default();
    let (chances, is_chinstrap) = one_vs_rest(&outputs, test.targets(), chinstrap)?;
    let report = Report::new("Palmer penguins")
        .scores("test data", &scores)
        .history(&history)
        .confusion(&confusion)
        .picture(&roc_curve(&chances, &is_chinstrap)?)
        .network(&model)
        .trainer(&trainer);
    report.save(&page)?;
    println!("A report of the run is in {}", page.display());

    let here = answers(&model, &columns, &rows)?;
    let there = Command::new(std::env::current_exe().expect("this program")).arg(&saved).output().expect("it runs");
    let same = String::from_utf8_lossy(&there.stdout) == here;
    println!("Another process loaded the network and gave {} answers", if same { "the same" } else { "other" });

    let good = same && scores.get("accuracy").is_some_and(|accuracy| accuracy >= 0.95);
    if !good {
        eprintln!("The accuracy is below 0.95, or a saved network is another one: something is wrong.");
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Where the files of this example go.
fn folder() -> Result<PathBuf, Error> {
    let folder = std::env::temp_dir().join("dense-penguins");
    std::fs::create_dir_all(&folder).expect("a folder for temporary files");
    Ok(folder)
}

/// What the other process does.
fn predict(saved: &Path, rows: &Rows<'_>) -> Result<ExitCode, Error> {
    let (model, (columns, _)): (Box<Penguins>, (Columns, Vec<String>)) = Penguins::load_with(saved)?;
    print!("{}", answers(&model, &columns, rows)?);
    Ok(ExitCode::SUCCESS)
}

/// The network's answers for all penguins, bit for bit.
fn answers(model: &Penguins, columns: &Columns, rows: &Rows<'_>) -> Result<String, Error> {
    let outputs = model.predict_batch(&columns.transform_all(&rows.measures, &rows.texts)?);
    Ok(outputs.iter().map(|output| format!("{:?}\n", output.map(f32::to_bits))).collect())
}
