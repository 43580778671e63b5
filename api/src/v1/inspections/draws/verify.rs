//! `POST /api/v1/draws/verify`: a draw is computed again from its proof.

use std::borrow::Cow;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::art15_random_inspection::{
    Announcement, Conflict, Departments, Digest, Place, Proof, Redraw, RedrawReason, Redrawing,
    RosterInspector, RosterInstitution, Terms, Verification, verify,
};
use serde_json::value::RawValue;

use super::proof::ALGORITHM;
use super::redraw::Leaving;
use super::schema::{DrawnPlace, ProofDifference, ProofFault, ProofInput, ProofVerification};
use crate::decode::{self, Context, Count, Object, Scalar, Text, Word, object};
use crate::http::read_json_body;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::EvaluationProblems;

/// Verify a draw
///
/// Computes the draw of a proof again and names whatever differs. Stores nothing and looks nothing up: the proof may come from anywhere. Open to everybody. `docs/draw_verify.py` does the same without this server.
#[utoipa::path(
    post,
    path = "/api/v1/draws/verify",
    operation_id = "verify_draw",
    tag = "inspections",
    request_body(content = ProofInput, description = "The proof, as published"),
    responses((status = 200, description = "What was computed, and how it differs", body = ProofVerification), EvaluationProblems)
)]
pub async fn verify_draw(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let body = read_json_body(&request, payload, state.batch_body_limit).await?;
    let proof = decode::read::<ProofSlots<'_>>(&body)?;
    // Long work: no more of it goes on at once than there are workers, and off the workers.
    let _turn = state.long_work.acquire().await.map_err(Problem::internal)?;
    let found = web::block(move || verify(&proof))
        .await
        .map_err(Problem::internal)?;
    Ok(HttpResponse::Ok().json(ProofVerification::from(found)))
}

impl From<Verification> for ProofVerification {
    fn from(found: Verification) -> Self {
        Self {
            holds: found.holds(),
            faults: found
                .faults
                .into_iter()
                .map(|fault| ProofFault {
                    pointer: fault.pointer,
                    code: fault.kind.code(),
                    reason_zh: fault.kind.zh(),
                    reason_en: fault.kind.en(),
                })
                .collect(),
            differences: found
                .differences
                .into_iter()
                .map(|one| ProofDifference {
                    pointer: one.pointer,
                    computed: one.computed,
                    stated: one.stated,
                })
                .collect(),
            commitment: found.commitment.to_string(),
            roster_hash: found.roster_hash.to_string(),
            result_hash: found.result_hash.to_string(),
            result: found.result.iter().map(DrawnPlace::from).collect(),
            redraws: found
                .redraws
                .iter()
                .map(|place| place.as_ref().map(DrawnPlace::from))
                .collect(),
        }
    }
}

/// 64 hexadecimal digits.
#[derive(Debug, Clone, Copy)]
pub struct Hex(Digest);

impl Scalar<'_> for Hex {
    const EXPECTED: (&'static str, &'static str) = (
        "应为 64 位小写十六进制数",
        "must be 64 lower-case hexadecimal digits",
    );

    fn from_text(value: Cow<'_, str>, _context: &mut Context) -> Option<Self> {
        Digest::parse(&value).map(Self)
    }
}

fn text(Text(text): Text<'_>) -> String {
    text.into_owned()
}

object! {
    /// The members of a proof.
    pub struct ProofSlots<'de> {
        algorithm: scalar Text<'de>,
        draw_id: scalar Text<'de>,
        status: raw &'de RawValue,
        authority: raw &'de RawValue,
        method: raw &'de RawValue,
        filter: raw &'de RawValue,
        terms: object TermsSlots<'de>,
        commitment: scalar Hex,
        roster_hash: scalar Hex,
        roster: object RosterSlots<'de>,
        public_value: scalar Text<'de>,
        seed: scalar Hex,
        drawn_on: scalar NaiveDate,
        result: list PlaceSlots<'de>,
        result_hash: scalar Hex,
        redraws: list RedrawSlots<'de>,
    }
}

impl<'de> Object<'de> for ProofSlots<'de> {
    type Target = Proof;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        // Sent along with what is published, and of no account here.
        let _ignored = (self.status, self.authority, self.method, self.filter);
        let algorithm = self.algorithm.required(context, "algorithm");
        let draw = self.draw_id.required(context, "draw_id");
        let terms = self.terms.required(context, "terms");
        let commitment = self.commitment.required(context, "commitment");
        let roster_hash = self.roster_hash.required(context, "roster_hash");
        let roster = self.roster.required(context, "roster");
        let public_value = self.public_value.required(context, "public_value");
        let seed = self.seed.required(context, "seed");
        let drawn_on = self.drawn_on.required(context, "drawn_on");
        let result = self.result.required(context, "result");
        let result_hash = self.result_hash.required(context, "result_hash");
        let redraws = self.redraws.required(context, "redraws");
        if algorithm.is_some_and(|Text(name)| name != ALGORITHM) {
            context.fault_at(
                "algorithm",
                format!("应为 {ALGORITHM}"),
                format!("must be {ALGORITHM}"),
            );
            return None;
        }
        let (institutions, inspectors, conflicts) = roster?;
        let (Hex(commitment), Hex(roster_hash)) = (commitment?, roster_hash?);
        let (Hex(seed), Hex(result_hash)) = (seed?, result_hash?);
        Some(Proof {
            announcement: Announcement {
                draw: text(draw?),
                terms: terms?,
                institutions,
                inspectors,
                conflicts,
            },
            commitment,
            roster_hash,
            public_value: text(public_value?),
            seed,
            drawn_on: drawn_on?,
            result: result?,
            result_hash,
            redraws: redraws?,
        })
    }
}

