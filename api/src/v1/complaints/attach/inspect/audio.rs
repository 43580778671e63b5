//! Recordings.

use memchr::memmem;

use super::{CUT_SHORT, Refused};

const VIDEO: Refused = Refused::new(
    "不接受视频；请只提交录音。",
    "Videos are not taken: send the sound only.",
);

/// Brands of MP4 files that may hold sound only.
const BRANDS: [&[u8; 4]; 14] = [
    b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"3gp4",
    b"3gp5", b"3gp6", b"3gpp", b"dash",
];

/// From the name of a handler's box to the end of the handler's type.
const HANDLER: usize = 16;

pub(super) fn is_mp4(head: &[u8]) -> bool {
    let brand = head.get(8..12);
    head.get(4..8) == Some(b"ftyp".as_slice())
        && BRANDS.iter().any(|known| brand == Some(known.as_slice()))
}

/// An ID3 tag, or two frames of layer III, one behind the other.
pub(super) fn is_mp3(head: &[u8]) -> bool {
    if let Some([b'I', b'D', b'3', 2..=4, revision, _flags, size @ ..]) = head.first_chunk::<10>() {
        return *revision != 0xFF && size.iter().all(|byte| *byte < 0x80);
    }
    let second = frame_length(head).and_then(|length| head.get(length..));
    second.is_some_and(|second| frame_length(second).is_some())
}

/// The length of the frame of layer III that begins here.
fn frame_length(bytes: &[u8]) -> Option<usize> {
    const MPEG1: [usize; 14] = [
        32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ];
    const MPEG2: [usize; 14] = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    const HERTZ: [usize; 3] = [44_100, 48_000, 32_000];
    let [0xFF, second, third, _] = *bytes.first_chunk::<4>()? else {
        return None;
    };
    // Eleven bits of synchronisation, then version and layer.
    if second & 0xE6 != 0xE2 {
        return None;
    }
    let (rates, coefficient, divisor) = match (second >> 3) & 3 {
        3 => (MPEG1, 144_000, 1),
        2 => (MPEG2, 72_000, 2),
        0 => (MPEG2, 72_000, 4),
        _ => return None,
    };
    let rate = rates.get(usize::from(third >> 4).checked_sub(1)?)?;
    let hertz = HERTZ.get(usize::from((third >> 2) & 3))? / divisor;
    let padding = usize::from((third >> 1) & 1);
    Some(coefficient * rate / hertz + padding)
}

pub(super) fn is_amr(head: &[u8]) -> bool {
    head.starts_with(b"#!AMR\n") || head.starts_with(b"#!AMR-WB\n")
}

/// An Ogg file whose first stream is sound.
pub(super) fn is_ogg_sound(head: &[u8]) -> bool {
    const CODECS: [&[u8]; 4] = [b"\x01vorbis", b"OpusHead", b"\x7FFLAC", b"Speex   "];
    let first = head.get(28..).unwrap_or_default();
    head.starts_with(b"OggS\0\x02") && CODECS.iter().any(|codec| first.starts_with(codec))
}

/// Which sorts of track an MP4 file has, found as it streams by.
#[derive(Debug, Default)]
pub(super) struct Handlers {
    open: Vec<u8>,
    sound: bool,
    picture: bool,
}

impl Handlers {
    pub(super) fn feed(&mut self, piece: &[u8]) {
        self.open.extend_from_slice(piece);
        for at in memmem::find_iter(&self.open, b"hdlr") {
            match self
                .open
                .get(at.saturating_add(12)..at.saturating_add(HANDLER))
            {
                Some(b"soun") => self.sound = true,
                Some(b"vide") => self.picture = true,
                Some(_) | None => {}
            }
        }
        let known = self.open.len().saturating_sub(HANDLER - 1);
        self.open.drain(..known);
    }

    /// # Errors
    /// Where there are pictures, or no track is described.
    pub(super) fn finish(&self) -> Result<(), Refused> {
        match (self.picture, self.sound) {
            (true, _) => Err(VIDEO),
            (false, false) => Err(CUT_SHORT),
            (false, true) => Ok(()),
        }
    }
}
