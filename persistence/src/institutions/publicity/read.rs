//! Reading what is public about institutions, page by page.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::jz::institution::publication::{Notice, PublicationKind};

use super::{CreditRow, PublicationRow};
use crate::complaints::list::day_number;
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::{
    institution_complaints, institution_credit, institution_names, institution_publications,
    institutions,
};

/// The lists of what is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Suspensions, both lists, bans (jz Art. 21, 22).
    Sanction,
    /// Results of evaluations (jz Art. 5).
    Evaluation,
    /// Fee standards (jz Art. 8).
    Fee,
}

impl Class {
    /// Its word in the rows.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sanction => "sanction",
            Self::Evaluation => "evaluation",
            Self::Fee => "fee",
        }
    }
}

/// Something that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Where it stands in its list, for the next page.
    pub place: String,
    /// The institution's credit code.
    pub uscc: String,
    /// Its name.
    pub name: String,
    /// The authority that supervises it, by organisation id.
    pub authority: Option<String>,
    /// What it is.
    pub kind: PublicationKind,
    /// Id of the entry of the ledger.
    pub id: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none: open.
    pub to: Option<NaiveDate>,
    /// The last day on which it is shown; none: open.
    pub until: Option<NaiveDate>,
    /// What is said of it.
    pub notice: Notice,
}

type Joined = (PublicationRow, String, String, Option<String>);

fn day(number: i64) -> Option<NaiveDate> {
    i32::try_from(number)
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
}

/// A last day; none: it is open.
fn last(number: i64) -> Option<NaiveDate> {
    day(number).filter(|day| *day != domain::period::LAST_DAY)
}

fn told((row, uscc, name, authority): Joined) -> Result<Published, StoreError> {
    const CORRUPT: StoreError = StoreError::Corrupt("institution_publications");
    Ok(Published {
        uscc,
        name,
        authority,
        kind: PublicationKind::parse(&row.kind).ok_or(CORRUPT)?,
        from: day(row.from_day).ok_or(CORRUPT)?,
        to: last(row.to_day),
        until: last(row.until_day),
        notice: serde_json::from_str(&row.document).map_err(|_unreadable| CORRUPT)?,
        place: row.place,
        id: row.entry_id,
    })
}

/// What lies before every place of a later day.
fn before_tomorrow(today: NaiveDate) -> String {
    format!("{:07}", day_number(today).saturating_add(1))
}

