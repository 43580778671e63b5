//! `GET /api/v1/complaints/{id}/attachments/{attachment_id}`: a file, or a part of it, for a purpose and on record.

use std::sync::Arc;

use actix_web::body::SizedStream;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::access::{Action, Principal};
use domain::gd::case::event::handling::AttachmentAdded;
use domain::gd::case::not_accused;
use futures_util::stream;
use persistence::Connection;
use persistence::attachments::{self, CHUNK, Kept};
use persistence::complaints::disclosure::{self, ATTACHMENT_DISCLOSED, Disclosed};
use persistence::complaints::record;
use persistence::keys::{CaseKey, KeyRing};
use persistence::ledger::sealed;
use serde_json::json;

use super::access::{Reached, may_have};
use super::body::{AttachmentId, DownloadQuery, RangeHeaders, query};
use super::range::Asked;
use crate::auth::Caller;
use crate::decode;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::disclose::DisclosureSlots;
use crate::v1::complaints::refusal::problem;
use crate::v1::complaints::schema::CaseId;
use crate::v1::responses::DownloadProblems;

/// Pieces that are read, opened and sent together.
const TOGETHER: u64 = 4;

/// SHA-256 of the whole content (RFC 9530).
const REPR_DIGEST: HeaderName = HeaderName::from_static("repr-digest");

/// Wherever the file is shown, it may load and run nothing.
const POLICY: &str = "default-src 'none'; sandbox";

/// Download a file of a case
///
/// The whole, or the part that `Range` asks for. The purpose goes on record with whoever asks (Art. 15), at every request. `Repr-Digest` is the SHA-256 of the whole content. 404 to whoever has not been passed it; never to whoever belongs to the accused party: 409. 410 where the content was destroyed.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}/attachments/{attachment_id}",
    operation_id = "download_complaint_attachment",
    tag = "complaints",
    params(CaseId, AttachmentId, DownloadQuery, RangeHeaders),
    responses(
        (status = 200, description = "The file", content_type = "application/octet-stream", body = Vec<u8>, headers(
            ("Accept-Ranges" = String, description = "`bytes`: a part can be asked for with `Range`."),
            ("Repr-Digest" = String, description = "SHA-256 of the whole content (RFC 9530)."),
            ("Content-Disposition" = String, description = "The name that the server made for the file."),
        )),
        (status = 206, description = "The part asked for", content_type = "application/octet-stream", body = Vec<u8>, headers(
            ("Accept-Ranges" = String, description = "`bytes`."),
            ("Content-Range" = String, description = "Which bytes these are, and how many the file has: `bytes 0-99/1234`."),
            ("ETag" = String, description = "Strong tag of the whole file, for `If-Range`."),
            ("Repr-Digest" = String, description = "SHA-256 of the whole content (RFC 9530)."),
        )),
        DownloadProblems,
    )
)]
pub async fn download_complaint_attachment(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let (id, attachment_id) = path.into_inner();
    let wanted = Wanted {
        id,
        attachment_id,
        reached: Reached::of(&caller, Action::DiscloseMaterial)?,
        principal: Arc::clone(&caller.principal),
        keys: state.keys.clone(),
    };
    let purpose = query::<DownloadQuery>(&request)?.purpose;
    let purpose = json!({"purpose": purpose}).to_string();
    let purpose = decode::read::<DisclosureSlots<'_>>(purpose.as_bytes())?;
    let headers = request.headers().clone();
    let looking = wanted.clone();
    let range = move |file: &AttachmentAdded| match Asked::of(&headers, file.size, &file.hash) {
        Asked::Nothing => {
            Err(Problem::new(ProblemCode::RangeNotSatisfiable).with_complete_length(file.size))
        }
        Asked::Whole => Ok(None),
        Asked::Part(from, to) => Ok(Some((from, to))),
    };
    // All that is to be sent is opened once before: a file that was tampered with is refused, not broken off.
    let (found, part) = state
        .read_aside(move |connection: &mut Connection| {
            let found = looking.find(connection)?;
            let part = range(&found.file)?;
            let (from, to) = part.unwrap_or((0, found.file.size));
            found.check(connection, from, to)?;
            Ok::<_, Problem>((found, part))
        })
        .await?;
    let look = Disclosed {
        purpose,
        client_id: wanted.principal.client_id.clone(),
        role: wanted.principal.role.as_str().to_owned(),
        organisation_id: wanted.principal.organisation_id.clone(),
        given: true,
        material: Some(wanted.attachment_id.clone()),
    };
    let now = state.instant();
    state
        .write(move |connection: &mut Connection| {
            // Again: what was open to the caller a moment ago may no longer be.
            wanted.find(connection)?;
            disclosure::record(connection, &wanted.id, ATTACHMENT_DISCLOSED, &look, now)?;
            Ok::<_, Problem>(())
        })
        .await?;
    found.answer(state, part)
}

/// A file that is asked for.
#[derive(Clone)]
struct Wanted {
    id: String,
    attachment_id: String,
    reached: Reached,
    principal: Arc<Principal>,
    keys: KeyRing,
}

/// A file that the caller may have.
struct Found {
    file: AttachmentAdded,
    kept: Kept,
    key: Arc<CaseKey>,
    content_hash: [u8; 32],
}

