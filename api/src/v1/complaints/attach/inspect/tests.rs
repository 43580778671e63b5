//! However a file is cut into pieces on its way, it is the same file.

use domain::gd::case::FileType;

use super::{HEAD, Inspector, Refused};

/// What is found of a file that comes in pieces of that length, behind its head.
fn found(content: &[u8], length: usize) -> Result<FileType, Refused> {
    let (head, rest) = content.split_at(content.len().min(HEAD));
    let mut inspector = Inspector::begin(head)?;
    for piece in rest.chunks(length) {
        inspector.feed(piece)?;
    }
    inspector.finish()
}

fn after_head(first: &[u8], filler: u8, last: &[u8]) -> Vec<u8> {
    let mut content = first.to_vec();
    content.resize(HEAD, filler);
    content.extend_from_slice(last);
    content
}

#[test]
fn pieces_make_no_difference() {
    let handler = b"hdlr\0\0\0\0\0\0\0\0soun";
    let picture = b"hdlr\0\0\0\0\0\0\0\0vide";
    let mp4 = b"\0\0\0\x18ftypM4A \0\0\0\0";
    let cases: [(Vec<u8>, Option<FileType>); 11] = [
        (
            after_head(b"", b'a', "中文，完".as_bytes()),
            Some(FileType::Text),
        ),
        (after_head(b"", b'a', b"\xE4\xB8"), None),
        (after_head(b"", b'a', b"b\0"), None),
        (
            after_head(b"\xFF\xD8\xFF\xE0", 0, b"\xFF\xD9"),
            Some(FileType::Jpeg),
        ),
        (after_head(b"\xFF\xD8\xFF\xE0", 0, b"\xFF\xD8"), None),
        (after_head(mp4, 0, handler), Some(FileType::M4a)),
        (after_head(mp4, 0, &[&handler[..], picture].concat()), None),
        (after_head(mp4, 0, b"hdlr"), None),
        (
            after_head(b"%PDF-1.4", b' ', b"%%EOF\r\n"),
            Some(FileType::Pdf),
        ),
        (after_head(b"%PDF-1.4", b' ', b"%%EOF\r\nx"), None),
        (after_head(b"%PDF-1.4", b' ', b"%%EO"), None),
    ];
    for (content, expected) in cases {
        for length in 1..=20 {
            let start = content.get(..8).unwrap_or_default();
            assert_eq!(
                found(&content, length).ok(),
                expected,
                "{start:?} by {length}"
            );
        }
    }
}

#[test]
fn the_end_of_an_archive_is_found_in_a_long_file() {
    let mut content = b"%PDF-1.4\n".to_vec();
    content.resize(500_000, b' ');
    content.extend_from_slice(b"%%EOF");
    assert_eq!(found(&content, 1000), Ok(FileType::Pdf));
    // An archive whose comment is the end of a PDF: readers of either would take it.
    let comment = b"      %%EOF";
    content.extend_from_slice(b"PK\x05\x06");
    content.extend_from_slice(&[0; 16]);
    content.extend_from_slice(&[11, 0]);
    content.extend_from_slice(comment);
    assert_eq!(found(&content, 1000), Err(super::TWO_IN_ONE));
}
