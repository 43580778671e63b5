//! Changing JSON by pointer.

use serde_json::{Map, Value};

/// Sets the value at a pointer, making the objects on the way where they are null or absent.
///
/// # Panics
/// If the pointer leads into a list that has no such item, or into a scalar.
pub fn set(document: &mut Value, pointer: &str, value: Value) {
    let mut place = document;
    for segment in pointer.split('/').skip(1) {
        let segment = segment.replace("~1", "/").replace("~0", "~");
        if place.is_null() {
            *place = Value::Object(Map::new());
        }
        place = match place {
            Value::Object(members) => members.entry(segment).or_insert(Value::Null),
            Value::Array(items) => &mut items[segment.parse::<usize>().unwrap()],
            other => panic!("{segment} of {other}"),
        };
    }
    *place = value;
}

/// A copy with the value at a pointer set.
#[must_use]
pub fn with(document: &Value, pointer: &str, value: Value) -> Value {
    let mut copy = document.clone();
    set(&mut copy, pointer, value);
    copy
}

/// A copy without the member at a pointer.
///
/// # Panics
/// If it is not a member of an object.
#[must_use]
pub fn without(document: &Value, pointer: &str) -> Value {
    let mut copy = document.clone();
    let (parent, member) = pointer.rsplit_once('/').unwrap();
    let parent = copy.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    assert!(parent.remove(member).is_some(), "no {pointer}");
    copy
}
