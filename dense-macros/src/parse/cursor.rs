//! A place in a list of tokens.

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};

use crate::place::Place;

/// Tokens, read from the front.
pub(crate) struct Cursor {
    tokens: Vec<TokenTree>,
    at: usize,
    /// Where to report that there should be more.
    end: Span,
}

impl Cursor {
    pub(crate) fn new(tokens: TokenStream, end: Span) -> Cursor {
        Cursor { tokens: tokens.into_iter().collect(), at: 0, end }
    }

    /// The tokens in a group; they end at its closing bracket.
    pub(crate) fn inside(group: &Group) -> Cursor {
        Cursor::new(group.stream(), group.span_close())
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.at == self.tokens.len()
    }

    pub(crate) fn peek(&self) -> Option<&TokenTree> {
        self.peek_at(0)
    }

    pub(crate) fn peek_at(&self, ahead: usize) -> Option<&TokenTree> {
        self.tokens.get(self.at + ahead)
    }

    pub(crate) fn next(&mut self) -> Option<TokenTree> {
        let token = self.peek().cloned();
        self.at += usize::from(token.is_some());
        token
    }

    /// How many tokens were taken.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// The tokens that were taken since a position.
    pub(crate) fn since(&self, position: usize) -> TokenStream {
        self.tokens[position..self.at].iter().cloned().collect()
    }

    /// The span of the next token, or of the end.
    pub(crate) fn next_span(&self) -> Span {
        self.peek().map_or(self.end, TokenTree::span)
    }

    /// Whether the next token is this character.
    pub(crate) fn is_punct(&self, char: char) -> bool {
        self.punct_at(0, char).is_some()
    }

    fn punct_at(&self, ahead: usize, char: char) -> Option<Spacing> {
        match self.peek_at(ahead) {
            Some(TokenTree::Punct(punct)) if punct.as_char() == char => Some(punct.spacing()),
            _ => None,
        }
    }

    /// Takes the next token if it is this character.
    pub(crate) fn punct(&mut self, char: char) -> Option<Span> {
        let span = self.next_span();
        self.is_punct(char).then(|| {
            self.at += 1;
            span
        })
    }

    /// Takes the next token if it is an identifier.
    pub(crate) fn ident(&mut self) -> Option<Ident> {
        match self.peek() {
            Some(TokenTree::Ident(ident)) => {
                let ident = ident.clone();
                self.at += 1;
                Some(ident)
            }
            _ => None,
        }
    }

    /// Takes the next token if it is this word.
    pub(crate) fn word(&mut self, word: &str) -> Option<Span> {
        match self.peek() {
            Some(TokenTree::Ident(ident)) if ident == word => self.ident().map(|ident| ident.span()),
            _ => None,
        }
    }

    /// Takes an identifier and the character behind it, if that is a token of its own: the `:` of `a: b`, but not of `a::b`.
    pub(crate) fn ident_before(&mut self, char: char) -> Option<Ident> {
        let alone = self.punct_at(1, char) == Some(Spacing::Alone)
            || self.punct_at(1, char).is_some()
                && !matches!(self.peek_at(2), Some(TokenTree::Punct(next)) if [char, '>'].contains(&next.as_char()));
        match self.peek() {
            Some(TokenTree::Ident(ident)) if alone => {
                let ident = ident.clone();
                self.at += 2;
                Some(ident)
            }
            _ => None,
        }
    }

    /// Takes the next token if it is a group with these brackets.
    pub(crate) fn group(&mut self, delimiter: Delimiter) -> Option<Group> {
        match self.peek() {
            Some(TokenTree::Group(group)) if group.delimiter() == delimiter => {
                let group = group.clone();
                self.at += 1;
                Some(group)
            }
            _ => None,
        }
    }

    /// Takes `->`.
    pub(crate) fn arrow(&mut self) -> Option<Place> {
        let arrow = self.peek_arrow()?;
        self.at += 2;
        Some(arrow)
    }

    /// The place of the next tokens if they are `->`.
    pub(crate) fn peek_arrow(&self) -> Option<Place> {
        let (start, end) = (self.peek()?, self.peek_at(1)?);
        let arrow = self.punct_at(0, '-') == Some(Spacing::Joint) && self.punct_at(1, '>').is_some();
        arrow.then(|| Place::from(start).to(end))
    }

    /// Takes all punctuation up to an arrow or any other token.
    pub(crate) fn puncts(&mut self) -> Option<(String, Place)> {
        let mut text = String::new();
        let mut place = Place::from(self.next_span());
        while let Some(TokenTree::Punct(punct)) = self.peek() {
            if self.peek_arrow().is_some() {
                break;
            }
            text.push(punct.as_char());
            place.end = punct.span();
            self.at += 1;
        }
        (!text.is_empty()).then_some((text, place))
    }

    /// Takes `<` in front of everything that is left and `>` behind it.
    pub(crate) fn strip_angles(&mut self) -> Option<Span> {
        let open = self.punct('<')?;
        let last = self.tokens.len() - 1;
        let is = |at: usize, char| matches!(&self.tokens[at], TokenTree::Punct(punct) if punct.as_char() == char);
        // The `>` of an arrow with nothing behind it closes nothing.
        let closes = last >= self.at && is(last, '>') && !(last > 0 && is(last - 1, '-'));
        if closes {
            self.end = self.tokens[last].span();
            self.tokens.truncate(last);
            return None;
        }
        Some(open)
    }

    /// Takes everything in front of the first token that is an `end`.
    pub(crate) fn take_until(&mut self, end: impl Fn(&TokenTree) -> bool) -> TokenStream {
        let start = self.at;
        while self.peek().is_some_and(|token| !end(token)) {
            self.at += 1;
        }
        self.tokens[start..self.at].iter().cloned().collect()
    }

    /// Takes everything that is left.
    pub(crate) fn rest(&mut self) -> TokenStream {
        self.take_until(|_| false)
    }
}
