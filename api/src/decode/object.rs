//! Objects and lists of them.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::context::{Context, Segment};
use super::scalar::{Scalar, ScalarSeed};

/// What was read of a member.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Slot<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// It is `null`.
    Null,
    /// It is wrong; the fault is told already.
    Faulty,
    /// Its value.
    Value(T),
}

impl<T> Slot<T> {
    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether a fault was told already.
    pub const fn is_faulty(&self) -> bool {
        matches!(self, Self::Faulty)
    }

    /// Absent and `null` alike mean unknown.
    pub fn optional(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null | Self::Faulty => None,
        }
    }

    /// A value must be there.
    pub fn required(self, context: &mut Context, name: &'static str) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent => {
                context.fault_at(name, "缺少必填项", "is required");
                None
            }
            Self::Null => {
                context.fault_at(name, "不得为 null", "must not be null");
                None
            }
            Self::Faulty => None,
        }
    }

    /// The member must be there: `null` does not mean unknown here, but what `null_means` says, in Chinese and English.
    pub fn present(
        self,
        context: &mut Context,
        name: &'static str,
        null_means: (&'static str, &'static str),
    ) -> Option<Option<T>> {
        match self {
            Self::Value(value) => Some(Some(value)),
            Self::Null => Some(None),
            Self::Absent => {
                let (zh, en) = null_means;
                context.fault_at(
                    name,
                    format!("缺少此项，须明确写出；null 表示{zh}，不表示不明"),
                    format!("must be present: null means {en} here, not unknown"),
                );
                None
            }
            Self::Faulty => None,
        }
    }

    /// Absent means the default; `null` is no value.
    pub fn or_default(self, context: &mut Context, name: &'static str, default: T) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent => Some(default),
            Self::Null => {
                context.fault_at(name, "不得为 null", "must not be null");
                None
            }
            Self::Faulty => None,
        }
    }
}

/// The slots of an object with known members; the macro `object!` implements it.
pub trait Slots<'de>: Default {
    /// Reads the member of that name.
    ///
    /// # Errors
    /// Only where the JSON is not well-formed.
    fn member<A: MapAccess<'de>>(
        &mut self,
        name: &str,
        map: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error>;
}

/// An object that is read into slots and then checked as a whole.
pub trait Object<'de>: Slots<'de> {
    /// What it becomes.
    type Target;

    /// Puts the members together; `None` where a fault was told.
    fn finish(self, context: &mut Context) -> Option<Self::Target>;
}

/// Reads the next value of a map as a scalar.
///
/// # Errors
/// Only where the JSON is not well-formed.
pub fn read_scalar<'de, T: Scalar<'de>, A: MapAccess<'de>>(
    map: &mut A,
    context: &mut Context,
) -> Result<Slot<T>, A::Error> {
    map.next_value_seed(ScalarSeed::new(context))
}

/// Reads the next value of a map as a nested object.
///
/// # Errors
/// Only where the JSON is not well-formed.
pub fn read_nested<'de, T: Object<'de>, A: MapAccess<'de>>(
    map: &mut A,
    context: &mut Context,
) -> Result<Slot<T::Target>, A::Error> {
    map.next_value_seed(ObjectSeed::<T>::new(context))
}

/// Reads the next value of a map as a list of objects.
///
/// # Errors
/// Only where the JSON is not well-formed.
pub fn read_list<'de, T: Object<'de>, A: MapAccess<'de>>(
    map: &mut A,
    context: &mut Context,
) -> Result<Slot<Vec<T::Target>>, A::Error> {
    map.next_value_seed(ListSeed::<T> {
        context,
        of: PhantomData,
    })
}

/// Enters a member: notes a repeat, and where the reader is.
///
/// # Errors
/// Only where the JSON is not well-formed.
pub fn enter<T, E>(
    slot: &mut Slot<T>,
    name: &'static str,
    context: &mut Context,
    read: impl FnOnce(&mut Context) -> Result<Slot<T>, E>,
) -> Result<(), E> {
    let repeated = !slot.is_absent();
    *slot = context.within(Segment::Member(name), |context| {
        if repeated {
            context.fault("该项重复出现", "the member occurs twice");
        }
        read(context)
    })?;
    Ok(())
}

/// Skips a member that nobody knows, with a fault: a misspelt fact must never be ignored.
///
/// # Errors
/// Only where the JSON is not well-formed.
pub fn unknown<'de, A: MapAccess<'de>>(
    name: &str,
    names: &[&str],
    map: &mut A,
    context: &mut Context,
) -> Result<(), A::Error> {
    let names = names.join(", ");
    context.fault_at(
        name,
        format!("没有这一项；可用的有：{names}"),
        format!("there is no such member; there are: {names}"),
    );
    map.next_value::<IgnoredAny>().map(|_ignored| ())
}

