//! Snapshots: what a network becomes, as code and as a plan.
//!
//! Each `*.rs` beside this file is a call of `network!`. `DENSE_BLESS=1 cargo test -p dense-macros` writes what it becomes
//! into `*.expanded.rs` and `*.plan.txt`; read the difference before you commit it.

mod errors;
mod images;

use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use crate::diag::Diagnostics;
use crate::passes::Schedule;
use crate::{ast::Call, check, compile, dump, emit, lower, parse, passes};

/// The tokens of a call, and whether it is an expression.
fn call(source: &str) -> (TokenStream, bool) {
    let tokens = source.parse::<TokenStream>().expect("tokens");
    let mut groups = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(group),
        _ => None,
    });
    let group = groups.next().expect("a call of `network!`");
    (group.stream(), group.delimiter() == Delimiter::Parenthesis)
}

pub(crate) fn krate() -> TokenTree {
    quote!(dense).into_iter().next().expect("a path")
}

/// The code without what is in it for editors.
fn expand(source: &str) -> TokenStream {
    let dx = Diagnostics::new();
    let call = parse::call(call(source).0, &dx);
    emit::emit(&krate(), &call, &schedules(&call, dx), TokenStream::new())
}

fn schedules(call: &Call, dx: Diagnostics) -> Vec<Schedule> {
    let networks = check::check(lower::lower(call, &dx), dx)
        .unwrap_or_else(|rejected| panic!("{:?}", rejected.errors.messages().collect::<Vec<_>>()));
    networks.into_iter().map(passes::run).collect()
}

/// The expansion as a person would write it.
fn pretty(source: &str) -> String {
    let (expanded, (_, is_expression)) = (expand(source), call(source));
    let file = match is_expression {
        true => quote!(fn main() { let model = #expanded; }),
        false => expanded,
    };
    prettyplease::unparse(&syn::parse2(file).expect("valid Rust"))
}

fn plan(source: &str) -> String {
    let dx = Diagnostics::new();
    let call = parse::call(call(source).0, &dx);
    schedules(&call, dx).iter().map(dump::dump).collect::<Vec<_>>().join("\n")
}

#[track_caller]
pub(crate) fn compare(path: &Path, made: &str) {
    if env::var_os("DENSE_BLESS").is_some() {
        fs::write(path, made).expect("write the snapshot");
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(kept == made, "{} differs; see it with DENSE_BLESS=1 and git diff\n{made}", path.display());
}

fn sources() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests");
    let files = fs::read_dir(folder).expect("the tests' folder").map(|file| file.expect("a file").path());
    let is_source = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.ends_with(".rs")
            && !name.ends_with(".expanded.rs")
            && !["mod.rs", "errors.rs", "images.rs"].contains(&&name[..])
    };
    let mut sources = files.filter(is_source).collect::<Vec<_>>();
    sources.sort();
    sources
}

#[test]
fn networks_become_what_the_snapshots_show() {
    let sources = sources();
    assert!(sources.len() >= 6);
    for path in sources {
        let source = fs::read_to_string(&path).expect("a source");
        compare(&path.with_extension("expanded.rs"), &pretty(&source));
        compare(&path.with_extension("plan.txt"), &plan(&source));
    }
}

#[test]
fn the_same_tokens_become_the_same_code() {
    for path in sources() {
        let source = fs::read_to_string(&path).expect("a source");
        let (tokens, _) = call(&source);
        let compiled = || compile(&krate(), tokens.clone()).to_string();
        assert_eq!(compiled(), compiled());
    }
}
