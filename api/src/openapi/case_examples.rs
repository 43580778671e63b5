//! Examples of what clients send about complaint cases. What they are answered depends on the case: a test walks cases
//! through with them, so that they work.

use serde_json::Value;
use utoipa::openapi::{OpenApi, RefOr, example::Example};

use super::operations;

/// Where an example belongs, its name, what it shows, and its text.
type Row = (&'static str, &'static str, &'static str, &'static str);

macro_rules! examples {
    ($all:ident $root:literal $files:literal; $($path:literal $file:literal $name:literal $summary:literal;)+) => {
        const $all: &[Row] = &[$((
            concat!($root, $path),
            $name,
            $summary,
            include_str!(concat!("../../examples/", $files, ".", $file, ".", $name, ".json")),
        )),+];
    };
}

examples! {
    PUBLIC "/api/v1/public/complaints" "public";
    "" "complaints" "named" "A complaint with name and telephone number";
    "" "complaints" "anonymous" "An anonymous report";
    "/status" "status" "code" "By the receipt code";
    "/notices" "notices" "first" "The first notice";
    "/supplements" "supplements" "witness" "There is a witness";
    "/withdrawal" "withdrawal" "settled" "The matter is settled";
}

examples! {
    EXAMPLES "/api/v1/complaints" "complaints";
    "" "intake" "web" "A complaint handed in by a platform";
    "" "intake" "phone" "A complaint by telephone, taken down by its first receiver";
    "" "intake" "anonymous" "An anonymous report by letter";
    "/{id}/evaluations" "evaluations" "sound" "A definite, founded complaint within function";
    "/{id}/evaluations" "evaluations" "baseless" "Without factual basis";
    "/{id}/evaluations" "evaluations" "repeat" "A repeat of an earlier case, with nothing new";
    "/{id}/acceptance" "acceptance" "follows" "The evaluation says accept; whoever accepts handles it";
    "/{id}/acceptance" "acceptance" "departs" "The evaluation does not say accept: why all the same";
    "/{id}/rejection" "rejection" "follows" "On the ground that the evaluation finds met";
    "/{id}/rejection" "rejection" "departs" "The evaluation does not say reject: on which ground, and why all the same";
    "/{id}/referral" "referral" "center" "To the center of the place";
    "/{id}/referral" "referral" "elsewhere" "Outside the province: the complainant is told where to turn";
    "/{id}/joining" "joining" "follows" "To the complainant's earlier case";
    "/{id}/rejection-review" "rejection-review" "upheld" "The rejection stands";
    "/{id}/rejection-review" "rejection-review" "reopened" "The case is examined anew";
    "/{id}/withdrawal" "withdrawal" "complainant" "The complainant withdraws";
    "/{id}/assignments" "assignments" "itself" "The center investigates itself";
    "/{id}/material-shares" "material-shares" "identity" "Who the complainant is, for a department that has to ask them";
    "/{id}/guidance-answers" "guidance-answers" "phone" "By telephone";
    "/{id}/reply-promises" "reply-promises" "phone" "Within the week";
    "/{id}/reports" "reports" "own" "The report of whoever sends it";
    "/{id}/reports" "reports" "paper" "A report that came on paper, handed in by the center";
    "/{id}/consolidated-report" "consolidated-report" "partly" "Partly substantiated on the whole";
    "/{id}/supervision-orders" "supervision-orders" "officer" "To the officer who handles the case";
    "/{id}/supervision-orders/{number}/answer" "supervision-orders-answer" "progress" "How far it is";
    "/{id}/material-disclosures" "material-disclosures" "statement" "What the complainant said";
    "/{id}/conclusion" "conclusion" "partly" "Partly substantiated";
    "/{id}/conclusion" "conclusion" "guided" "On the guidance track: by guidance and explanation";
    "/{id}/extension" "extension" "complex" "The matter is complex";
    "/{id}/delay-explanations" "delay-explanations" "expert" "An expert's opinion is awaited";
    "/{id}/measures/{number}/execution" "execution" "done" "Carried out by the center";
    "/{id}/feedback" "feedback" "phone" "By telephone";
    "/{id}/archive" "archive" "shelf" "With the place where paper is kept";
    "/{id}/erasure-proposal" "erasure-proposal" "over" "The materials need not be kept any longer";
    "/{id}/erasure" "erasure" "confirm" "Somebody else confirms it";
    "/{id}/corrections" "corrections" "accused" "The accused party and the day";
    "/{id}/corrections" "corrections" "complainant" "Who complains, as a whole";
    "/{id}/similarity-decisions" "similarity-decisions" "same" "Another complainant's case about the same matter";
    "/{id}/subject" "subject" "line" "What the case is about";
    "/{id}/supplements" "supplements" "call" "By telephone";
    "/{id}/notice-deliveries" "notice-deliveries" "email" "By e-mail";
    "/{id}/upward-reports" "upward-reports" "media" "A case that media report on";
    "/{id}/media-measures" "media-measures" "suspended" "The exams of a site are suspended";
    "/{id}/public-statements" "public-statements" "first" "What is known so far";
    "/{id}/accountability" "accountability" "center" "A breach of confidentiality";
    "/{id}/accountability" "accountability" "serious" "With serious consequences";
    "/{id}/complainant-referrals" "complainant-referrals" "abuse" "Abuse of staff, after admonition";
    "/handovers" "handovers" "all" "All open cases of an officer";
    "/handovers" "handovers" "some" "Some of them";
    "/{id}/identity-disclosures" "identity-disclosures" "purpose" "To ask the complainant";
    "/{id}/statement-disclosures" "statement-disclosures" "purpose" "To examine the case";
}

/// Adds them to the requests.
pub(super) fn add(document: &mut OpenApi) {
    for (path, name, summary, json) in EXAMPLES.iter().chain(PUBLIC) {
        let Some(item) = document.paths.paths.get_mut(*path) else {
            continue;
        };
        let bodies = operations(item).filter_map(|(_, operation)| operation.request_body.as_mut());
        for body in bodies {
            if let RefOr::T(body) = body
                && let Some(RefOr::T(content)) = body.content.get_mut("application/json")
                && let Ok(value) = serde_json::from_str::<Value>(json)
            {
                let mut example = Example::default();
                (*summary).clone_into(&mut example.summary);
                example.value = Some(value);
                content
                    .examples
                    .insert((*name).to_owned(), RefOr::T(example));
            }
        }
    }
}
