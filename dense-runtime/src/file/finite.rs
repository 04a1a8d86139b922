//! A look at all numbers of a value before it becomes JSON, which has no NaN and no infinity.

use std::fmt::Display;

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Error;

/// An error if a number in the value is not finite: JSON would have `null` in its place.
pub(super) fn check(value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
    value.serialize(Numbers)
}

/// A serializer that keeps nothing.
struct Numbers;

fn number(number: f64) -> Result<(), Error> {
    match number.is_finite() {
        true => Ok(()),
        false => Err(Error::custom(format!("it has the number {number}, but numbers must be finite"))),
    }
}

/// What has no numbers with a point in it.
macro_rules! passes {
    ($($method:ident($($type:ty),*);)*) => {
        $(fn $method(self, $(_: $type),*) -> Result<(), Error> {
            Ok(())
        })*
    };
}

/// What begins a value of several parts.
macro_rules! opens {
    ($($method:ident($($type:ty),*);)*) => {
        $(fn $method(self, $(_: $type),*) -> Result<Numbers, Error> {
            Ok(Numbers)
        })*
    };
}

impl Serializer for Numbers {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Numbers;
    type SerializeTuple = Numbers;
    type SerializeTupleStruct = Numbers;
    type SerializeTupleVariant = Numbers;
    type SerializeMap = Numbers;
    type SerializeStruct = Numbers;
    type SerializeStructVariant = Numbers;

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        number(f64::from(value))
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        number(value)
    }

    passes! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_u128(u128);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    fn collect_str<T: Display + ?Sized>(self, _: &T) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        check(value)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        check(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        check(value)
    }

    opens! {
        serialize_seq(Option<usize>);
        serialize_tuple(usize);
        serialize_tuple_struct(&'static str, usize);
        serialize_tuple_variant(&'static str, u32, &'static str, usize);
        serialize_map(Option<usize>);
        serialize_struct(&'static str, usize);
        serialize_struct_variant(&'static str, u32, &'static str, usize);
    }
}

/// The parts of values of several, with names or without.
macro_rules! parts {
    ($($kind:ident $method:ident($($name:ty)?);)*) => {
        $(impl $kind for Numbers {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, $(_: $name,)? value: &T) -> Result<(), Error> {
                check(value)
            }

            fn end(self) -> Result<(), Error> {
                Ok(())
            }
        })*
    };
}

parts! {
    SerializeSeq serialize_element();
    SerializeTuple serialize_element();
    SerializeTupleStruct serialize_field();
    SerializeTupleVariant serialize_field();
    SerializeStruct serialize_field(&'static str);
    SerializeStructVariant serialize_field(&'static str);
}

impl SerializeMap for Numbers {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, _: &T) -> Result<(), Error> {
        // A key that is a number is written as a text, and JSON has an error of its own for what it cannot write.
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        check(value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}
