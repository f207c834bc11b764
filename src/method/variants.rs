//! The names of an enum's variants, in the order of the enum. Serde knows them: a list of our own
//! could be forgotten.

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::fmt;

/// The names under which serde reads the variants of `T`; none where `T` is no enum.
pub(super) fn of<T: for<'de> Deserialize<'de>>() -> &'static [&'static str] {
    T::deserialize(Asked).err().map_or(&[], |found| found.0)
}

/// Gives no value: it fails with the names that it is asked for.
struct Asked;

/// The names.
#[derive(Debug)]
struct VariantNames(&'static [&'static str]);

impl fmt::Display for VariantNames {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl std::error::Error for VariantNames {}

impl Error for VariantNames {
    fn custom<M: fmt::Display>(_: M) -> VariantNames {
        VariantNames(&[])
    }
}

impl<'de> Deserializer<'de> for Asked {
    type Error = VariantNames;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, VariantNames> {
        Err(VariantNames(&[]))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, VariantNames> {
        Err(VariantNames(names))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}
