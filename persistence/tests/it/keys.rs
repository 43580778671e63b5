//! Keys: what they seal opens in its place only, and nothing prints them.

use persistence::keys::{KeyFileError, KeyRing, SealError};

#[test]
fn what_is_sealed_opens_in_its_place_only() {
    let keys = KeyRing::ephemeral().unwrap();
    let (key, wrapped) = keys.new_case_key("complaint/1").unwrap();
    let sealed = key.seal("item", "𠮷".as_bytes()).unwrap();
    assert!(!sealed.windows(4).any(|part| part == "𠮷".as_bytes()));
    let again = keys.unwrap_case_key("complaint/1", &wrapped).unwrap();
    assert_eq!(
        again.open("item", &sealed).unwrap().as_slice(),
        "𠮷".as_bytes()
    );
    assert_eq!(again.open("other", &sealed).err(), Some(SealError::Broken));
    let mut changed = sealed.clone();
    *changed.last_mut().unwrap() ^= 1;
    assert_eq!(again.open("item", &changed).err(), Some(SealError::Broken));
    assert_eq!(again.open("item", &[]).err(), Some(SealError::Broken));
    let elsewhere = keys.unwrap_case_key("complaint/2", &wrapped);
    assert_eq!(elsewhere.err(), Some(SealError::Broken));
    let others = KeyRing::ephemeral().unwrap();
    let foreign = others.unwrap_case_key("complaint/1", &wrapped);
    assert_eq!(foreign.err(), Some(SealError::UnknownKey));
}

#[test]
fn purposes_are_apart() {
    let keys = KeyRing::ephemeral().unwrap();
    let sealed = keys.seal("a", b"text").unwrap();
    assert_eq!(keys.open("a", &sealed).unwrap().as_slice(), b"text");
    assert_eq!(keys.open("b", &sealed).err(), Some(SealError::Broken));
    assert_ne!(
        keys.lookup_hash("phone", "12345").hash,
        keys.lookup_hash("email", "12345").hash
    );
    assert_eq!(
        keys.lookup_hash("phone", "12345"),
        keys.lookup_hash("phone", "12345")
    );
}

#[test]
fn nothing_is_printed() {
    let keys = KeyRing::ephemeral().unwrap();
    assert_eq!(format!("{keys:?}"), "KeyRing(…)");
}

#[test]
fn a_rotated_file_still_opens_what_was_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    let first = KeyRing::create(&path).unwrap();
    assert!(matches!(
        KeyRing::create(&path),
        Err(KeyFileError::Exists { .. })
    ));
    let sealed = first.seal("a", b"text").unwrap();
    let hash = first.lookup_hash("phone", "12345");
    let second = KeyRing::rotate(&path).unwrap();
    assert_ne!(first.active_id(), second.active_id());
    let loaded = KeyRing::load(&path).unwrap();
    assert_eq!(loaded.open("a", &sealed).unwrap().as_slice(), b"text");
    assert_eq!(loaded.lookup_hash("phone", "12345"), hash);
    let newer = loaded.seal("a", b"text").unwrap();
    assert_eq!(first.open("a", &newer).err(), Some(SealError::UnknownKey));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
