//! Sizes.

use proc_macro2::{Ident, TokenStream};

use crate::ast::text;

/// A size.
#[derive(Clone)]
pub(crate) enum Dim {
    Literal(u64),
    /// A const expression, whose value only the compiler knows.
    Const(Constant),
    /// A const generic of the network.
    Parameter(Ident),
    /// Of several sizes, at most one of them a literal.
    Product(Vec<Dim>),
    /// What a const function of the runtime makes of sizes some of which are const expressions.
    Computed(Box<Computed>),
    /// A mistake that was reported.
    Unknown,
}

/// The call of a const function of the runtime's.
#[derive(Clone)]
pub(crate) struct Computed {
    pub(crate) function: &'static str,
    pub(crate) arguments: Vec<Dim>,
    /// The formula, for texts: `(HEIGHT - 3) / 2 + 1`.
    pub(crate) text: String,
}

/// A const expression of the user's. What is emitted names it, so that a mistake in it is one error.
#[derive(Clone)]
pub(crate) struct Constant {
    pub(crate) name: Ident,
    pub(crate) tokens: TokenStream,
}

impl Dim {
    /// Whether the two are surely equal (`Some(true)`) or surely different.
    pub(crate) fn compare(&self, other: &Dim) -> Option<bool> {
        match (self, other) {
            (Dim::Literal(a), Dim::Literal(b)) => Some(a == b),
            (Dim::Unknown, _) | (_, Dim::Unknown) => Some(true),
            _ => self.is(other).then_some(true),
        }
    }

    /// Whether both are computed in the same way.
    fn is(&self, other: &Dim) -> bool {
        let all = |a: &[Dim], b: &[Dim]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is(b));
        match (self, other) {
            (Dim::Literal(a), Dim::Literal(b)) => a == b,
            // The same expression has the same name wherever it stands.
            (Dim::Const(a), Dim::Const(b)) => a.name == b.name,
            (Dim::Parameter(a), Dim::Parameter(b)) => a == b,
            (Dim::Product(a), Dim::Product(b)) => all(a, b),
            (Dim::Computed(a), Dim::Computed(b)) => a.function == b.function && all(&a.arguments, &b.arguments),
            _ => false,
        }
    }

    /// As a factor in a text.
    pub(crate) fn factor(&self) -> String {
        let (text, mut depth) = (self.to_string(), 0_usize);
        let mut is_sum = false;
        for sign in text.chars() {
            match sign {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                '+' | '-' => is_sum |= depth == 0,
                _ => {}
            }
        }
        if is_sum { format!("({text})") } else { text }
    }

    /// Whether it depends on a const expression.
    pub(crate) fn has_constants(&self) -> bool {
        match self {
            Dim::Const(_) => true,
            Dim::Product(dims) => dims.iter().any(Dim::has_constants),
            Dim::Computed(computed) => computed.arguments.iter().any(Dim::has_constants),
            Dim::Literal(_) | Dim::Parameter(_) | Dim::Unknown => false,
        }
    }

    /// Whether it depends on a const generic.
    pub(crate) fn is_generic(&self) -> bool {
        match self {
            Dim::Parameter(_) => true,
            Dim::Product(dims) => dims.iter().any(Dim::is_generic),
            Dim::Computed(computed) => computed.arguments.iter().any(Dim::is_generic),
            Dim::Literal(_) | Dim::Const(_) | Dim::Unknown => false,
        }
    }

    /// The size of several axes together; `None` if it is too large.
    pub(crate) fn product(dims: &[Dim]) -> Option<Dim> {
        let mut literal = 1_u64;
        let mut others = Vec::new();
        for dim in dims {
            match dim {
                Dim::Literal(value) => literal = literal.checked_mul(*value)?,
                Dim::Unknown => return Some(Dim::Unknown),
                Dim::Product(factors) => match Dim::product(factors)? {
                    Dim::Product(factors) => others.extend(factors),
                    dim => others.push(dim),
                },
                dim => others.push(dim.clone()),
            }
        }
        if literal != 1 || others.is_empty() {
            others.insert(0, Dim::Literal(literal));
        }
        Some(if others.len() == 1 { others.remove(0) } else { Dim::Product(others) })
    }
}

impl std::fmt::Display for Dim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Dim::Literal(value) => write!(f, "{value}"),
            Dim::Const(constant) => write!(f, "{}", text(&constant.tokens)),
            Dim::Parameter(name) => write!(f, "{name}"),
            Dim::Product(dims) => {
                let factors = dims.iter().map(Dim::factor).collect::<Vec<_>>();
                write!(f, "{}", factors.join(" * "))
            }
            Dim::Computed(computed) => write!(f, "{}", computed.text),
            Dim::Unknown => write!(f, "?"),
        }
    }
}

/// A shape as it is written in an assertion: `[28, 28, 1]`.
pub(crate) fn shape_text(shape: &[Dim]) -> String {
    let dims = shape.iter().map(Dim::to_string).collect::<Vec<_>>();
    format!("[{}]", dims.join(", "))
}
