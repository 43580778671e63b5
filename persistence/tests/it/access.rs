//! Organisations, clients and signing keys: rows, their events, and what a server reads of them.

use chrono::{DateTime, TimeZone, Utc};
use domain::access::{OrganisationKind, Regime, Role};
use persistence::access::{ChangeError, Refusal};
use persistence::clients::{self, ClientChange, NewClient, Secret};
use persistence::keys::KeyRing;
use persistence::organisations::{self, Channels, Filter, Organisation, OrganisationChange};
use persistence::{Store, access, ledger, signing_keys};

use crate::support::on_both;

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 1, 2, 3).unwrap()
}

fn seeded(store: &Store) -> bool {
    store
        .write(|connection| organisations::seed(connection, now()))
        .unwrap()
}

fn office(id: &str, parent: Option<&str>) -> Organisation {
    Organisation {
        id: id.to_owned(),
        kind: OrganisationKind::ComplaintOffice,
        level: None,
        department_kind: None,
        regime: Regime::Gd,
        name_zh: "质量投诉举报办公室".to_owned(),
        name_en: "Complaint office".to_owned(),
        division_code: None,
        industry: None,
        parent_id: parent.map(str::to_owned),
        channels: Channels::default(),
        active: true,
        version: 0,
    }
}

fn created(store: &Store, role: Role, organisation: &str) -> Result<clients::Client, ChangeError> {
    let new = NewClient {
        name: "x".to_owned(),
        role,
        organisation_id: organisation.to_owned(),
    };
    store.write(move |connection| {
        let secret = Secret::new().unwrap();
        clients::create(connection, &new, &secret, "system", now())
    })
}