/// Declares an object's slots: `name: scalar Type`, `name: object Type`, `name: list Type`, `name: items Type` for a list of
/// scalars, or `name: raw Type` for JSON that is kept as text.
macro_rules! object {
    (
        $(#[$doc:meta])*
        $visibility:vis struct $slots:ident<$lifetime:lifetime> {
            $($name:ident : $kind:ident $of:ty),+ $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Default)]
        $visibility struct $slots<$lifetime> {
            $($name: $crate::decode::object!(@slot $lifetime $kind $of),)+
            of: std::marker::PhantomData<&$lifetime ()>,
        }

        impl<$lifetime> $slots<$lifetime> {
            /// The members, in the order of the documentation.
            pub(crate) const MEMBERS: &'static [&'static str] = &[$(stringify!($name)),+];
        }

        impl<$lifetime> $crate::decode::Slots<$lifetime> for $slots<$lifetime> {
            fn member<A: serde::de::MapAccess<$lifetime>>(
                &mut self,
                name: &str,
                map: &mut A,
                context: &mut $crate::decode::Context,
            ) -> Result<(), A::Error> {
                match name {
                    $(stringify!($name) => $crate::decode::enter(
                        &mut self.$name,
                        stringify!($name),
                        context,
                        |context| $crate::decode::object!(@read $kind $of, map, context),
                    ),)+
                    _ => $crate::decode::unknown(name, Self::MEMBERS, map, context),
                }
            }
        }
    };
    (@slot $lifetime:lifetime scalar $of:ty) => { $crate::decode::Slot<$of> };
    (@slot $lifetime:lifetime object $of:ty) => {
        $crate::decode::Slot<<$of as $crate::decode::Object<$lifetime>>::Target>
    };
    (@slot $lifetime:lifetime list $of:ty) => {
        $crate::decode::Slot<Vec<<$of as $crate::decode::Object<$lifetime>>::Target>>
    };
    (@slot $lifetime:lifetime items $of:ty) => { $crate::decode::Slot<Vec<$of>> };
    (@slot $lifetime:lifetime raw $of:ty) => { $crate::decode::Slot<$of> };
    (@read raw $of:ty, $map:ident, $context:ident) => {{
        let _nothing_to_fault: &$crate::decode::Context = $context;
        $map.next_value().map($crate::decode::Slot::Value)
    }};
    (@read scalar $of:ty, $map:ident, $context:ident) => {
        $crate::decode::read_scalar::<$of, A>($map, $context)
    };
    (@read object $of:ty, $map:ident, $context:ident) => {
        $crate::decode::read_nested::<$of, A>($map, $context)
    };
    (@read items $of:ty, $map:ident, $context:ident) => {
        $crate::decode::read_items::<$of, A>($map, $context)
    };
    (@read list $of:ty, $map:ident, $context:ident) => {
        $crate::decode::read_list::<$of, A>($map, $context)
    };
}
pub(crate) use object;

/// A member's name, borrowed from the body wherever it has no escapes.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a member name")
            }

            fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(value.to_owned())))
            }

            fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(value)))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

pub(super) struct ObjectSeed<'c, T> {
    context: &'c mut Context,
    of: PhantomData<T>,
}

impl<'c, T> ObjectSeed<'c, T> {
    pub(super) const fn new(context: &'c mut Context) -> Self {
        Self {
            context,
            of: PhantomData,
        }
    }

    fn wrong<V>(context: &mut Context) -> Slot<V> {
        context.fault("应为对象", "must be an object");
        Slot::Faulty
    }
}

impl<'de, T: Object<'de>> DeserializeSeed<'de> for ObjectSeed<'_, T> {
    type Value = Slot<T::Target>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Object<'de>> Visitor<'de> for ObjectSeed<'_, T> {
    type Value = Slot<T::Target>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut slots = T::default();
        while let Some(Key(name)) = map.next_key()? {
            slots.member(&name, &mut map, self.context)?;
        }
        Ok(slots.finish(self.context).map_or(Slot::Faulty, Slot::Value))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Slot::Null)
    }

    fn visit_bool<E>(self, _value: bool) -> Result<Self::Value, E> {
        Ok(Self::wrong(self.context))
    }

    fn visit_i64<E>(self, _value: i64) -> Result<Self::Value, E> {
        Ok(Self::wrong(self.context))
    }

    fn visit_u64<E>(self, _value: u64) -> Result<Self::Value, E> {
        Ok(Self::wrong(self.context))
    }

    fn visit_f64<E>(self, _value: f64) -> Result<Self::Value, E> {
        Ok(Self::wrong(self.context))
    }

    fn visit_str<E>(self, _value: &str) -> Result<Self::Value, E> {
        Ok(Self::wrong(self.context))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self::wrong(self.context))
    }
}

struct ListSeed<'c, T> {
    context: &'c mut Context,
    of: PhantomData<T>,
}

impl<T> ListSeed<'_, T> {
    fn wrong<V>(context: &mut Context) -> Slot<V> {
        context.fault("应为数组", "must be an array");
        Slot::Faulty
    }
}

impl<'de, T: Object<'de>> DeserializeSeed<'de> for ListSeed<'_, T> {
    type Value = Slot<Vec<T::Target>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Object<'de>> Visitor<'de> for ListSeed<'_, T> {
    type Value = Slot<Vec<T::Target>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        let mut faulty = false;
        for index in 0.. {
            let context = &mut *self.context;
            let next = context.within(Segment::Item(index), |context| {
                let next = seq.next_element_seed(ObjectSeed::<T>::new(context))?;
                if matches!(next, Some(Slot::Null)) {
                    context.fault("应为对象", "must be an object");
                }
                Ok(next)
            })?;
            match next {
                None => break,
                Some(Slot::Value(item)) => items.push(item),
                Some(Slot::Absent | Slot::Null | Slot::Faulty) => faulty = true,
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
        Ok(Self::wrong(self.context))
    }

    fn visit_i64<E>(self, _value: i64) -> Result<Self::Value, E> {
        Ok(Self::wrong(self.context))
    }

    fn visit_u64<E>(self, _value: u64) -> Result<Self::Value, E> {
        Ok(Self::wrong(self.context))
    }

    fn visit_f64<E>(self, _value: f64) -> Result<Self::Value, E> {
        Ok(Self::wrong(self.context))
    }

    fn visit_str<E>(self, _value: &str) -> Result<Self::Value, E> {
        Ok(Self::wrong(self.context))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Self::wrong(self.context))
    }
}
