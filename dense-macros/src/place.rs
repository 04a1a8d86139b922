//! Where something stands in the source.

use proc_macro2::{Span, TokenStream, TokenTree};

/// The place of some tokens: the spans of the first and the last. Stable Rust cannot join them into one, but the compiler
/// does when an error begins at the one and ends at the other.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) start: Span,
    pub(crate) end: Span,
}

impl Place {
    /// The place of `tokens`, or `otherwise` if there are none.
    pub(crate) fn of(tokens: &TokenStream, otherwise: Span) -> Place {
        let mut place = None;
        for token in tokens.clone() {
            let start = place.map_or(token.span(), |place: Place| place.start);
            place = Some(Place { start, end: token.span() });
        }
        place.unwrap_or(otherwise.into())
    }

    /// From the start of this to the end of the other.
    pub(crate) fn to(self, end: impl Into<Place>) -> Place {
        Place { start: self.start, end: end.into().end }
    }

    /// What errors are sorted by: line and column, where there is a source to point to.
    pub(crate) fn position(self) -> (usize, usize) {
        if !proc_macro::is_available() {
            return (0, 0);
        }
        let start = self.start.unwrap().start();
        (start.line(), start.column())
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place { start: span, end: span }
    }
}

impl From<&TokenTree> for Place {
    fn from(token: &TokenTree) -> Place {
        token.span().into()
    }
}
