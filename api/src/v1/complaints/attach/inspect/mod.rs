//! What a file is, as its content shows: looked at while it streams by, never kept. Whoever sends it is not believed.
//!
//! A type is known by its first bytes; what stands against it may show only at the end: a second format hidden in the
//! file, a macro in a document, a picture in a sound file, a text that is none.

mod audio;
mod signature;
mod text;
mod zip;

#[cfg(test)]
mod tests;

use domain::gd::case::{FileSort, FileType};
use memchr::memmem;

use audio::Handlers;
use signature::Family;
use text::Utf8;

use crate::problem::{Fault, Problem, ProblemCode};

/// How many first bytes tell the type; fewer only of a shorter file.
pub const HEAD: usize = 4096;

/// How much of a file's end is looked at: the longest end of a ZIP archive, with a little room.
const END: usize = 66 * 1024;

/// The same of a ZIP archive: its directory, some 3,000 entries long, and its end.
const ZIP_END: usize = 256 * 1024;

/// Why a file is not taken, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Refused {
    const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Self::new(ProblemCode::UnsupportedMediaType)
            .with_fault(Fault::new("", refused.zh, refused.en))
            .with_detail(refused.zh, refused.en)
    }
}

const CUT_SHORT: Refused = Refused::new(
    "文件不完整：结尾缺失或者被截断。",
    "The file is not whole: its end is missing.",
);
const TWO_IN_ONE: Refused = Refused::new(
    "文件中夹带另一种格式的内容。",
    "There is something of another format in the file.",
);

/// Looks at a file as it streams by.
pub struct Inspector {
    family: Family,
    first: Vec<u8>,
    size: u64,
    end: Vec<u8>,
    utf8: Utf8,
    handlers: Handlers,
    /// JPEG: whether the marker of a picture's end was seen, and the byte before the next piece.
    picture_ended: bool,
    before: Option<u8>,
}

impl Inspector {
    /// For a file that begins so; not to be fed these bytes again.
    ///
    /// # Errors
    /// [`Refused`] where no type that is taken begins so.
    pub fn begin(head: &[u8]) -> Result<Self, Refused> {
        let mut inspector = Self {
            family: signature::family(head)?,
            first: head.iter().take(16).copied().collect(),
            size: 0,
            end: Vec::new(),
            utf8: Utf8::default(),
            handlers: Handlers::default(),
            picture_ended: false,
            before: None,
        };
        inspector.feed(head)?;
        Ok(inspector)
    }

    /// Whether it is a recording: those may be larger.
    #[must_use]
    pub fn is_audio(&self) -> bool {
        match self.family {
            Family::Known(file_type) => file_type.sort() == FileSort::Audio,
            Family::Mp4 => true,
            Family::Zip => false,
        }
    }

    /// Looks at the next bytes.
    ///
    /// # Errors
    /// [`Refused`] where they show that it is not what it began as.
    pub fn feed(&mut self, piece: &[u8]) -> Result<(), Refused> {
        let length = u64::try_from(piece.len()).unwrap_or(u64::MAX);
        self.size = self.size.saturating_add(length);
        match self.family {
            Family::Known(FileType::Text) => self.utf8.feed(piece)?,
            Family::Known(FileType::Jpeg) => self.look_for_the_end_of_a_picture(piece),
            Family::Mp4 => self.handlers.feed(piece),
            Family::Known(_) | Family::Zip => {}
        }
        self.keep_the_end(piece);
        Ok(())
    }

    fn look_for_the_end_of_a_picture(&mut self, piece: &[u8]) {
        let across = self.before == Some(0xFF) && piece.first() == Some(&0xD9);
        self.picture_ended |= across || memmem::find(piece, &[0xFF, 0xD9]).is_some();
        self.before = piece.last().copied().or(self.before);
    }

    fn keep_the_end(&mut self, piece: &[u8]) {
        let most = match self.family {
            Family::Zip => ZIP_END,
            Family::Known(_) | Family::Mp4 => END,
        };
        self.end.extend_from_slice(piece);
        // Cut only now and then: moving the rest costs.
        if self.end.len() > most.saturating_mul(2) {
            let surplus = self.end.len().saturating_sub(most);
            self.end.drain(..surplus);
        }
    }

    /// What it is, now that it has ended.
    ///
    /// # Errors
    /// [`Refused`] where it is not whole, or more than one thing.
    pub fn finish(self) -> Result<FileType, Refused> {
        let end = self.end.as_slice();
        let file_type = match self.family {
            Family::Zip => return zip::file_type(end, self.size),
            Family::Mp4 => {
                self.handlers.finish()?;
                FileType::M4a
            }
            Family::Known(file_type) => file_type,
        };
        if zip::ends_as_archive(end) {
            return Err(TWO_IN_ONE);
        }
        let whole = match file_type {
            FileType::Text => self.utf8.ends_whole(),
            FileType::Pdf => signature::pdf_ends(end)?,
            FileType::Jpeg => self.picture_ended,
            FileType::Png => end.ends_with(&signature::PNG_END),
            FileType::Webp => signature::webp_ends(&self.first, self.size)?,
            FileType::Tiff => signature::tiff_is_whole(&self.first, self.size),
            FileType::Wav => signature::wav_is_whole(&self.first, self.size),
            FileType::Docx
            | FileType::Xlsx
            | FileType::Ofd
            | FileType::Mp3
            | FileType::M4a
            | FileType::Amr
            | FileType::Ogg => true,
        };
        if whole { Ok(file_type) } else { Err(CUT_SHORT) }
    }
}
