//! The tables as both backends have them after migrating; a test compares them with the databases.
#![allow(
    missing_docs,
    reason = "the tables are documented where they are used and in the migrations"
)]

diesel::table! {
    calendar_notices (year) {
        year -> BigInt,
        source -> Text,
        imported_at -> Timestamp,
        days -> BigInt,
    }
}

diesel::table! {
    calendar_days (date) {
        date -> Date,
        year -> BigInt,
        kind -> Text,
        name_zh -> Text,
        name_en -> Text,
    }
}

diesel::table! {
    calendar_revision (id) {
        id -> BigInt,
        revision -> BigInt,
        due_dates -> BigInt,
    }
}

diesel::table! {
    events (position) {
        position -> BigInt,
        stream -> Text,
        version -> BigInt,
        kind -> Text,
        payload -> Text,
        actor -> Text,
        recorded_at -> BigInt,
        prev_hash -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    case_keys (stream) {
        stream -> Text,
        master_key_id -> Text,
        wrapped -> Binary,
        erased_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sealed_items (id) {
        id -> Text,
        stream -> Text,
        ciphertext -> Binary,
        created_at -> BigInt,
    }
}

diesel::table! {
    idempotency_records (client_id, operation, key_hash) {
        client_id -> Text,
        operation -> Text,
        key_hash -> Binary,
        body_hash -> Binary,
        reply -> Binary,
        created_at -> BigInt,
    }
}

diesel::table! {
    accused_parties (id) {
        id -> BigInt,
        party_key -> Text,
        name -> Text,
    }
}

diesel::table! {
    accused_party_terms (term, party_id) {
        term -> Text,
        party_id -> BigInt,
    }
}

diesel::table! {
    complaints (seq) {
        seq -> BigInt,
        id -> Text,
        regime -> Text,
        center -> Text,
        state -> Text,
        kind -> Text,
        channel -> Text,
        accused_name -> Nullable<Text>,
        party_id -> Nullable<BigInt>,
        subject -> Nullable<Text>,
        number -> Nullable<Text>,
        received_at -> BigInt,
        updated_at -> BigInt,
        due_on -> Nullable<Date>,
        officer -> Nullable<Text>,
        submitted_by -> Text,
        external_ref -> Nullable<Text>,
        departed_at -> Nullable<BigInt>,
        version -> BigInt,
        head_hash -> Binary,
        document -> Text,
        delay_explained_on -> Nullable<Date>,
        feedback_owed_since -> Nullable<Date>,
        erased_on -> Nullable<Date>,
    }
}

diesel::table! {
    complaint_terms (term, received_at, seq) {
        term -> Text,
        received_at -> BigInt,
        seq -> BigInt,
    }
}

diesel::table! {
    complaint_assignments (department, seq) {
        department -> Text,
        seq -> BigInt,
        center -> Text,
        number -> BigInt,
        part -> Text,
        received_at -> BigInt,
        updated_at -> BigInt,
        due_on -> Nullable<Date>,
        report_due_on -> Nullable<Date>,
        reported_on -> Nullable<Date>,
    }
}

diesel::table! {
    complainant_hashes (hash, complaint_id) {
        hash -> Binary,
        complaint_id -> Text,
        kind -> Text,
        key_id -> Text,
    }
}

diesel::table! {
    receipt_codes (hash) {
        hash -> Binary,
        complaint_id -> Text,
        key_id -> Text,
    }
}

diesel::table! {
    checkpoints (id) {
        id -> BigInt,
        upto_position -> BigInt,
        events -> BigInt,
        digest -> Binary,
        previous -> Binary,
        created_at -> BigInt,
        signature -> Binary,
        key_id -> Text,
    }
}

diesel::table! {
    registration_counters (center, year) {
        center -> Text,
        year -> BigInt,
        last -> BigInt,
    }
}

diesel::table! {
    database_mode (id) {
        id -> BigInt,
        sandbox -> Bool,
    }
}

diesel::table! {
    complaint_duties (id) {
        id -> BigInt,
        complaint_id -> Text,
        kind -> Text,
        number -> BigInt,
        due_day -> BigInt,
        center -> Text,
        regime -> Text,
        department -> Nullable<Text>,
    }
}

diesel::table! {
    clock_events (case_id, kind, due_on) {
        case_id -> Text,
        kind -> Text,
        due_on -> Date,
        position -> BigInt,
        regime -> Text,
        center -> Text,
        submitted_by -> Text,
        recorded_at -> BigInt,
    }
}

diesel::table! {
    public_statements (id) {
        id -> Text,
        complaint_id -> Text,
        number -> BigInt,
        center -> Text,
        title -> Text,
        text -> Text,
        published_on -> Date,
        published_at -> BigInt,
    }
}

diesel::table! {
    circulars (id) {
        id -> Text,
        center -> Text,
        regime -> Text,
        status -> Text,
        created_at -> BigInt,
        published_at -> Nullable<BigInt>,
        year -> Nullable<BigInt>,
        number -> Nullable<BigInt>,
        version -> BigInt,
        document -> Text,
    }
}

diesel::table! {
    proceedings (id) {
        id -> Text,
        institution_id -> Text,
        uscc -> Text,
        name -> Text,
        authority -> Nullable<Text>,
        regime -> Text,
        status -> Text,
        tier -> Text,
        is_open -> Bool,
        told -> Bool,
        settles -> Bool,
        supports -> Text,
        proposed_on -> BigInt,
        ends_on -> Nullable<BigInt>,
        created_at -> BigInt,
        changed_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    due_date_moves (position) {
        position -> BigInt,
        case_id -> Text,
        moved_from -> Date,
        moved_to -> Nullable<Date>,
        calendar_revision -> BigInt,
        regime -> Text,
        center -> Text,
        submitted_by -> Text,
        recorded_at -> BigInt,
    }
}

diesel::table! {
    circular_counters (center, year) {
        center -> Text,
        year -> BigInt,
        last -> BigInt,
    }
}

diesel::table! {
    complaint_steps (id) {
        id -> BigInt,
        complaint_id -> Text,
        center -> Text,
        step -> Text,
        detail -> Text,
        day -> BigInt,
    }
}

diesel::table! {
    periodic_reports (id) {
        id -> Text,
        center -> Text,
        regime -> Text,
        period -> Text,
        revision -> BigInt,
        submitted_at -> BigInt,
        document -> Text,
    }
}

diesel::table! {
    calendar_imports (year, revision) {
        year -> BigInt,
        revision -> BigInt,
        source -> Text,
        days -> BigInt,
        notice_hash -> Binary,
        actor -> Text,
        imported_at -> BigInt,
        settled -> Nullable<BigInt>,
    }
}

diesel::table! {
    job_runs (id) {
        id -> Text,
        job -> Text,
        instance -> Text,
        started_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        candidates -> BigInt,
        done -> BigInt,
        skipped -> Text,
        error -> Nullable<Text>,
    }
}

diesel::joinable!(calendar_days -> calendar_notices (year));
diesel::allow_tables_to_appear_in_same_query!(calendar_notices, calendar_days);
diesel::allow_tables_to_appear_in_same_query!(
    complaints,
    complaint_terms,
    complaint_assignments,
    complainant_hashes
);
diesel::allow_tables_to_appear_in_same_query!(accused_parties, accused_party_terms);

diesel::table! {
    organisations (id) {
        id -> Text,
        kind -> Text,
        level -> Nullable<Text>,
        department_kind -> Nullable<Text>,
        regime -> Text,
        name_zh -> Text,
        name_en -> Text,
        division_code -> Nullable<Text>,
        industry -> Nullable<Text>,
        parent_id -> Nullable<Text>,
        channels -> Text,
        active -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    clients (id) {
        id -> Text,
        name -> Text,
        role -> Text,
        organisation_id -> Text,
        secret_hash -> Binary,
        created_at -> BigInt,
        disabled_at -> Nullable<BigInt>,
        tokens_not_before -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    revoked_tokens (jti) {
        jti -> Text,
        expires_at -> BigInt,
    }
}

diesel::table! {
    signing_keys (kid) {
        kid -> Text,
        public_key -> Binary,
        sealed_private -> Binary,
        created_at -> BigInt,
        retired_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    access_revision (id) {
        id -> BigInt,
        revision -> BigInt,
        installation -> Text,
    }
}

diesel::table! {
    attachments (id) {
        id -> Text,
        stream -> Text,
        state -> Text,
        media_type -> Text,
        size -> BigInt,
        chunks -> BigInt,
        digest -> Binary,
        created_at -> BigInt,
        touched_at -> BigInt,
    }
}

diesel::table! {
    attachment_chunks (attachment_id, number) {
        attachment_id -> Text,
        number -> BigInt,
        ciphertext -> Binary,
    }
}

diesel::joinable!(clients -> organisations (organisation_id));
diesel::allow_tables_to_appear_in_same_query!(clients, organisations);
diesel::allow_tables_to_appear_in_same_query!(clock_events, complaints);

diesel::table! {
    similar_cases (seq) {
        seq -> BigInt,
        fact_bands -> Binary,
        text_bands -> Binary,
        signature -> Nullable<Binary>,
    }
}

diesel::table! {
    similar_bands (band, seq) {
        band -> BigInt,
        seq -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(complaints, similar_cases);

diesel::table! {
    institutions (id) {
        id -> Text,
        uscc -> Text,
        name -> Text,
        kind -> Text,
        division -> Text,
        authority -> Nullable<Text>,
        above -> Nullable<Text>,
        regime -> Text,
        organisation -> Nullable<Text>,
        filed -> Bool,
        pending -> Bool,
        created_at -> BigInt,
        changed_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    institution_occupations (occupation, level, institution_id) {
        institution_id -> Text,
        occupation -> Text,
        level -> BigInt,
    }
}

diesel::table! {
    supervision_records (id) {
        id -> Text,
        kind -> Text,
        authority -> Text,
        regime -> Text,
        status -> Text,
        institution -> Nullable<Text>,
        created_at -> BigInt,
        published_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    filing_counters (authority, year) {
        authority -> Text,
        year -> BigInt,
        last -> BigInt,
    }
}

diesel::table! {
    institution_terms (term, institution_id) {
        term -> Text,
        institution_id -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(institutions, institution_terms);

diesel::table! {
    institution_publications (institution_id, kind, entry_id) {
        institution_id -> Text,
        kind -> Text,
        entry_id -> Text,
        class -> Text,
        place -> Text,
        from_day -> BigInt,
        to_day -> BigInt,
        until_day -> BigInt,
        document -> Text,
    }
}

diesel::table! {
    institution_credit (institution_id, from_day) {
        institution_id -> Text,
        from_day -> BigInt,
        to_day -> BigInt,
        score -> BigInt,
        grade -> Text,
        place -> Text,
    }
}

diesel::table! {
    institution_names (name_key, institution_id) {
        name_key -> Text,
        institution_id -> Text,
    }
}

diesel::table! {
    institution_complaints (number, institution_id) {
        number -> Text,
        institution_id -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(institutions, institution_publications);

diesel::allow_tables_to_appear_in_same_query!(institutions, institution_credit);

diesel::allow_tables_to_appear_in_same_query!(institutions, institution_names);
