//! Sealing what is confidential of a case (Art. 15), before it goes anywhere near the database.

use domain::gd::case::record::SealedRef;
use domain::gd::matter::Shingles;
use persistence::Connection;
use persistence::complaints::lookup::Identifier;
use persistence::complaints::record::{Confidential, stream};
use persistence::keys::{CaseKey, KeyRing, SealError};
use persistence::ledger::sealed::{self, OpenError, SealedItem};
use persistence::similar::TextTraits;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::intake::request::{Complainant, Statement};
use crate::problem::{Problem, ProblemCode};

/// Who the complainant is. Only disclosed with a purpose, and each disclosure is on record (Art. 15).
#[derive(Serialize, Deserialize, ToSchema)]
pub struct IdentityBody {
    /// 姓名（名称）
    pub name: Option<String>,
    /// Telephone number, in the spelling in which it is compared.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Citizen identity number.
    pub id_number: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Any other way to reach them.
    pub other_contact: Option<String>,
}

/// What the complainant said. Only disclosed with a purpose, and each disclosure is on record (Art. 15).
#[derive(Serialize, Deserialize, ToSchema)]
pub struct StatementBody {
    /// 请求
    pub request: Option<String>,
    /// 事实
    pub facts: Option<String>,
    /// 理由
    pub reasons: Option<String>,
    /// The written record of an oral complaint.
    pub oral_record: Option<String>,
    /// What else they ask to keep confidential.
    pub confidential_matters: Option<String>,
}

/// What was sealed, and the references to it.
#[derive(Default)]
pub struct Sealed {
    /// For the database.
    pub confidential: Confidential,
    /// The identity.
    pub identity: Option<SealedRef>,
    /// The statement.
    pub statement: Option<SealedRef>,
}

impl From<SealError> for Problem {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Erased => Self::new(ProblemCode::Gone),
            SealError::UnknownKey | SealError::Broken | SealError::Failed => Self::internal(error),
        }
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Seal(error) => error.into(),
            OpenError::Missing => Self::internal(error),
            OpenError::Store(error) => error.into(),
        }
    }
}

/// Seals an intake under a new key of the case.
///
/// # Errors
/// `internal` where encryption fails.
pub fn intake(
    keys: &KeyRing,
    id: &str,
    complainant: &Complainant,
    statement: &Statement,
) -> Result<Sealed, Problem> {
    let identity = identity_text(complainant)?;
    let text = statement_text(statement)?;
    if identity.is_none() && text.is_none() {
        return Ok(Sealed::default());
    }
    let (key, wrapped) = keys.new_case_key(&stream(id))?;
    let mut sealed = Sealed::default();
    sealed.confidential.key = Some(wrapped);
    add(&mut sealed, &key, identity, text)?;
    sealed.confidential.text = Some(traits(keys, &key, statement)?);
    sealed.confidential.identifiers = Some(identifiers(keys, complainant));
    Ok(sealed)
}

/// Seals what a correction changes under the key of the case.
///
/// # Errors
/// As [`intake`].
pub fn correction(
    keys: &KeyRing,
    id: &str,
    key: Option<&CaseKey>,
    complainant: Option<&Complainant>,
    statement: Option<&Statement>,
) -> Result<Sealed, Problem> {
    let mut sealed = Sealed::default();
    let identity = complainant.map(identity_text).transpose()?.flatten();
    let text = statement.map(statement_text).transpose()?.flatten();
    let given = identity.is_some() || text.is_some();
    let fill = |sealed: &mut Sealed, key: &CaseKey| -> Result<(), Problem> {
        add(sealed, key, identity, text)?;
        sealed.confidential.text = statement.map(|said| traits(keys, key, said)).transpose()?;
        Ok(())
    };
    match key {
        Some(key) => fill(&mut sealed, key)?,
        None if given => {
            let (key, wrapped) = keys.new_case_key(&stream(id))?;
            sealed.confidential.key = Some(wrapped);
            fill(&mut sealed, &key)?;
        }
        // Nothing was ever said, and nothing is now.
        None => {}
    }
    sealed.confidential.identifiers = complainant.map(|who| identifiers(keys, who));
    Ok(sealed)
}

/// Seals the texts of one command under the key of its case, within the transaction of the command.
///
/// A case of which nothing was sealed until now gets its key. Several texts of one command go through one `Sealing`, so
/// that they share it.
pub struct Sealing {
    key: CaseKey,
    confidential: Confidential,
}

impl Sealing {
    /// Under the key of a case, or a new one where it has none. The case must be locked, as it is in
    /// [`super::command::run_sealing`].
    ///
    /// # Errors
    /// `gone` where the key was destroyed; `internal` where encryption fails.
    pub fn of(connection: &mut Connection, keys: &KeyRing, id: &str) -> Result<Self, Problem> {
        let stream = stream(id);
        let mut confidential = Confidential::default();
        let key = match sealed::key(connection, keys, &stream) {
            Ok(key) => key,
            Err(OpenError::Missing) => {
                let (key, wrapped) = keys.new_case_key(&stream)?;
                confidential.key = Some(wrapped);
                key
            }
            Err(error) => return Err(error.into()),
        };
        Ok(Self { key, confidential })
    }

