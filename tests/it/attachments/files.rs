//! Small files of every type, and such as only look like one.

use tests::random::Random;

/// A file of a type: its purpose, media type, ending and content.
pub type Sample = (&'static str, &'static str, &'static str, Vec<u8>);

/// What stands in every sample and must never lie in the database in clear.
pub const CANARY: &str = "CANARY-7f3a-attachment";

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// So many bytes that do not repeat soon.
pub fn noise(length: usize) -> Vec<u8> {
    let mut random = Random::new(u64::try_from(length).unwrap() + 1);
    let mut noise = Vec::with_capacity(length + 8);
    while noise.len() < length {
        noise.extend(random.bits().to_le_bytes().map(|byte| byte & 0x7F));
    }
    noise.truncate(length);
    noise
}

pub fn pdf() -> Vec<u8> {
    pdf_with(CANARY.as_bytes())
}

pub fn pdf_with(content: &[u8]) -> Vec<u8> {
    joined(&[
        b"%PDF-1.7\n1 0 obj\n<<>>\nstream\n",
        content,
        b"\nendstream\nendobj\ntrailer\n<<>>\n%%EOF\n",
    ])
}

pub fn jpeg() -> Vec<u8> {
    joined(&[
        b"\xFF\xD8\xFF\xE0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0",
        CANARY.as_bytes(),
        b"\xFF\xD9",
    ])
}

pub fn png() -> Vec<u8> {
    joined(&[
        b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1F\x15\xC4\x89",
        CANARY.as_bytes(),
        b"\0\0\0\0IEND\xAEB`\x82",
    ])
}

fn riff(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 4).unwrap().to_le_bytes();
    joined(&[b"RIFF", &length, kind, content])
}

pub fn webp() -> Vec<u8> {
    riff(b"WEBP", &joined(&[b"VP8L", CANARY.as_bytes()]))
}

pub fn tiff() -> Vec<u8> {
    joined(&[b"II*\0\x08\0\0\0", &[0; 64], CANARY.as_bytes()])
}

pub fn text() -> Vec<u8> {
    format!("\u{feff}考试当天的经过：{CANARY}\r\n第二行\t完").into_bytes()
}

pub fn mp3() -> Vec<u8> {
    let mut frame = vec![0xFF, 0xFB, 0x90, 0x00];
    frame.resize(417, 0);
    joined(&[&frame, &frame, &frame, CANARY.as_bytes()])
}

fn boxed(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
    joined(&[&length, kind, content])
}

/// An MP4 with tracks of these sorts, described at its end.
pub fn mp4(brand: &[u8], tracks: &[&[u8]], sound: &[u8]) -> Vec<u8> {
    let head = boxed(b"ftyp", &joined(&[brand, &[0; 4], b"isom"]));
    let tracks: Vec<u8> = tracks
        .iter()
        .flat_map(|sort| boxed(b"hdlr", &joined(&[&[0; 8], sort, &[0; 13]])))
        .collect();
    joined(&[&head, &boxed(b"mdat", sound), &boxed(b"moov", &tracks)])
}

pub fn m4a() -> Vec<u8> {
    mp4(b"M4A ", &[b"soun"], CANARY.as_bytes())
}

pub fn wav() -> Vec<u8> {
    riff(
        b"WAVE",
        &joined(&[b"fmt \x10\0\0\0", &[0; 16], b"data", CANARY.as_bytes()]),
    )
}

pub fn amr() -> Vec<u8> {
    joined(&[b"#!AMR\n", &[0x3C; 32], CANARY.as_bytes()])
}

pub fn ogg(codec: &[u8]) -> Vec<u8> {
    joined(&[b"OggS\0\x02", &[0; 22], codec, CANARY.as_bytes()])
}

/// An archive of parts that are not compressed.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let offset = u32::try_from(file.len()).unwrap().to_le_bytes();
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        let name_length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let common = joined(&[
            b"\x14\0\0\0\0\0\0\0\0\0",
            &[0; 4],
            &length,
            &length,
            &name_length,
            &[0; 2],
        ]);
        file.extend(joined(&[b"PK\x03\x04", &common, name.as_bytes(), content]));
        let rest = joined(&[&[0; 10], &offset, name.as_bytes()]);
        directory.extend(joined(&[b"PK\x01\x02\x14\0", &common, &rest]));
    }
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let offset = u32::try_from(file.len()).unwrap().to_le_bytes();
    let length = u32::try_from(directory.len()).unwrap().to_le_bytes();
    joined(&[
        &file,
        &directory,
        b"PK\x05\x06\0\0\0\0",
        &count,
        &count,
        &length,
        &offset,
        &[0; 2],
    ])
}

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

pub fn docx() -> Vec<u8> {
    docx_with(&[("word/media/image1.png", b"x")])
}

pub fn docx_with(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts = vec![TYPES, ("_rels/.rels", b"<Relationships/>")];
    parts.push(("word/document.xml", CANARY.as_bytes()));
    parts.extend(more);
    zip(&parts)
}

pub fn xlsx() -> Vec<u8> {
    zip(&[
        TYPES,
        ("xl/workbook.xml", CANARY.as_bytes()),
        ("xl/printerSettings/printerSettings1.bin", b"x"),
    ])
}

pub fn ofd() -> Vec<u8> {
    zip(&[
        ("OFD.xml", CANARY.as_bytes()),
        ("Doc_0/Document.xml", b"<x/>"),
        ("Doc_0/Signs/Sign_0/Seal.esl", b"x"),
    ])
}

/// One of every type that is taken.
pub fn every() -> Vec<Sample> {
    vec![
        ("material", "application/pdf", "pdf", pdf()),
        ("material", "text/plain", "txt", text()),
        (
            "report_annex",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
            docx(),
        ),
        (
            "other",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
            xlsx(),
        ),
        ("material", "application/ofd", "ofd", ofd()),
        ("material", "image/jpeg", "jpg", jpeg()),
        ("material", "image/png", "png", png()),
        ("other", "image/webp", "webp", webp()),
        ("report_annex", "image/tiff", "tiff", tiff()),
        ("oral_recording", "audio/mpeg", "mp3", mp3()),
        ("oral_recording", "audio/mp4", "m4a", m4a()),
        ("material", "audio/wav", "wav", wav()),
        ("oral_recording", "audio/amr", "amr", amr()),
        ("oral_recording", "audio/ogg", "ogg", ogg(b"OpusHead")),
    ]
}
