//! The values of parameters: numbers, texts, and yes or no.

use core::fmt;

/// A value of a parameter.
///
/// ```
/// use dense_runtime::tune::Value;
///
/// assert_eq!(Value::from(32), Value::Integer(32));
/// assert_eq!(Value::from("adam").to_string(), "adam");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A whole number.
    Integer(i128),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// Yes or no.
    Flag(bool),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Integer(value) => write!(f, "{value}"),
            Value::Number(value) => write!(f, "{value:?}"),
            Value::Text(value) => f.write_str(value),
            Value::Flag(value) => write!(f, "{value}"),
        }
    }
}

/// What [`Trial::get`](super::Trial::get) can give: whole numbers, numbers, texts, and `bool`.
#[diagnostic::on_unimplemented(
    message = "a parameter cannot be `{Self}`",
    label = "no value of a parameter has this type",
    note = "values of parameters are numbers, `bool`, `String` and `&str`"
)]
pub trait FromValue<'a>: Sized {
    /// What such values are called in errors.
    #[doc(hidden)]
    const KIND: &'static str;

    /// The value as this type, if it can be.
    #[doc(hidden)]
    fn from_value(value: &'a Value) -> Option<Self>;
}

macro_rules! integers {
    ($($type:ident),*) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Value {
                Value::Integer(value as i128)
            }
        }

        impl FromValue<'_> for $type {
            const KIND: &'static str = concat!("a whole number that fits into `", stringify!($type), "`");

            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::Integer(value) => $type::try_from(*value).ok(),
                    _ => None,
                }
            }
        }
    )*};
}

integers!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

macro_rules! numbers {
    ($($type:ident),*) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Value {
                Value::Number(value.into())
            }
        }

        impl FromValue<'_> for $type {
            const KIND: &'static str = "a number";

            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::Number(value) => Some(*value as $type),
                    Value::Integer(value) => Some(*value as $type),
                    _ => None,
                }
            }
        }
    )*};
}

numbers!(f32, f64);

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Flag(value)
    }
}

impl FromValue<'_> for bool {
    const KIND: &'static str = "`true` or `false`";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Flag(value) => Some(*value),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Value {
        Value::Text(value)
    }
}

impl<'a> FromValue<'a> for &'a str {
    const KIND: &'static str = "a text";

    fn from_value(value: &'a Value) -> Option<Self> {
        match value {
            Value::Text(value) => Some(value),
            _ => None,
        }
    }
}

impl FromValue<'_> for String {
    const KIND: &'static str = "a text";

    fn from_value(value: &Value) -> Option<Self> {
        <&str>::from_value(value).map(str::to_owned)
    }
}
