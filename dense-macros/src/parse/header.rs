//! What stands around a chain: `#[budget(..)] pub struct Name<const H: usize> { .. }`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::ast::{Attribute, Network, Parameter, text};
use crate::diag::Diagnostics;
use crate::parse::chain;
use crate::parse::cursor::Cursor;
use crate::spelling::is_keyword;

/// All networks of a call.
pub(super) fn networks(cursor: &mut Cursor, dx: &Diagnostics) -> Vec<Network> {
    let mut networks = Vec::new();
    while !cursor.is_at_end() {
        if let Some(separator) = cursor.punct(';').or_else(|| cursor.punct(',')) {
            dx.help(separator, "networks have nothing between them", "remove this");
            continue;
        }
        match network(cursor, dx) {
            Some(network) if is_declared(&network, &networks) => {
                let name = &network.name;
                let message = format!("the network `{name}` is declared twice in this call");
                dx.help(name.span(), message, "give this one a name of its own");
            }
            Some(network) => networks.push(network),
            // What is wrong with the head of a network is reported; the next one begins behind its body.
            None => {
                cursor.take_until(is_braces);
                cursor.next();
            }
        }
    }
    networks
}

/// Whether another network has the same name. With `#[cfg(..)]`, only one of them may be there in the end.
fn is_declared(network: &Network, networks: &[Network]) -> bool {
    let has_cfg = |network: &Network| network.attributes.iter().any(|attribute| attribute.is("cfg"));
    networks.iter().any(|other| other.name == network.name && !has_cfg(other) && !has_cfg(network))
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

fn network(cursor: &mut Cursor, dx: &Diagnostics) -> Option<Network> {
    let attributes = attributes(cursor);
    let visibility = visibility(cursor);
    if cursor.word("struct").is_none() {
        let place = cursor.next_span();
        match cursor.peek() {
            Some(TokenTree::Ident(name)) if !is_keyword(name) => {
                dx.help(place, format!("expected `struct` before `{name}`"), format!("write `struct {name} {{ .. }}`"))
            }
            Some(token) => {
                let help = "a network is declared as a struct: `struct Name { Input(784) -> Dense(10, softmax) }`";
                dx.help(place, format!("expected `struct`, found `{}`", first_of(token)), help);
            }
            None => dx.error(place, "expected a network after this"),
        }
        return None;
    }
    let Some(name) = cursor.ident() else {
        dx.error(cursor.next_span(), "expected the network's name after `struct`");
        return None;
    };
    if is_keyword(&name) {
        dx.error(name.span(), format!("`{name}` is a keyword of Rust, which no network can be called"));
        return None;
    }
    let parameters = parameters(cursor, dx);
    let example = format!("write `struct {name} {{ Input(784) -> Dense(10, softmax) }}`");
    let Some(body) = cursor.group(Delimiter::Brace) else {
        match cursor.peek() {
            Some(token) => dx.help(
                token.span(),
                format!("expected `{{` before the layers of `{name}`, found `{}`", first_of(token)),
                example,
            ),
            None => dx.help(name.span(), format!("`{name}` has no layers"), example),
        }
        // Without braces nobody knows where the network ends.
        cursor.rest();
        return None;
    };
    let chain = chain::chain(Cursor::inside(&body), name.span().into(), dx);
    Some(Network { attributes, visibility, name, parameters, chain })
}

pub(crate) fn attributes(cursor: &mut Cursor) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    while let Some(pound) = cursor.peek().filter(|_| cursor.is_punct('#')).cloned() {
        cursor.next();
        let Some(group) = cursor.group(Delimiter::Bracket) else { continue };
        let mut inside = Cursor::inside(&group);
        let name = inside.ident().filter(|_| !inside.is_punct(':'));
        attributes.push(Attribute { name, pound, group });
    }
    attributes
}

pub(crate) fn visibility(cursor: &mut Cursor) -> TokenStream {
    let Some(TokenTree::Ident(word)) = cursor.peek().filter(|token| token.to_string() == "pub") else {
        return TokenStream::new();
    };
    let word = word.clone();
    cursor.next();
    let restriction = cursor.group(Delimiter::Parenthesis);
    quote!(#word #restriction)
}

/// `<const H: usize, const N: usize = 4>`
fn parameters(cursor: &mut Cursor, dx: &Diagnostics) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    if cursor.punct('<').is_none() {
        return parameters;
    }
    while !cursor.is_at_end() && cursor.punct('>').is_none() {
        parameters.extend(parameter(cursor, dx));
        cursor.punct(',');
        if cursor.peek().is_some_and(is_braces) {
            break;
        }
    }
    parameters
}

/// `const H: usize = 4`. One of another type is a size all the same once that is reported.
fn parameter(cursor: &mut Cursor, dx: &Diagnostics) -> Option<Parameter> {
    const HELP: &str = "write `struct Name<const UNITS: usize> { .. }`";
    let ends = |token: &TokenTree| ends_parameter(token) || is_braces(token);
    let start = cursor.next_span();
    let name = cursor.word("const").and_then(|_| cursor.ident());
    let Some((name, _)) = name.and_then(|name| Some((name, cursor.punct(':')?))) else {
        dx.help(start, "the parameters of a network are sizes", HELP);
        cursor.take_until(ends);
        return None;
    };
    let place = cursor.next_span();
    let of =
        cursor.take_until(|token| ends(token) || matches!(token, TokenTree::Punct(punct) if punct.as_char() == '='));
    if of.to_string() != "usize" {
        dx.help(place, format!("a size is a `usize`, found `{}`", text(&of)), HELP);
    }
    let default = match cursor.punct('=') {
        Some(_) => cursor.take_until(ends_parameter),
        None => TokenStream::new(),
    };
    Some(Parameter { name, default })
}

fn ends_parameter(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if [',', '>'].contains(&punct.as_char()))
}

/// A token, or only the bracket if it begins a group.
pub(crate) fn first_of(token: &TokenTree) -> String {
    let TokenTree::Group(group) = token else { return token.to_token_stream().to_string() };
    match group.delimiter() {
        Delimiter::Parenthesis => "(".to_owned(),
        Delimiter::Brace => "{".to_owned(),
        Delimiter::Bracket => "[".to_owned(),
        Delimiter::None => group.to_string(),
    }
}
