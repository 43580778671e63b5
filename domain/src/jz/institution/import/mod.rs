//! Institutions and batches from files (CSV), row by row: what cannot be read of a row is told with its column, and the
//! other rows stay good.

pub mod apply;
mod batches;
mod institutions;

use std::collections::HashMap;

pub use batches::{BATCH_COLUMNS, BatchRow, batches};
pub use institutions::{INSTITUTION_COLUMNS, InstitutionRow, institutions};

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The row, from 1, the header not counted.
    pub row: usize,
    /// The column.
    pub column: &'static str,
    /// What stands there; none where it is long or nothing to be repeated.
    pub value: Option<String>,
    /// A stable code.
    pub code: &'static str,
    /// Why, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// The rows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows<T> {
    /// How many there are.
    pub rows: usize,
    /// Those that could be read, in their order.
    pub good: Vec<T>,
    /// What is wrong with the others, in their order.
    pub faults: Vec<RowFault>,
}

/// A file that cannot be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// The first line is not the header that is expected.
    Header,
    /// It is no comma-separated text.
    NoCsv,
    /// It has more rows than [`MOST_ROWS`].
    TooManyRows,
}

/// Most rows of a file.
pub const MOST_ROWS: usize = 100_000;

/// Most characters of a value that a fault repeats.
const MOST_VALUE: usize = 40;

/// The fields of a row by their columns.
struct Fields<'r> {
    row: usize,
    columns: &'static [&'static str],
    fields: &'r csv::StringRecord,
    faults: Vec<RowFault>,
}

impl Fields<'_> {
    /// The text of a column without blanks around it; none: it is empty.
    fn text(&self, column: &'static str) -> Option<&str> {
        let position = self.columns.iter().position(|known| *known == column)?;
        let text = self.fields.get(position)?.trim();
        (!text.is_empty()).then_some(text)
    }

    fn fault(&mut self, column: &'static str, code: &'static str, zh: &str, en: &str) {
        let value = self.text(column);
        let value = value.filter(|text| text.chars().count() <= MOST_VALUE);
        let value = value.map(ToOwned::to_owned);
        self.faults.push(RowFault {
            row: self.row,
            column,
            value,
            code,
            zh: zh.to_owned(),
            en: en.to_owned(),
        });
    }

    /// A text that must be there.
    fn required(&mut self, column: &'static str) -> Option<String> {
        let text = self.line(column);
        if self.text(column).is_none() {
            self.fault(column, "missing", "不得为空", "must not be empty");
        }
        text
    }

    /// A line of text, of at most 200 characters and without control characters.
    fn line(&mut self, column: &'static str) -> Option<String> {
        let text = self.text(column)?;
        if text.chars().count() > 200 || text.chars().any(|c| c.is_control() || is_direction(c)) {
            let (zh, en) = (
                "应为不超过 200 个字符的单行文本，不含控制字符",
                "must be a line of at most 200 characters without control characters",
            );
            self.fault(column, "bad_text", zh, en);
            return None;
        }
        Some(text.to_owned())
    }

    /// What `read` makes of a text, where there is one.
    fn read<T>(
        &mut self,
        column: &'static str,
        (code, zh, en): (&'static str, &str, &str),
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = read(self.text(column)?);
        if value.is_none() {
            self.fault(column, code, zh, en);
        }
        value
    }

    fn day(&mut self, column: &'static str) -> Option<chrono::NaiveDate> {
        let reason = (
            "bad_date",
            "应为 YYYY-MM-DD 形式的日期",
            "must be a date YYYY-MM-DD",
        );
        self.read(column, reason, |text| {
            let shape = text.len() == 10 && !text.contains(['+', ' ']);
            let day = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
            (shape && crate::period::supported(day)).then_some(day)
        })
    }

    fn count(&mut self, column: &'static str) -> Option<u32> {
        let reason = (
            "bad_number",
            "应为 0 至 1000000000 的整数",
            "must be a whole number from 0 to 1000000000",
        );
        self.read(column, reason, |text| {
            let digits = text.bytes().all(|b| b.is_ascii_digit());
            let number: u32 = text.parse().ok()?;
            (digits && number <= 1_000_000_000).then_some(number)
        })
    }

    /// A credit code with its check character (GB 32100).
    fn credit_code(&mut self) -> Option<String> {
        let text = self.required("uscc")?;
        match crate::identifier::CreditCode::parse(&text) {
            Ok(code) => Some(code.as_str().to_owned()),
            Err(fault) => {
                let (zh, en) = (fault.reason_zh(), fault.to_string());
                self.fault("uscc", "bad_credit_code", zh, &en);
                None
            }
        }
    }

    fn division(&mut self) -> Option<String> {
        let reason = (
            "unknown_division",
            "没有该行政区划代码",
            "no division has this code",
        );
        self.read("division", reason, |text| {
            let code = crate::division::DivisionCode::parse(text)?;
            crate::division::find(code).map(|_| text.to_owned())
        })
    }

    /// Whether nothing is wrong so far.
    fn is_good(&self) -> bool {
        self.faults.is_empty()
    }
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Reads a file: its header, then each row by `read`, whose key is to occur once.
fn rows<T>(
    text: &str,
    columns: &'static [&'static str],
    key_column: &'static str,
    key: impl Fn(&T) -> String,
    mut read: impl FnMut(&mut Fields<'_>) -> Option<T>,
) -> Result<Rows<T>, FileFault> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let no_csv = |_broken| FileFault::NoCsv;
    let header = records
        .next()
        .transpose()
        .map_err(no_csv)?
        .unwrap_or_default();
    if !header.iter().map(str::trim).eq(columns.iter().copied()) {
        return Err(FileFault::Header);
    }
    let mut found = Rows {
        rows: 0,
        good: Vec::new(),
        faults: Vec::new(),
    };
    let mut first_rows: HashMap<String, usize> = HashMap::new();
    for record in records {
        let record = record.map_err(no_csv)?;
        found.rows = found.rows.saturating_add(1);
        if found.rows > MOST_ROWS {
            return Err(FileFault::TooManyRows);
        }
        let mut fields = Fields {
            row: found.rows,
            columns,
            fields: &record,
            faults: Vec::new(),
        };
        if record.len() != columns.len() {
            let zh = format!("应有 {} 列，实有 {} 列", columns.len(), record.len());
            let en = format!(
                "there must be {} columns, there are {}",
                columns.len(),
                record.len()
            );
            fields.faults.push(RowFault {
                row: found.rows,
                column: "",
                value: None,
                code: "wrong_columns",
                zh,
                en,
            });
            found.faults.append(&mut fields.faults);
            continue;
        }
        let value = read(&mut fields);
        if let Some(value) = value.filter(|_| fields.is_good()) {
            let key = key(&value);
            match first_rows.get(&key) {
                Some(first) => {
                    let zh = format!("与第 {first} 行重复");
                    let en = format!("repeats row {first}");
                    fields.fault(key_column, "duplicate_row", &zh, &en);
                }
                None => {
                    first_rows.insert(key, found.rows);
                    found.good.push(value);
                }
            }
        }
        found.faults.append(&mut fields.faults);
    }
    Ok(found)
}