impl Wanted {
    fn find(&self, connection: &mut Connection) -> Result<Found, Problem> {
        let case = self.reached.open(connection, &self.id)?.state;
        let file = case
            .handling
            .attachments
            .iter()
            .find(|file| file.id == self.attachment_id)
            .ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
        not_accused(&case.record, &self.principal)
            .map_err(|refusal| problem(&refusal, None, &self.principal))?;
        if !may_have(&case, file, &self.principal) {
            return Err(Problem::new(ProblemCode::NotFound));
        }
        let stream = record::stream(&self.id);
        let key = sealed::key(connection, &self.keys, &stream)?;
        let kept = attachments::kept(connection, &file.id, &stream)?
            .filter(|kept| kept.size == file.size)
            .filter(|kept| kept.chunks == attachments::chunks(kept.size))
            .ok_or_else(|| Problem::internal("a kept file is not as it was added"))?;
        let content_hash = attachments::open_digest(&key, &kept.id, &kept.digest)?;
        Ok(Found {
            file: file.clone(),
            kept,
            key: Arc::new(key),
            content_hash,
        })
    }
}

impl Found {
    /// That the pieces from a byte up to another are there and open.
    fn check(&self, connection: &mut Connection, from: u64, to: u64) -> Result<(), Problem> {
        let mut at = from;
        while at < to {
            let (_, next) = opened(connection, &self.key, &self.kept, at, to)?;
            at = next;
        }
        Ok(())
    }

    fn answer(
        self,
        state: web::Data<AppState>,
        part: Option<(u64, u64)>,
    ) -> Result<HttpResponse, Problem> {
        let size = self.file.size;
        let (from, to) = part.unwrap_or((0, size));
        let mut answer = HttpResponse::build(match part {
            Some(_) => StatusCode::PARTIAL_CONTENT,
            None => StatusCode::OK,
        });
        if part.is_some() {
            let last = to.saturating_sub(1);
            answer.insert_header((header::CONTENT_RANGE, format!("bytes {from}-{last}/{size}")));
        }
        let media_type = match self.file.media_type.as_str() {
            "text/plain" => "text/plain; charset=utf-8".to_owned(),
            other => other.to_owned(),
        };
        let digest = BASE64_STANDARD.encode(self.content_hash);
        answer
            .insert_header((header::CONTENT_TYPE, media_type))
            .insert_header((
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{}\"", self.file.name),
            ))
            .insert_header((header::ETAG, format!("\"{}\"", self.file.hash)))
            .insert_header((header::ACCEPT_RANGES, "bytes"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
            .insert_header((REPR_DIGEST, format!("sha-256=:{digest}:")))
            // Ranges and digest are those of the file itself: the compressor leaves it alone.
            .insert_header((header::CONTENT_ENCODING, "identity"));
        let sending = Sending {
            state,
            key: self.key,
            kept: Arc::new(self.kept),
            at: from,
            to,
        };
        let length = to.saturating_sub(from);
        let pieces = stream::try_unfold(sending, Sending::next);
        Ok(answer.body(SizedStream::new(length, Box::pin(pieces))))
    }
}

/// What is still to be sent of a file.
struct Sending {
    state: web::Data<AppState>,
    key: Arc<CaseKey>,
    kept: Arc<Kept>,
    at: u64,
    to: u64,
}

impl Sending {
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, Problem> {
        if self.at >= self.to {
            return Ok(None);
        }
        let (key, kept) = (Arc::clone(&self.key), Arc::clone(&self.kept));
        let (at, to) = (self.at, self.to);
        let read = self
            .state
            .read(move |connection: &mut Connection| opened(connection, &key, &kept, at, to))
            .await;
        match read {
            Ok((bytes, next)) => {
                self.at = next;
                Ok(Some((bytes.into(), self)))
            }
            Err(problem) => {
                // The head is sent: breaking off is all that is left, and the length tells the client.
                let cause = problem.cause().unwrap_or_default();
                log::error!("a download was broken off: {cause}");
                Err(problem)
            }
        }
    }
}

/// Some bytes from a place on, and where the next ones begin.
fn opened(
    connection: &mut Connection,
    key: &CaseKey,
    kept: &Kept,
    at: u64,
    to: u64,
) -> Result<(Vec<u8>, u64), Problem> {
    let broken = || Problem::internal("a piece of a kept file is missing");
    let size = u64::try_from(CHUNK).map_err(Problem::internal)?;
    let first = at / size;
    let behind = to.div_ceil(size);
    let count = TOGETHER.min(behind.saturating_sub(first));
    let pieces = attachments::read(connection, &kept.id, first, count)?;
    let mut bytes = Vec::with_capacity(CHUNK.saturating_mul(pieces.len()));
    for (number, piece) in (first..).zip(&pieces) {
        if piece.number != number {
            return Err(broken());
        }
        let clear = attachments::open(key, &kept.id, number, kept.chunks, &piece.ciphertext)?;
        bytes.extend_from_slice(&clear);
    }
    let begin = first.saturating_mul(size);
    let end = first.saturating_add(count).saturating_mul(size).min(to);
    let from = usize::try_from(at.saturating_sub(begin)).map_err(Problem::internal)?;
    let until = usize::try_from(end.saturating_sub(begin)).map_err(Problem::internal)?;
    let wanted = bytes.get(from..until).ok_or_else(broken)?;
    Ok((wanted.to_vec(), end))
}
