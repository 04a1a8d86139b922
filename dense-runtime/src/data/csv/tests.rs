use super::*;
use crate::Error;

fn table(text: &str) -> Table {
    Table::from_reader(text.as_bytes()).expect("a table")
}

fn reason<T>(result: Result<T, Error>) -> String {
    match result {
        Ok(_) => panic!("it should be refused"),
        Err(error) => error.to_string().replace("`<reader>` is no good CSV file: ", ""),
    }
}

#[test]
fn a_table_has_its_columns_and_rows() -> Result<(), Error> {
    let table = table("\u{feff}a, b ,\"c, d\"\r\n1,2, x \r\n3,4,\"say \"\"no\"\"\"");
    assert_eq!(table.columns(), ["a", "b", "c, d"]);
    assert_eq!((table.len(), table.is_empty()), (2, false));
    assert_eq!(table.numbers::<f64, 2>(["b", "a"])?, [[2.0, 1.0], [4.0, 3.0]]);
    assert_eq!(table.texts("c, d")?, ["x", "say \"no\""]);
    let empty = Table::from_reader("a,b\n".as_bytes())?;
    assert!(empty.is_empty() && empty.numbers::<f32, 1>(["a"])?.is_empty());
    assert_eq!(reason(Table::from_reader("\n\n".as_bytes())), "it has no line with names of columns");
    Ok(())
}

/// The lines that an editor shows, whatever ends them, with empty ones and rows in several lines.
#[test]
fn mistakes_are_told_with_their_lines() {
    for end in ["\n", "\r\n"] {
        let text = "\n\na,b\n1,2\n\n\nx,3\n\"4\n5\",y\n\"\n\n7\",8\n9,\"z\"".replace('\n', end);
        let found = reason(table(&text).numbers::<f32, 2>(["a", "b"]));
        let lines = [
            "line 7, column `a`: `x` is no number".to_string(),
            format!("line 8, column `a`: `4{end}5` is no number"),
            "line 8, column `b`: `y` is no number".to_string(),
            "line 13, column `b`: `z` is no number".to_string(),
        ];
        assert_eq!(found, lines.join("\n"));
    }
}

#[test]
fn long_files_keep_their_lines() {
    let mut text = String::from("a\n");
    (0..100_000).for_each(|row| text.push_str(if row % 3 == 0 { "1\r\n" } else { "22\n\n" }));
    text.push_str("bad\n");
    let line = text.lines().count();
    assert_eq!(reason(table(&text).numbers::<f32, 1>(["a"])), format!("line {line}, column `a`: `bad` is no number"));
}

#[test]
fn ten_mistakes_are_shown_and_the_others_counted() {
    let found = reason(table(&format!("a\n{}", "x\n".repeat(13))).numbers::<f32, 1>(["a"]));
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!((lines.len(), lines[9], lines[10]), (11, "line 11, column `a`: `x` is no number", "and 3 more"));
}

#[test]
fn rows_that_are_too_long_or_too_short_are_refused() {
    let found = reason(Table::from_reader("a,b\n1,2\n3\n4,5,6\n7,8\n".as_bytes()));
    assert_eq!(
        found,
        "line 3: it has 1 cells, but the table 2 columns\nline 4: it has 3 cells, but the table 2 columns"
    );
    let found = reason(Table::from_reader(&b"a,b\n1,\xff\n"[..]));
    assert_eq!(found, "line 2, column `b`: it is not UTF-8");
}

#[test]
fn numbers_are_finite_and_missing_ones_are_told_apart() -> Result<(), Error> {
    let table = table("a,b\n1e3,-.5\nNA,+2\n?,inf\n,1e40\n");
    let found = reason(table.numbers::<f32, 2>(["a", "b"]));
    assert!(found.starts_with("line 3, column `a`: the value is missing\nline 4, column `a`: the value is missing\n"));
    assert!(found.ends_with("`inf` is no finite `f32`\nline 5, column `a`: the value is missing\nline 5, column `b`: `1e40` is no finite `f32`"));
    let found = reason(table.numbers_or_nan::<f64, 2>(["a", "b"]));
    assert_eq!(found, "line 4, column `b`: `inf` is no finite `f64`");
    let numbers = table.numbers_or_nan::<f64, 1>(["a"])?;
    assert!(numbers[0] == [1000.0] && numbers[1..].iter().all(|[number]| number.is_nan()));
    assert_eq!(reason(table.texts("a")).lines().count(), 3);
    assert_eq!(table.texts_or("a", "none")?, ["1e3", "none", "none", "none"]);
    Ok(())
}

#[test]
fn classes_are_sorted_as_what_they_are() -> Result<(), Error> {
    let table = table("text,number,mixed\nb,10,10\na,9,9\nb,-1,x\n");
    assert_eq!(table.labels::<u8>("text")?, (vec!["a".into(), "b".into()], vec![1, 0, 1]));
    assert_eq!(table.labels::<usize>("number")?, (["-1", "9", "10"].map(String::from).to_vec(), vec![2, 1, 0]));
    assert_eq!(table.labels::<u32>("mixed")?, (["10", "9", "x"].map(String::from).to_vec(), vec![0, 1, 2]));
    Ok(())
}

