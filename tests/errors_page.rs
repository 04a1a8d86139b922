//! The page of mistakes, `docs/errors.md`, is made of the tests in `tests/ui`: each mistake with what the compiler says.
//!
//! `DENSE_BLESS=1 cargo test --test errors_page` writes it; read the difference before you commit it.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The folders of `tests/ui` in the order of the page, with their headings and what to say of them.
const CHAPTERS: &[(&str, &str, &str)] = &[
    ("syntax", "Arrows, commas, brackets", "The chain is read to its end, whatever is wrong on the way."),
    (
        "names",
        "Names",
        "A word that is nearly one of the language's is understood; otherwise all that can stand there are shown.",
    ),
    (
        "values",
        "Arguments",
        "What is a literal is checked at once; what is a constant, by the compiler when it knows the value.",
    ),
    (
        "shapes",
        "Shapes",
        "Each layer is checked against the shape that it receives. After a mistake the shape is unknown and fits everywhere.",
    ),
    (
        "images",
        "Images and sequences",
        "How windows fit is computed where all sizes are literals. Where constants decide, the compiler computes the same.",
    ),
    (
        "activations",
        "Formulas of activations",
        "Of a formula, every mistake is an error of its own, and what is made of it is not judged any more.",
    ),
    (
        "sizes",
        "Sizes to search among",
        "`sizes!` makes a function for each combination. What is in it is Rust, and the compiler judges it as such.",
    ),
    ("lints", "What is rarely meant", "These are warnings, which can be silenced. (Here they are denied.)"),
    ("budget", "Budgets", "A network that exceeds its budget does not compile, nor does a budget that says nothing."),
    ("attributes", "Attributes", "Most attributes go to the struct. Some make no sense on a network."),
    (
        "files",
        "Weights in the program",
        "What `include_weights!` takes from a file is compared with the network when the program is compiled.",
    ),
    (
        "fit",
        "Data, losses, and types of your own",
        "What a network is used with is checked by Rust's type system. The messages are the compiler's, with words of dense's \
         where it leaves room for them.",
    ),
];

const INTRODUCTION: &str = "\
# Mistakes, and what the compiler says

Every mistake in a network is one error, under the smallest text that must change, in the words of the network, with a way out
where there is one. All mistakes of all networks are shown in one compile. The type exists all the same, so nothing that uses it
is an error as well.

This page is made of the tests in `tests/ui`, which compare each message with what the compiler says today.
";

/// A test: its title, its program without the title, and the message.
struct Mistake {
    path: PathBuf,
    title: String,
    program: String,
    message: String,
}

fn mistakes(chapter: &str) -> Vec<Mistake> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui").join(chapter);
    let files = fs::read_dir(&folder).expect("a chapter").map(|file| file.expect("a file").path());
    let mut programs = files.filter(|path| path.extension().is_some_and(|end| end == "rs")).collect::<Vec<_>>();
    programs.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a program");
        let (title, program) = text.split_once('\n').expect("a first line");
        let title = title.strip_prefix("//! ").and_then(|title| title.strip_suffix('.'));
        let title = title.unwrap_or_else(|| panic!("{} begins with its title: `//! What is wrong.`", path.display()));
        let message = fs::read_to_string(path.with_extension("stderr")).expect("a message");
        Mistake { title: title.to_owned(), program: program.to_owned(), message, path }
    };
    programs.into_iter().map(read).collect()
}

fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (chapter, heading, about) in CHAPTERS {
        write!(page, "\n## {heading}\n\n{about}\n").expect("a string takes it");
        for Mistake { title, program, message, .. } in mistakes(chapter) {
            write!(page, "\n### {title}\n\n").expect("a string takes it");
            // The message quotes the line of the network. Elsewhere one has to see the rest too.
            if *chapter == "fit" {
                write!(page, "```rust,compile_fail\n{}\n```\n\n", program.trim()).expect("a string takes it");
            }
            write!(page, "```text\n{}\n```\n", message.trim_end()).expect("a string takes it");
        }
    }
    page
}

#[test]
fn the_page_shows_what_the_compiler_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors.md");
    let made = page();
    if env::var_os("DENSE_BLESS").is_some() {
        fs::write(&path, &made).expect("the page is written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "docs/errors.md is not made of today's tests: DENSE_BLESS=1 cargo test --test errors_page");
}

/// What the README shows of the page is what the compiler says too, in a file of another name.
#[test]
fn the_readme_quotes_the_tests() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("the README");
    let quoted = readme.split("```text\n").filter_map(|block| block.split_once("\n```")).map(|(block, _)| block);
    let quoted = quoted.filter(|block| block.starts_with("error")).collect::<Vec<_>>();
    assert!(quoted.len() >= 3, "the README shows what mistakes look like");
    let messages = CHAPTERS.iter().flat_map(|(chapter, ..)| mistakes(chapter)).map(|mistake| {
        let name = mistake.path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("a path of this package");
        mistake.message.replace(&*name.to_string_lossy(), "src/main.rs").trim_end().to_owned()
    });
    let messages = messages.collect::<Vec<_>>();
    for block in quoted {
        assert!(messages.iter().any(|message| message == block), "no test in tests/ui says:\n{block}");
    }
}

#[test]
fn every_chapter_is_on_the_page() {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui")).expect("the tests");
    for folder in folders {
        let name = folder.expect("a folder").file_name();
        assert!(CHAPTERS.iter().any(|(chapter, ..)| name == *chapter), "{name:?} has no chapter");
    }
}

/// One mistake a file, and one error each: nothing else turns red.
#[test]
fn one_mistake_is_one_error() {
    for mistake in CHAPTERS.iter().flat_map(|(chapter, ..)| mistakes(chapter)) {
        let errors = mistake.message.lines().filter(|line| line.starts_with("error")).count();
        let several = mistake.path.file_stem().is_some_and(|name| name == "several_mistakes");
        assert_eq!(errors, if several { 6 } else { 1 }, "{}:\n{}", mistake.path.display(), mistake.message);
    }
}
