//! The State Council's yearly holiday notices, as data.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

/// What a notice says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// A day off, whether a weekday or not.
    Holiday,
    /// A Saturday or Sunday that is worked in exchange.
    Workday,
}

impl DayKind {
    /// The word used in calendar files and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::Workday => "workday",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "holiday" => Some(Self::Holiday),
            "workday" => Some(Self::Workday),
            _ => None,
        }
    }
}

/// One day named by a yearly notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeDay {
    /// The day, in Asia/Shanghai.
    pub date: NaiveDate,
    /// Day off or make-up working day.
    pub kind: DayKind,
    /// The holiday's Chinese name.
    pub name_zh: String,
    /// The holiday's English name.
    pub name_en: String,
}

/// The official notice for one calendar year: every day off and make-up day that falls in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Calendar year.
    pub year: i32,
    /// Where the data came from, for the reader.
    pub source: String,
    /// The days, ascending.
    pub days: Vec<NoticeDay>,
}

/// What is wrong with a line of a calendar file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {reason_en} / {reason_zh}")]
pub struct NoticeFault {
    /// Line in the file, from 1.
    pub line: u64,
    /// Name of the column.
    pub column: &'static str,
    /// Reason in Chinese.
    pub reason_zh: String,
    /// Reason in English.
    pub reason_en: String,
}

/// Columns of a calendar file, in order.
const COLUMNS: [&str; 4] = ["date", "kind", "name_zh", "name_en"];

const EMBEDDED: &str = include_str!("../../data/cn-working-calendar.csv");

/// Source named for the notices that are compiled in.
pub const EMBEDDED_SOURCE: &str = "国务院办公厅关于部分节假日安排的通知（随程序发布）/ State Council notices, shipped with the program";

/// The notices that are compiled in: 2004 to 2026.
///
/// # Errors
/// The faults of the file; a test keeps it without any.
pub fn embedded_notices() -> Result<Vec<Notice>, Vec<NoticeFault>> {
    parse_notices(EMBEDDED.as_bytes(), EMBEDDED_SOURCE)
}

/// Reads a calendar file: `date,kind,name_zh,name_en`, one row a day, any number of years.
///
/// # Errors
/// Every fault of the file, by line and column: nothing is taken from a file that has one.
pub fn parse_notices(csv: &[u8], source: &str) -> Result<Vec<Notice>, Vec<NoticeFault>> {
    let mut faults = Vec::new();
    let mut days: BTreeMap<NaiveDate, NoticeDay> = BTreeMap::new();
    let csv = csv.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(csv);
    let mut lines = Lines::of(csv);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(csv);
    match reader.headers() {
        Ok(headers) if headers.iter().eq(COLUMNS) => {}
        Ok(_) | Err(_) => {
            return Err(vec![fault(
                1,
                "date",
                format!("第一行应为 {}", COLUMNS.join(",")),
                format!("the first line must be {}", COLUMNS.join(",")),
            )]);
        }
    }
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = lines.of_record_at(record.position());
                match parse_row(line, &record) {
                    Ok(day) => {
                        let date = day.date;
                        if days.insert(date, day).is_some() {
                            faults.push(fault(
                                line,
                                "date",
                                format!("{date} 重复出现"),
                                format!("{date} appears twice"),
                            ));
                        }
                    }
                    Err(mut found) => faults.append(&mut found),
                }
            }
            Err(error) => {
                let line = lines.of_record_at(error.position());
                faults.push(fault(
                    line,
                    "date",
                    "该行不是四列的 UTF-8 CSV".to_owned(),
                    "the line is not UTF-8 CSV with four columns".to_owned(),
                ));
            }
        }
    }
    if days.is_empty() && faults.is_empty() {
        faults.push(fault(
            1,
            "date",
            "文件中没有任何日期".to_owned(),
            "the file names no day".to_owned(),
        ));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut notices: Vec<Notice> = Vec::new();
    for (date, day) in days {
        match notices.last_mut() {
            Some(last) if last.year == date.year() => last.days.push(day),
            Some(_) | None => notices.push(Notice {
                year: date.year(),
                source: source.to_owned(),
                days: vec![day],
            }),
        }
    }
    Ok(notices)
}

fn parse_row(line: u64, record: &csv::StringRecord) -> Result<NoticeDay, Vec<NoticeFault>> {
    let mut faults = Vec::new();
    let text = |column: usize| record.get(column).unwrap_or_default();
    let date = parse_date(text(0));
    if date.is_none() {
        faults.push(fault(
            line,
            "date",
            format!("“{}”不是 1900 至 2199 年间 YYYY-MM-DD 形式的日期", text(0)),
            format!("'{}' is no date YYYY-MM-DD from 1900 to 2199", text(0)),
        ));
    }
    let kind = DayKind::parse(text(1));
    if kind.is_none() {
        faults.push(fault(
            line,
            "kind",
            format!("“{}”既不是 holiday 也不是 workday", text(1)),
            format!("'{}' is neither holiday nor workday", text(1)),
        ));
    }
    if let (Some(date), Some(DayKind::Workday)) = (date, kind)
        && !is_weekend(date)
    {
        faults.push(fault(
            line,
            "kind",
            format!("{date} 不是周末，不能作为调休上班日"),
            format!("{date} is no weekend day and cannot be a make-up working day"),
        ));
    }
    match (date, kind) {
        (Some(date), Some(kind)) if faults.is_empty() => Ok(NoticeDay {
            date,
            kind,
            name_zh: text(2).to_owned(),
            name_en: text(3).to_owned(),
        }),
        (Some(_) | None, Some(_) | None) => Err(faults),
    }
}

fn parse_date(text: &str) -> Option<NaiveDate> {
    // Parsing alone would also take signs and blanks in place of digits.
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|date| crate::period::supported(*date) && date.to_string() == text)
}

/// Counts lines as an editor shows them; the reader's own count is late after blank lines and CR LF.
struct Lines<'a> {
    rest: std::iter::Peekable<std::slice::Iter<'a, u8>>,
    offset: u64,
    line: u64,
}

impl<'a> Lines<'a> {
    fn of(csv: &'a [u8]) -> Self {
        Self {
            rest: csv.iter().peekable(),
            offset: 0,
            line: 1,
        }
    }

    /// The line on which a record begins: past the line ends that the reader leaves before it. Records are asked for
    /// in their order.
    fn of_record_at(&mut self, position: Option<&csv::Position>) -> u64 {
        let start = position.map_or(self.offset, csv::Position::byte);
        while let Some(byte) = self
            .rest
            .next_if(|byte| self.offset < start || matches!(byte, b'\r' | b'\n'))
        {
            self.offset += 1;
            if *byte == b'\n' {
                self.line += 1;
            }
        }
        self.line
    }
}

fn fault(line: u64, column: &'static str, reason_zh: String, reason_en: String) -> NoticeFault {
    NoticeFault {
        line,
        column,
        reason_zh,
        reason_en,
    }
}

/// Whether a day is a Saturday or Sunday; only these can be make-up working days.
#[must_use]
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
