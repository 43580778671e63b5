//! Lists of values without members.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::context::{Context, Segment};
use super::object::Slot;
use super::scalar::{Scalar, ScalarSeed};

/// Most items of such a list.
const MOST_ITEMS: usize = 1_000;

/// Reads the next value of a map as a list of scalars.
///
/// # Errors
/// Only where the JSON is not well-formed.
pub fn read_items<'de, T: Scalar<'de>, A: MapAccess<'de>>(
    map: &mut A,
    context: &mut Context,
) -> Result<Slot<Vec<T>>, A::Error> {
    map.next_value_seed(ItemsSeed::<T> {
        context,
        of: PhantomData,
    })
}

struct ItemsSeed<'c, T> {
    context: &'c mut Context,
    of: PhantomData<T>,
}

impl<T> ItemsSeed<'_, T> {
    fn wrong<V>(self) -> Slot<V> {
        self.context.fault("应为数组", "must be an array");
        Slot::Faulty
    }
}

impl<'de, T: Scalar<'de>> DeserializeSeed<'de> for ItemsSeed<'_, T> {
    type Value = Slot<Vec<T>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Scalar<'de>> Visitor<'de> for ItemsSeed<'_, T> {
    type Value = Slot<Vec<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        let mut faulty = false;
        for index in 0.. {
            let context = &mut *self.context;
            let next = context.within(Segment::Item(index), |context| {
                let next = seq.next_element_seed(ScalarSeed::<T>::new(context))?;
                if matches!(next, Some(Slot::Null)) {
                    context.fault(T::EXPECTED.0, T::EXPECTED.1);
                }
                Ok::<_, A::Error>(next)
            })?;
            match next {
                None => break,
                Some(Slot::Value(item)) => items.push(item),
                Some(Slot::Absent | Slot::Null | Slot::Faulty) => faulty = true,
            }
            if index >= MOST_ITEMS {
                context.fault(
                    format!("最多 {MOST_ITEMS} 项"),
                    format!("must have at most {MOST_ITEMS} items"),
                );
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(Slot::Faulty);
            }
        }
        Ok(if faulty {
            Slot::Faulty
        } else {
            Slot::Value(items)
        })
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Slot::Null)
    }

    fn visit_bool<E>(self, _value: bool) -> Result<Self::Value, E> {
        Ok(self.wrong())
    }

    fn visit_i64<E>(self, _value: i64) -> Result<Self::Value, E> {
        Ok(self.wrong())
    }

    fn visit_u64<E>(self, _value: u64) -> Result<Self::Value, E> {
        Ok(self.wrong())
    }

    fn visit_f64<E>(self, _value: f64) -> Result<Self::Value, E> {
        Ok(self.wrong())
    }

    fn visit_str<E>(self, _value: &str) -> Result<Self::Value, E> {
        Ok(self.wrong())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(self.wrong())
    }
}
