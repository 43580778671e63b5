//! What a text for the public gives away.

use domain::gd::case::reveal::{Audience, Protected, Revealed};

fn protected() -> Protected {
    let mut protected = Protected::default();
    protected.name("覃玉莲");
    protected.contact("19900000116");
    protected.contact("+8613911112222");
    protected.contact("qin.yulian@example.cn");
    protected.contact("11010519491231002X");
    protected.address("广州市黄埔区科学大道10号");
    protected.statement("考前一晚，班主任在微信群里发了试题，我录了屏。");
    protected.matter("本人在该校任教");
    protected
}

#[test]
fn what_is_sealed_is_found_however_it_is_written() {
    let rows = [
        ("经查，情况属实，已责令整改。", None),
        ("投诉人覃玉莲反映的情况", Some(Revealed::Name)),
        ("投诉人覃 玉·莲反映的情况", Some(Revealed::Name)),
        ("投诉人覃某莲反映的情况", None),
        ("来电199-0000-0116反映", Some(Revealed::Contact)),
        ("来电１９９００００ ０１１６反映", Some(Revealed::Contact)),
        ("来电1990000011反映", None),
        ("来电139 1111 2222反映", Some(Revealed::Contact)),
        ("邮箱QIN.YULIAN@EXAMPLE.CN", Some(Revealed::Contact)),
        ("证号11010519491231002x", Some(Revealed::Contact)),
        ("住广州市黄埔区科学大道１０号", Some(Revealed::Address)),
        ("广州市黄埔区", None),
        // Twelve characters one after the other, marks not counted; eleven are none.
        (
            "据称“前一晚班主任在微信群里发”云云",
            Some(Revealed::Statement),
        ),
        ("据称“前一晚班主任在微信群里”云云", None),
        (
            "据称“考前一晚，班主任在：微信群里发了试题”",
            Some(Revealed::Statement),
        ),
        ("投诉人本人在该校任教", Some(Revealed::Matter)),
    ];
    let protected = protected();
    for (text, expected) in rows {
        assert_eq!(protected.revealed(text), expected, "{text}");
    }
}

/// What staff write down says what a case is about, and not whose it is.
#[test]
fn the_record_may_say_what_happened_and_not_to_whom() {
    let rows = [
        ("覃玉莲反映考前泄题", Some(Revealed::Name)),
        ("回电19900000116", Some(Revealed::Contact)),
        ("寄广州市黄埔区科学大道10号", Some(Revealed::Address)),
        ("因本人在该校任教", Some(Revealed::Matter)),
        ("考前一晚，班主任在微信群里发了试题", None),
    ];
    let protected = protected();
    for (text, expected) in rows {
        assert_eq!(protected.told(Audience::Record, text), expected, "{text}");
        assert!(protected.told(Audience::Public, text).is_some(), "{text}");
    }
}

#[test]
fn every_version_is_compared() {
    let mut protected = protected();
    protected.name("覃玉连");
    protected.contact("19900000117");
    for text in ["覃玉莲", "覃玉连", "19900000116", "19900000117"] {
        assert!(protected.identified(text).is_some(), "{text}");
    }
}

#[test]
fn what_tells_nobody_is_not_looked_for() {
    let mut protected = Protected::default();
    protected.name("李");
    // What is given in place of a name is in every other text.
    protected.name("考 生");
    protected.contact("1234");
    protected.address("广州市");
    protected.statement("");
    protected.matter("无");
    assert_eq!(protected.revealed("李先生，1234，广州市，无，考生"), None);
    assert_eq!(protected.revealed(""), None);
}
