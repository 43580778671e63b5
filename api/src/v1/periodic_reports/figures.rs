//! The figures of a report, and the list behind each.

use chrono::NaiveDate;
use domain::gd::art04_periodic_report::Figure;
use persistence::complaints::steps;
use persistence::{Connection, StoreError};

use super::schema::FigureBody;
use crate::problem::Problem;
use crate::v1::complaints::list::days::{earliest, latest};

/// Counts what the cases of a center did in these days.
///
/// # Errors
/// `unavailable` where the database cannot be reached.
pub fn count(
    connection: &mut Connection,
    center: &str,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<Figure>, Problem> {
    let from = earliest("first", Some(&first.to_string()))?.unwrap_or(i64::MIN);
    let to = latest("last", Some(&last.to_string()))?.unwrap_or(i64::MAX);
    let mut counted = steps::received(connection, center, from, to)?;
    counted.extend(steps::counted(connection, center, first, last)?);
    counted
        .into_iter()
        .map(|(figure, detail, count)| {
            Ok(Figure {
                figure,
                detail,
                count: u64::try_from(count).map_err(|_negative| StoreError::Corrupt("a count"))?,
            })
        })
        .collect()
}

/// A figure with the address of the list that it counts.
#[must_use]
pub fn shown(figure: Figure, center: &str, first: NaiveDate, last: NaiveDate) -> FigureBody {
    let received = |filter: &str| {
        let detail = &figure.detail;
        let filter = match filter {
            "" => String::new(),
            name => format!("&{name}={detail}"),
        };
        format!(
            "/api/v1/complaints?center={center}&received_from={first}&received_to={last}{filter}"
        )
    };
    let href = match figure.figure.as_str() {
        "received" => received(""),
        "received_by_channel" => received("channel"),
        "received_by_kind" => received("kind"),
        step => {
            let detail = match figure.detail.as_str() {
                "" => String::new(),
                detail => format!("&detail={detail}"),
            };
            format!(
                "/api/v1/complaints/steps?center={center}&step={step}{detail}&from={first}&to={last}"
            )
        }
    };
    FigureBody {
        detail: Some(figure.detail).filter(|detail| !detail.is_empty()),
        figure: figure.figure,
        count: figure.count,
        href,
    }
}
