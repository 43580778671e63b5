//! Files that are not taken: of other types, two in one, cut short, not what the sender says.

use tests::database::Kind;

use super::files::*;
use super::{NOW, add, kept, latest, place};
use crate::complaints::desk::Desk;
use crate::support::on_both;

on_both!(
    what_is_not_a_file_of_a_permitted_type_is_refused,
    what_the_sender_says_counts_only_against_it,
    no_name_is_taken_from_the_sender,
);

fn after(first: &[u8], second: &[u8]) -> Vec<u8> {
    [first, second].concat()
}

fn cut(content: &[u8]) -> Vec<u8> {
    content[..content.len() - 3].to_vec()
}

fn what_is_not_a_file_of_a_permitted_type_is_refused(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let archive = zip(&[("a.class", b"x")]);
    let page = b"<!DOCTYPE html><script>alert(1)</script>";
    let two = "夹带";
    let type_ = "不接受该类型";
    let text_ = "不接受该类型";
    let active = "宏";
    let short = "不完整";
    let mut encrypted = docx();
    let at = encrypted
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    encrypted[at + 8] = 1;
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        // Of other types.
        ("program", after(b"MZ\x90\0\x03\0\0\0", &[0; 100]), type_),
        ("ELF", after(b"\x7FELF\x02\x01\x01\0", &[0; 100]), type_),
        ("GIF", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), type_),
        (
            "GIF and archive",
            after(b"GIF89a\x01\0\x01\0\0\0\0;", &archive),
            type_,
        ),
        (
            "old Word",
            after(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &[0; 600]),
            type_,
        ),
        ("gzip", after(b"\x1F\x8B\x08\0", &[0; 60]), type_),
        ("HEIC", boxed_brand(b"heic"), type_),
        ("Ogg with pictures", ogg(b"\x80theora"), type_),
        ("archive", archive.clone(), "压缩包"),
        ("video", mp4(b"isom", &[b"vide", b"soun"], b"x"), "视频"),
        (
            "video behind sound",
            mp4(b"M4A ", &[b"soun", b"vide"], &noise(200_000)),
            "视频",
        ),
        // Texts that are none.
        ("UTF-16", b"\xFF\xFEa\0b\0".to_vec(), text_),
        ("GB 18030", b"\xD6\xD0\xB9\xFA\xCE\xC4".to_vec(), text_),
        ("NUL", b"a\0b".to_vec(), text_),
        ("escape", b"a\x1B[2J".to_vec(), text_),
        ("NUL later", after(&b"a".repeat(100_000), b"\0"), "UTF-8"),
        (
            "half a character",
            after(
                &b"a".repeat(70_000),
                "中".as_bytes().split_last().unwrap().1,
            ),
            short,
        ),
        // Two in one.
        (
            "PDF and page",
            after(b"%PDF-1.4\n<html><script>x</script>", &pdf()),
            two,
        ),
        ("page and PDF", after(page, &pdf()), two),
        ("PDF and archive", after(&pdf(), &archive), two),
        ("PDF and page behind", after(&pdf(), page), two),
        ("JPEG and archive", after(&jpeg(), &archive), two),
        ("MP3 and archive", after(&mp3(), &archive), two),
        ("WebP and archive", after(&webp(), &archive), two),
        ("text and archive name", after(&docx(), b"x"), short),
        ("archive before document", after(&archive, &docx()), two),
        (
            "two documents",
            docx_with(&[("xl/workbook.xml", b"x")]),
            two,
        ),
        // Documents that do something.
        ("macro", docx_with(&[("word/vbaProject.bin", b"x")]), active),
        (
            "hidden macro",
            docx_with(&[("word/printerSettings/vbaData.bin", b"x")]),
            active,
        ),
        (
            "program inside",
            docx_with(&[("word/media/a.exe", b"MZ")]),
            active,
        ),
        ("page inside", docx_with(&[("word/a.html", page)]), active),
        (
            "embedded object",
            docx_with(&[("word/embeddings/a.xml", b"x")]),
            active,
        ),
        (
            "control",
            docx_with(&[("word/activeX/activeX1.xml", b"x")]),
            active,
        ),
        (
            "way out",
            docx_with(&[("../../etc/cron.xml", b"x")]),
            active,
        ),
        ("absolute", docx_with(&[("/etc/x.xml", b"x")]), active),
        (
            "NUL in a name",
            docx_with(&[("word/a.exe\0.xml", b"x")]),
            active,
        ),
        ("twice", docx_with(&[("word/document.xml", b"x")]), active),
        ("encrypted", encrypted, "加密"),
        // Cut short.
        ("PDF", cut(&pdf()), short),
        ("PNG", cut(&png()), short),
        ("JPEG", cut(&jpeg()), short),
        ("WebP", cut(&webp()), short),
        ("WAV", cut(&wav()), short),
        ("docx", cut(&docx()), short),
        ("m4a", mp4(b"M4A ", &[], b"x"), short),
    ];
    for (what, content, why) in cases {
        let refused = add(&desk, &officer, &id, "material", &content);
        let refused = refused.problem(415, "unsupported_media_type");
        let detail = refused["detail"].as_str().unwrap();
        assert!(detail.contains(why), "{what}: {detail}");
        assert_eq!(refused["errors"][0]["pointer"], "", "{what}");
    }
    let _ = add(&desk, &officer, &id, "material", b"").problem(400, "malformed_request");
    // What browsers would run is a text where it is handed out as one.
    for script in [
        &page[..],
        b"#!/bin/sh\nrm -rf /\n",
        b"<svg onload=alert(1)>",
        b"MZ is how it begins",
    ] {
        let taken = add(&desk, &officer, &id, "material", script);
        assert_eq!(taken.status, 201, "{}", taken.text());
        assert_eq!(taken.json()["media_type"], "text/plain");
    }
    super::nothing_staged(&desk.server.database);
    assert_eq!(kept(&desk.server.database), (4, 4));
}

