//! First and last bytes.

use domain::gd::case::FileType;
use memchr::memmem;

use super::{Refused, TWO_IN_ONE, audio, text};

/// What the first bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// The type.
    Known(FileType),
    /// A ZIP archive: which one, its directory tells.
    Zip,
    /// A file of the MP4 family: whether there is sound only, its tracks tell.
    Mp4,
}

const UNKNOWN: Refused = Refused::new(
    "不接受该类型的文件；可用：PDF、OFD、DOCX、XLSX（不含宏）、UTF-8 纯文本、JPEG、PNG、WebP、TIFF、MP3、M4A、WAV、AMR、OGG。",
    "Files of this type are not taken; these are: PDF, OFD, DOCX, XLSX (without macros), plain text in UTF-8, JPEG, PNG, WebP, TIFF, MP3, M4A, WAV, AMR, OGG.",
);

/// The chunk with which every PNG ends.
pub(super) const PNG_END: [u8; 12] = [0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82];

/// Within so many first bytes readers of PDF look for its head, and browsers for HTML.
const LOOKED_AT: usize = 1024;

/// With what a page begins that a browser would run.
const PAGE: [&[u8]; 6] = [
    b"<!doctype",
    b"<html",
    b"<head",
    b"<script",
    b"<svg",
    b"<iframe",
];

/// What a file is that begins so.
pub(super) fn family(head: &[u8]) -> Result<Family, Refused> {
    if head.starts_with(b"PK\x03\x04") {
        return Ok(Family::Zip);
    }
    if audio::is_mp4(head) {
        return Ok(Family::Mp4);
    }
    let found = infer::get(head).map(|found| found.mime_type());
    let known = match found {
        Some("application/pdf") => Some(FileType::Pdf),
        Some("image/jpeg") => Some(FileType::Jpeg),
        Some("image/png") => Some(FileType::Png),
        Some("image/webp") => Some(FileType::Webp),
        Some("image/tiff") => Some(FileType::Tiff),
        Some("audio/x-wav") => Some(FileType::Wav),
        _ if audio::is_mp3(head) => Some(FileType::Mp3),
        _ if audio::is_amr(head) => Some(FileType::Amr),
        _ if audio::is_ogg_sound(head) => Some(FileType::Ogg),
        _ => None,
    };
    let start = head.get(..LOOKED_AT).unwrap_or(head);
    match known {
        Some(FileType::Pdf) if has_page(start) => Err(TWO_IN_ONE),
        Some(file_type) => Ok(Family::Known(file_type)),
        None if !text::may_begin(head) => Err(UNKNOWN),
        // Readers of PDF take a file whose head comes a little later.
        None if memmem::find(start, b"%PDF-").is_some() => Err(TWO_IN_ONE),
        None => Ok(Family::Known(FileType::Text)),
    }
}

fn has_page(start: &[u8]) -> bool {
    let lower = start.to_ascii_lowercase();
    PAGE.iter().any(|page| memmem::find(&lower, page).is_some())
}

/// Whether a PDF ends; nothing but blanks may follow.
pub(super) fn pdf_ends(end: &[u8]) -> Result<bool, Refused> {
    let mark = b"%%EOF";
    let Some(at) = memmem::rfind(end, mark) else {
        return Ok(false);
    };
    let rest = end.get(at.saturating_add(mark.len())..).unwrap_or_default();
    let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    if rest.iter().all(blank) {
        Ok(true)
    } else {
        Err(TWO_IN_ONE)
    }
}

/// The length that a RIFF file says it has, its head included.
fn riff_length(first: &[u8]) -> Option<u64> {
    let length: [u8; 4] = first.get(4..8)?.try_into().ok()?;
    Some(u64::from(u32::from_le_bytes(length)).saturating_add(8))
}

/// Whether a WebP is as long as it says; a byte more may fill it up.
pub(super) fn webp_ends(first: &[u8], size: u64) -> Result<bool, Refused> {
    match riff_length(first) {
        Some(said) if size > said.saturating_add(1) => Err(TWO_IN_ONE),
        Some(said) => Ok(size >= said),
        None => Ok(false),
    }
}

/// Whether a WAV is as long as it says; recorders that cannot go back say 0 or the most there can be.
pub(super) fn wav_is_whole(first: &[u8], size: u64) -> bool {
    let most = u64::from(u32::MAX).saturating_add(8);
    riff_length(first).is_some_and(|said| said == 8 || said == most || size >= said)
}

/// Whether the first directory of a TIFF lies within it.
pub(super) fn tiff_is_whole(first: &[u8], size: u64) -> bool {
    let Some(offset) = first
        .get(4..8)
        .and_then(|four| <[u8; 4]>::try_from(four).ok())
    else {
        return false;
    };
    let offset = if first.starts_with(b"II") {
        u32::from_le_bytes(offset)
    } else {
        u32::from_be_bytes(offset)
    };
    offset >= 8 && u64::from(offset) < size
}
