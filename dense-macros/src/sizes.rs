//! The compiler behind `sizes!`: `train::<H, D> for H in [16, 32], D in [1, 2]` becomes one function for each combination.
//!
//! ```text
//! tokens ──parse──▶ an expression and its lists ──emit──▶ tokens
//! ```

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::Lit;

use crate::ast::text;
use crate::diag::Diagnostics;
use crate::parse::cursor::Cursor;
use crate::place::Place;
use crate::spelling::{is_keyword, list};

/// The most functions of one call. Each is compiled, with its network.
const MOST: usize = 256;

/// `train::<H> for H in [16, 32]`
struct Sizes {
    expression: TokenStream,
    lists: Vec<List>,
}

/// `H in [16, 32]`
struct List {
    name: Ident,
    values: Vec<TokenStream>,
}

/// The way of a call through the compiler.
pub(crate) fn compile(krate: &TokenTree, tokens: TokenStream) -> TokenStream {
    let dx = Diagnostics::new();
    let sizes = parse(tokens, &dx);
    check(&sizes, &dx);
    match dx.finish() {
        Ok(()) => emit(krate, &sizes),
        Err(errors) => {
            let (first, others) = (errors.first(), errors.others());
            quote!({ #others #first })
        }
    }
}

fn parse(tokens: TokenStream, dx: &Diagnostics) -> Sizes {
    let mut cursor = Cursor::new(tokens, proc_macro2::Span::call_site());
    let is_for = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "for");
    let expression = cursor.take_until(is_for);
    let mut lists = Vec::new();
    let Some(word) = cursor.word("for") else {
        let message = format!("expected `for` behind `{}`", shown(&expression));
        dx.help(last(&expression), message, "write the lists behind it: `train::<H> for H in [16, 32]`");
        return Sizes { expression, lists };
    };
    if expression.is_empty() {
        dx.help(word, "expected a function before `for`", "write `train::<H> for H in [16, 32]`");
    }
    loop {
        lists.extend(parse_list(&mut cursor, dx));
        if cursor.punct(',').is_some() {
            if cursor.is_at_end() {
                break;
            }
            continue;
        }
        if let Some(next) = cursor.peek() {
            let help = "lists have commas between them: `H in [16, 32], D in [1, 2]`";
            dx.help(next.span(), format!("expected `,` before `{next}`"), help);
        }
        break;
    }
    Sizes { expression, lists }
}

/// One list, or what can be said of it.
fn parse_list(cursor: &mut Cursor, dx: &Diagnostics) -> Option<List> {
    let help = "write `H in [16, 32]`";
    let to_the_next = |cursor: &mut Cursor| {
        cursor.take_until(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ','));
        None
    };
    let (place, next) = (cursor.next_span(), cursor.peek().cloned());
    let Some(name) = cursor.ident().filter(|name| !is_keyword(name)) else {
        let found = next.map_or("nothing".to_owned(), |next| format!("`{next}`"));
        dx.help(place, format!("expected the name of a size, found {found}"), help);
        return to_the_next(cursor);
    };
    if cursor.word("in").is_none() {
        let message = format!("expected `in` behind `{name}`");
        match cursor.peek() {
            Some(next @ TokenTree::Punct(punct)) if punct.as_char() != ',' => {
                dx.help(next, format!("{message}, found `{next}`"), help);
            }
            _ => dx.help(name.span(), message, help),
        }
        return to_the_next(cursor);
    }
    let start = cursor.position();
    let Some(group) = cursor.group(Delimiter::Bracket) else {
        to_the_next(cursor);
        let found = cursor.since(start);
        let message = match found.is_empty() {
            true => format!("expected a list of sizes behind `{name} in`"),
            false => format!("expected a list of sizes, found `{}`", shown(&found)),
        };
        let help = "write each size, as each makes a network of its own: `[16, 32, 64]`";
        dx.help(Place::of(&found, name.span()), message, help);
        return None;
    };
    Some(List { values: parse_values(&name, &group, dx), name })
}

fn parse_values(name: &Ident, group: &Group, dx: &Diagnostics) -> Vec<TokenStream> {
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let mut cursor = Cursor::inside(group);
    let mut values: Vec<TokenStream> = Vec::new();
    if cursor.is_at_end() {
        dx.help(group.span(), format!("`{name}` has no sizes"), "write one at least: `[16]`");
    }
    while !cursor.is_at_end() {
        let place = cursor.next_span();
        let value = cursor.take_until(is_comma);
        cursor.punct(',');
        if value.is_empty() {
            dx.help(place, "expected a size, found `,`", "remove it");
            continue;
        }
        let place = Place::of(&value, place);
        if let Some(size) = literal(&value) {
            let twice = values.iter().filter_map(literal).any(|known| known == size);
            match size {
                None => {
                    let help = "sizes are whole numbers, or constants of type `usize`";
                    dx.help(place, format!("expected a size, found `{}`", shown(&value)), help);
                }
                Some(_) if twice => {
                    dx.help(place, format!("`{name}` has the size `{}` twice", shown(&value)), "remove one")
                }
                Some(_) => {}
            }
        }
        values.push(value);
    }
    values
}

/// The value of a literal, if it is one: nothing, if no size can have it.
fn literal(value: &TokenStream) -> Option<Option<u64>> {
    let tokens = value.clone().into_iter().collect::<Vec<_>>();
    match &tokens[..] {
        [TokenTree::Literal(literal)] => match Lit::new(literal.clone()) {
            Lit::Int(int) if ["", "usize"].contains(&int.suffix()) => Some(int.base10_parse().ok()),
            _ => Some(None),
        },
        [TokenTree::Punct(minus), TokenTree::Literal(_)] if minus.as_char() == '-' => Some(None),
        [TokenTree::Ident(word)] if word == "true" || word == "false" => Some(None),
        _ => None,
    }
}