fn boxed_brand(brand: &[u8]) -> Vec<u8> {
    [&b"\0\0\0\x10ftyp"[..], brand, &[0; 100]].concat()
}

fn what_the_sender_says_counts_only_against_it(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let send = |header: &str, value: &str, content: Vec<u8>| {
        desk.server
            .call("POST", &place(&id, "material"))
            .token(&officer.token)
            .header("If-Match", &latest(&desk, &id))
            .header(header, value)
            .body(content)
            .send()
    };
    for said in [
        "image/png",
        "text/html",
        "application/x-www-form-urlencoded",
        "nonsense",
    ] {
        let _ = send("Content-Type", said, pdf()).problem(415, "unsupported_media_type");
    }
    let _ = send("Content-Encoding", "gzip", pdf()).problem(415, "unsupported_media_type");
    for said in [
        "application/pdf",
        "Application/PDF; x=y",
        "application/octet-stream",
    ] {
        assert_eq!(send("Content-Type", said, pdf()).status, 201, "{said}");
    }
    // A program by another name is a program.
    let program = [&b"MZ\x90\0"[..], &[0; 100]].concat();
    let _ = send("Content-Type", "application/pdf", program).problem(415, "unsupported_media_type");
}

fn no_name_is_taken_from_the_sender(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let long = "x".repeat(300);
    for name in ["../x", "a%00.pdf", "..%2F..%2Fetc", long.as_str()] {
        for member in ["name", "filename"] {
            let purpose = format!("material&{member}={name}");
            let _ = add(&desk, &officer, &id, &purpose, &pdf()).problem(400, "malformed_request");
        }
        let sent = desk
            .server
            .call("POST", &place(&id, "material"))
            .token(&officer.token)
            .header("If-Match", &latest(&desk, &id))
            .header(
                "Content-Disposition",
                &format!("attachment; filename=\"{name}\""),
            )
            .body(pdf())
            .send();
        assert_eq!(sent.status, 201, "{}", sent.text());
        let told = sent.json();
        assert_eq!(
            told["name"],
            format!("attachment-{}.pdf", told["number"]).as_str()
        );
    }
}
