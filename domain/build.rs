//! Computes, when the program is built, the statutory days that follow the moon and the sun, so that a running program
//! needs neither the time nor the memory for it.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use tyme4rs::tyme::lunar::LunarDay;
use tyme4rs::tyme::solar::{SolarDay, SolarTerm};

/// More than the years of the working calendar's tables; a test there sees to it.
const YEARS: std::ops::RangeInclusive<isize> = 1880..=2220;

/// 清明 is the seventh solar term counted from the winter solstice before the year.
const QINGMING: isize = 7;

#[expect(
    clippy::disallowed_methods,
    reason = "a build script learns from its environment where to write"
)]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let mut table = format!("pub(super) const FIRST_YEAR: i32 = {};\n", YEARS.start());
    table.push_str("/// By year: 春节, 清明, 端午, 中秋, each as month and day.\n");
    table.push_str("pub(super) const MOVING_DAYS: &[[(u32, u32); 4]] = &[\n");
    for year in YEARS {
        let days = [
            LunarDay::new(year, 1, 1)?.get_solar_day(),
            SolarTerm::from_index(year, QINGMING)
                .get_julian_day()
                .get_solar_day(),
            LunarDay::new(year, 5, 5)?.get_solar_day(),
            LunarDay::new(year, 8, 15)?.get_solar_day(),
        ];
        let days: Vec<String> = days.iter().map(month_and_day).collect();
        writeln!(table, "    [{}],", days.join(", "))?;
    }
    table.push_str("];\n");
    let folder = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("moving_days.rs"), table)?;
    Ok(())
}

fn month_and_day(day: &SolarDay) -> String {
    format!("({}, {})", day.get_month(), day.get_day())
}
