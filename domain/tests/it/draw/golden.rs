//! Values computed by `docs/draw_verify.py`, which was written from `docs/DRAW.md` and shares no code with this.

use domain::jz::art15_random_inspection::{Digest, Place, Replaces, verify};

use super::ordinary;

fn told(place: &Place) -> String {
    format!("{} {}", place.institution, place.inspectors.join(" "))
}

#[test]
fn an_ordinary_draw_is_what_the_other_program_computes() {
    let proof = ordinary();
    let checked = verify(&proof);
    assert!(checked.holds(), "{checked:?}");
    let hashes = [
        ("commitment", proof.commitment),
        ("roster", proof.roster_hash),
        ("result", proof.result_hash),
        ("round 2", proof.redraws[0].hash),
        ("round 3", proof.redraws[1].hash),
    ]
    .map(|(name, hash)| format!("{name} {hash}"));
    let places: Vec<String> = proof.result.iter().map(told).collect();
    let redrawn: Vec<String> = proof.redraws.iter().map(|r| told(&r.result)).collect();
    assert_eq!(hashes.join("\n"), HASHES);
    assert_eq!(places.join("\n"), PLACES);
    assert_eq!(redrawn.join("\n"), REDRAWN);
}

const HASHES: &str = "\
commitment 2bac5f30c7acff7265abdeb79e8b3fbb3425e78116db5ad3266efe7d2d3fd83b
roster da699793465c5f31e6fe0da93be6004e5fbcbaa412defe1dbb948b52c74760cd
result f4a1a2f7155c273654df692fbd00e1c47354a4bb6be324038c54a4deea1a24ee
round 2 c6f0a3fc7632cf0c40930492d4722f9512ba85a490a8b53aa80174322962773b
round 3 f6b40644dfcb8167bc997ec23613ca0141c879c878f276da22201dd536cb2d79";
const PLACES: &str = "\
i07 p05 p00
i06 p04 p01
i02 p02 p03";
const REDRAWN: &str = "\
i05 p05 p00
i06 p05 p01";

#[test]
fn hexadecimal_digits_are_read_as_they_are_written() {
    let text = "00ff10a0b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f5061728394a5b6c";
    assert_eq!(Digest::parse(text).unwrap().to_string(), text);
    for wrong in [
        "",
        "00",
        &text.to_uppercase(),
        &text[1..],
        &format!("{text}00"),
    ] {
        assert_eq!(Digest::parse(wrong), None, "{wrong}");
    }
    // A seed is never seen in a log.
    assert!(!format!("{:?}", Digest::parse(text)).contains("00ff"));
}

/// Writes the proof as the API does, for `docs/draw_verify.py`: `JIANDU_DRAW=/dev/stdout cargo test … golden`.
#[test]
fn a_proof_is_written_for_the_other_program() {
    use serde_json::json;
    let proof = ordinary();
    let of = &proof.announcement;
    let redraws: Vec<_> = proof
        .redraws
        .iter()
        .map(|r| {
            let (replaces, leaves) = match &r.asked.replaces {
                Replaces::Institution(id) => ("institution", id),
                Replaces::Inspector(id) => ("inspector", id),
            };
            json!({
                "round": r.round, "place": r.asked.place, "replaces": replaces, "leaves": leaves,
                "reason": r.asked.reason, "explanation": r.asked.explanation, "on": r.asked.on,
                "conflicts": r.asked.conflicts, "result": r.result, "hash": r.hash,
            })
        })
        .collect();
    let written = json!({
        "algorithm": "jiandu-draw-v1", "draw_id": of.draw, "terms": of.terms,
        "commitment": proof.commitment, "roster_hash": proof.roster_hash,
        "roster": {"institutions": of.institutions, "inspectors": of.inspectors, "conflicts": of.conflicts},
        "public_value": proof.public_value, "seed": proof.seed, "drawn_on": proof.drawn_on,
        "result": proof.result, "result_hash": proof.result_hash, "redraws": redraws,
    });
    if let Some(path) = std::env::var_os("JIANDU_DRAW") {
        std::fs::write(path, written.to_string()).unwrap();
    }
}
