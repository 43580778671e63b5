//! Who complains: names, numbers and texts that are found by chance nowhere.

use serde_json::{Value, json};

/// Stands unsealed in the record: by it a search shows that it looks in the right places.
pub const CONTROL: &str = "不封存的对照鸟语";

/// What a complainant gives, and what must not be found of it.
pub struct Person {
    pub complainant: Value,
    pub statement: Value,
    pub secrets: Vec<String>,
}

pub fn person(mark: &str, digits: &str, id_number: &str) -> Person {
    let secret = |what: &str| format!("{mark}{what}只许披露");
    let (name, address) = (format!("欧阳{mark}"), secret("地址"));
    let email = format!("Canary.{digits}@Leak.Example.CN");
    let phone = format!("+86 199-{}-{}", &digits[3..7], &digits[7..]);
    let contact = secret("联系方式");
    let statement = json!({
        "request": secret("请求"),
        "facts": secret("事实\"与\n换行"),
        "reasons": secret("理由"),
        "oral_record": secret("口头记录"),
        "confidential_matters": secret("保密事项"),
    });
    // Half of a text is a leak too; so only the part that tells is searched for.
    let secrets = vec![
        name.clone(),
        format!("{mark}地址"),
        format!("{mark}联系"),
        format!("{mark}请求"),
        format!("{mark}事实"),
        format!("{mark}理由"),
        format!("{mark}口头"),
        format!("{mark}保密"),
        email.clone(),
        email.to_lowercase(),
        phone.clone(),
        digits.to_owned(),
        id_number.to_owned(),
    ];
    let complainant = json!({
        "name": name,
        "phone": phone,
        "email": email,
        "id_number": id_number,
        "address": address,
        "other_contact": contact,
    });
    Person {
        complainant,
        statement,
        secrets,
    }
}

pub fn intake(who: &Person) -> Value {
    let mut body = json!({
        "kind": "complaint",
        "channel": "visit",
        "first_receiver": "接访员",
        "complainant": who.complainant,
        "accused": {"name": CONTROL, "kind": "appraisal_station"},
        "places": ["440106"],
        "event": {"ongoing": true},
    });
    for (member, text) in who.statement.as_object().unwrap() {
        body[member] = text.clone();
    }
    body
}

/// A number with its check digit (GB 11643).
pub fn id_number(first: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = first.chars().map(|c| c.to_digit(10).unwrap());
    let sum: u32 = digits
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = "10X98765432".as_bytes()[usize::try_from(sum % 11).unwrap()];
    format!("{first}{}", char::from(check))
}
