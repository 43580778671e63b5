//! By the single endpoints and by their batch twins.

use serde_json::json;
use tests::server::Server;
use tests::vectors::SETS;

use crate::support::{batch_path, on_both};

#[test]
fn there_are_220_vectors() {
    let counts = SETS.map(|set| (set.engine, set.vectors().len()));
    let expected = [("admissibility", 80), ("clock", 60), ("sanctions", 80)];
    assert_eq!(counts, expected);
}

on_both!(
    every_vector_singly,
    every_vector_in_a_batch,
    a_batch_gives_the_answers_of_the_single_endpoint,
    many_clients_at_once_get_their_own_answers,
);

fn every_vector_singly(server: &Server) {
    for set in SETS {
        for vector in set.vectors() {
            set.check(&vector, &server.evaluate(set.engine, &vector.request));
        }
    }
}

fn every_vector_in_a_batch(server: &Server) {
    for set in SETS {
        let answer = server
            .post(&batch_path(set.engine), &json!({"items": set.requests()}))
            .good();
        let results = answer["results"].as_array().unwrap();
        assert_eq!(results.len(), set.vectors().len());
        for (index, (vector, result)) in set.vectors().iter().zip(results).enumerate() {
            assert_eq!(result["index"], index);
            assert_eq!(result.as_object().unwrap().len(), 2);
            set.check(vector, &result["result"]);
        }
    }
}

fn a_batch_gives_the_answers_of_the_single_endpoint(server: &Server) {
    for set in SETS {
        let items = set.requests();
        let batch = server
            .post(&batch_path(set.engine), &json!({"items": items}))
            .good();
        for (index, item) in items.iter().enumerate() {
            assert_eq!(
                server.evaluate(set.engine, item),
                batch["results"][index]["result"]
            );
        }
    }
}

fn many_clients_at_once_get_their_own_answers(server: &Server) {
    std::thread::scope(|scope| {
        for client in 0..8 {
            scope.spawn(move || {
                // Each begins elsewhere, so that different requests meet.
                let set = SETS[client % SETS.len()];
                let vectors = set.vectors();
                let from_own_place = vectors.iter().cycle().skip(client * 7);
                for vector in from_own_place.take(vectors.len()) {
                    set.check(vector, &server.evaluate(set.engine, &vector.request));
                }
            });
        }
    });
}
