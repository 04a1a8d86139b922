//! Messages with numbers in them, put together while a program is compiled, where there is no formatting.

/// How many bytes a text has at most.
const LONGEST: usize = 4096;

/// A text of limited length.
pub(crate) struct Text {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Text {
    pub(crate) const fn new() -> Text {
        Text { bytes: [0; LONGEST], len: 0 }
    }

    /// Adds a text. What is too long is cut off.
    pub(crate) const fn text(mut self, text: &str) -> Text {
        let mut at = 0;
        while at < text.len() && self.len < self.bytes.len() {
            self.bytes[self.len] = text.as_bytes()[at];
            self.len += 1;
            at += 1;
        }
        self
    }

    /// Adds a number, in decimal digits.
    pub(crate) const fn number(self, number: usize) -> Text {
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut rest = number;
        while at == digits.len() || rest > 0 {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        match core::str::from_utf8(digits.split_at(at).1) {
            Ok(digits) => self.text(digits),
            Err(_) => self,
        }
    }

    /// Adds a shape as it is written in a network: `[28, 28, 1]`.
    pub(crate) const fn shape(self, shape: &[usize]) -> Text {
        let mut text = self.text("`[");
        let mut axis = 0;
        while axis < shape.len() {
            if axis > 0 {
                text = text.text(", ");
            }
            text = text.number(shape[axis]);
            axis += 1;
        }
        text.text("]`")
    }

    pub(crate) const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            // A long text may be cut off within a character.
            Err(_) => "this does not fit",
        }
    }
}

#[test]
fn texts_read_as_if_they_were_formatted() {
    let text = Text::new().text("gives ").shape(&[0, 28, 1000]).text(" and ").number(usize::MAX);
    assert_eq!(text.as_str(), format!("gives `[0, 28, 1000]` and {}", usize::MAX));
    assert_eq!(Text::new().text(&"x".repeat(LONGEST + 1)).as_str().len(), LONGEST);
}
