//! Database URLs: what is understood, what is refused, and that no password is ever shown.

use std::path::Path;

use persistence::{
    DatabaseUrl, DatabaseUrlError, LibpqFlavour, SqliteLocation, Store, StoreOptions, libpq_flavour,
};

fn parse(text: &str) -> Result<DatabaseUrl, DatabaseUrlError> {
    DatabaseUrl::parse_for(text, LibpqFlavour::System)
}

#[test]
fn sqlite_forms() {
    for (text, path) in [
        ("sqlite://data/jiandu.sqlite", "data/jiandu.sqlite"),
        ("sqlite:///var/lib/jiandu.sqlite", "/var/lib/jiandu.sqlite"),
        ("sqlite:jiandu.sqlite", "jiandu.sqlite"),
        ("SQLite:jiandu.sqlite", "jiandu.sqlite"),
        ("jiandu.sqlite", "jiandu.sqlite"),
        ("/var/lib/监督.sqlite", "/var/lib/监督.sqlite"),
        ("./a:b", "./a:b"),
    ] {
        let DatabaseUrl::Sqlite(SqliteLocation::File(parsed)) = parse(text).unwrap() else {
            panic!("{text} is not an SQLite file");
        };
        assert_eq!(parsed, Path::new(path), "{text}");
    }
    for text in ["sqlite::memory:", "sqlite://:memory:", ":memory:"] {
        assert_eq!(
            parse(text),
            Ok(DatabaseUrl::Sqlite(SqliteLocation::Memory)),
            "{text}"
        );
    }
}

#[test]
fn refused_schemes_and_forms() {
    let scheme = |name: &str| DatabaseUrlError::UnknownScheme(name.to_owned());
    for (text, error) in [
        ("", DatabaseUrlError::Empty),
        ("sqlite:", DatabaseUrlError::Empty),
        ("sqlite://", DatabaseUrlError::Empty),
        ("mysql://root:pw@host/db", scheme("mysql")),
        ("postgresql+psycopg://host/db", scheme("postgresql+psycopg")),
        ("file:jiandu.sqlite?mode=ro", scheme("file")),
        ("://host/db", scheme("")),
        ("a\0b", DatabaseUrlError::ControlCharacter),
        ("host=db password=pw", DatabaseUrlError::KeywordString),
        (
            "sqlite://a.sqlite?mode=rwc",
            DatabaseUrlError::SqliteOptions,
        ),
    ] {
        assert_eq!(parse(text), Err(error), "{text}");
    }
}

#[test]
fn postgres_urls_that_libpq_would_misread_are_refused_without_showing_the_password() {
    for text in [
        "postgres:host/db",
        "postgres://user:pa@SECRET@host/db",
        "postgres://user:pa/SECRET@host/db",
        "postgres://user:pa?SECRET@host/db",
        "postgres://user:SECRET",
        "postgres://user:SECRET/db",
        "postgres://user:SECRET%zz@host/db",
        "postgres://user:SECRET%00@host/db",
        "postgres://user:SECRET x@host/db",
        "postgres://host/db?SECRET",
        "postgres://host/db?password=SECRET=x",
    ] {
        let error = parse(text).unwrap_err();
        assert!(
            matches!(error, DatabaseUrlError::MalformedPostgres(_)),
            "{text}: {error:?}"
        );
        assert!(
            !format!("{error} {error:?}").contains("SECRET"),
            "{text}: {error:?}"
        );
    }
}

#[test]
fn passwords_are_not_shown() {
    for (text, shown) in [
        (
            "postgres://user:SECRET@host:5433/db",
            "postgres://user:***@host:5433/db",
        ),
        (
            "postgresql://user:SECRET@[::1]:5432/db",
            "postgres://user:***@[::1]:5432/db",
        ),
        (
            "postgres://user@a:1,b:2/db?target_session_attrs=read-write",
            "postgres://user@a:1,b:2/db?target_session_attrs=read-write",
        ),
        (
            "postgres://host/db?user=u&password=SECRET",
            "postgres://host/db?user=u&password=***",
        ),
        (
            "postgres://host/db?pass%77ord=SECRET&sslpassword=SECRET",
            "postgres://host/db?password=***&sslpassword=***",
        ),
        ("postgres://", "postgres://"),
    ] {
        let url = parse(text).unwrap();
        assert_eq!(url.redacted(), shown);
        assert_eq!(url.to_string(), shown);
        assert!(!format!("{url:?}").contains("SECRET"), "{url:?}");
    }
}

#[test]
fn tls_is_refused_only_where_libpq_has_none() {
    for (option, sslmode) in [
        ("sslmode=require", "require"),
        ("sslmode=verify-ca", "verify-ca"),
        ("application_name=x&ssl%6dode=verify%2Dfull", "verify-full"),
        ("ssl=true", "require"),
    ] {
        let text = format!("postgres://host/db?{option}");
        let flavour = LibpqFlavour::BundledWithoutTls;
        let error = DatabaseUrl::parse_for(&text, flavour).unwrap_err();
        assert_eq!(error, DatabaseUrlError::TlsUnavailable { sslmode, flavour });
        assert!(
            error.to_string().contains("bundled libpq without TLS"),
            "{error}"
        );
        assert!(DatabaseUrl::parse_for(&text, LibpqFlavour::System).is_ok());
    }
    for option in [
        "sslmode=disable",
        "sslmode=prefer",
        "application_name=require",
    ] {
        let text = format!("postgres://host/db?{option}");
        assert!(DatabaseUrl::parse_for(&text, LibpqFlavour::BundledWithoutTls).is_ok());
    }
    let linked = if cfg!(feature = "bundled-pq") {
        "bundled libpq without TLS"
    } else {
        "system libpq"
    };
    assert_eq!(libpq_flavour().to_string(), linked);
}

#[test]
fn an_unreachable_server_does_not_become_an_sqlite_file() {
    let folder = tempfile::tempdir().unwrap();
    let url = "postgres://user:SECRET@127.0.0.1:1/db".parse().unwrap();
    let error = Store::open(&url, StoreOptions::default()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the postgresql database cannot be reached"),
        "{error}"
    );
    assert!(
        !format!("{error} {error:?}").contains("SECRET"),
        "{error:?}"
    );
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none());
    assert!(!Path::new("postgres:").exists());
}
