//! Which names activations and their parameters can have.

use proc_macro2::Ident;

use crate::activation::functions;
use crate::diag::Diagnostics;
use crate::spelling;
use crate::vocab::{self, Category};

/// Reports a name under which a network would not find the activation.
pub(super) fn name(name: &Ident, dx: &Diagnostics) {
    let text = name.to_string();
    let words = Category::Activation.words();
    let known = words.iter().copied().filter(|word| !vocab::ALIASES.contains(word)).collect::<Vec<_>>();
    if let Some(word) = spelling::other_case(&text, &known) {
        let message = format!("`{text}` is dense's own `{word}`, and no network would find another one of this name");
        dx.help(name.span(), message, format!("write another name, such as `My{}`", camel_case(word)));
    } else if vocab::layer(&text).is_some() || text == "None" {
        let message = format!("`{text}` is a word of networks already");
        dx.help(name.span(), message, format!("write another name, such as `My{text}`"));
    } else if !text.starts_with(char::is_uppercase) {
        let help = format!("write `{}`", camel_case(&text));
        dx.help(name.span(), format!("the name of an activation begins with a capital letter, found `{text}`"), help);
    }
}

fn camel_case(word: &str) -> String {
    let capital = |part: &str| {
        let mut chars = part.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    word.split('_').map(capital).collect()
}

/// Names that the type has already.
const RESERVED: [&str; 5] = ["new", "default", "clone", "apply", "derivative"];

pub(super) fn is_good_name(name: &Ident, variable: Option<&Ident>, is_there: bool, dx: &Diagnostics) -> bool {
    let text = name.to_string();
    let (message, help) = if variable == Some(name) {
        (format!("the parameter `{text}` is named like the variable"), "give it a name of its own")
    } else if is_there {
        (format!("the parameter `{text}` is declared twice"), "remove one of the two")
    } else if RESERVED.contains(&text.as_str()) {
        (format!("every activation has a function `{text}`, which no parameter can be called"), "give it another name")
    } else if functions::constant(&text).is_some() {
        (format!("`{text}` is a constant, which no parameter can be called"), "give it another name")
    } else {
        return true;
    };
    dx.help(name.span(), message, help);
    false
}
