//! The names of layers: labels, `name = "hidden"`, or as Keras numbers them.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;

use crate::ast::{Layer, Value, ValueForm};
use crate::diag::Diagnostics;
use crate::graph::{Node, Op};
use crate::spelling::is_keyword;

/// The names of a network's layers.
#[derive(Default)]
pub(super) struct Naming {
    given: Vec<Ident>,
    /// The nodes without a name.
    unnamed: Vec<usize>,
}

impl Naming {
    /// The name that the user gave to a layer, which is node `at`. Without one it is called by its kind until all names
    /// are known.
    pub(super) fn name(&mut self, at: usize, layer: &Layer, named: Option<&Value>, dx: &Diagnostics) -> Ident {
        let Some(name) = given_name(layer, named, dx) else {
            self.unnamed.push(at);
            return layer.kind.clone();
        };
        if self.given.contains(&name) {
            dx.help(
                name.span(),
                format!("another layer is called `{name}` already"),
                "give this one a name of its own, or none",
            );
        }
        self.given.push(name.clone());
        name
    }

    /// Numbers the layers that were given no name: `dense`, `dense_1`, ... Numbers that a label has taken are left out.
    pub(super) fn finish(self, nodes: &mut [Node]) {
        let mut counts = BTreeMap::<&str, usize>::new();
        for at in self.unnamed {
            let node = &mut nodes[at];
            if let Op::Unknown = node.op {
                continue;
            }
            let base = default_name(node.kind);
            let count = counts.entry(node.kind).or_default();
            loop {
                let name = if *count == 0 { base.clone() } else { format!("{base}_{count}") };
                *count += 1;
                if !self.given.iter().any(|given| *given == name) {
                    node.name = Ident::new(&name, Span::call_site());
                    break;
                }
            }
        }
    }
}

fn given_name(layer: &Layer, named: Option<&Value>, dx: &Diagnostics) -> Option<Ident> {
    let name = match named {
        Some(value) => match &value.form {
            ValueForm::Text(text) => named_by_text(text, value, dx),
            ValueForm::Missing => None,
            _ => {
                let help = format!("write `name = \"{}\"`", value.text());
                dx.help(value.place, "the name of a layer is a text in quotes", help);
                None
            }
        },
        None => None,
    };
    if let (Some(label), Some(value)) = (&layer.label, named) {
        dx.help(value.place, format!("this layer is called `{label}` already"), "keep the label or the `name`");
    }
    let label = layer.label.clone().or(name)?;
    if label == "_" {
        dx.help(label.span(), "`_` names nothing", "write a name, or remove the label");
        return None;
    }
    if is_keyword(&label) {
        dx.help(
            label.span(),
            format!("`{label}` is a keyword of Rust, which no layer can be called"),
            format!("write `{label}_`"),
        );
        return None;
    }
    Some(label)
}

fn named_by_text(text: &str, value: &Value, dx: &Diagnostics) -> Option<Ident> {
    let parsed = syn::parse::Parser::parse_str(Ident::parse_any, text);
    match parsed {
        Ok(_) => Some(Ident::new(text, value.place.start)),
        Err(_) => {
            dx.help(
                value.place,
                format!("the name of a layer is an identifier, found {}", value.text()),
                "it names the layer's field: use letters, digits and `_`",
            );
            None
        }
    }
}

/// The kind in Keras's snake case: a word begins with a capital behind a small letter or before one.
fn default_name(kind: &str) -> String {
    let mut name = String::new();
    let mut before = None::<char>;
    let mut chars = kind.chars().peekable();
    while let Some(char) = chars.next() {
        let begins = before.is_some_and(char::is_lowercase) || chars.peek().is_some_and(|next| next.is_lowercase());
        if char.is_uppercase() && before.is_some() && begins {
            name.push('_');
        }
        name.extend(char.to_lowercase());
        before = Some(char);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::default_name;

    #[test]
    fn names_are_those_of_keras() {
        for (kind, name) in [
            ("Dense", "dense"),
            ("ReLU", "re_lu"),
            ("LeakyReLU", "leaky_re_lu"),
            ("ELU", "elu"),
            ("RMSNormalization", "rms_normalization"),
            ("MaxPooling2D", "max_pooling2d"),
            ("Conv1D", "conv1d"),
            ("SeparableConv2D", "separable_conv2d"),
            ("Conv2DTranspose", "conv2d_transpose"),
            ("GlobalMaxPooling1D", "global_max_pooling1d"),
            ("UpSampling2D", "up_sampling2d"),
            ("LSTM", "lstm"),
        ] {
            assert_eq!(default_name(kind), name);
        }
    }
}
