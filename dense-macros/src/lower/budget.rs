//! `#[budget(parameters = 51_000, flops = "120k", weights = "200 KiB", workspace = "64 KiB")]`

use crate::ast::{Argument, Network, Value, ValueForm};
use crate::diag::Diagnostics;
use crate::graph::{Limit, Quantity};
use crate::parse;
use crate::spelling;
use crate::vocab::LIMITS;

/// The quantities in the order of their names.
const QUANTITIES: [Quantity; 4] = [Quantity::Parameters, Quantity::Flops, Quantity::Weights, Quantity::Workspace];

/// The limits of a network, from all its `budget` attributes.
pub(super) fn budget(network: &Network, dx: &Diagnostics) -> Vec<Limit> {
    let mut limits = Vec::<Limit>::new();
    let attributes = network.attributes.iter();
    for attribute in attributes.filter(|attribute| attribute.is("budget")) {
        let arguments = parse::attribute_arguments(&attribute.group, dx);
        if arguments.list.is_empty() {
            let help = "write `#[budget(parameters = 51_000)]`";
            dx.help(attribute.group.span(), "expected limits in the budget", help);
        }
        for argument in arguments.list.iter().filter(|argument| !matches!(argument.value.form, ValueForm::Missing)) {
            let Some(limit) = limit(argument, dx) else { continue };
            if limits.iter().any(|other| other.quantity == limit.quantity) {
                let name = name(limit.quantity);
                dx.help(limit.place, format!("the budget for `{name}` is given twice"), "keep one of the two");
            }
            limits.push(limit);
        }
    }
    limits
}

/// The key that limits a quantity.
pub(crate) fn name(quantity: Quantity) -> &'static str {
    let mut limits = LIMITS.iter().zip(QUANTITIES);
    limits.find(|(_, of)| *of == quantity).map_or("", |(name, _)| name)
}

fn limit(Argument { keyword, value }: &Argument, dx: &Diagnostics) -> Option<Limit> {
    let Some(keyword) = keyword else {
        let help = format!("the limits are {}", spelling::list(LIMITS));
        let message = format!("expected a limit as `key = value`, found `{}`", value.text());
        dx.help(value.place, message, help);
        return None;
    };
    let Some((_, quantity)) = LIMITS.iter().zip(QUANTITIES).find(|(name, _)| keyword == name) else {
        let help = spelling::suggestion(&keyword.to_string(), LIMITS, "limits");
        dx.help(keyword.span(), format!("a budget has no limit `{keyword}`"), help);
        return None;
    };
    let bytes = matches!(quantity, Quantity::Weights | Quantity::Workspace);
    let Some(most) = amount(value, bytes) else {
        let (of, example) = if bytes { (" of bytes", "200 KiB") } else { ("", "120k") };
        dx.help(
            value.place,
            format!("`{keyword}` is a number{of}, found `{}`", value.text()),
            format!("write a whole number, or a text such as `\"{example}\"`"),
        );
        return None;
    };
    Some(Limit { quantity, most, place: value.place })
}

fn amount(value: &Value, bytes: bool) -> Option<u64> {
    match &value.form {
        ValueForm::Integer { negative: false, value } => *value,
        ValueForm::Text(text) => {
            let digits = |c: char| c.is_ascii_digit() || c == '_' || c == '.' || c == ',';
            let unit = text.trim_start_matches(digits);
            let number = text[..text.len() - unit.len()].replace(['_', ','], "");
            let number = number.parse::<f64>().ok()?;
            Some((number * factor(unit.trim(), bytes)?) as u64)
        }
        _ => None,
    }
}

fn factor(unit: &str, bytes: bool) -> Option<f64> {
    match (unit, bytes) {
        ("", _) => Some(1.0),
        ("k" | "K", false) | ("kB", true) => Some(1e3),
        ("M", false) | ("MB", true) => Some(1e6),
        ("G", false) | ("GB", true) => Some(1e9),
        ("B", true) => Some(1.0),
        ("KiB", true) => Some(1024.0),
        ("MiB", true) => Some(1024.0 * 1024.0),
        ("GiB", true) => Some(1024.0 * 1024.0 * 1024.0),
        _ => None,
    }
}
