//! Names of files with places for figures: the part of Python's `str.format` that is of use there.

use super::python;

/// A text with places to be filled, `"{epoch:02d}-{val_loss:.2f}"`.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    Place { name: String, format: Format },
}

/// What can be filled in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    Whole(usize),
    Number(f64),
    /// A figure that the epoch does not have.
    Missing,
}

/// What stands behind the colon: `[[fill]align][sign][0][width][.precision][kind]`.
#[derive(Debug, Clone)]
struct Format {
    fill: char,
    align: Option<char>,
    sign: char,
    width: usize,
    precision: Option<usize>,
    kind: Option<char>,
}

impl Pattern {
    /// Reads a pattern, or says what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Pattern, String> {
        let mut pieces = vec![Piece::Text(String::new())];
        let mut rest = text.chars().peekable();
        while let Some(letter) = rest.next() {
            match letter {
                '{' | '}' if rest.peek() == Some(&letter) => {
                    rest.next();
                    push(&mut pieces, letter);
                }
                '{' => {
                    let mut place = String::new();
                    loop {
                        match rest.next() {
                            Some('}') => break,
                            Some('{') | None => return Err("a `{` has no `}`; write `{{` for a brace".to_string()),
                            Some(letter) => place.push(letter),
                        }
                    }
                    let (name, format) = place.split_once(':').unwrap_or((&place, ""));
                    let format = Format::parse(format).map_err(|reason| format!("in `{{{place}}}` {reason}"))?;
                    pieces.push(Piece::Place { name: name.to_string(), format });
                }
                '}' => return Err("a `}` has no `{`; write `}}` for a brace".to_string()),
                letter => push(&mut pieces, letter),
            }
        }
        Ok(Pattern { pieces })
    }

    /// Checks that each place can be filled: with a whole number, a number, or not at all.
    pub(super) fn check(&self, value: impl Fn(&str) -> Option<Value>) -> Result<(), Problem> {
        for piece in &self.pieces {
            let Piece::Place { name, format } = piece else { continue };
            match value(name) {
                None => return Err(Problem::Unknown(name.clone())),
                Some(value) => format.check(value).map_err(|reason| Problem::Format(format!("`{name}` {reason}")))?,
            }
        }
        Ok(())
    }

    /// The text with all places filled.
    pub(super) fn fill(&self, value: impl Fn(&str) -> Value) -> String {
        let fill = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Place { name, format } => format.write(value(name)),
        };
        self.pieces.iter().map(fill).collect()
    }
}

/// Why a pattern cannot be filled.
#[derive(Debug, PartialEq)]
pub(super) enum Problem {
    /// Nothing has this name.
    Unknown(String),
    /// The format does not fit what has the name.
    Format(String),
}

fn push(pieces: &mut Vec<Piece>, letter: char) {
    match pieces.last_mut() {
        Some(Piece::Text(text)) => text.push(letter),
        _ => pieces.push(Piece::Text(letter.to_string())),
    }
}

