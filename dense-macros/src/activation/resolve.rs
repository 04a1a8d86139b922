//! Declarations → terms: names become what they stand for.
//!
//! A mistake leaves nothing behind, and what is made of nothing is nothing, without a further word.

use proc_macro2::{Ident, TokenStream};

use crate::activation::functions::{self, Callee};
use crate::activation::names;
use crate::activation::notation::{Notation, Writer};
use crate::activation::syntax::{Binding, Comparison, Condition, Declaration, Expression, Form, Operator};
use crate::activation::terms::{Node, Term, Terms};
use crate::ast::text;
use crate::diag::Diagnostics;
use crate::place::Place;
use crate::spelling;
use crate::vocab;

/// An activation whose names are known.
pub(super) struct Activation<'a> {
    pub(super) declaration: &'a Declaration,
    pub(super) parameters: Vec<Parameter<'a>>,
    pub(super) terms: Terms,
    /// The formula, unless there is a mistake in it.
    pub(super) value: Option<Term>,
    /// Constants of Rust's in the formula.
    pub(super) constants: Vec<TokenStream>,
}

/// A parameter of an activation.
pub(super) struct Parameter<'a> {
    pub(super) name: &'a Ident,
    pub(super) value: Value,
}

/// What a parameter is unless told otherwise.
pub(super) enum Value {
    Number(f64),
    /// A const expression with constants of Rust's.
    Expression(TokenStream),
}

/// The stage: finds out what the names in a declaration mean.
pub(super) fn resolve<'a>(declaration: &'a Declaration, dx: &Diagnostics) -> Activation<'a> {
    names::name(&declaration.name, dx);
    let mut parameters = Vec::<Parameter<'_>>::new();
    for parameter in &declaration.parameters {
        let is_there = parameters.iter().any(|other| *other.name == parameter.name);
        if names::is_good_name(&parameter.name, declaration.variable.as_ref(), is_there, dx) {
            let value = default(&parameter.name, &parameter.value, dx);
            parameters.push(Parameter { name: &parameter.name, value });
        }
    }
    let mut terms = Terms::default();
    let mut names = Vec::new();
    if let Some(variable) = &declaration.variable {
        names.push(Name::of(variable, "variable", Some(terms.term(Node::Variable))));
    }
    for (at, parameter) in parameters.iter().enumerate() {
        names.push(Name::of(parameter.name, "parameter", Some(terms.term(Node::Parameter(at)))));
    }
    let is_whole = declaration.is_head_whole && parameters.len() == declaration.parameters.len();
    let place = if is_whole { Within::Formula } else { Within::HalfAHead };
    let mut scope = Scope { terms, names, constants: Vec::new(), within: place, dx };
    let value = scope.term(&declaration.formula);
    if let Some(value) = value {
        scope.expect_a_function(value, &declaration.formula);
    }
    let Scope { terms, constants, .. } = scope;
    Activation { declaration, parameters, terms, value, constants }
}

/// The value of a parameter.
fn default(name: &Ident, value: &Expression, dx: &Diagnostics) -> Value {
    let names = Vec::new();
    let mut scope = Scope { terms: Terms::default(), names, constants: Vec::new(), within: Within::Value, dx };
    let Some(term) = scope.term(value) else { return Value::Number(1.0) };
    match scope.terms.as_number(term) {
        Some(number) => Value::Number(number),
        None if scope.terms.is_arithmetic(term) => {
            let notation = Notation::Formula { variable: name, parameters: Vec::new(), constants: &scope.constants };
            Value::Expression(Writer::new(&scope.terms, notation, Vec::new()).expression(term))
        }
        None => {
            let message = format!("the value of `{name}` must be known here, and `{}` is not", text(&value.tokens));
            dx.help(value.place, message, "write a number, or what `+ - * /` make of numbers and constants");
            Value::Number(1.0)
        }
    }
}

/// A name that a formula can use.
struct Name<'a> {
    name: &'a Ident,
    what: &'static str,
    term: Option<Term>,
    is_used: bool,
}

impl<'a> Name<'a> {
    fn of(name: &'a Ident, what: &'static str, term: Option<Term>) -> Name<'a> {
        Name { name, what, term, is_used: false }
    }

    fn expect_use(&self, dx: &Diagnostics) {
        if !self.is_used {
            let Name { name, what, .. } = self;
            dx.help(name.span(), format!("the {what} `{name}` is not used"), "use it in the formula, or remove it");
        }
    }
}

struct Scope<'a, 'd> {
    terms: Terms,
    names: Vec<Name<'a>>,
    constants: Vec<TokenStream>,
    within: Within,
    dx: &'d Diagnostics,
}

/// Where an expression stands.
#[derive(PartialEq)]
enum Within {
    Formula,
    /// A formula whose head has a mistake: any name may be that of the variable.
    HalfAHead,
    /// The value of a parameter.
    Value,
}

