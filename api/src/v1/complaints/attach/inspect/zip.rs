//! ZIP archives: of them, documents only. What is in one, its directory at the end tells; nothing is unpacked.

use std::collections::BTreeSet;

use domain::gd::case::FileType;
use memchr::memmem;

use super::{CUT_SHORT, Refused, TWO_IN_ONE};

const NO_DOCUMENT: Refused = Refused::new(
    "不接受压缩包；其中的文件请逐个提交。",
    "Archives are not taken: send each of the files in it.",
);
const ENCRYPTED: Refused = Refused::new("不接受加密的文档。", "Encrypted documents are not taken.");
const ACTIVE: Refused = Refused::new(
    "文档中含有宏、控件、嵌入对象或者可执行文件。",
    "The document holds macros, controls, embedded objects or programs.",
);
const TOO_MANY: Refused = Refused::new("文档的组成部分过多。", "The document has too many parts.");

/// Signature of the end of an archive.
const END: &[u8] = b"PK\x05\x06";

/// Length of that end without a comment.
const END_LENGTH: usize = 22;

/// Signature of an entry of the directory.
const ENTRY: &[u8] = b"PK\x01\x02";

/// Length of an entry without its name.
const ENTRY_LENGTH: usize = 46;

/// Endings that parts of office documents have.
const OFFICE: [&str; 19] = [
    "xml", "rels", "png", "jpg", "jpeg", "jpe", "gif", "bmp", "tif", "tiff", "emf", "wmf", "wdp",
    "svg", "webp", "vml", "odttf", "fntdata", "ttf",
];

/// Endings that parts of OFD documents have: pages, pictures, fonts, seals.
const OFD: [&str; 18] = [
    "xml", "png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff", "jb2", "gbig2", "ttf", "otf", "ttc",
    "cff", "pfb", "esl", "dat", "rels",
];

/// Parts of office documents that do something by themselves, wherever their names have these words.
const DOING: [&str; 5] = ["vba", "activex", "embeddings", "macrosheets", "ctrlprops"];

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let two: [u8; 2] = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(two)))
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    Some(u64::from(u32::from_le_bytes(four)))
}

/// Whether the end of some other file is the end of an archive too: a reader of archives would open it.
pub(super) fn ends_as_archive(end: &[u8]) -> bool {
    memmem::rfind_iter(end, END).any(|at| {
        let comment = short(end, at.saturating_add(20));
        let behind = end.len().saturating_sub(at).checked_sub(END_LENGTH);
        comment.is_some() && comment == behind
    })
}

/// What a ZIP archive is that ends so.
pub(super) fn file_type(end: &[u8], size: u64) -> Result<FileType, Refused> {
    let names = names(directory(end, size)?)?;
    let has = |name: &str| names.contains(name);
    let kinds = [
        (has("word/document.xml"), FileType::Docx),
        (has("xl/workbook.xml"), FileType::Xlsx),
        (has("OFD.xml"), FileType::Ofd),
    ];
    let mut found = kinds.iter().filter(|(is, _)| *is).map(|(_, kind)| *kind);
    let kind = match (found.next(), found.next()) {
        (Some(kind), None) => kind,
        (Some(_), Some(_)) => return Err(TWO_IN_ONE),
        (None, _) => return Err(NO_DOCUMENT),
    };
    if kind != FileType::Ofd && !has("[Content_Types].xml") {
        return Err(NO_DOCUMENT);
    }
    if names.iter().all(|name| belongs(kind, name)) {
        Ok(kind)
    } else {
        Err(ACTIVE)
    }
}

/// The directory, if it lies where the end says and nothing stands before the archive, behind it or in between.
fn directory(end: &[u8], size: u64) -> Result<&[u8], Refused> {
    let at = end.len().checked_sub(END_LENGTH).ok_or(CUT_SHORT)?;
    let (before, last) = end.split_at(at);
    if !last.starts_with(END) {
        let more = ends_as_archive(end);
        return Err(if more { TWO_IN_ONE } else { CUT_SHORT });
    }
    let (length, offset) = long(last, 12).zip(long(last, 16)).ok_or(CUT_SHORT)?;
    let whole = offset
        .saturating_add(length)
        .saturating_add(u64::try_from(END_LENGTH).unwrap_or(u64::MAX));
    if short(last, 20) != Some(0) || whole != size {
        return Err(TWO_IN_ONE);
    }
    let length = usize::try_from(length).map_err(|_large| TOO_MANY)?;
    let from = before.len().checked_sub(length).ok_or(TOO_MANY)?;
    before.get(from..).ok_or(TOO_MANY)
}

/// The names of the parts.
fn names(mut directory: &[u8]) -> Result<BTreeSet<String>, Refused> {
    let mut names = BTreeSet::new();
    let mut from_the_start = false;
    while !directory.is_empty() {
        let entry = directory
            .get(..ENTRY_LENGTH)
            .filter(|entry| entry.starts_with(ENTRY))
            .ok_or(CUT_SHORT)?;
        let lengths = [28, 30, 32].map(|at| short(entry, at).unwrap_or_default());
        let [name, extra, comment] = lengths;
        if short(entry, 8).is_none_or(|flags| flags & 1 != 0) {
            return Err(ENCRYPTED);
        }
        from_the_start |= long(entry, 42) == Some(0);
        let rest = directory.get(ENTRY_LENGTH..).unwrap_or_default();
        let text = rest
            .get(..name)
            .and_then(|name| std::str::from_utf8(name).ok());
        let text = text.ok_or(ACTIVE)?;
        // A part that is there twice is one for whoever looks at it and another for whoever opens it.
        if !is_inside(text) || !names.insert(text.to_owned()) {
            return Err(ACTIVE);
        }
        let length = name.saturating_add(extra).saturating_add(comment);
        directory = rest.get(length..).ok_or(CUT_SHORT)?;
    }
    if from_the_start {
        Ok(names)
    } else {
        Err(TWO_IN_ONE)
    }
}

/// Whether a part's name stays within the archive.
fn is_inside(name: &str) -> bool {
    let strange = |c: char| c.is_control() || matches!(c, '\\' | ':');
    !name.is_empty()
        && !name.starts_with('/')
        && !name.contains(strange)
        && name.split('/').all(|step| step != "..")
}

/// Whether a part of that name belongs into such a document.
fn belongs(kind: FileType, name: &str) -> bool {
    let lower = name.to_lowercase();
    if lower.ends_with('/') {
        return true;
    }
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    if kind == FileType::Ofd {
        return OFD.contains(&ending);
    }
    if DOING.iter().any(|word| lower.contains(word)) {
        return false;
    }
    OFFICE.contains(&ending) || (ending == "bin" && lower.contains("/printersettings/"))
}