fn check(sizes: &Sizes, dx: &Diagnostics) {
    let Sizes { expression, lists } = sizes;
    if let Some((function, angle)) = without_turbofish(expression) {
        let message = format!("expected `::` between `{function}` and `<`");
        dx.help(&angle, message, format!("write `{function}::<..>`"));
    }
    for (at, List { name, .. }) in lists.iter().enumerate() {
        if lists[..at].iter().any(|earlier| earlier.name == *name) {
            dx.help(name.span(), format!("there are two lists for `{name}`"), "give one of them another name");
        } else if !expression.is_empty() && !names(expression, name) {
            let message = format!("`{name}` does not stand in `{}`", shown(expression));
            dx.help(name.span(), message, format!("write it where the size belongs: `train::<{name}>`"));
        }
    }
    let functions = lists.iter().fold(1_usize, |product, list| product.saturating_mul(list.values.len()));
    if let Some(last) = lists.last().filter(|_| functions > MOST) {
        let names = lists.iter().map(|list| list.name.to_string()).collect::<Vec<_>>();
        let names = list(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let message = format!("{names} make {functions} combinations, each of which is compiled");
        dx.help(last.name.span(), message, format!("leave sizes out: there can be {MOST}"));
    }
}

/// `train<H>`: the function, and the angle bracket.
fn without_turbofish(expression: &TokenStream) -> Option<(Ident, TokenTree)> {
    let tokens = expression.clone().into_iter().collect::<Vec<_>>();
    let at = tokens.iter().position(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '<'))?;
    match tokens.get(at.checked_sub(1)?) {
        Some(TokenTree::Ident(function)) => Some((function.clone(), tokens[at].clone())),
        _ => None,
    }
}

/// Whether a name stands somewhere in tokens.
fn names(tokens: &TokenStream, name: &Ident) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == *name,
        TokenTree::Group(group) => names(&group.stream(), name),
        _ => false,
    })
}

/// Tokens as one writes them, nearly.
fn shown(tokens: &TokenStream) -> String {
    let mut shown = text(tokens);
    for (printed, written) in
        [(" ::< ", "::<"), ("::< ", "::<"), (" < ", "<"), ("< ", "<"), (" >", ">"), (" ..= ", "..="), (" .. ", "..")]
    {
        shown = shown.replace(printed, written);
    }
    shown
}

fn last(tokens: &TokenStream) -> Place {
    tokens.clone().into_iter().last().map_or(proc_macro2::Span::call_site(), |token| token.span()).into()
}

fn emit(krate: &TokenTree, Sizes { expression, lists }: &Sizes) -> TokenStream {
    let mut functions = vec![expression.clone()];
    for List { name, values } in lists {
        let with = |function: &TokenStream| {
            let with = |value| replace(function.clone(), name, value);
            values.iter().map(with).collect::<Vec<_>>()
        };
        functions = functions.iter().flat_map(with).collect();
    }
    let lists = lists.iter().map(|List { name, values }| {
        let name = name.to_string();
        quote!((#name, &[#(#values),*]))
    });
    quote!(#krate::__private::Sizes::__new([#(#lists),*], [#(#functions),*]))
}

/// Puts a value in the place of a name: as it is, or in braces, with which any expression can stand among generic arguments.
fn replace(tokens: TokenStream, name: &Ident, value: &TokenStream) -> TokenStream {
    let replace = |token: TokenTree| match token {
        TokenTree::Ident(word) if word == *name => match value.clone().into_iter().collect::<Vec<_>>().as_slice() {
            [single] => single.clone(),
            _ => Group::new(Delimiter::Brace, value.clone()).into(),
        },
        TokenTree::Group(group) => {
            let mut replaced = Group::new(group.delimiter(), replace(group.stream(), name, value));
            replaced.set_span(group.span());
            replaced.into()
        }
        token => token,
    };
    tokens.into_iter().map(replace).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(tokens: &str) -> String {
        let krate = TokenTree::Ident(Ident::new("dense", proc_macro2::Span::call_site()));
        let tokens = compile(&krate, tokens.parse().expect("tokens")).to_string();
        tokens.replace(' ', "")
    }

    #[test]
    fn there_is_one_for_each_combination_and_the_last_varies_fastest() {
        assert_eq!(
            expanded("train::<H, D> for H in [16, WIDE], D in [1, 2 * N],"),
            "dense::__private::Sizes::__new(\
             [(\"H\",&[16,WIDE]),(\"D\",&[1,2*N])],\
             [train::<16,1>,train::<16,{2*N}>,train::<WIDE,1>,train::<WIDE,{2*N}>])"
        );
    }

    #[test]
    fn names_are_found_in_brackets_and_nowhere_else() {
        assert_eq!(
            expanded("(|x: Hidden| f::<Mlp<H>>(x, [H, self.H0])) for H in [3]"),
            "dense::__private::Sizes::__new([(\"H\",&[3])],[(|x:Hidden|f::<Mlp<3>>(x,[3,self.H0]))])"
        );
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let errors = expanded("train<H> for H in [], H in [1, 1, 0.5], 7 in [1], D = [2]");
        assert_eq!(errors.matches("compile_error!").count(), 7, "{errors}");
    }
}
