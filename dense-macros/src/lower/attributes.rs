//! The attributes of a network: most are for the struct, some say something here, and some make no sense.

use proc_macro2::{Ident, TokenTree};

use crate::ast::{Attribute, Network};
use crate::diag::Diagnostics;
use crate::vocab::HIDDEN_SOFTMAX;

/// Traits that a network cannot have, and why.
const UNDERIVABLE: [(&str, &str); 5] = [
    ("Default", "a network is made with `new(seed)`, or of zeros with `zeros()`"),
    ("Eq", "parameters are floating-point numbers: there is `PartialEq`, without a derive"),
    ("Hash", "parameters are floating-point numbers, which have no hash"),
    ("Ord", "parameters are floating-point numbers, which have no total order"),
    ("PartialOrd", "no network is less than another"),
];

/// Reports attributes that a network cannot have.
pub(super) fn check(network: &Network, dx: &Diagnostics) {
    for attribute in &network.attributes {
        if attribute.is("repr") {
            dx.help(attribute.group.span(), "the layout of a network is dense's own", "remove the attribute");
        }
        for name in words(attribute, "derive") {
            if let Some((_, why)) = UNDERIVABLE.iter().find(|(underivable, _)| name == underivable) {
                dx.help(name.span(), format!("a network cannot be `{name}`"), why);
            }
        }
    }
}

/// Whether a network allows `softmax` in its hidden layers.
pub(super) fn allows_hidden_softmax(network: &Network) -> bool {
    network.attributes.iter().flat_map(|attribute| words(attribute, "allow")).any(|lint| lint == HIDDEN_SOFTMAX)
}

/// Whether a derive is known to fail.
pub(crate) fn is_underivable(name: &Ident) -> bool {
    UNDERIVABLE.iter().any(|(underivable, _)| name == underivable)
}

/// The single words in the parentheses of an attribute of this name.
fn words(attribute: &Attribute, name: &str) -> Vec<Ident> {
    let mut tokens = attribute.group.stream().into_iter();
    let (Some(_), Some(TokenTree::Group(list)), true) = (tokens.next(), tokens.next(), attribute.is(name)) else {
        return Vec::new();
    };
    let ident = |token| match token {
        TokenTree::Ident(ident) => Some(ident),
        _ => None,
    };
    list.stream().into_iter().filter_map(ident).collect()
}