/// What is shown on a day, the latest first: of a class, or of one kind.
///
/// # Errors
/// See [`StoreError`].
pub fn published(
    connection: &mut AnyConnection,
    class: Class,
    kind: Option<PublicationKind>,
    today: NaiveDate,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Published>, StoreError> {
    use institution_publications as t;
    let mut query = t::table
        .inner_join(institutions::table.on(institutions::id.eq(t::institution_id)))
        .filter(t::until_day.ge(day_number(today)))
        .order(t::place.desc())
        .limit(limit)
        .select((
            PublicationRow::as_select(),
            institutions::uscc,
            institutions::name,
            institutions::authority,
        ))
        .into_boxed();
    query = match kind {
        Some(kind) => query.filter(t::kind.eq(kind.as_str())),
        None => query.filter(t::class.eq(class.as_str())),
    };
    let before = after.map_or_else(|| before_tomorrow(today), str::to_owned);
    let found: Vec<Joined> = query.filter(t::place.lt(before)).load(connection)?;
    found.into_iter().map(told).collect()
}

/// What is shown of one institution on a day, the latest first: of a class.
///
/// # Errors
/// See [`StoreError`].
pub fn of_institution(
    connection: &mut AnyConnection,
    institution: &str,
    class: Class,
    today: NaiveDate,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Published>, StoreError> {
    use institution_publications as t;
    let before = after.map_or_else(|| before_tomorrow(today), str::to_owned);
    let found: Vec<Joined> = t::table
        .inner_join(institutions::table.on(institutions::id.eq(t::institution_id)))
        .filter(t::institution_id.eq(institution))
        .filter(t::class.eq(class.as_str()))
        .filter(t::place.lt(before))
        .filter(t::until_day.ge(day_number(today)))
        .order(t::place.desc())
        .limit(limit)
        .select((
            PublicationRow::as_select(),
            institutions::uscc,
            institutions::name,
            institutions::authority,
        ))
        .load(connection)?;
    found.into_iter().map(told).collect()
}

/// An institution with its score and grade of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// Its id.
    pub institution_id: String,
    /// Where it stands in the ranking, for the next page.
    pub place: String,
    /// Its credit code.
    pub uscc: String,
    /// Its name.
    pub name: String,
    /// The authority that supervises it, by organisation id.
    pub authority: Option<String>,
    /// Score.
    pub score: i64,
    /// Grade.
    pub grade: String,
    /// Since when it has this score.
    pub since: NaiveDate,
}

type Ranked = (CreditRow, String, String, Option<String>);

fn graded((row, uscc, name, authority): Ranked) -> Result<Graded, StoreError> {
    Ok(Graded {
        since: day(row.from_day).ok_or(StoreError::Corrupt("institution_credit"))?,
        institution_id: row.institution_id,
        place: row.place,
        uscc,
        name,
        authority,
        score: row.score,
        grade: row.grade,
    })
}

/// Those rated on a day, the best score first; of one organisation's institutions where one is named.
///
/// # Errors
/// See [`StoreError`].
pub fn ranking(
    connection: &mut AnyConnection,
    as_of: NaiveDate,
    organisation: Option<&str>,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Graded>, StoreError> {
    use institution_credit as t;
    let day = day_number(as_of);
    let mut query = t::table
        .inner_join(institutions::table.on(institutions::id.eq(t::institution_id)))
        .filter(t::place.gt(after.unwrap_or_default()))
        .filter(t::from_day.le(day))
        .filter(t::to_day.ge(day))
        .order(t::place)
        .limit(limit)
        .select((
            CreditRow::as_select(),
            institutions::uscc,
            institutions::name,
            institutions::authority,
        ))
        .into_boxed();
    if let Some(organisation) = organisation {
        query = query.filter(institutions::organisation.eq(organisation));
    }
    let found: Vec<Ranked> = query.load(connection)?;
    found.into_iter().map(graded).collect()
}

/// Those rated on a day, by their ids.
///
/// # Errors
/// See [`StoreError`].
pub fn grades(
    connection: &mut AnyConnection,
    as_of: NaiveDate,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Graded>, StoreError> {
    use institution_credit as t;
    let day = day_number(as_of);
    let found: Vec<Ranked> = t::table
        .inner_join(institutions::table.on(institutions::id.eq(t::institution_id)))
        .filter(t::institution_id.gt(after.unwrap_or_default()))
        .filter(t::from_day.le(day))
        .filter(t::to_day.ge(day))
        .order(t::institution_id)
        .limit(limit)
        .select((
            CreditRow::as_select(),
            institutions::uscc,
            institutions::name,
            institutions::authority,
        ))
        .load(connection)?;
    found.into_iter().map(graded).collect()
}

/// The stored stretches of an institution, ascending: first day, last day, score, grade.
///
/// # Errors
/// See [`StoreError`].
pub fn credit_curve(
    connection: &mut AnyConnection,
    institution: &str,
) -> Result<Vec<(NaiveDate, NaiveDate, i64, String)>, StoreError> {
    use institution_credit as t;
    let rows: Vec<CreditRow> = t::table
        .filter(t::institution_id.eq(institution))
        .order(t::from_day)
        .select(CreditRow::as_select())
        .load(connection)?;
    rows.into_iter()
        .map(|row| {
            let days = day(row.from_day).zip(day(row.to_day));
            let (from, to) = days.ok_or(StoreError::Corrupt("institution_credit"))?;
            Ok((from, to, row.score, row.grade))
        })
        .collect()
}

/// Up to two institutions that are or were filed under a name, as names are compared: two mean that it is not certain.
///
/// # Errors
/// See [`StoreError`].
pub fn named(connection: &mut AnyConnection, key: &str) -> Result<Vec<String>, StoreError> {
    use institution_names as t;
    if key.contains('\0') {
        return Ok(Vec::new());
    }
    Ok(t::table
        .inner_join(institutions::table.on(institutions::id.eq(t::institution_id)))
        .filter(t::name_key.eq(key))
        .filter(institutions::regime.eq(domain::access::Regime::Jz.as_str()))
        .order(t::institution_id)
        .limit(2)
        .select(t::institution_id)
        .load(connection)?)
}

/// Up to two institutions of an organisation.
///
/// # Errors
/// See [`StoreError`].
pub fn by_organisation(
    connection: &mut AnyConnection,
    organisation: &str,
) -> Result<Vec<String>, StoreError> {
    if organisation.contains('\0') {
        return Ok(Vec::new());
    }
    Ok(institutions::table
        .filter(institutions::organisation.eq(organisation))
        .order(institutions::id)
        .limit(2)
        .select(institutions::id)
        .load(connection)?)
}

/// In whose ledger a complaint case stands.
///
/// # Errors
/// See [`StoreError`].
pub fn complaint_in(
    connection: &mut AnyConnection,
    number: &str,
) -> Result<Vec<String>, StoreError> {
    use institution_complaints as t;
    Ok(t::table
        .filter(t::number.eq(number))
        .order(t::institution_id)
        .select(t::institution_id)
        .load(connection)?)
}