#[test]
fn classes_must_be_as_few_as_labels() {
    let text: String = (0..257).map(|class| format!("{class}\n")).collect();
    let table = table(&format!("class\n{text}"));
    assert_eq!(reason(table.labels::<u8>("class")), "column `class`: `u8` has too few labels for its 257 classes");
    assert!(table.labels::<u16>("class").is_ok_and(|(classes, labels)| classes.len() == 257 && labels[256] == 256));
}

#[test]
fn rows_fit_types_or_are_told() -> Result<(), Error> {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Patient {
        name: String,
        age: u8,
        bmi: Option<f32>,
    }
    let patients: Vec<Patient> = table("age,name,bmi\n61,Ada,22.5\n47,Bob,NA\n").rows()?;
    assert_eq!(patients[1], Patient { name: "Bob".into(), age: 47, bmi: None });
    let found = reason(table("age,name,bmi\n61,Ada,thin\n300,Bob,1\n").rows::<Patient>());
    assert_eq!(found.lines().count(), 2, "{found}");
    assert!(
        found.starts_with("line 2, column `bmi`: `thin` does not fit: ")
            && found.contains("line 3, column `age`: `300`")
    );
    assert!(reason(table("age,bmi\n61,20\n").rows::<Patient>()).contains("missing field `name`"));
    Ok(())
}

#[test]
fn damage_is_no_panic() {
    let whole = b"a,b,c\n1,\"x \"\"y\"\"\",2\r\n,NA,3\n4,\"5\n\",6\n";
    let read = |bytes: &[u8]| {
        let table = Table::from_reader(bytes);
        table.and_then(|table| Ok((table.numbers_or_nan::<f32, 2>(["a", "c"])?, table.labels::<u8>("b")?)))
    };
    for len in 0..whole.len() {
        let _ = read(&whole[..len]);
    }
    for at in 0..whole.len() {
        for change in 1..=255 {
            let mut damaged = whole.to_vec();
            damaged[at] ^= change;
            let _ = read(&damaged);
        }
    }
}

/// A file for one test, which is gone when the test has ended.
struct Temporary(std::path::PathBuf);

impl Temporary {
    fn new(name: &str, text: &str) -> Temporary {
        let path = std::env::temp_dir().join(format!("dense-csv-{name}-{}.csv", std::process::id()));
        std::fs::write(&path, text).expect("a folder for temporary files");
        Temporary(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn a_stream_has_what_the_table_has() -> Result<(), Error> {
    let rows: String = (0..100).map(|row| format!("{row};{};\"{}\"\n", row * row, ["red", "blue"][row % 2])).collect();
    let file = Temporary::new("stream", &format!("a;b;color\n\n{rows}"));
    let options = Table::options().separator(b';');
    let table = options.read(&file.0)?;
    let (inputs, targets) = (table.numbers::<f32, 2>(["b", "a"])?, table.numbers::<f64, 1>(["a"])?);
    let (classes, labels) = table.labels::<u8>("color")?;

    let mut numbers = options.stream::<f32, f64, 2, 1>(&file.0, ["b", "a"], ["a"])?;
    let mut labelled = options.stream_labels::<f32, u8, 2>(&file.0, ["b", "a"], "color", &classes)?;
    for epoch in 0..2 {
        let mut numbers = numbers.epoch(epoch, 100)?;
        let batch = numbers.next_batch()?.expect("all rows");
        assert_eq!((batch.inputs(), batch.targets()), (&inputs[..], &targets[..]));
        let mut labelled = labelled.epoch(epoch, 100)?;
        let batch = labelled.next_batch()?.expect("all rows");
        assert_eq!((batch.inputs(), batch.targets()), (&inputs[..], &labels[..]));
    }
    Ok(())
}

#[test]
fn mistakes_in_a_stream_are_told_with_their_lines() {
    let file = Temporary::new("mistakes", "a,b,color\n1,2,red\n\n3,x,blue\n4\n5,,red\n6,7,green\n");
    let options = Table::options();
    // The rows before a mistake are good in the columns that are asked for.
    let found = |column: &str, classes: &[&str]| {
        let mut stream =
            options.stream_labels::<f32, u8, 1>(&file.0, [column], "color", classes).expect("such columns");
        let mut epoch = stream.epoch(0, 1).expect("good settings");
        loop {
            match epoch.next_batch() {
                Ok(batch) => assert!(batch.is_some(), "an error comes before the end"),
                Err(error) => break error.to_string().split_once("file: ").map(|(_, reason)| reason.to_string()),
            }
        }
    };
    let is = |reason: &str| Some(reason.to_string());
    assert_eq!(found("b", &["red", "blue"]), is("line 4, column `b`: `x` is no number"));
    assert_eq!(found("a", &["red"]), is("line 4, column `color`: `blue` is none of the 1 classes"));
    assert_eq!(found("a", &["red", "blue"]), is("line 5: it has 1 cells, but the table 3 columns"));

    let unknown = options.stream::<f32, f32, 1, 1>(&file.0, ["a"], ["bb"]);
    assert!(unknown.is_err_and(|error| error.to_string().contains("no column `bb`; did you mean `b`?")));
    let many: Vec<String> = (0..257).map(|class| class.to_string()).collect();
    let many = options.stream_labels::<f32, u8, 1>(&file.0, ["a"], "color", &many);
    assert!(many.is_err_and(|error| error.to_string().contains("`u8` has too few labels for 257 classes")));
    assert!(matches!(options.stream::<f32, f32, 1, 1>("none.csv", ["a"], ["b"]), Err(Error::File { .. })));
}