object! {
    /// The members of the terms.
    pub struct TermsSlots<'de> {
        announced_on: scalar NaiveDate,
        public_value: scalar Text<'de>,
        known_on: scalar NaiveDate,
        institutions: scalar Count,
        inspectors_each: scalar Count,
        departments: scalar Word<Departments>,
    }
}

impl<'de> Object<'de> for TermsSlots<'de> {
    type Target = Terms;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let announced_on = self.announced_on.required(context, "announced_on");
        let public_value = self.public_value.required(context, "public_value");
        let known_on = self.known_on.required(context, "known_on");
        let institutions = self.institutions.required(context, "institutions");
        let each = self.inspectors_each.required(context, "inspectors_each");
        let departments = self.departments.required(context, "departments");
        let (Count(institutions), Count(inspectors_each)) = (institutions?, each?);
        let Word(departments) = departments?;
        Some(Terms {
            announced_on: announced_on?,
            public_value: text(public_value?),
            known_on: known_on?,
            institutions,
            inspectors_each,
            departments,
        })
    }
}

object! {
    /// The members of a roster.
    pub struct RosterSlots<'de> {
        institutions: list InstitutionSlots<'de>,
        inspectors: list InspectorSlots<'de>,
        conflicts: list ConflictSlots<'de>,
    }
}

impl<'de> Object<'de> for RosterSlots<'de> {
    type Target = (Vec<RosterInstitution>, Vec<RosterInspector>, Vec<Conflict>);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let institutions = self.institutions.required(context, "institutions");
        let inspectors = self.inspectors.required(context, "inspectors");
        let conflicts = self.conflicts.required(context, "conflicts");
        Some((institutions?, inspectors?, conflicts?))
    }
}

object! {
    /// The members of an institution on a roster.
    pub struct InstitutionSlots<'de> {
        id: scalar Text<'de>,
        name: scalar Text<'de>,
        weight: scalar Count,
    }
}

impl<'de> Object<'de> for InstitutionSlots<'de> {
    type Target = RosterInstitution;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let name = self.name.required(context, "name");
        let weight = self.weight.required(context, "weight");
        let (id, name, Count(weight)) = (text(id?), text(name?), weight?);
        Some(RosterInstitution { id, name, weight })
    }
}

object! {
    /// The members of an inspector on a roster.
    pub struct InspectorSlots<'de> {
        id: scalar Text<'de>,
        name: scalar Text<'de>,
        department: scalar Text<'de>,
    }
}

impl<'de> Object<'de> for InspectorSlots<'de> {
    type Target = RosterInspector;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let id = self.id.required(context, "id");
        let name = self.name.required(context, "name");
        let department = self.department.required(context, "department");
        Some(RosterInspector {
            id: text(id?),
            name: text(name?),
            department: text(department?),
        })
    }
}

object! {
    /// The members of a conflict.
    pub struct ConflictSlots<'de> {
        inspector: scalar Text<'de>,
        institution: scalar Text<'de>,
    }
}

impl<'de> Object<'de> for ConflictSlots<'de> {
    type Target = Conflict;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let inspector = self.inspector.required(context, "inspector");
        let institution = self.institution.required(context, "institution");
        Some(Conflict {
            inspector: text(inspector?),
            institution: text(institution?),
        })
    }
}

object! {
    /// The members of a place.
    pub struct PlaceSlots<'de> {
        institution: scalar Text<'de>,
        inspectors: items Text<'de>,
    }
}

impl<'de> Object<'de> for PlaceSlots<'de> {
    type Target = Place;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let institution = self.institution.required(context, "institution");
        let inspectors = self.inspectors.required(context, "inspectors");
        let (institution, inspectors) = (text(institution?), inspectors?);
        Some(Place {
            institution,
            inspectors: inspectors.into_iter().map(text).collect(),
        })
    }
}

object! {
    /// The members of a redraw.
    pub struct RedrawSlots<'de> {
        round: scalar Count,
        place: scalar Count,
        replaces: scalar Word<Leaving>,
        leaves: scalar Text<'de>,
        reason: scalar Word<RedrawReason>,
        explanation: scalar Text<'de>,
        on: scalar NaiveDate,
        conflicts: list ConflictSlots<'de>,
        result: object PlaceSlots<'de>,
        hash: scalar Hex,
    }
}

impl<'de> Object<'de> for RedrawSlots<'de> {
    type Target = Redraw;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let round = self.round.required(context, "round");
        let place = self.place.required(context, "place");
        let replaces = self.replaces.required(context, "replaces");
        let leaves = self.leaves.required(context, "leaves");
        let reason = self.reason.required(context, "reason");
        let explanation = self.explanation.required(context, "explanation");
        let on = self.on.required(context, "on");
        let conflicts = self.conflicts.required(context, "conflicts");
        let result = self.result.required(context, "result");
        let hash = self.hash.required(context, "hash");
        let (Count(round), Count(place), Word(replaces)) = (round?, place?, replaces?);
        let (Word(reason), Hex(hash)) = (reason?, hash?);
        Some(Redraw {
            round,
            asked: Redrawing {
                place,
                replaces: replaces.of(text(leaves?)),
                reason,
                explanation: text(explanation?),
                on: on?,
                conflicts: conflicts?,
            },
            result: result?,
            hash,
        })
    }
}