on_both! {
    fn the_first_start_creates_centers_and_authorities_once(database: &TestDatabase) {
        let store = &database.open();
        assert!(seeded(store));
        let before = access::load(store, now()).unwrap();
        assert!(!before.installation.is_empty());
        assert!(!seeded(store));
        assert_eq!(access::revision(store).unwrap(), before.revision);
        let all = store
            .read(|c| organisations::list(c, &Filter::default(), None, 1000))
            .unwrap();
        let centers = all.iter().filter(|o| o.kind == OrganisationKind::GuidanceCenter);
        assert!(centers.count() > 140);
        for organisation in &all {
            assert_eq!(organisation.channels, Channels::default());
            assert!(!organisation.name_zh.is_empty() && organisation.name_en.is_ascii());
            let parent = organisation.parent_id.as_ref();
            assert!(
                parent.is_none_or(|parent| all.iter().any(|o| o.id == *parent)),
                "{organisation:?}"
            );
        }
        let name = |id: &str| all.iter().find(|o| o.id == id).unwrap().name_zh.clone();
        assert_eq!(name("gd-440000"), "广东省职业技能鉴定指导中心");
        assert_eq!(name("gd-440100"), "广州市职业技能鉴定指导中心");
        assert_eq!(name("gd-440106"), "广州市天河区职业技能鉴定指导中心");
        assert_eq!(name("jz-421000"), "荆州市人力资源和社会保障局");
        assert_eq!(name("jz-421002"), "荆州市沙市区人力资源和社会保障局");
        assert_eq!(name("jz-421022"), "公安县人力资源和社会保障局");
        let events = store
            .read(|c| ledger::load(c, "organisation/gd-440106"))
            .unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].actor, "system");
    }

    fn organisations_are_created_and_changed_with_their_events(database: &TestDatabase) {
        let store = &database.open();
        seeded(store);
        let create = |organisation: Organisation| {
            store.write(move |c| organisations::create(c, organisation, "admin", now()))
        };
        let refused = |organisation| match create(organisation) {
            Err(ChangeError::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(office("a", None)), Refusal::ParentMissing);
        assert_eq!(refused(office("a", Some("none"))), Refusal::UnknownParent);
        assert_eq!(
            refused(office("a", Some("jz-421000"))),
            Refusal::ParentDoesNotFit
        );
        let made = create(office("a", Some("gd-440100"))).unwrap();
        assert_eq!(made.version, 1);
        assert!(matches!(
            create(office("a", Some("gd-440100"))),
            Err(ChangeError::AlreadyExists)
        ));
        let change = |seen, change: OrganisationChange| {
            store.write(move |c| organisations::change(c, "a", seen, &change, "admin", now()))
        };
        let renamed = OrganisationChange {
            name_zh: Some("投诉办".to_owned()),
            ..OrganisationChange::default()
        };
        let done = change(1, renamed.clone()).unwrap();
        assert_eq!((done.version, done.name_zh.as_str()), (2, "投诉办"));
        assert!(matches!(change(1, renamed.clone()), Err(ChangeError::Stale)));
        // What changes nothing is no event.
        assert_eq!(change(2, renamed).unwrap(), done);
        let read = store.read(|c| organisations::get(c, "a")).unwrap();
        assert_eq!(read, Some(done));
        let events = store.read(|c| ledger::load(c, "organisation/a")).unwrap();
        let kinds: Vec<_> = events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["organisation_created", "organisation_changed"]);
    }

    fn clients_come_and_go(database: &TestDatabase) {
        let store = &database.open();
        seeded(store);
        assert!(matches!(
            created(store, Role::Regulator, "gd-440100"),
            Err(ChangeError::Refused(Refusal::RoleDoesNotFit))
        ));
        assert!(matches!(
            created(store, Role::Admin, "none"),
            Err(ChangeError::Refused(Refusal::UnknownOrganisation))
        ));
        let client = created(store, Role::CenterLead, "gd-440100").unwrap();
        let id = client.id.clone();
        let change = ClientChange {
            role: Some(Role::ProvinceLead),
            ..ClientChange::default()
        };
        let promoted = store.write({
            let (id, change) = (id.clone(), change.clone());
            move |c| clients::change(c, &id, 1, &change, "admin", now())
        });
        assert!(matches!(
            promoted,
            Err(ChangeError::Refused(Refusal::RoleDoesNotFit))
        ));
        let secret = Secret::new().unwrap();
        let text = secret.reveal().to_owned();
        assert!(text.len() >= 43 && !format!("{secret:?}").contains(&text));
        let renewed = store.write({
            let id = id.clone();
            move |c| clients::renew_secret(c, &id, &secret, "admin", now())
        });
        assert_eq!(renewed.unwrap().version, 2);
        let record = access::load(store, now()).unwrap();
        let known = record.clients.iter().find(|known| known.id == id).unwrap();
        assert!(known.enabled && Secret::matches(&text, &known.secret_hash));
        assert_eq!(known.tokens_not_before, now().timestamp() + 1);
        store
            .write({
                let id = id.clone();
                move |c| clients::revoke_token(c, &id, "j", now().timestamp() + 9, now())
            })
            .unwrap();
        assert_eq!(access::load(store, now()).unwrap().revoked, ["j"]);
        for _ in 0..2 {
            let id = id.clone();
            let gone = store
                .write(move |c| clients::disable(c, &id, "admin", now()))
                .unwrap();
            assert_eq!((gone.version, gone.disabled_at), (4, Some(now())));
        }
        let record = access::load(store, now()).unwrap();
        assert!(!record.clients.iter().any(|known| known.id == id && known.enabled));
        let events = store.read(|c| ledger::load(c, &clients::stream(&id))).unwrap();
        assert_eq!(events.len(), 4);
        assert!(events.iter().all(|event| !event.payload.contains(&text)));
    }

    // A client whose organisation stops working can do nothing either.
    fn an_organisation_takes_its_clients_along(database: &TestDatabase) {
        let store = &database.open();
        seeded(store);
        let client = created(store, Role::CenterLead, "gd-440200").unwrap();
        let stop = OrganisationChange {
            active: Some(false),
            ..OrganisationChange::default()
        };
        store
            .write(move |c| organisations::change(c, "gd-440200", 1, &stop, "admin", now()))
            .unwrap();
        let record = access::load(store, now()).unwrap();
        let known = record.clients.iter().find(|known| known.id == client.id);
        assert!(!known.unwrap().enabled);
        assert!(matches!(
            created(store, Role::CenterLead, "gd-440200"),
            Err(ChangeError::Refused(Refusal::InactiveOrganisation))
        ));
    }

    fn signing_keys_follow_each_other_and_are_sealed(database: &TestDatabase) {
        let store = &database.open();
        let keys = KeyRing::ephemeral().unwrap();
        let rotate = || {
            let keys = keys.clone();
            store
                .write(move |c| signing_keys::rotate(c, &keys, "system", now()))
                .unwrap()
        };
        let (first, second) = (rotate(), rotate());
        assert_ne!(first.public_key, second.public_key);
        let stored = access::load(store, now()).unwrap().signing_keys;
        assert_eq!(stored.len(), 2);
        for key in &stored {
            assert_eq!(key.retired_at.is_some(), key.kid == first.kid);
            assert!(key.private(&keys).is_ok());
            assert!(key.private(&KeyRing::ephemeral().unwrap()).is_err());
        }
    }
}
