//! The types of file that a case takes, and which of them is good for what (Art. 8: materials, and the recording of what
//! was put forward orally). The measures name none: the list is local policy.

use super::handling::AttachmentPurpose;

/// A type's word, media type and ending.
macro_rules! file_types {
    ($( $(#[$doc:meta])+ $variant:ident = $media_type:literal, $extension:literal, $kind:ident; )+) => {
        /// What a file is, as its content shows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FileType {
            $( $(#[$doc])+ $variant, )+
        }

        impl FileType {
            /// Every type, in order.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// Its media type.
            #[must_use]
            pub const fn media_type(self) -> &'static str {
                match self {
                    $( Self::$variant => $media_type, )+
                }
            }

            /// The ending of its name.
            #[must_use]
            pub const fn extension(self) -> &'static str {
                match self {
                    $( Self::$variant => $extension, )+
                }
            }

            /// What sort of file it is.
            #[must_use]
            pub const fn sort(self) -> FileSort {
                match self {
                    $( Self::$variant => FileSort::$kind, )+
                }
            }
        }
    };
}

/// What sort of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileSort {
    /// Something to read.
    Document,
    /// A picture.
    Image,
    /// A recording.
    Audio,
}

file_types! {
    /// PDF
    Pdf = "application/pdf", "pdf", Document;
    /// Plain text in UTF-8
    Text = "text/plain", "txt", Document;
    /// A text document without macros (ISO/IEC 29500)
    Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", Document;
    /// A table without macros (ISO/IEC 29500)
    Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", Document;
    /// 版式文档 (GB/T 33190)
    Ofd = "application/ofd", "ofd", Document;
    /// JPEG
    Jpeg = "image/jpeg", "jpg", Image;
    /// PNG
    Png = "image/png", "png", Image;
    /// WebP
    Webp = "image/webp", "webp", Image;
    /// TIFF
    Tiff = "image/tiff", "tiff", Image;
    /// MP3
    Mp3 = "audio/mpeg", "mp3", Audio;
    /// MP4 with sound only, as telephones record
    M4a = "audio/mp4", "m4a", Audio;
    /// WAV
    Wav = "audio/wav", "wav", Audio;
    /// AMR, as telephones record
    Amr = "audio/amr", "amr", Audio;
    /// Ogg with sound only
    Ogg = "audio/ogg", "ogg", Audio;
}

impl FileType {
    /// Whether a file of this type may be added for a purpose: an oral complaint's recording is a recording, and whoever
    /// hands in material may hand in one too; what is annexed to a report is read or looked at.
    #[must_use]
    pub const fn fits(self, purpose: AttachmentPurpose) -> bool {
        match (purpose, self.sort()) {
            (AttachmentPurpose::Material, _)
            | (AttachmentPurpose::OralRecording, FileSort::Audio) => true,
            (AttachmentPurpose::OralRecording, FileSort::Document | FileSort::Image) => false,
            (AttachmentPurpose::ReportAnnex | AttachmentPurpose::Other, sort) => {
                !matches!(sort, FileSort::Audio)
            }
        }
    }
}
