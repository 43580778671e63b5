//! `POST /api/v1/complaints/{id}/attachments`: a file is added, streamed and sealed as it comes in.

use std::sync::Arc;
use utoipa::ToSchema;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use aws_lc_rs::digest::{Context as Hash, SHA256};
use chrono::{DateTime, Utc};
use domain::gd::case::command::handling::AttachFile;
use domain::gd::case::handling::AttachmentPurpose;
use domain::gd::case::{Command, CommandName, FileType};
use persistence::Connection;
use persistence::complaints::record::{self, Confidential};
use persistence::keys::{CaseKey, KeyRing, WrappedKey};
use persistence::ledger::idempotency::Attempt;
use persistence::ledger::sealed::{self, OpenError};
use uuid::Uuid;

use super::AttachmentLimits;
use super::access::Reached;
use super::body::{AdditionQuery, AttachmentBody, query};
use super::incoming::Incoming;
use super::inspect::{HEAD, Inspector};
use super::staging::{Rest, Staging};
use crate::auth::Caller;
use crate::http::IfMatch;
use crate::http::reply::{self, Reply};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::command::{Acting, commit};
use crate::v1::complaints::schema::{CaseId, CommandHeaders};
use crate::v1::complaints::seal::hex;
use crate::v1::responses::AttachmentProblems;

/// The media type of bytes of which nothing is said.
const BYTES: &str = "application/octet-stream";

/// The command, for repeated requests too.
const NAME: CommandName = CommandName::Attach;

/// A file, as it is.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary)]
pub struct FileContent(pub Vec<u8>);

/// Add a file to a case
///
/// The body is the file itself, as it is (`curl --data-binary @file -H 'Content-Type: application/octet-stream'`). What it is, its content shows: PDF, OFD, DOCX and XLSX without macros, plain text in UTF-8, JPEG, PNG, WebP, TIFF, and recordings as MP3, M4A, WAV, AMR or OGG; a `Content-Type` that says otherwise is refused. The server makes its name. It is sealed as it comes in and kept with the record (Art. 8, 15).
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/attachments",
    operation_id = "add_complaint_attachment",
    tag = "complaints",
    params(CaseId, AdditionQuery, CommandHeaders),
    request_body(content = FileContent, content_type = "application/octet-stream", description = "The file"),
    responses(
        (status = 201, description = "The file as it is kept", body = AttachmentBody),
        AttachmentProblems,
    )
)]
pub async fn add_complaint_attachment(
    request: HttpRequest,
    id: web::Path<String>,
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let reached = Reached::of(&caller, NAME.action())?;
    let adding = Adding {
        id: id.into_inner(),
        purpose: query::<AdditionQuery>(&request)?.purpose.into(),
        reached,
        request,
        state,
        caller,
        seen,
    };
    let limits = adding.state.attachments;
    let most = match adding.purpose {
        AttachmentPurpose::Material | AttachmentPurpose::OralRecording => {
            limits.file.max(limits.audio)
        }
        AttachmentPurpose::ReportAnnex | AttachmentPurpose::Other => limits.file,
    };
    let body = Incoming::new(&adding.request, payload, most, limits.stall)?;
    match adding.ready().await? {
        Ready::ToAdd(key) => adding.add(body, key, limits).await,
        Ready::Repeated => adding.repeat(body).await,
    }
}

/// A file that is to be added.
struct Adding {
    request: HttpRequest,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    reached: Reached,
    id: String,
    purpose: AttachmentPurpose,
}

/// What is known before the file is read.
enum Ready {
    /// It may be added; with the key of its case.
    ToAdd(DataKey),
    /// The request was carried out before, if it is the same.
    Repeated,
}

/// The data key of a case; with its wrapped form where the case has none yet.
struct DataKey {
    key: Arc<CaseKey>,
    new: Option<WrappedKey>,
}

impl DataKey {
    fn of(connection: &mut Connection, keys: &KeyRing, stream: &str) -> Result<Self, Problem> {
        let (key, new) = match sealed::key(connection, keys, stream) {
            Ok(key) => (key, None),
            Err(OpenError::Missing) => {
                let (key, wrapped) = keys.new_case_key(stream)?;
                (key, Some(wrapped))
            }
            Err(error) => return Err(error.into()),
        };
        let key = Arc::new(key);
        Ok(Self { key, new })
    }
}

impl Adding {
    /// Whoever may not add the file is told so before it is read. It is all asked again when the file is there.
    async fn ready(&self) -> Result<Ready, Problem> {
        let attempt = self.attempt(&[])?;
        let (id, seen, now) = (self.id.clone(), self.seen.clone(), self.state.instant());
        let (reached, acting) = (self.reached.clone(), self.acting(now));
        self.state
            .read(move |connection: &mut Connection| {
                if let Some(attempt) = attempt
                    && attempt.may_repeat(connection, now)?
                {
                    return Ok(Ready::Repeated);
                }
                let case = reached.open(connection, &id)?;
                seen.admits(case.head.version)?;
                acting.may(&case.state, NAME)?;
                let key = DataKey::of(connection, &acting.keys, &record::stream(&id))?;
                Ok::<_, Problem>(Ready::ToAdd(key))
            })
            .await
    }

    fn acting(&self, now: DateTime<Utc>) -> Acting {
        Acting {
            keys: self.state.keys.clone(),
            basis: self.state.basis.load_full(),
            principal: Arc::clone(&self.caller.principal),
            now,
        }
    }

