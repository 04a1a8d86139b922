//! Errors: collected over all stages, shown in the order of the source.

use std::cell::RefCell;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::place::Place;

/// All errors of a call, as they are found.
pub(crate) struct Diagnostics {
    errors: RefCell<Vec<Diagnostic>>,
}

/// One error.
#[derive(Clone)]
pub(crate) struct Diagnostic {
    place: Place,
    message: String,
}

impl Diagnostics {
    pub(crate) fn new() -> Diagnostics {
        Diagnostics { errors: RefCell::new(Vec::new()) }
    }

    /// Reports an error that says all there is to say.
    pub(crate) fn error(&self, place: impl Into<Place>, message: impl Into<String>) {
        let diagnostic = Diagnostic { place: place.into(), message: message.into() };
        self.errors.borrow_mut().push(diagnostic);
    }

    /// Reports an error with a way out. Procedural macros have no `help:` of their own on stable Rust; in a line of its own
    /// the compiler aligns it under the message.
    pub(crate) fn help(&self, place: impl Into<Place>, message: impl AsRef<str>, help: impl AsRef<str>) {
        self.error(place, format!("{}\nhelp: {}", message.as_ref(), help.as_ref()));
    }

    /// Ends the collection.
    pub(crate) fn finish(self) -> Result<(), Errors> {
        let mut errors = self.errors.into_inner();
        errors.sort_by_key(|error| error.place.position());
        if errors.is_empty() { Ok(()) } else { Err(Errors(errors)) }
    }
}

/// The errors of a call, in the order of the source. There is at least one.
pub(crate) struct Errors(Vec<Diagnostic>);

impl Errors {
    /// The first error, where an expression is expected. The compiler gives it a type that fits everything, so that nothing
    /// which uses it is an error as well.
    pub(crate) fn first(&self) -> TokenStream {
        self.0[0].tokens()
    }

    /// All other errors, as items.
    pub(crate) fn others(&self) -> TokenStream {
        self.0[1..].iter().map(Diagnostic::tokens).collect()
    }

    /// The messages alone.
    #[cfg(test)]
    pub(crate) fn messages(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|error| error.message.as_str())
    }
}

impl Diagnostic {
    /// The compiler underlines from the first token's span to the last one's.
    fn tokens(&self) -> TokenStream {
        let Diagnostic { place: Place { start, end }, message } = self;
        let path = quote_spanned!(*start=> ::core::compile_error!);
        let message = quote_spanned!(*end=> { #message });
        quote!(#path #message)
    }
}