    /// Seals a text. What an event keeps of it is the reference.
    ///
    /// # Errors
    /// `internal` where encryption fails.
    pub fn text(&mut self, text: &str) -> Result<SealedRef, Problem> {
        let (item, reference) = sealed_item(&self.key, text.as_bytes())?;
        self.confidential.items.push(item);
        Ok(reference)
    }

    /// What goes into the database with the events; nothing, not even a key, where nothing was sealed.
    #[must_use]
    pub fn done(self) -> Confidential {
        if self.confidential.items.is_empty() {
            Confidential::default()
        } else {
            self.confidential
        }
    }
}

/// Seals the one text of a command under the key of its case; see [`Sealing`].
///
/// # Errors
/// As [`Sealing::of`].
pub fn seal_text(
    connection: &mut Connection,
    keys: &KeyRing,
    id: &str,
    text: &str,
) -> Result<(SealedRef, Confidential), Problem> {
    let mut sealing = Sealing::of(connection, keys, id)?;
    let reference = sealing.text(text)?;
    Ok((reference, sealing.done()))
}

fn sealed_item(key: &CaseKey, text: &[u8]) -> Result<(SealedItem, SealedRef), Problem> {
    let item = SealedItem::new(key, Uuid::now_v7().to_string(), text)?;
    let reference = SealedRef {
        item: item.id.clone(),
        hash: hex(&item.hash),
    };
    Ok((item, reference))
}

fn add(
    sealed: &mut Sealed,
    key: &CaseKey,
    identity: Option<Zeroizing<Vec<u8>>>,
    statement: Option<Zeroizing<Vec<u8>>>,
) -> Result<(), Problem> {
    let mut one = |text: Option<Zeroizing<Vec<u8>>>| -> Result<Option<SealedRef>, Problem> {
        let Some(text) = text else { return Ok(None) };
        let (item, reference) = sealed_item(key, &text)?;
        sealed.confidential.items.push(item);
        Ok(Some(reference))
    };
    let (identity, statement) = (one(identity)?, one(statement)?);
    sealed.identity = identity;
    sealed.statement = statement;
    Ok(())
}

/// By what cases of a similar text are found. What is to be kept confidential beside it has no part in that.
fn traits(keys: &KeyRing, key: &CaseKey, said: &Statement) -> Result<TextTraits, Problem> {
    let Statement {
        request,
        facts,
        reasons,
        oral_record,
        ..
    } = said;
    let texts = [request, facts, reasons, oral_record];
    let shingles = Shingles::of(texts.into_iter().filter_map(Option::as_deref));
    Ok(TextTraits::new(keys, key, &shingles)?)
}

fn identity_text(who: &Complainant) -> Result<Option<Zeroizing<Vec<u8>>>, Problem> {
    let body = IdentityBody {
        name: who.name.clone(),
        phone: who.phone.as_ref().map(|phone| phone.reveal().to_owned()),
        email: who.email.as_ref().map(|email| email.reveal().to_owned()),
        id_number: who.id_number.as_ref().map(|id| id.reveal().to_owned()),
        address: who.address.clone(),
        other_contact: who.other_contact.clone(),
    };
    who.is_known().then(|| text(&body)).transpose()
}

fn statement_text(said: &Statement) -> Result<Option<Zeroizing<Vec<u8>>>, Problem> {
    let body = StatementBody {
        request: said.request.clone(),
        facts: said.facts.clone(),
        reasons: said.reasons.clone(),
        oral_record: said.oral_record.clone(),
        confidential_matters: said.confidential_matters.clone(),
    };
    said.says_anything().then(|| text(&body)).transpose()
}

fn text<T: Serialize>(body: &T) -> Result<Zeroizing<Vec<u8>>, Problem> {
    serde_json::to_vec(body)
        .map(Zeroizing::new)
        .map_err(|_quotes_nothing| Problem::internal("sealed content cannot be written"))
}

fn identifiers(keys: &KeyRing, who: &Complainant) -> Vec<Identifier> {
    let known = [
        ("phone", who.phone.as_ref().map(|phone| phone.reveal())),
        ("email", who.email.as_ref().map(|email| email.reveal())),
        ("id_number", who.id_number.as_ref().map(|id| id.reveal())),
    ];
    known
        .into_iter()
        .filter_map(|(kind, text)| text.map(|text| Identifier::new(keys, kind, text)))
        .collect()
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|half| char::from_digit(half.into(), 16))
        .collect()
}

/// A SHA-256 hash from its hexadecimal digits.
#[must_use]
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = text
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits
        .chunks_exact(2)
        .filter_map(|pair| match pair {
            [high, low] => Some((high << 4) | low),
            _ => None,
        })
        .collect();
    bytes.try_into().ok()
}