    /// The request as one that may be a repetition: of the same purpose and the same content.
    fn attempt(&self, hash: &[u8]) -> Result<Option<Attempt>, Problem> {
        let mut told = self.purpose.as_str().as_bytes().to_vec();
        told.push(0);
        told.extend_from_slice(hash);
        reply::attempt(
            &self.state,
            &self.caller,
            &self.request,
            NAME.as_str(),
            &told,
        )
    }

    /// Takes the file in and adds it.
    async fn add(
        self,
        mut body: Incoming,
        key: DataKey,
        limits: AttachmentLimits,
    ) -> Result<HttpResponse, Problem> {
        let head = body.head(HEAD).await?;
        let mut inspector = Inspector::begin(&head)?;
        let most = if inspector.is_audio() {
            limits.audio
        } else {
            limits.file
        };
        body.lower(&self.request, most)?;
        let (id, stream) = (Uuid::now_v7().to_string(), record::stream(&self.id));
        let mut staging = Staging::new(&self.state, id, stream, Arc::clone(&key.key));
        staging.take(&head).await?;
        drop(head);
        while let Some(piece) = body.next().await? {
            inspector.feed(&piece)?;
            if staging.take(&piece).await? {
                body.rested();
            }
        }
        let file_type = inspector.finish()?;
        self.agrees(file_type)?;
        let rest = staging.finish()?;
        let answer = self.commit(rest, file_type, key.new).await?;
        if is_new(&answer) {
            staging.kept();
        }
        Ok(answer)
    }

    /// A sender need not say what the file is; one who does must not be wrong.
    fn agrees(&self, file_type: FileType) -> Result<(), Problem> {
        let said = self.request.headers().get(header::CONTENT_TYPE);
        let said = said.map(|said| said.to_str().unwrap_or_default());
        let said = said.map(|said| said.split(';').next().unwrap_or_default().trim());
        match said {
            None => Ok(()),
            Some(said)
                if said.eq_ignore_ascii_case(BYTES)
                    || said.eq_ignore_ascii_case(file_type.media_type()) =>
            {
                Ok(())
            }
            Some(_) => {
                let is = file_type.media_type();
                let zh = format!(
                    "请求头 Content-Type 与文件内容不符：内容是 {is}；不确定时用 {BYTES}。"
                );
                let en = format!(
                    "Content-Type does not fit the content, which is {is}; send {BYTES} where in doubt."
                );
                Err(Problem::new(ProblemCode::UnsupportedMediaType)
                    .with_fault(Fault::new("", zh.clone(), en.clone()))
                    .with_detail(zh, en))
            }
        }
    }

    /// The event, the rest of the file and the answer for repetitions, in one transaction.
    async fn commit(
        &self,
        rest: Rest,
        file_type: FileType,
        new_key: Option<WrappedKey>,
    ) -> Result<HttpResponse, Problem> {
        let attempt = self.attempt(&rest.sealed.plain_hash)?;
        let now = self.state.instant();
        let (id, seen, purpose) = (self.id.clone(), self.seen.clone(), self.purpose);
        let (reached, acting) = (self.reached.clone(), self.acting(now));
        let work = move |connection: &mut Connection| {
            record::lock(connection, &id)?;
            let case = reached.open(connection, &id)?;
            seen.admits(case.head.version)?;
            acting.may(&case.state, NAME)?;
            // A key that came meanwhile is another one: what was sealed under this one would be lost.
            let known = DataKey::of(connection, &acting.keys, &record::stream(&id))?;
            if known.new.is_some() != new_key.is_some() {
                return Err(Problem::new(ProblemCode::PreconditionFailed));
            }
            rest.stage(connection)?;
            let command = Command::Attach(Box::new(AttachFile {
                id: rest.id.clone(),
                purpose,
                file_type,
                size: rest.sealed.size,
                hash: hex(&rest.sealed.hash),
                by_complainant: false,
            }));
            let confidential = Confidential {
                key: new_key,
                ..Confidential::default()
            };
            let case = commit(connection, &acting, case, command, &confidential)?;
            rest.keep(connection, file_type.media_type())?;
            let added = case.state.handling.attachments.last();
            let added = added.ok_or_else(|| Problem::internal("no file was added"))?;
            let location = format!("/api/v1/complaints/{id}/attachments/{}", added.id);
            Reply::created(
                location,
                Some(case.head.version),
                &AttachmentBody::of(added),
            )
        };
        reply::perform(&self.state, attempt, now, work).await
    }

    /// Answers as the first time, if the file is the same: it is read for its hash only.
    async fn repeat(self, mut body: Incoming) -> Result<HttpResponse, Problem> {
        let mut hash = Hash::new(&SHA256);
        while let Some(piece) = body.next().await? {
            hash.update(&piece);
        }
        let attempt = self.attempt(hash.finish().as_ref())?;
        // The answer is no longer kept: the file must be sent once more, to be added this time.
        let work =
            |_: &mut Connection| Err(Problem::new(ProblemCode::Unavailable).with_retry_after(1));
        reply::perform(&self.state, attempt, self.state.instant(), work).await
    }
}

/// Whether the file was added now, rather than by an earlier sending of the same request.
fn is_new(answer: &HttpResponse) -> bool {
    !answer.headers().contains_key(reply::REPLAYED)
}