impl Format {
    fn parse(text: &str) -> Result<Format, String> {
        let letters: Vec<char> = text.chars().collect();
        let is_align = |at: usize| letters.get(at).is_some_and(|letter| "<>=^".contains(*letter));
        let mut format = Format { fill: ' ', align: None, sign: '-', width: 0, precision: None, kind: None };
        let mut at = 0;
        if is_align(1) {
            (format.fill, format.align, at) = (letters[0], Some(letters[1]), 2);
        } else if is_align(0) {
            (format.align, at) = (Some(letters[0]), 1);
        }
        if let Some(&sign) = letters.get(at).filter(|letter| "+- ".contains(**letter)) {
            (format.sign, at) = (sign, at + 1);
        }
        if letters.get(at) == Some(&'0') && format.align.is_none() {
            (format.fill, format.align) = ('0', Some('='));
        }
        let number = |at: &mut usize| {
            let digits: String = letters[*at..].iter().take_while(|letter| letter.is_ascii_digit()).collect();
            *at += digits.len();
            // More would be no name of a file.
            (!digits.is_empty()).then(|| digits.parse().ok().filter(|&number: &usize| number <= 200))
        };
        let too_large = || "a number is larger than 200".to_string();
        if let Some(width) = number(&mut at) {
            format.width = width.ok_or_else(too_large)?;
        }
        if letters.get(at) == Some(&'.') {
            at += 1;
            let precision = number(&mut at).ok_or("no number stands behind the point")?;
            format.precision = Some(precision.ok_or_else(too_large)?);
        }
        format.kind = letters.get(at).copied();
        match (format.kind, letters.get(at + 1)) {
            (None | Some('d' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%'), None) => Ok(format),
            _ => {
                let rest: String = letters[at..].iter().collect();
                Err(format!("the format ends in `{rest}`; it may be `d`, `e`, `f`, `g` or `%`, as in `{{epoch:03d}}`"))
            }
        }
    }

    /// Whether a value can be written in this way.
    fn check(&self, value: Value) -> Result<(), String> {
        match (value, self.kind) {
            (Value::Number(_), Some('d')) => Err("is no whole number; write `f` for `d`".to_string()),
            (Value::Whole(_), None | Some('d')) if self.precision.is_some() => {
                Err("is a whole number, which has no digits behind the point; take the point out".to_string())
            }
            _ => Ok(()),
        }
    }

    fn write(&self, value: Value) -> String {
        let number = match value {
            Value::Missing => return "NA".to_string(),
            Value::Whole(whole) if matches!(self.kind, None | Some('d')) => {
                return self.pad("", &whole.to_string());
            }
            Value::Whole(whole) => whole as f64,
            Value::Number(number) => number,
        };
        let sign = if number.is_sign_negative() && !number.is_nan() { "-" } else { "" };
        self.pad(sign, &self.digits(number.abs()))
    }

    /// A number without its sign.
    fn digits(&self, number: f64) -> String {
        let precision = self.precision.unwrap_or(6);
        let digits = match self.kind {
            _ if !number.is_finite() => python::repr(number),
            Some('e' | 'E') => scientific(number, precision),
            Some('f' | 'F' | '%') => {
                let number = if self.kind == Some('%') { number * 100.0 } else { number };
                format!("{number:.precision$}")
            }
            Some(_) => general(number, precision.max(1), precision.max(1) as i32),
            None => match self.precision {
                None => python::repr(number),
                Some(precision) => with_point(general(number, precision.max(1), precision.max(1) as i32 - 1)),
            },
        };
        match self.kind {
            Some('E' | 'F' | 'G') => digits.to_uppercase(),
            Some('%') => digits + "%",
            _ => digits,
        }
    }

    fn pad(&self, minus: &str, digits: &str) -> String {
        let sign = match self.sign {
            '+' if minus.is_empty() => "+",
            ' ' if minus.is_empty() => " ",
            _ => minus,
        };
        let missing = self.width.saturating_sub(sign.len() + digits.len());
        let fill = |count: usize| String::from_iter(std::iter::repeat_n(self.fill, count));
        match self.align {
            Some('<') => format!("{sign}{digits}{}", fill(missing)),
            Some('^') => format!("{}{sign}{digits}{}", fill(missing / 2), fill(missing.div_ceil(2))),
            Some('=') => format!("{sign}{}{digits}", fill(missing)),
            _ => format!("{}{sign}{digits}", fill(missing)),
        }
    }
}

/// Python's `e` format: `1.50e-05`.
fn scientific(number: f64, precision: usize) -> String {
    let text = format!("{number:.precision$e}");
    let (digits, exponent) = python::split(&text);
    python::with_exponent(digits, exponent)
}

/// Python's `g` format: so many digits, in scientific notation if the exponent is below -4 or not below `limit`.
fn general(number: f64, precision: usize, limit: i32) -> String {
    let text = format!("{number:.*e}", precision - 1);
    let (digits, exponent) = python::split(&text);
    if (-4..limit).contains(&exponent) {
        let decimals = (precision as i32 - 1 - exponent).max(0) as usize;
        return without_zeros(&format!("{number:.decimals$}")).to_string();
    }
    python::with_exponent(without_zeros(digits), exponent)
}

/// Without zeros at the end of the fraction, and without a point that nothing follows.
fn without_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// With a point, if it has neither that nor an exponent.
fn with_point(text: String) -> String {
    if text.contains(['.', 'e']) { text } else { text + ".0" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(pattern: &str) -> String {
        Pattern::parse(pattern).expect("a good pattern").fill(|name| match name {
            "epoch" => Value::Whole(7),
            "val_loss" => Value::Number(0.6875),
            _ => Value::Missing,
        })
    }

    // `tests/parity` compares formats with Python's.
    #[test]
    fn places_are_filled() {
        let cases = [
            ("best.safetensors", "best.safetensors"),
            ("{epoch:02d}-{val_loss:.2f}.st", "07-0.69.st"),
            ("{{{epoch}}} }}{{", "{7} }{"),
            ("{auc:.2f}", "NA"),
            ("", ""),
        ];
        for (pattern, expected) in cases {
            assert_eq!(filled(pattern), expected);
        }
    }

    #[test]
    fn bad_patterns_are_refused() {
        for pattern in ["{epoch", "epoch}", "{a{b}}", "{epoch:x}", "{epoch:02dd}", "{loss:.f}", "{loss:999999999d}"] {
            assert!(Pattern::parse(pattern).is_err(), "{pattern}");
        }
        let check = |pattern: &str| {
            Pattern::parse(pattern).expect("it can be read").check(|name| match name {
                "epoch" => Some(Value::Whole(0)),
                "loss" => Some(Value::Number(0.0)),
                _ => None,
            })
        };
        assert_eq!(check("{epoch:03d}{loss:.2f}{epoch:.1f}"), Ok(()));
        assert_eq!(check("{epochs}"), Err(Problem::Unknown("epochs".to_string())));
        assert_eq!(check("{}"), Err(Problem::Unknown(String::new())));
        assert!(matches!(check("{loss:03d}"), Err(Problem::Format(_))));
        assert!(matches!(check("{epoch:.2}"), Err(Problem::Format(_))));
    }
}