impl<'a> Scope<'a, '_> {
    /// Reports names without a use, and a formula in which the variable cancels out.
    fn expect_a_function(&self, value: Term, formula: &Expression) {
        self.names.iter().for_each(|name| name.expect_use(self.dx));
        let variable = self.names.iter().find(|name| name.what == "variable" && name.is_used);
        if let Some(Name { name, .. }) = variable
            && !self.terms.depends_on(value, Node::Variable)
        {
            self.dx.error(formula.place, format!("this is the same number for every `{name}`"));
        }
    }

    /// What an expression is; nothing after an error.
    fn term(&mut self, expression: &'a Expression) -> Option<Term> {
        let term = match &expression.form {
            Form::Number(number) => self.terms.number(*number),
            Form::Name(name) => self.named(name)?,
            Form::Path => self.constant(&expression.tokens),
            Form::Negative(inner) => {
                let inner = self.term(inner)?;
                self.terms.negative(inner)
            }
            Form::Operation(operator, a, b) => self.operation(*operator, a, b)?,
            Form::Call(name, arguments) => self.call(name, arguments, expression.place)?,
            Form::If(condition, then, otherwise) => {
                let (then, otherwise) = (self.term(then), self.term(otherwise));
                self.choice(condition, then, otherwise)?
            }
            Form::Block(bindings, value) => self.block(bindings, value)?,
            Form::Missing => return None,
        };
        if !self.terms.split(term).0.is_finite() {
            self.dx.error(expression.place, format!("`{}` is not a finite number", text(&expression.tokens)));
            return None;
        }
        Some(term)
    }

    fn operation(&mut self, operator: Operator, left: &'a Expression, right: &'a Expression) -> Option<Term> {
        let (a, b) = (self.term(left), self.term(right));
        if let (Operator::Over, Some(b)) = (operator, b)
            && self.terms.is(b, 0.0)
        {
            self.dx.help(right.place, "this divides by zero", "divide by another number, or remove it");
            return None;
        }
        let (a, b) = (a?, b?);
        Some(match operator {
            Operator::Plus => self.terms.sum(a, b),
            Operator::Minus => self.terms.difference(a, b),
            Operator::Times => self.terms.product(a, b),
            Operator::Over => self.terms.quotient(a, b),
        })
    }

    fn block(&mut self, bindings: &'a [Binding], value: &'a Expression) -> Option<Term> {
        let outer = self.names.len();
        for Binding { name, value } in bindings {
            let term = self.term(value);
            self.names.push(Name::of(name, "name", term));
        }
        let value = self.term(value);
        let inner = self.names.split_off(outer);
        if value.is_some() {
            inner.iter().for_each(|name| name.expect_use(self.dx));
        }
        value
    }

    fn choice(&mut self, condition: &'a Condition, then: Option<Term>, otherwise: Option<Term>) -> Option<Term> {
        match condition {
            Condition::Comparison(comparison, a, b) => self.comparison(*comparison, [a, b], then, otherwise),
            Condition::Both(a, b) => {
                let then = self.choice(b, then, otherwise);
                self.choice(a, then, otherwise)
            }
            Condition::Either(a, b) => {
                let otherwise = self.choice(b, then, otherwise);
                self.choice(a, then, otherwise)
            }
            Condition::Missing => None,
        }
    }

    fn comparison(
        &mut self,
        comparison: Comparison,
        [a, b]: [&'a Expression; 2],
        then: Option<Term>,
        otherwise: Option<Term>,
    ) -> Option<Term> {
        let (a, b) = (self.term(a), self.term(b));
        Some(self.terms.choice(comparison, [a?, b?, then?, otherwise?]))
    }

    /// The variable, a parameter, a name from `let`, or a constant.
    fn named(&mut self, name: &Ident) -> Option<Term> {
        let text = name.to_string();
        // The last one of a name hides the others.
        if let Some(known) = self.names.iter_mut().rev().find(|known| known.name == name) {
            known.is_used = true;
            return known.term;
        }
        if let Some(constant) = functions::constant(&text) {
            return Some(self.terms.number(constant));
        }
        if is_constant(&text) {
            return Some(self.constant(&TokenStream::from(proc_macro2::TokenTree::from(name.clone()))));
        }
        let message = format!("unknown name `{text}`");
        if functions::function(&text).is_some() {
            self.dx.help(name.span(), format!("`{text}` is a function"), format!("write `{text}(x)`"));
        } else if self.within == Within::Formula {
            let constants = functions::CONSTANTS.iter().map(|(name, _)| *name);
            let names = self.names.iter().map(|known| known.name.to_string()).collect::<Vec<_>>();
            let known = names.iter().map(String::as_str).chain(constants).collect::<Vec<_>>();
            let help = match spelling::closest(&text, &known) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => {
                    let here = spelling::list(&known[..names.len()]);
                    let is = if names.len() == 1 { "only name here is" } else { "names here are" };
                    format!("the {is} {here}; a parameter is declared in front of the formula: `(x; {text} = 1.0)`")
                }
            };
            self.dx.help(name.span(), message, help);
        } else if self.within == Within::Value {
            self.dx.help(name.span(), message, "write a number, or a constant");
        }
        None
    }

    /// A constant of Rust's.
    fn constant(&mut self, tokens: &TokenStream) -> Term {
        let text = tokens.to_string();
        let at = self.constants.iter().position(|known| known.to_string() == text).unwrap_or_else(|| {
            self.constants.push(tokens.clone());
            self.constants.len() - 1
        });
        self.terms.term(Node::Constant(at))
    }

    fn call(&mut self, name: &'a Ident, arguments: &'a [Expression], place: Place) -> Option<Term> {
        let given = arguments.iter().map(|argument| self.term(argument)).collect::<Vec<_>>();
        let text = name.to_string();
        let Some(callee) = functions::function(&text) else {
            self.unknown_function(name, arguments);
            return None;
        };
        let names = callee.arguments();
        if names.len() != arguments.len() {
            let (takes, plural) = (names.len(), if names.len() == 1 { "" } else { "s" });
            let message = format!("`{text}` takes {takes} argument{plural}, found {}", arguments.len());
            self.dx.help(place, message, format!("write `{text}({})`", names.join(", ")));
            return None;
        }
        if let Callee::Powi = callee {
            return self.powi(given[0], given[1], &arguments[1]);
        }
        let given = given.into_iter().collect::<Option<Vec<_>>>()?;
        let terms = &mut self.terms;
        Some(match callee {
            Callee::One(function) => terms.function(function, given[0]),
            Callee::Itself => given[0],
            Callee::Relu => {
                let zero = terms.number(0.0);
                terms.max(given[0], zero)
            }
            Callee::Max => terms.max(given[0], given[1]),
            Callee::Min => terms.min(given[0], given[1]),
            Callee::Clamp => {
                if let (Some(low), Some(high)) = (terms.as_number(given[1]), terms.as_number(given[2]))
                    && low > high
                {
                    let message = format!("`clamp` keeps numbers between {low} and {high}, which is nowhere");
                    self.dx.help(place, message, "write the smaller bound first");
                    return None;
                }
                let low = terms.max(given[0], given[1]);
                terms.min(low, given[2])
            }
            Callee::Powf => terms.powf(given[0], given[1]),
            Callee::Powi => unreachable!("it has a case of its own"),
        })
    }

    fn powi(&mut self, base: Option<Term>, exponent: Option<Term>, written: &Expression) -> Option<Term> {
        let exponent = exponent?;
        let whole = self.terms.as_number(exponent).filter(|number| number.fract() == 0.0 && number.abs() <= 64.0);
        let Some(whole) = whole else {
            let found = text(&written.tokens);
            let message = format!("the exponent of `powi` is a whole number up to 64, found `{found}`");
            self.dx.help(written.place, message, format!("write `powf(x, {found})`"));
            return None;
        };
        Some(self.terms.power(base?, whole as i32))
    }

    fn unknown_function(&self, name: &Ident, arguments: &[Expression]) {
        let text = name.to_string();
        let message = format!("unknown function `{text}`");
        if self.names.iter().any(|known| known.name == name) {
            let inside = arguments.first().map(|argument| self::text(&argument.tokens)).unwrap_or_default();
            let help = format!("to multiply, write `{text} * ({inside})`");
            self.dx.help(name.span(), format!("`{text}` is not a function"), help);
        } else if let Some((_, help)) = functions::FOREIGN.iter().find(|(foreign, _)| *foreign == text) {
            self.dx.help(name.span(), message, help);
        } else if vocab::activation(&text).is_some_and(|activation| activation.rows) {
            let message = format!("`{text}` is a function of whole rows, and a formula one of a single number");
            self.dx.help(name.span(), message, "write it as a layer of its own: `Activation(softmax)`");
        } else if text == "threshold" {
            self.dx.help(name.span(), message, "write `if x > 1.0 { x } else { 0.0 }`");
        } else {
            let help = match spelling::closest(&text, &functions::names()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => FUNCTIONS.to_owned(),
            };
            self.dx.help(name.span(), message, help);
        }
    }
}

const FUNCTIONS: &str = "the functions are `exp`, `exp_m1`, `ln`, `ln_1p`, `sqrt`, `abs`, `sign`, `tanh`, `sigmoid`, `softplus`, \
                         `erf`, `min`, `max`, `clamp`, `powi`, `powf`, and the element-wise activations: `relu`, `silu`, ..";

/// Whether a name is spelled as Rust spells constants.
fn is_constant(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}
