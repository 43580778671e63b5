//! Tokens, clients and keys on the command line.

use std::os::unix::fs::PermissionsExt;

use serde_json::Value;
use tests::cli::{Done, command};
use tests::database::Kind;
use tests::server::Server;
use tests::wait::LIMIT;

use crate::support::on_both;

on_both!(
    the_first_start_writes_a_secret_for_its_owner_only,
    tokens_are_made_here_or_asked_for,
    clients_are_kept_without_a_server,
    signing_keys_are_changed,
);

/// A command on the server's database.
fn on(server: &Server, words: &[&str]) -> Done {
    let keys = server.database.folder().join("keys.json");
    command(words)
        .env("DATABASE_URL", &server.database.url())
        .env("JIANDU_MASTER_KEY_FILE", keys.to_str().unwrap())
        .run()
}

fn token(server: &Server, words: &[&str]) -> String {
    let done = on(server, words);
    assert_eq!((done.code, done.said.as_str()), (Some(0), ""), "{done:?}");
    done.text().trim_end().to_owned()
}

fn the_first_start_writes_a_secret_for_its_owner_only(kind: Kind) {
    let server = Server::builder(kind).start();
    let file = server.database.folder().join("admin-client.json");
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = std::fs::read_to_string(&file).unwrap();
    let secret: Value = serde_json::from_str(&text).unwrap();
    let path = file.to_str().unwrap();
    let told = |server: &Server, what: &str| {
        let told = server
            .lines()
            .wait_for(LIMIT, |line| line.contains(what).then_some(()));
        assert!(told.is_some(), "{what}");
    };
    told(&server, path);
    told(&server, "Stop with Ctrl-C");
    let said = server.lines().all().join("\n");
    assert!(!said.contains(secret["client_secret"].as_str().unwrap()));
    // A second start makes no second administrator.
    let again = Server::builder(kind).database(&server.database).start();
    told(&again, "Stop with Ctrl-C");
    assert!(!again.lines().all().join("\n").contains("First start"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

fn tokens_are_made_here_or_asked_for(kind: Kind) {
    let server = Server::builder(kind).start();
    let me = |token: &str| server.get_as(token, "/api/v1/me").good();
    assert_eq!(me(&token(&server, &["token"]))["role"], "admin");
    let at = format!("http://{}", server.address);
    assert_eq!(
        me(&token(&server, &["token", "--server", &at]))["role"],
        "admin"
    );
    let file = server.database.folder().join("admin-client.json");
    let client: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let secret = server.folder().join("secret");
    std::fs::write(
        &secret,
        format!("{}\n", client["client_secret"].as_str().unwrap()),
    )
    .unwrap();
    let words = |secret: &'static str| {
        let id = client["client_id"].as_str().unwrap().to_owned();
        vec![
            "token".to_owned(),
            "--client-id".to_owned(),
            id,
            "--secret-file".to_owned(),
            secret.to_owned(),
        ]
    };
    let path: &'static str = secret.to_str().unwrap().to_owned().leak();
    let with_file = words(path);
    let with_file: Vec<&str> = with_file.iter().map(String::as_str).collect();
    assert_eq!(me(&token(&server, &with_file))["role"], "admin");
    std::fs::write(&secret, "wrong").unwrap();
    for more in [vec![], vec!["--server", at.as_str()]] {
        let done = on(&server, &[with_file.as_slice(), &more].concat());
        assert_eq!(done.code, Some(2));
        assert!(done.said.contains("the secret is wrong"), "{}", done.said);
        assert_eq!(done.text(), "");
    }
    let done = on(&server, &["token", "--client", "nowhere.json"]);
    assert_eq!(done.code, Some(2));
}

fn clients_are_kept_without_a_server(kind: Kind) {
    let server = Server::builder(kind).start();
    let file = server.folder().join("lead.json");
    let out = file.to_str().unwrap();
    let create = [
        "client",
        "create",
        "--name",
        "负责人",
        "--organisation",
        "gd-440100",
        "--out",
        out,
    ];
    let created = on(
        &server,
        &[create.as_slice(), &["--role", "center_lead"]].concat(),
    );
    assert_eq!(created.code, Some(0), "{created:?}");
    let client: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let (id, secret) = (
        client["client_id"].as_str().unwrap(),
        client["client_secret"].as_str().unwrap(),
    );
    assert!(created.text().contains(id) && !created.text().contains(secret));
    assert_eq!(
        std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let list = on(&server, &["client", "list"]);
    assert!(
        list.text()
            .contains(&format!("{id}\tcenter_lead\tgd-440100\tactive\t负责人"))
    );
    let first = token(&server, &["token", "--client", out]);
    // The running server follows.
    tests::wait::until("the server knows the client", || {
        (server.get_as(&first, "/api/v1/me").status == 200).then_some(())
    });
    let renewed = on(&server, &["client", "new-secret", id, "--out", out]);
    assert_eq!(renewed.code, Some(0), "{renewed:?}");
    tests::wait::until("the old token is void", || {
        (server.get_as(&first, "/api/v1/me").status == 401).then_some(())
    });
    let second = token(&server, &["token", "--client", out]);
    tests::wait::until("the new one is good", || {
        (server.get_as(&second, "/api/v1/me").status == 200).then_some(())
    });
    assert_eq!(on(&server, &["client", "disable", id]).code, Some(0));
    tests::wait::until("the client is disabled", || {
        (server.get_as(&second, "/api/v1/me").status == 401).then_some(())
    });
    assert_eq!(on(&server, &["token", "--client", out]).code, Some(2));
    for words in [
        [create.as_slice(), &["--role", "regulator"]].concat(),
        [create.as_slice(), &["--role", "king"]].concat(),
        vec!["client", "disable", "nobody"],
        vec!["client", "new-secret", id],
    ] {
        assert_eq!(on(&server, &words).code, Some(2), "{words:?}");
    }
}

fn signing_keys_are_changed(kind: Kind) {
    let server = Server::builder(kind).start();
    let admin = server.admin().token;
    let done = on(&server, &["keys", "rotate-signing"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    tests::wait::until("the server shows the new key", || {
        let keys = server.get("/.well-known/jwks.json").good();
        let first = keys["keys"][0]["kid"].as_str().unwrap().to_owned();
        done.text().contains(&first).then_some(())
    });
    let _ = server.get_as(&admin, "/api/v1/me").good();
    let _ = server
        .get_as(&token(&server, &["token"]), "/api/v1/me")
        .good();
}
